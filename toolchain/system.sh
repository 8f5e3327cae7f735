#!/usr/bin/env bash
# Looks whether this machine has what the build stands on: Rust, a C linker, Python and Node. On Debian, as root, a
# missing linker, Python module or npm is installed; everything else that is missing is named in one line.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=debian.sh
. ./debian.sh

python=${PYTHON:-python3}

command -v cargo >/dev/null && command -v rustc >/dev/null ||
  die "Rust 1.88 or newer is needed, with rustfmt and clippy: install rustup's stable toolchain"
version=$(rustc --version | sed -n 's/^rustc 1\.\([0-9]*\)\..*/\1/p')
[ "${version:-88}" -ge 88 ] || die "Rust 1.$version is too old: update to 1.88 or newer (rustup update stable)"

command -v cc >/dev/null ||
  install "a C compiler is needed for linking: install gcc and the C library's headers" gcc libc6-dev

command -v "$python" >/dev/null || [ "$python" = python3 ] || die "there is no $python"
command -v "$python" >/dev/null ||
  install "Python 3.10 or newer is needed: install it with its venv module" python3 python3-venv
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
  die "$("$python" --version) is too old: install Python 3.10 or newer, or name one: make PYTHON=python3.12"
# Debian keeps this module in a package of its own.
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
  install "$python has no ensurepip module: install its venv package (python3-venv on Debian)" python3-venv
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
  die "$python has no ensurepip module: install the venv package of that Python"

command -v node >/dev/null || die "Node 20 or newer is needed: install it"
node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' ||
  die "Node $(node --version) is too old: install Node 20 or newer"
command -v npm >/dev/null || install "npm is needed beside node: install it" npm
