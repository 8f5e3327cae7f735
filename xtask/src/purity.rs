//! The promise that the core and the simulator do no IO, as far as their dependencies tell.

use std::collections::BTreeSet;

use crate::workspace::{Failure, Outcome, Workspace, output};

/// Help of `cargo xtask purity`.
pub const ABOUT: &str = "Check that the core and the simulator depend on no IO and no binding

Looks through everything they depend on, with all features and for all platforms.";

const PURE: [&str; 2] = ["privatenumber", "privatenumber-simulator"];
const BANNED: [&str; 5] = ["tokio", "reqwest", "pyo3", "wasm-bindgen", "getrandom"];

/// Checks both crates.
pub fn run(workspace: &Workspace, _options: &[String]) -> Outcome {
    for package in PURE {
        let mut command = workspace.cargo();
        command
            .args([
                "tree",
                "--locked",
                "--package",
                package,
                "--edges",
                "normal",
                "--prefix",
                "none",
                "--format",
                "{p}",
            ])
            .args(["--target", "all", "--all-features"]);
        let tree = output(&mut command)?;
        let tree = String::from_utf8_lossy(&tree);
        let found: BTreeSet<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
        let banned: Vec<&str> = BANNED.into_iter().filter(|name| found.contains(name)).collect();
        if !found.contains(package) {
            return Err(Failure::new(format!("`cargo tree` did not speak of {package}")));
        }
        if !banned.is_empty() {
            return Err(Failure::new(format!(
                "{package} depends on {}: see `cargo tree -p {package} -e normal -i {}`",
                banned.join(", "),
                banned.first().unwrap_or(&"")
            )));
        }
        println!("purity: {package} and its {} dependencies hold none of {}", found.len() - 1, BANNED.join(", "));
    }
    Ok(())
}
