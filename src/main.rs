//! The binary: hands the arguments to the library and ends with its exit status.

fn main() -> std::process::ExitCode {
    gcscope::cli::main()
}
