//! The build script: the lessons are in the binary, so a changed or new lesson rebuilds it.

fn main() {
    println!("cargo:rerun-if-changed=lessons");
}
