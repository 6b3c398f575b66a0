//! The real interpreters of this machine.

use std::path::PathBuf;

use gcscope::memory::rules::Version;

/// The interpreter of a version, where there is one.
pub fn interpreter(version: Version) -> Option<PathBuf> {
    let name = format!("python{version}");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let root = std::env::var_os("PYENV_ROOT").map(PathBuf::from);
    let root = root.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".pyenv")))?;
    let versions = std::fs::read_dir(root.join("versions")).into_iter().flatten().flatten();
    let of_pyenv = versions.filter(|v| v.file_name().to_string_lossy().starts_with(&format!("{version}.")));
    let candidates =
        of_pyenv.map(|v| v.path().join("bin").join(&name)).chain(std::env::split_paths(&path).map(|d| d.join(&name)));
    candidates.into_iter().find(|path| path.is_file())
}
