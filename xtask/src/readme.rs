//! The programs that the README shows are the examples, which are run by the tests.

use crate::workspace::{Failure, Outcome, Workspace};

/// Help of `cargo xtask readme`.
pub const ABOUT: &str = "Check that the README shows the examples as they are

Compares its three programs with examples/python/quickstart.py, examples/node/quickstart.mjs and what stands inside `main`
of examples/rust/quickstart.rs.";

/// Compares every program.
pub fn run(workspace: &Workspace, _options: &[String]) -> Outcome {
    let readme = workspace.text("README.md")?;
    for (path, language, program) in [
        ("examples/python/quickstart.py", "python", behind as fn(&str) -> Option<String>),
        ("examples/node/quickstart.mjs", "js", behind),
        ("examples/rust/quickstart.rs", "rust", inside_main),
    ] {
        let program =
            program(&workspace.text(path)?).ok_or_else(|| Failure::new(format!("{path} is not as expected")))?;
        if !readme.contains(&format!("```{language}\n{program}```\n")) {
            return Err(Failure::new(format!("README.md does not show {path} as it is")));
        }
    }
    println!("readme: its programs are the examples");
    Ok(())
}

/// What stands behind the first paragraph, which says what the program does.
fn behind(source: &str) -> Option<String> {
    source.split_once("\n\n").map(|(_, program)| program.to_owned())
}

/// The body of `main` but for its last line, moved to the left.
fn inside_main(source: &str) -> Option<String> {
    let (_, body) = source.split_once("fn main() -> Result<(), Box<dyn std::error::Error>> {\n")?;
    let (body, _) = body.split_once("    Ok(())\n}")?;
    Some(body.lines().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line))).collect())
}
