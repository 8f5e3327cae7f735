//! The promise that the core and the simulator do no IO, as far as their dependencies tell.

use std::collections::BTreeSet;
use std::fs;

use crate::workspace::{Failure, Outcome, Workspace, output};

/// Help of `cargo xtask purity`.
pub const ABOUT: &str = "Check that the core and the simulator depend on no IO and no binding

Looks through everything they depend on, with all features and for all platforms, and through their own sources for the
parts of the standard library that do IO, read a clock or start something. (clippy.toml bans the usual calls by name; this
also sees what has no name there.)";

const PURE: [&str; 2] = ["privatenumber", "privatenumber-simulator"];
/// Modules of the standard library that have no place there, and what of them does no IO.
const IMPURE: [&str; 7] = ["env", "fs", "io", "net", "process", "thread", "time"];
const HARMLESS: [&str; 1] = ["std::net::Ipv6Addr"];
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
        look_through(workspace, package)?;
        println!("purity: {package} and its {} dependencies hold none of {}", found.len() - 1, BANNED.join(", "));
    }
    Ok(())
}

/// Refuses a source that names an impure module of the standard library.
fn look_through(workspace: &Workspace, package: &str) -> Outcome {
    let mut folders = vec![workspace.path(if package == "privatenumber" { "core/src" } else { "simulator/src" })];
    while let Some(folder) = folders.pop() {
        let unreadable = |problem| Failure::new(format!("{} cannot be read: {problem}", folder.display()));
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = String::from_utf8_lossy(&workspace.bytes(&path)?).into_owned();
            for (index, line) in source.lines().enumerate() {
                let line = HARMLESS.iter().fold(line.to_owned(), |line, harmless| line.replace(harmless, ""));
                if let Some(module) = IMPURE.iter().find(|module| line.contains(&format!("std::{module}"))) {
                    let place = workspace.shown(&path);
                    return Err(Failure::new(format!("{place}:{} names std::{module}: {package} is pure", index + 1)));
                }
            }
        }
    }
    Ok(())
}
