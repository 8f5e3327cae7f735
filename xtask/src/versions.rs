//! One version for crates, npm package and pip package.

use serde_json::Value;

use crate::licences::SHIPPED;
use crate::workspace::{Failure, Outcome, Workspace};

/// Help of `cargo xtask versions`.
pub const ABOUT: &str = "Check that everything that ships has the version of the workspace

Compares the crates, bindings-wasm/package.json and CHANGELOG.md (a heading of that version, or \"Unreleased\" on top),
and that bindings-python/pyproject.toml takes its version from the crate.";

/// Checks every place.
pub fn run(workspace: &Workspace, _options: &[String]) -> Outcome {
    let metadata = workspace.metadata(&["--no-deps"])?;
    let packages = metadata.get("packages").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut version = String::new();
    for name in SHIPPED {
        let package = packages.iter().find(|package| package.get("name").and_then(Value::as_str) == Some(name));
        let found = package.and_then(|package| package.get("version")).and_then(Value::as_str).unwrap_or("none");
        if version.is_empty() {
            found.clone_into(&mut version);
        }
        if found != version {
            return Err(Failure::new(format!("the crate {name} has version {found}, the core {version}")));
        }
    }

    let manifest = workspace.json("bindings-wasm/package.json")?;
    let npm = manifest.get("version").and_then(Value::as_str).unwrap_or("none");
    if npm != version {
        return Err(Failure::new(format!("bindings-wasm/package.json has version {npm}, the workspace {version}")));
    }
    if !takes_version_from_crate(&workspace.text("bindings-python/pyproject.toml")?) {
        return Err(Failure::new(
            "bindings-python/pyproject.toml must have `dynamic = [\"version\"]` and no version of its own",
        ));
    }
    if !speaks_of(&workspace.text("CHANGELOG.md")?, &version) {
        return Err(Failure::new(format!(
            "CHANGELOG.md has no heading for {version}, and \"Unreleased\" is not its first"
        )));
    }
    println!("versions: {version} everywhere");
    Ok(())
}

/// Reads as much of the file as the question needs: the keys of its table `[project]`.
fn takes_version_from_crate(pyproject: &str) -> bool {
    let keys = || {
        let table = pyproject.lines().map(str::trim).skip_while(|line| *line != "[project]").skip(1);
        table.take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once('='))
    };
    keys().any(|(key, value)| key.trim() == "dynamic" && value.contains("\"version\""))
        && !keys().any(|(key, _)| key.trim() == "version")
}

/// Whether the releases in the change log begin with unreleased work, or one of them is this version.
fn speaks_of(changelog: &str, version: &str) -> bool {
    let words = |heading: &'_ str| -> Vec<String> {
        heading.split(|c: char| c.is_whitespace() || "[]()".contains(c)).map(str::to_owned).collect()
    };
    let mut headings = changelog.lines().filter_map(|line| line.strip_prefix("## ")).map(words).peekable();
    headings.peek().is_some_and(|first| first.iter().any(|word| word.eq_ignore_ascii_case("unreleased")))
        || headings.any(|heading| heading.iter().any(|word| word.trim_start_matches('v') == version))
}

#[cfg(test)]
mod tests {
    use super::{speaks_of, takes_version_from_crate};

    #[test]
    fn a_release_is_found_by_its_heading() {
        assert!(speaks_of("# Changes\n\n## [0.1.0] - 2026-11-23\n", "0.1.0"));
        assert!(speaks_of("## Unreleased\n\n## 0.0.9\n", "0.1.0"));
        assert!(!speaks_of("## 0.1.0-rc.1\n\n## Unreleased\n", "0.1.0"));
        assert!(!speaks_of("# 0.1.0\n", "0.1.0"));
    }

    #[test]
    fn a_python_version_of_its_own_is_seen() {
        assert!(takes_version_from_crate("[project]\nname = \"x\"\ndynamic = [\"version\"]\n[tool.a]\nversion = 1\n"));
        assert!(!takes_version_from_crate("[project]\ndynamic = [\"version\"]\nversion = \"1\"\n"));
        assert!(!takes_version_from_crate("[tool.a]\ndynamic = [\"version\"]\n"));
    }
}
