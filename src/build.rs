//! The build script. The lessons are in the binary, so a changed or new lesson rebuilds it. And the binary stands at a
//! fixed address where the linker knows how: with no relocations to apply it starts sooner and takes less memory.

fn main() {
    println!("cargo::rerun-if-changed=lessons");
    let target = |part: &str| std::env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
