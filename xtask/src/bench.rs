//! The figures of all languages, merged and held against their targets.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Map, Value};

use crate::workspace::{Failure, Outcome, Workspace, output};

/// Help of `cargo xtask bench-report`.
pub const ABOUT: &str = "Merge the figures of the benchmarks and hold them against the targets

Reads target/bench/python.json, node.json, rust.json, simulator.json and two of the served simulator (flat objects of numbers; a
name that does not begin with its language gets it in front; the simulator's is rust), adds the sizes of what is in dist/ and bindings-wasm/build (KB of 1024 bytes), writes
target/bench.json and prints a table. A missed target is named; a figure that is missing is an error.";

/// The files of figures, and the language of each.
const FILES: [(&str, &str); 6] = [
    ("python", "python"),
    ("node", "node"),
    ("rust", "rust"),
    ("simulator", "rust"),
    ("served-node", "node"),
    ("served-python", "python"),
];

/// What a figure should be.
#[derive(Clone, Copy)]
enum Target {
    AtLeast(f64),
    AtMost(f64),
}

use Target::{AtLeast, AtMost};

/// Every target. Ratios hold between machines; times and sizes are small enough to hold on any.
///
/// Sizes are units of 1024 bytes, and what the packages need today with little to spare: what adds neither an operation
/// nor a code should not need more. `opt-level = "z"` would take 11 KB off the core as WebAssembly, and a request would be
/// built 1.3 times as fast as the vendor's way instead of 2.2 times. Pushes took 34 KB of it: 130 fields of five kinds of
/// data, each with a reader of its own. The tarball holds that core as Base64, which packs a third worse, beside the
/// simulator (283 KB), the catalog (18 KB) and the types with their documentation (22 KB). The wheel holds core and
/// simulator built for speed: calls, SMS, pushes, faults and snapshots of the simulator took 480 KB of it, and 175 KB of the
/// tarball, where they lie in a file that a program with the client alone never reads.
const TARGETS: [(&str, Target); 20] = [
    ("python.build_sign.vs_demo", AtLeast(8.0)),
    ("python.sign.vs_demo", AtLeast(12.0)),
    ("python.parse_answer.vs_json", AtLeast(1.5)),
    ("python.import_ms_over_bare", AtMost(8.0)),
    ("node.build_sign.vs_demo", AtLeast(2.0)),
    ("node.sign.vs_demo", AtLeast(4.0)),
    ("node.parse_answer.vs_json", AtLeast(0.5)),
    ("node.require_ms_over_bare", AtMost(8.0)),
    // Against a program that checks digest, time and repetition by hand, and hands the parsed JSON on as it is: what is done
    // beyond that (four digests, a fingerprint of the body, every field checked, typed and completed) must stay this cheap.
    ("python.receive.vs_by_hand", AtLeast(0.7)),
    ("node.receive.vs_by_hand", AtLeast(0.2)),
    ("rust.sign.vs_mac", AtMost(2.5)),
    // Everything is found by an index, so what is bound costs no more than a few levels of a tree, and what the machine's
    // caches no longer hold. A ratio of hundreds would say that something is searched.
    ("rust.simulator.bind_full_x_vs_empty", AtMost(2.0)),
    ("rust.simulator.query_full_x_vs_empty", AtMost(2.0)),
    ("rust.simulator.call_full_x_vs_empty", AtMost(2.0)),
    ("rust.simulator.bind_200k_vs_empty", AtMost(3.0)),
    ("rust.simulator.query_200k_vs_empty", AtMost(3.0)),
    ("rust.simulator.call_200k_vs_empty", AtMost(2.0)),
    ("size.wheel_kb", AtMost(1740.0)),
    ("size.tgz_kb", AtMost(680.0)),
    ("size.wasm_gzip_kb", AtMost(178.0)),
];

/// Merges, writes and prints.
pub fn run(workspace: &Workspace, _options: &[String]) -> Outcome {
    let mut figures = Map::new();
    for (file, language) in FILES {
        read(workspace, file, language, &mut figures)?;
    }
    let wheel = workspace.bytes(&packed(workspace, "whl")?)?;
    let tarball = workspace.bytes(&packed(workspace, "tgz")?)?;
    figures.insert("size.wheel_kb".to_owned(), kilobytes(wheel.len()).into());
    figures.insert("size.tgz_kb".to_owned(), kilobytes(tarball.len()).into());
    figures.insert("size.wasm_gzip_kb".to_owned(), kilobytes(zipped(workspace)?.len()).into());

    let mut text = serde_json::to_vec_pretty(&figures).map_err(|error| Failure::new(error.to_string()))?;
    text.push(b'\n');
    workspace.write(&workspace.path("target/bench.json"), &text)?;

    print_table(&figures);
    let absent: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).filter(|name| !figures.contains_key(*name)).collect();
    if absent.is_empty() { Ok(()) } else { Err(Failure::new(format!("no figure for {}", absent.join(", ")))) }
}

/// Adds the figures of one file, which are of one language.
fn read(workspace: &Workspace, file: &str, language: &str, figures: &mut Map<String, Value>) -> Outcome {
    let file = format!("target/bench/{file}.json");
    let Value::Object(own) = workspace.json(&file)? else {
        return Err(Failure::new(format!("{file} is no object")));
    };
    for (name, value) in own {
        if !value.is_number() {
            return Err(Failure::new(format!("{file}: `{name}` is not a number but {value}")));
        }
        let known = name.split('.').next() == Some(language);
        figures.insert(if known { name } else { format!("{language}.{name}") }, value);
    }
    Ok(())
}

/// The one file of this kind in dist/.
fn packed(workspace: &Workspace, extension: &str) -> Outcome<PathBuf> {
    let folder = workspace.path("dist");
    let entries = std::fs::read_dir(&folder).map_err(|error| Failure::new(format!("cannot read dist/: {error}")))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|end| end == extension))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("privatenumber-")))
        .collect();
    match (found.pop(), found.is_empty()) {
        (Some(path), true) => Ok(path),
        (None, _) => Err(Failure::new(format!("dist/ holds no privatenumber-*.{extension}: run `make dist`"))),
        _ => Err(Failure::new(format!("dist/ holds more than one privatenumber-*.{extension}: run `make dist`"))),
    }
}

/// The module of the core, as a web server would send it.
fn zipped(workspace: &Workspace) -> Outcome<Vec<u8>> {
    let module = workspace.path("bindings-wasm/build/core_bg.wasm");
    if !Path::new(&module).is_file() {
        return Err(Failure::new("bindings-wasm/build/core_bg.wasm is missing: run `make dist`"));
    }
    let mut command = Command::new("gzip");
    command.args(["-9", "-n", "-c"]).arg(&module).stdin(Stdio::null());
    output(&mut command)
}

/// Kilobytes of 1024 bytes, with one decimal.
fn kilobytes(bytes: usize) -> f64 {
    let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
    (f64::from(bytes) / 1024.0 * 10.0).round() / 10.0
}

fn print_table(figures: &Map<String, Value>) {
    println!("{:<36}{:>12}  target", "figure", "value");
    for (name, value) in figures {
        let Some(value) = value.as_f64() else {
            continue;
        };
        let target = TARGETS.iter().find(|(known, _)| known == name).map(|(_, target)| *target);
        println!("{}", row(name, value, target).trim_end());
    }
    println!("Sizes are in KB of 1024 bytes.");
}

fn row(name: &str, value: f64, target: Option<Target>) -> String {
    let verdict = match target {
        None => String::new(),
        Some(AtLeast(least)) if value >= least => format!("at least {least}"),
        Some(AtLeast(least)) => format!("at least {least}: MISSED by {:.2}", least - value),
        Some(AtMost(most)) if value <= most => format!("at most {most}"),
        Some(AtMost(most)) => format!("at most {most}: MISSED by {:.2}", value - most),
    };
    format!("{name:<36}{value:>12.2}  {verdict}")
}

#[cfg(test)]
mod tests {
    use super::{Target, kilobytes, row};

    #[test]
    fn a_missed_target_says_by_how_much() {
        assert!(row("a", 7.5, Some(Target::AtLeast(8.0))).ends_with("at least 8: MISSED by 0.50"));
        assert!(row("a", 9.0, Some(Target::AtMost(8.0))).ends_with("at most 8: MISSED by 1.00"));
        assert!(row("a", 8.0, Some(Target::AtMost(8.0))).ends_with("at most 8"));
        assert!(row("a", 8.0, Some(Target::AtLeast(8.0))).ends_with("at least 8"));
    }

    #[test]
    fn a_kilobyte_is_1024_bytes() {
        assert!((kilobytes(1536) - 1.5).abs() < f64::EPSILON);
    }
}
