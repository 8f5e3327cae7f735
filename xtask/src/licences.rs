//! The licences of everything that ends up in what we ship.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::workspace::{Failure, Outcome, Workspace};

/// Help of `cargo xtask licences`.
pub const ABOUT: &str = "Check the licence of every crate that ships

Follows the normal and build dependencies of the shipped crates, for all platforms, and refuses a crate whose licence
is not on the list.";

/// The crates that are published or packed, wherever their dependencies lead.
pub const SHIPPED: [&str; 5] = [
    "privatenumber",
    "privatenumber-simulator",
    "privatenumber-wasm",
    "privatenumber-simulator-wasm",
    "privatenumber-python",
];

/// Licences that ask for no more than a notice.
const ALLOWED: [&str; 9] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Checks every crate.
pub fn run(workspace: &Workspace, _options: &[String]) -> Outcome {
    let metadata = workspace.metadata(&["--locked"])?;
    let packages: BTreeMap<&str, &Value> =
        list(&metadata, "packages").iter().filter_map(|package| Some((text(package, "id")?, package))).collect();
    let nodes: BTreeMap<&str, &Value> = metadata
        .get("resolve")
        .map(|resolve| list(resolve, "nodes"))
        .unwrap_or_default()
        .iter()
        .filter_map(|node| Some((text(node, "id")?, node)))
        .collect();

    let mut waiting: Vec<&str> = Vec::new();
    for name in SHIPPED {
        let id = list(&metadata, "workspace_members")
            .iter()
            .filter_map(Value::as_str)
            .find(|id| packages.get(id).and_then(|package| text(package, "name")) == Some(name));
        waiting.push(id.ok_or_else(|| Failure::new(format!("the workspace has no crate `{name}`")))?);
    }
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if seen.insert(id) {
            let dependencies = nodes.get(id).map(|node| list(node, "deps")).unwrap_or_default();
            waiting.extend(dependencies.iter().filter(|edge| ships(edge)).filter_map(|edge| text(edge, "pkg")));
        }
    }

    let mut refused = Vec::new();
    for package in seen.iter().filter_map(|id| packages.get(id)) {
        let licence = text(package, "license").unwrap_or("names no licence");
        if !allows(licence) {
            let name = text(package, "name").unwrap_or_default();
            let version = text(package, "version").unwrap_or_default();
            refused.push(format!("{name} {version}: {licence}"));
        }
    }
    if refused.is_empty() {
        println!("licences: {} crates, all on the list", seen.len());
        return Ok(());
    }
    refused.sort();
    Err(Failure::new(format!(
        "licences that are not on the list in xtask/src/licences.rs:\n  {}",
        refused.join("\n  ")
    )))
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Whether a dependency is there for more than tests.
fn ships(edge: &Value) -> bool {
    list(edge, "dep_kinds").iter().any(|kind| text(kind, "kind") != Some("dev"))
}

/// Whether a licence expression can be met with allowed licences alone. What cannot be read is not allowed.
fn allows(expression: &str) -> bool {
    // The slash is how licences were written before expressions; it meant `OR`.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words };
    reader.any() == Some(true) && reader.words.is_empty()
}

/// Reads an expression from left to right; `None` is one that makes no sense.
struct Reader<'a> {
    words: &'a [&'a str],
}

impl<'a> Reader<'a> {
    fn next_is(&mut self, word: &str) -> bool {
        match self.words.split_first() {
            Some((first, rest)) if *first == word => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }

    fn word(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn any(&mut self) -> Option<bool> {
        let mut met = self.all()?;
        while self.next_is("OR") {
            met |= self.all()?;
        }
        Some(met)
    }

    fn all(&mut self) -> Option<bool> {
        let mut met = self.one()?;
        while self.next_is("AND") {
            met &= self.one()?;
        }
        Some(met)
    }

    fn one(&mut self) -> Option<bool> {
        if self.next_is("(") {
            let met = self.any()?;
            return self.next_is(")").then_some(met);
        }
        let mut licence = self.word()?.to_owned();
        if self.next_is("WITH") {
            licence.push_str(" WITH ");
            licence.push_str(self.word()?);
        }
        Some(ALLOWED.contains(&licence.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::allows;

    #[test]
    fn an_expression_is_met_by_allowed_licences_alone() {
        for met in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0-only OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "GPL-3.0-only AND GPL-2.0-only OR MIT",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0",
        ] {
            assert!(allows(met), "{met}");
        }
        for refused in [
            "",
            "GPL-3.0-only",
            "MIT AND GPL-3.0-only",
            "(MIT",
            "MIT)",
            "MIT OR",
            "MIT Apache-2.0",
            "MIT WITH Classpath",
        ] {
            assert!(!allows(refused), "{refused}");
        }
    }
}
