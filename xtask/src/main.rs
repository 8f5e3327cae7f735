//! Build steps and checks of this repository, run as `cargo xtask <command>`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool speaks by printing")]

mod bench;
mod licences;
mod purity;
mod readme;
mod surface;
mod vectors;
mod versions;
mod wasm;
mod workspace;

use std::process::ExitCode;

use workspace::{Outcome, Workspace};

/// A subcommand: its name, the options it knows, one line of help, and what it does.
struct Command {
    name: &'static str,
    options: &'static [&'static str],
    about: &'static str,
    run: fn(&Workspace, &[String]) -> Outcome,
}

/// Every subcommand; a new one is one more line.
const COMMANDS: &[Command] = &[
    Command { name: "generate", options: &["--check"], about: surface::ABOUT, run: surface::run },
    Command { name: "wasm", options: &[], about: wasm::ABOUT, run: wasm::run },
    Command { name: "licences", options: &[], about: licences::ABOUT, run: licences::run },
    Command { name: "purity", options: &[], about: purity::ABOUT, run: purity::run },
    Command { name: "readme", options: &[], about: readme::ABOUT, run: readme::run },
    Command { name: "versions", options: &[], about: versions::ABOUT, run: versions::run },
    Command { name: "vectors", options: &[], about: vectors::ABOUT, run: vectors::run },
    Command { name: "bench-report", options: &[], about: bench::ABOUT, run: bench::run },
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    if name.is_empty() || is_help(&name) {
        print_commands();
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("error: there is no command `{name}`; `cargo xtask --help` lists them");
        return ExitCode::from(2);
    };
    if rest.iter().any(|argument| is_help(argument)) {
        print_command(command);
        return ExitCode::SUCCESS;
    }
    if let Some(unknown) = rest.iter().find(|argument| !command.options.contains(&argument.as_str())) {
        eprintln!("error: `{name}` does not know `{unknown}`; see `cargo xtask {name} --help`");
        return ExitCode::from(2);
    }
    match Workspace::find().and_then(|workspace| (command.run)(&workspace, &rest)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn is_help(argument: &str) -> bool {
    matches!(argument, "--help" | "-h" | "help")
}

fn print_commands() {
    println!("Build steps and checks of this repository.\n\nUsage: cargo xtask <command>\n");
    for command in COMMANDS {
        let summary = command.about.lines().next().unwrap_or_default();
        println!("  {:<14}{summary}", command.name);
    }
    println!("\n`cargo xtask <command> --help` says more.");
}

fn print_command(command: &Command) {
    let options: String = command.options.iter().map(|option| format!(" [{option}]")).collect();
    println!("{}\n\nUsage: cargo xtask {}{options}", command.about, command.name);
}
