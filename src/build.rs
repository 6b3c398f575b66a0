//! The build script. The lessons are in the binary, so a changed or new lesson rebuilds it. And where the machine allows
//! it, the binary stands at a fixed address with the C library in it: with nothing to relocate and no pages of shared
//! libraries it starts sooner and takes less memory, which counts where a small program runs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

fn main() {
    println!("cargo::rerun-if-changed=lessons");
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed={LAYOUT}");
    let target = |part: &str| env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
        if let Some(folder) = redirections() {
            println!("cargo::rustc-link-arg-bins=-static");
            println!("cargo::rustc-link-arg-bins=-L{}", folder.display());
        }
        if env::var("PROFILE").is_ok_and(|profile| profile == "release") && Path::new(LAYOUT).exists() {
            println!("cargo::rustc-link-arg-bins=-Wl,-T,{LAYOUT}");
        }
    }
}

/// Which functions stand together: written by `.ci/layout`.
const LAYOUT: &str = "assets/layout.ld";

/// The libraries that the standard library asks the linker for, and the static ones that hold the same functions.
const LIBRARIES: [(&str, &[&str]); 7] = [
    ("gcc_s", &["libgcc_eh.a", "libgcc.a"]),
    ("util", &["libutil.a"]),
    ("rt", &["librt.a"]),
    ("pthread", &["libpthread.a"]),
    ("m", &["libm.a"]),
    ("dl", &["libdl.a"]),
    ("c", &["libc.a"]),
];

/// A folder where the linker finds each shared library's name as a script that names the static ones; `None` where one
/// is not installed, or another machine's are asked for. (`-C target-feature=+crt-static` would do the same, but forbids
/// the procedural macros in the same build.)
fn redirections() -> Option<PathBuf> {
    if env::var("HOST") != env::var("TARGET") {
        return None;
    }
    let folder = PathBuf::from(env::var_os("OUT_DIR")?);
    for (shared, parts) in LIBRARIES {
        let parts: Option<Vec<String>> = parts.iter().map(|part| installed(part)).collect();
        write_script(&folder, shared, &parts?.join(" ")).ok()?;
    }
    Some(folder)
}

fn write_script(folder: &Path, shared: &str, parts: &str) -> io::Result<()> {
    fs::write(folder.join(format!("lib{shared}.so")), format!("GROUP ( {parts} )\n"))
}

/// Where the C compiler, which links, has this library.
fn installed(library: &str) -> Option<String> {
    let answer = Command::new("cc").arg(format!("-print-file-name={library}")).output().ok()?;
    let path = String::from_utf8(answer.stdout).ok()?.trim().to_owned();
    // The bare name comes back when there is none.
    Path::new(&path).is_absolute().then_some(path)
}
