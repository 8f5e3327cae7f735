//! The checkout this tool works on: its root, its files, and the programs run in it.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What went wrong, in words for the person at the terminal.
#[derive(Debug)]
pub struct Failure(String);

/// The end of a step.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure with this message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The root folder of the checkout.
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace this tool was built from.
    pub fn find() -> Outcome<Self> {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        match package.parent() {
            Some(root) if root.join("Cargo.toml").is_file() => Ok(Self { root: root.to_path_buf() }),
            _ => Err(Failure::new(format!("no workspace at {} any more: build this tool again", package.display()))),
        }
    }

    /// A path inside the checkout.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// A path as it is shown: relative to the root.
    pub fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }

    /// A program that will run in the root folder.
    pub fn program(&self, name: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(name);
        command.current_dir(&self.root).stdin(Stdio::null());
        command
    }

    /// The Cargo that runs this tool.
    pub fn cargo(&self) -> Command {
        self.program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// What `cargo metadata` says with these arguments.
    pub fn metadata(&self, arguments: &[&str]) -> Outcome<Value> {
        let mut command = self.cargo();
        command.args(["metadata", "--format-version", "1"]).args(arguments);
        parse(&output(&mut command)?, "the answer of `cargo metadata`")
    }

    /// The text of a file.
    pub fn text(&self, relative: &str) -> Outcome<String> {
        fs::read_to_string(self.path(relative))
            .map_err(|error| Failure::new(format!("cannot read {relative}: {error}")))
    }

    /// A JSON file.
    pub fn json(&self, relative: &str) -> Outcome<Value> {
        parse(self.text(relative)?.as_bytes(), relative)
    }

    /// The bytes of a file.
    pub fn bytes(&self, path: &Path) -> Outcome<Vec<u8>> {
        fs::read(path).map_err(|error| Failure::new(format!("cannot read {}: {error}", self.shown(path))))
    }

    /// Makes a folder, with those above it.
    pub fn make_folder(&self, path: &Path) -> Outcome {
        fs::create_dir_all(path).map_err(|error| Failure::new(format!("cannot make {}: {error}", self.shown(path))))
    }

    /// Writes a file in one step, so that a build that is cut off leaves no half of it.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> Outcome {
        let fail = |error| Failure::new(format!("cannot write {}: {error}", self.shown(path)));
        if let Some(folder) = path.parent() {
            self.make_folder(folder)?;
        }
        let mut unfinished = path.as_os_str().to_owned();
        unfinished.push(".unfinished");
        fs::write(&unfinished, bytes).map_err(fail)?;
        fs::rename(&unfinished, path).map_err(fail)
    }
}

fn parse(bytes: &[u8], what: &str) -> Outcome<Value> {
    serde_json::from_slice(bytes).map_err(|error| Failure::new(format!("{what} is not JSON: {error}")))
}

/// Runs a program; what it prints is shown.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() { Ok(()) } else { Err(ended(command, status)) }
}

/// Runs a program and gives what it printed; its complaints are shown.
pub fn output(command: &mut Command) -> Outcome<Vec<u8>> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| cannot_start(command, &error))?;
    if output.status.success() { Ok(output.stdout) } else { Err(ended(command, output.status)) }
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot start {}: {error}", command.get_program().display()))
}

fn ended(command: &Command, status: std::process::ExitStatus) -> Failure {
    let arguments: String = command.get_args().map(|argument| format!(" {}", argument.display())).collect();
    Failure::new(format!("{status} of: {}{arguments}", command.get_program().display()))
}
