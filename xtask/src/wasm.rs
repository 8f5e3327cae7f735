//! The WebAssembly modules of the npm package: compiled, given their JavaScript glue, optimised.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::workspace::{Failure, Outcome, Workspace, output, run as execute};

/// Help of `cargo xtask wasm`.
pub const ABOUT: &str = "Build the WebAssembly modules into bindings-wasm/build

Leaves core.js, core_bg.wasm, simulator.js and simulator_bg.wasm there: glue of the `web` kind, without types, and
modules optimised by the wasm-opt of toolchain/node_modules. A module whose code did not change is left as it is.
WASM_STD=debian compiles with Debian's Rust even where the Rust in use has the target.";

/// A module: the crate it is made of, and the name of its files.
struct Module {
    package: &'static str,
    name: &'static str,
}

const MODULES: [Module; 2] = [
    Module { package: "privatenumber-wasm", name: "core" },
    Module { package: "privatenumber-simulator-wasm", name: "simulator" },
];

const TARGET: &str = "wasm32-unknown-unknown";
const BINARYEN: &str = "toolchain/node_modules/binaryen";
const OPTIMISATION: &str = "-O3";

/// Changed together with the steps below, so that modules made by older steps are made again.
const STEPS: &str = "1";

/// Builds every module.
pub fn run(workspace: &Workspace, _options: &[String]) -> Outcome {
    let optimiser = optimiser_version(workspace)?;
    for module in &MODULES {
        eprintln!("compiling {} for WebAssembly", module.package);
        let compiled = compile(workspace, module)?;
        finish(workspace, module, &compiled, &optimiser)?;
    }
    Ok(())
}

/// Which wasm-opt is installed.
fn optimiser_version(workspace: &Workspace) -> Outcome<String> {
    let manifest = format!("{BINARYEN}/package.json");
    if !workspace.path(&manifest).is_file() {
        return Err(Failure::new("wasm-opt is not installed in toolchain/node_modules: run `make setup`"));
    }
    let manifest = workspace.json(&manifest)?;
    Ok(manifest.get("version").and_then(Value::as_str).unwrap_or_default().to_owned())
}

/// Compiles the crate and says where its .wasm file is. Each crate is compiled by itself: together, one would get
/// the features that the other asks of a dependency.
fn compile(workspace: &Workspace, module: &Module) -> Outcome<PathBuf> {
    let mut command = workspace.program("bash");
    command
        .arg(workspace.path("toolchain/wasm-std.sh"))
        .args([
            "cargo",
            "build",
            "--quiet",
            "--profile",
            "wasm",
            "--locked",
            "--message-format=json-render-diagnostics",
        ])
        .args(["--target", TARGET, "--package", module.package])
        .args(["--config", &format!("target.{TARGET}.rustflags={:?}", remappings())])
        // The compiler may be another one than for native builds.
        .env("CARGO_TARGET_DIR", workspace.path("target/wasm"));
    // They would take the place of the flags in .cargo/config.toml, or choose a compiler that lacks the target.
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "RUSTC"] {
        command.env_remove(name);
    }
    let messages = output(&mut command)?;
    messages
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<Value>(line).ok())
        .filter(|message| message.get("reason").and_then(Value::as_str) == Some("compiler-artifact"))
        .filter(|message| kinds(message).any(|kind| kind == "cdylib"))
        .filter_map(|message| message.get("filenames").and_then(Value::as_array).cloned())
        .flatten()
        .filter_map(|file| file.as_str().map(PathBuf::from))
        .rfind(|file| file.extension().is_some_and(|extension| extension == "wasm"))
        .ok_or_else(|| Failure::new(format!("{} gave no .wasm file: is it a cdylib?", module.package)))
}

/// Flags that keep this machine's folders out of the module: panics name the file they are in.
fn remappings() -> Vec<String> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let sources = home.map(|home| home.join("registry/src")).and_then(|folder| fs::read_dir(folder).ok());
    sources
        .into_iter()
        .flatten()
        .flatten()
        .map(|folder| format!("--remap-path-prefix={}=crates", folder.path().display()))
        .collect()
}

fn kinds(message: &Value) -> impl Iterator<Item = &str> {
    let kinds = message.get("target").and_then(|target| target.get("kind")).and_then(Value::as_array);
    kinds.into_iter().flatten().filter_map(Value::as_str)
}

/// Makes glue and optimised module out of a compiled one, unless that has been done.
fn finish(workspace: &Workspace, module: &Module, compiled: &Path, optimiser: &str) -> Outcome {
    let name = module.name;
    let glue = workspace.path(format!("bindings-wasm/build/{name}.js"));
    let optimised = workspace.path(format!("bindings-wasm/build/{name}_bg.wasm"));
    let stamp = workspace.path(format!("target/wasm/{name}.made-of"));

    // The release of wasm-bindgen stands in the compiled module itself.
    let steps = format!("{STEPS} {optimiser} {OPTIMISATION}");
    let made_of = digest(&[steps.as_bytes(), &workspace.bytes(compiled)?]);
    let unchanged = fs::read_to_string(&stamp).is_ok_and(|before| before == made_of);
    if unchanged && glue.is_file() && optimised.is_file() {
        eprintln!("{} is up to date", workspace.shown(&optimised));
        return Ok(());
    }

    let folder = workspace.path(format!("target/wasm/{name}"));
    workspace.make_folder(&folder)?;
    bind(name, compiled, &folder)?;
    eprintln!("optimising {name}_bg.wasm");
    let small = folder.join("optimised.wasm");
    optimise(workspace, &folder.join(format!("{name}_bg.wasm")), &small)?;
    prove(workspace, &small)?;

    workspace.write(&glue, &workspace.bytes(&folder.join(format!("{name}.js")))?)?;
    workspace.write(&optimised, &workspace.bytes(&small)?)?;
    workspace.write(&stamp, made_of.as_bytes())
}

fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes `<name>.js` and `<name>_bg.wasm` into the folder. The glue is told where its module is by who loads it, so
/// it names no file; bundlers would follow that name.
fn bind(name: &str, compiled: &Path, folder: &Path) -> Outcome {
    let fail = |error| Failure::new(format!("wasm-bindgen refuses {}: {error:#}", compiled.display()));
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name(name).typescript(false).omit_default_module_path(true);
    bindgen.web(true).map_err(fail)?;
    bindgen.generate(folder).map_err(fail)
}

/// Runs the pinned wasm-opt. It gets no feature flags: it reads from the module what the compiler used, and what is
/// named beyond that makes modules which Node refuses.
fn optimise(workspace: &Workspace, from: &Path, to: &Path) -> Outcome {
    let mut command = workspace.program("node");
    command.arg(workspace.path(format!("{BINARYEN}/bin/wasm-opt"))).arg(OPTIMISATION).arg(from).arg("-o").arg(to);
    execute(&mut command)
}

/// Has Node compile the module, because an optimiser can break one without a word.
fn prove(workspace: &Workspace, module: &Path) -> Outcome {
    let mut command = workspace.program("node");
    command.args(["--eval", "new WebAssembly.Module(require('node:fs').readFileSync(process.argv[1]))"]).arg(module);
    execute(&mut command)
}
