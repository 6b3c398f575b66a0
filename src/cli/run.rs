//! `gcscope run FILE`: a program's output and exit status, as CPython gives them.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use crate::memory::Version;
use crate::python::behaviour::Behaviour;
use crate::python::vm::output::Reader;
use crate::python::vm::{INTERRUPTED, Vm};

/// Native stack of the thread that runs programs: deep recursion of builtins must end in a RecursionError first.
const STACK: usize = 1 << 30;

/// Runs the program in `file` as `__main__`.
pub(super) fn run(python: Version, file: &Path, args: &[String]) -> ExitCode {
    let source = match std::fs::read(file) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) => {
            eprintln!("gcscope: can't open file '{}': {error}", file.display());
            return ExitCode::from(2);
        }
    };
    let given = file.to_string_lossy().into_owned();
    // `sys.argv` has the name as it was given.
    let name = match std::path::absolute(file) {
        Ok(path) if Behaviour::of(python).absolute_main_path() => path.to_string_lossy().into_owned(),
        _ => given.clone(),
    };
    let args = args.to_vec();
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        let mut vm = Vm::new(python);
        vm.output.reader = Reader::of_this_process();
        vm.output.stdout_sink = Some(Box::new(|text| {
            // A reader that went away is not the program's error.
            let _ = std::io::stdout().write_all(text.as_bytes());
        }));
        vm.output.stderr_sink = Some(Box::new(|text| {
            let _ = std::io::stderr().write_all(text.as_bytes());
        }));
        vm.output.stdin = Some(Box::new(|| {
            let mut line = String::new();
            match std::io::stdin().read_line(&mut line) {
                Ok(1..) => Some(line.strip_suffix('\n').unwrap_or(&line).to_owned()),
                Ok(0) | Err(_) => None,
            }
        }));
        #[cfg(unix)]
        let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, vm.interrupt.clone());
        vm.set_arguments(&given, &args);
        let status = vm.run_program(&source, &name);
        vm.flush_stdout();
        let _ = std::io::stdout().flush();
        #[cfg(unix)]
        if status == INTERRUPTED {
            // Whoever waits for this process sees that it was interrupted, as with CPython.
            let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGINT);
        }
        // The heap is not taken apart: the process ends.
        std::process::exit(status & 0xff);
    });
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(_)) => ExitCode::from(70),
        Err(error) => {
            eprintln!("gcscope: cannot start: {error}");
            ExitCode::from(70)
        }
    }
}
