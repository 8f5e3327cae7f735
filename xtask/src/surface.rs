//! The typed surfaces of the two packages and the table of operations, written from the core's descriptions.

mod node;
mod python;
mod spelling;
mod table;

use std::fs;

use crate::workspace::{Failure, Outcome, Workspace};

pub const ABOUT: &str =
    "Writes the typed surfaces of the packages and the table of operations from the core's descriptions.
With --check it writes nothing and fails if a file is not what would be written.";

pub fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    let check = arguments.iter().any(|argument| argument == "--check");
    let mut stale = Vec::new();
    let mut written = 0_usize;
    for (path, text) in node::files().into_iter().chain(python::files()).chain(table::files()) {
        let place = workspace.path(path);
        if fs::read_to_string(&place).is_ok_and(|present| present == text) {
            continue;
        }
        if check {
            stale.push(path);
        } else {
            fs::write(&place, text).map_err(|problem| Failure::new(format!("{path} cannot be written: {problem}")))?;
            println!("wrote {path}");
            written = written.saturating_add(1);
        }
    }
    if !stale.is_empty() {
        return Err(Failure::new(format!("not as generated: {}; run `cargo xtask generate`", stale.join(", "))));
    }
    if written == 0 {
        println!("the surfaces are as generated");
    }
    Ok(())
}
