# What a person and CI both run. `make` lists the commands; what is missing is set up by whichever needs it.
# Results and everything fetched stay in target/, dist/, toolchain/node_modules and the package managers' caches.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory
# Cargo would look for make's job slots in MAKEFLAGS and complain that it may not have them.
export CARGO_MAKEFLAGS :=
.DEFAULT_GOAL := help

PYTHON ?= python3
export PYTHON
# The browser that the simulator's page is tested in.
CHROMIUM ?= /usr/bin/chromium
export CHROMIUM
# auto: the Rust in use if it has the WebAssembly target, otherwise Debian's. debian: always Debian's.
WASM_STD ?= auto
export WASM_STD
# A bare shell may not have rustup on its path, and would then find Debian's Rust, which is there for WebAssembly alone.
ifneq ($(wildcard $(HOME)/.cargo/bin/cargo),)
ifeq ($(filter-out /usr/bin/cargo /bin/cargo,$(shell command -v cargo)),)
export PATH := $(HOME)/.cargo/bin:$(PATH)
endif
endif

stamps := target/stamps
venv := target/venv
# Where what was built is installed, away from the sources: what is tested is what ships.
stage := target/stage
done = @mkdir -p $(stamps) && touch $@
# Nothing if there is such a file, and otherwise a reason to run: a stamp alone says little after a clean-up by hand.
unless = $(if $(wildcard $(1)),,_missing)

# Panics name the file they are in; what ships does not name this machine's folders.
without_folders = $$(printf -- '--remap-path-prefix=%s=crates ' "$${CARGO_HOME:-$$HOME/.cargo}"/registry/src/*)

# The tests find the vectors here, and leave the number they ran as <language>.count there.
export PRIVATENUMBER_VECTORS := $(CURDIR)/vectors
export PRIVATENUMBER_COUNTS := $(CURDIR)/target/vectors
export PYTHONDONTWRITEBYTECODE := 1

# Files of some folders, for dependencies; a folder may be missing.
files = $(shell find $(1) -type f -not -name '*.pyc' -not -path '*/node_modules/*' 2>/dev/null)

rust_sources := Cargo.toml $(wildcard Cargo.lock) .cargo/config.toml $(call files,core/src simulator/src) \
  $(wildcard core/Cargo.toml simulator/Cargo.toml core/build.rs simulator/build.rs)
wheel_sources := $(rust_sources) $(call files,bindings-python/src bindings-python/python) \
  $(wildcard bindings-python/Cargo.toml bindings-python/build.rs bindings-python/pyproject.toml bindings-python/*.md \
  bindings-python/LICENSE* LICENSE* NOTICE*)
tarball_sources := $(rust_sources) xtask/src/wasm.rs toolchain/wasm-std.sh \
  $(filter-out bindings-wasm/build/% bindings-wasm/tests/% bindings-wasm/bench/%,$(call files,bindings-wasm)) \
  $(wildcard LICENSE* NOTICE*)

.PHONY: help setup demo test bench dist check clean _missing
.PHONY: _rust-tests _python-tests _node-tests _rust-check _wasm-check _python-check _node-check _repository-check

help:
	@echo 'make setup   get what builds and tests need: Python tools, Node tools, the WebAssembly standard library'
	@echo 'make demo    build both packages, install them and run the demos in Python and in Node'
	@echo 'make test    run every test of every language, and the checks'
	@echo 'make bench   measure, print a table and write target/bench.json'
	@echo 'make dist    build dist/*.whl and dist/*.tgz, ready to publish'
	@echo 'make check   formatting, lints, types, licences, drift'
	@echo 'make clean   remove what was built'

clean:
	@echo '==> cleaning'
	@rm -rf target dist bindings-wasm/build toolchain/node_modules

# Setup.

setup: $(stamps)/wasm-std-$(WASM_STD) $(stamps)/venv $(stamps)/node-tools

# Sets the machine up, one package installation after the other.
$(stamps)/system: toolchain/system.sh toolchain/debian.sh
	@echo '==> looking for Rust, a linker, Python and Node'
	@toolchain/system.sh
	$(done)

$(stamps)/wasm-std-$(WASM_STD): toolchain/wasm-std.sh toolchain/debian.sh | $(stamps)/system
	@echo '==> looking for the WebAssembly standard library'
	@toolchain/wasm-std.sh true
	$(done)

$(stamps)/venv: toolchain/requirements.txt $(call unless,$(venv)/bin/maturin) | $(stamps)/system
	@echo '==> installing the Python tools'
	@$(PYTHON) -m venv --clear $(venv)
	@$(venv)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r toolchain/requirements.txt
	$(done)

$(stamps)/node-tools: toolchain/package.json toolchain/package-lock.json \
    $(call unless,toolchain/node_modules/binaryen/package.json) | $(stamps)/system
	@echo '==> installing the Node tools'
	@cd toolchain && npm ci --ignore-scripts --silent --no-audit --no-fund
	$(done)

$(stamps)/browser: toolchain/browser.sh toolchain/debian.sh | $(stamps)/system
	@echo '==> looking for a browser'
	@toolchain/browser.sh
	$(done)

# Packages.

dist: $(stamps)/wheel $(stamps)/tarball
	@ls dist/privatenumber-*.whl dist/privatenumber-*.tgz

$(stamps)/wheel: $(wheel_sources) $(stamps)/venv $(call unless,dist/privatenumber-*.whl)
	@echo '==> building the wheel'
	@rm -f dist/privatenumber-*.whl
	@cargo fetch --quiet --locked
	@RUSTFLAGS="$(without_folders)" $(venv)/bin/maturin build --quiet --release --locked -m bindings-python/Cargo.toml -i $(venv)/bin/python -o dist
	$(done)

$(stamps)/tarball: $(tarball_sources) $(stamps)/node-tools $(stamps)/wasm-std-$(WASM_STD) \
    $(call unless,dist/privatenumber-*.tgz)
	@echo '==> building the npm package'
	@cargo fetch --quiet --locked
	@cargo xtask wasm
	@rm -f dist/privatenumber-*.tgz
	@mkdir -p dist
	@cd bindings-wasm && node pack.mjs
	$(done)

# The packages as a user has them.

$(stamps)/stage-python: $(stamps)/wheel
	@echo '==> installing the wheel'
	@$(PYTHON) -m venv --clear $(stage)/python
	@$(stage)/python/bin/pip install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall \
	  dist/privatenumber-*.whl
	$(done)

$(stamps)/stage-python-tools: toolchain/requirements.txt | $(stamps)/system
	@echo '==> installing the Python test tools'
	@$(PYTHON) -m venv --clear $(stage)/python-test
	@$(stage)/python-test/bin/pip install --quiet --disable-pip-version-check --require-hashes \
	  -r toolchain/requirements.txt
	$(done)

$(stamps)/stage-python-test: $(stamps)/wheel $(stamps)/stage-python-tools
	@echo '==> installing the wheel for the tests'
	@$(stage)/python-test/bin/pip install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall \
	  dist/privatenumber-*.whl
	$(done)

$(stamps)/stage-node: $(stamps)/tarball
	@echo '==> installing the npm package'
	@rm -rf $(stage)/node && mkdir -p $(stage)/node
	@echo '{ "private": true, "type": "module" }' >$(stage)/node/package.json
	@cd $(stage)/node && npm install --offline --silent --no-audit --no-fund --no-package-lock --ignore-scripts \
	  ../../../dist/privatenumber-*.tgz
	$(done)

# Node looks for a package beside the file that asks for it, so the files are copied to where it is installed. What it does
# not find there it looks for one folder up: the web frameworks of the examples, on which the package does not depend.
$(stamps)/stage-node-files: $(stamps)/stage-node $(stamps)/node-tools toolchain/tsconfig.json \
    $(call files,examples/node bindings-wasm/tests bindings-wasm/bench)
	@rm -rf $(stage)/node/tests $(stage)/node/bench $(stage)/node/pushes \
	  $(stage)/node/*.mjs $(stage)/node/*.mts $(stage)/node/*.ts
	@ln -sfn ../../toolchain/node_modules $(stage)/node_modules
	@cp -R bindings-wasm/tests $(stage)/node/tests
	@cp -R bindings-wasm/bench $(stage)/node/bench
	@cp -R examples/node/. $(stage)/node/
	@cp toolchain/tsconfig.json $(stage)/node/tsconfig.json
	$(done)

# Commands.

demo: $(stamps)/stage-python $(stamps)/stage-node-files
	@echo '==> the demo in Python'
	@$(stage)/python/bin/python examples/python/demo.py
	@echo '==> the demo in Node'
	@node $(stage)/node/demo.mjs

test: _rust-tests _python-tests _node-tests check
	@echo '==> comparing the vectors that each language ran'
	@cargo xtask vectors

# The bindings are tested where they are installed; Python's would not even link on its own.
_rust-tests: | $(stamps)/system
	@echo '==> testing Rust'
	@mkdir -p target/vectors && rm -f target/vectors/rust.count
	@cargo test --quiet --workspace --locked --exclude privatenumber-python \
	  --exclude privatenumber-wasm --exclude privatenumber-simulator-wasm

# Run from the stage and by pytest's own script, so that no folder of sources can be imported.
_python-tests: $(stamps)/stage-python-test $(stamps)/stage-python
	@echo '==> testing the wheel where nothing else is installed'
	@$(stage)/python/bin/python examples/python/quickstart.py >/dev/null
	@echo '==> testing the wheel'
	@mkdir -p target/vectors && rm -f target/vectors/python.count
	@cd $(stage) && PYTHONSAFEPATH=1 python-test/bin/pytest -q -p no:cacheprovider ../../bindings-python/tests

_node-tests: $(stamps)/stage-node-files $(stamps)/browser
	@echo '==> testing the npm package'
	@mkdir -p target/vectors && rm -f target/vectors/node.count
	@cd $(stage)/node && node --test --test-reporter=spec tests/*.test.mjs

bench: $(stamps)/stage-python $(stamps)/stage-node-files
	@mkdir -p target/bench && rm -f target/bench/*.json target/bench.json
	@echo '==> measuring Python'
	@$(stage)/python/bin/python bindings-python/bench/bench.py
	@echo '==> measuring Node'
	@node $(stage)/node/bench/bench.mjs
	@echo '==> measuring the served simulator'
	@node $(stage)/node/bench/served.mjs target/bench $(stage)/python/bin/python
	@echo '==> measuring Rust'
	@cargo run --quiet --release --locked -p privatenumber --example sign_ratio target/bench/rust.json
	@cargo run --quiet --release --locked -p privatenumber-simulator --example cost target/bench/simulator.json
	@cargo xtask bench-report

check: _rust-check _wasm-check _python-check _node-check _repository-check

_rust-check: | $(stamps)/system
	@cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 || \
	  { echo 'error: rustfmt and clippy are needed: rustup component add rustfmt clippy' >&2; exit 1; }
	@echo '==> checking the formatting'
	@cargo fmt --all --check
	@echo '==> linting'
	@cargo clippy --quiet --workspace --all-targets --locked -- -D warnings
	@echo '==> building the documentation'
	@RUSTDOCFLAGS=-Dwarnings cargo doc --quiet --workspace --no-deps --locked

_wasm-check: | $(stamps)/wasm-std-$(WASM_STD)
	@echo '==> building the core for WebAssembly'
	@CARGO_TARGET_DIR=target/wasm toolchain/wasm-std.sh cargo build --quiet --locked \
	  --target wasm32-unknown-unknown -p privatenumber -p privatenumber-simulator

_python-check: $(stamps)/stage-python-test
	@echo '==> checking the Python types'
	@cd $(stage) && for folder in bindings-python/python/privatenumber bindings-python/tests/typing examples/python; do \
	  python-test/bin/mypy --strict --no-error-summary --python-executable python-test/bin/python \
	    --cache-dir ../mypy ../../$$folder; done
	@cd $(stage) && PYTHONSAFEPATH=1 python-test/bin/stubtest privatenumber \
	  $(if $(wildcard bindings-python/stubtest.txt),--allowlist ../../bindings-python/stubtest.txt) \
	  | { grep -v '^Success: ' || true; }

_node-check: $(stamps)/stage-node-files $(stamps)/node-tools
	@echo '==> checking the TypeScript types'
	@node toolchain/node_modules/typescript/bin/tsc --project $(stage)/node/tsconfig.json
	@toolchain/node_modules/.bin/publint --strict dist/privatenumber-*.tgz >target/publint.log 2>&1 || \
	  { cat target/publint.log >&2; exit 1; }

_repository-check: | $(stamps)/system
	@echo '==> checking licences, dependencies, versions and generated files'
	@cargo xtask licences
	@cargo xtask purity
	@cargo xtask versions
	@cargo xtask readme
	@cargo xtask generate --check
