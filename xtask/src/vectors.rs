//! How many shared vectors each language ran.

use crate::workspace::{Failure, Outcome, Workspace};

/// Help of `cargo xtask vectors`.
pub const ABOUT: &str = "Compare how many vectors the tests of each language ran

Reads target/vectors/rust.count, python.count and node.count, which the tests write, and fails unless all are there,
equal and not zero.";

const LANGUAGES: [&str; 3] = ["rust", "python", "node"];

/// Prints and compares the three counts.
pub fn run(workspace: &Workspace, _options: &[String]) -> Outcome {
    let mut counts = Vec::new();
    for language in LANGUAGES {
        let file = format!("target/vectors/{language}.count");
        if !workspace.path(&file).is_file() {
            return Err(Failure::new(format!("the {language} tests left no {file}")));
        }
        let text = workspace.text(&file)?;
        let count: u64 = text
            .trim()
            .parse()
            .map_err(|_| Failure::new(format!("{file} holds no whole number but {:?}", text.trim())))?;
        counts.push(count);
        println!("vectors: {language:<7}{count:>6}");
    }
    match counts.split_first() {
        Some((0, _)) => Err(Failure::new("no vectors were run")),
        Some((first, rest)) if rest.iter().all(|count| count == first) => Ok(()),
        _ => Err(Failure::new("the languages did not run the same number of vectors")),
    }
}
