#!/usr/bin/env bash
# Makes `cargo build --target wasm32-unknown-unknown` possible.
#
#   eval "$(toolchain/wasm-std.sh)"        changes this shell (PATH, RUSTC, RUSTDOC)
#   toolchain/wasm-std.sh cargo build ...  runs one command in that environment
#
# WASM_STD=auto    (default) the Rust in use if it has the target, otherwise Debian's
# WASM_STD=debian  always Debian's compiler, with the standard library built once from Debian's source
#
# The Debian route replaces rustc and cargo by another version, so builds in this environment need a target folder of
# their own, and native builds should stay outside it.
set -euo pipefail

readonly target=wasm32-unknown-unknown
readonly packages=(rustc-web cargo-web rust-web-src)
readonly advice="the Rust in use cannot build for WebAssembly: rustup target add $target"
readonly otherwise="$advice (or, as root on Debian: apt-get install ${packages[*]})"
readonly library=/usr/lib/rustlib/src/rust/library

# shellcheck source=debian.sh
. "$(dirname "$0")/debian.sh"

# Raised when the build below changes, so that no machine goes on with what an older one left.
readonly recipe=1

# The argument as one word for a POSIX shell.
quoted() { printf "'%s'" "${1//\'/\'\\\'\'}"; }

# Leaves the script with the environment of the folder "$1"; without a folder, nothing has to change.
answer() {
  local home=${1-}; shift || true
  if [ -z "$home" ]; then
    if [ "$#" -gt 0 ]; then exec "$@"; fi
    echo ": the Rust in use has $target"
    exit 0
  fi
  if [ "$#" -gt 0 ]; then
    export PATH="$home/bin:$PATH" RUSTC="$home/bin/rustc" RUSTDOC="$home/bin/rustdoc"
    exec "$@"
  fi
  printf 'export PATH=%s:"$PATH" RUSTC=%s RUSTDOC=%s\n' \
    "$(quoted "$home/bin")" "$(quoted "$home/bin/rustc")" "$(quoted "$home/bin/rustdoc")"
  exit 0
}

rust_in_use_has_target() {
  local folder
  command -v rustc >/dev/null && command -v cargo >/dev/null || return 1
  folder=$(rustc --print target-libdir --target "$target" 2>/dev/null) || return 1
  compgen -G "$folder/libstd-*.rlib" >/dev/null
}

# Debian has had this compiler in versions too old for this workspace (1.88), whose source also brings no dependencies.
readonly oldest=88

debian_is_complete() {
  local minor
  [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ] && [ -d "$library/vendor" ] || return 1
  minor=$(/usr/bin/rustc --version | sed -n 's/^rustc 1\.\([0-9]*\)\..*/\1/p')
  [ "${minor:-0}" -ge "$oldest" ]
}

# Finds a linker for WebAssembly: Debian's of the compiler's own LLVM, rustup's, and failing both installs Debian's.
find_linker() {
  local host=$1 llvm=$2 candidate
  for candidate in "/usr/lib/llvm-$llvm/bin/lld" \
    "${RUSTUP_HOME:-${HOME:-/root}/.rustup}"/toolchains/*/lib/rustlib/"$host"/bin/rust-lld; do
    if [ -x "$candidate" ]; then printf '%s\n' "$candidate"; return; fi
  done
  install "no linker for WebAssembly: install lld-$llvm, or run \`rustup target add $target\`" "lld-$llvm"
  candidate=/usr/lib/llvm-$llvm/bin/lld
  [ -x "$candidate" ] || die "Debian's lld-$llvm holds no linker where it was expected ($candidate)"
  printf '%s\n' "$candidate"
}

# Builds the standard library into the new folder "$1", which is to be moved to "$2" when it is whole.
build() {
  local folder=$1 home=$2 host=$3 started=$SECONDS tool
  local system=$folder/system crate=$folder/crate
  local libraries=$system/lib/rustlib/$target/lib
  mkdir -p "$crate/src" "$system/bin" "$libraries" "$system/lib/rustlib/$host/bin"
  printf '#![no_std]\n' >"$crate/src/lib.rs"
  cat >"$crate/Cargo.toml" <<'CRATE'
[package]
name = "carrier"
version = "0.0.0"
edition = "2021"

[profile.release]
codegen-units = 1
panic = "abort"

[workspace]
CRATE
  # Cargo leaves the bitcode out of libraries, and without it no crate could be built with `lto = true`. The caller's
  # own flags and wrappers must not get into a library that many builds share. Rust's source brings its dependencies.
  (
    cd "$crate"
    env -u CARGO_ENCODED_RUSTFLAGS -u CARGO_BUILD_RUSTFLAGS -u CARGO_BUILD_TARGET -u RUSTC_WRAPPER \
      -u RUSTC_WORKSPACE_WRAPPER -u RUSTUP_TOOLCHAIN \
      RUSTFLAGS=-Cembed-bitcode=yes RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc \
      CARGO_HOME="$folder/cargo" CARGO_TARGET_DIR="$folder/target" \
      /usr/bin/cargo build --quiet --release --offline --target "$target" -Z build-std=std,panic_abort,test \
      --config 'source.crates-io.replace-with = "rust"' --config "source.rust.directory = '$library/vendor'"
  ) >&2
  cp "$folder/target/$target/release/deps/"*.rlib "$libraries/"
  rm -f "$libraries/"libcarrier*
  ln -s "/usr/lib/rustlib/$host/lib" "$system/lib/rustlib/$host/lib"
  ln -s /usr/lib/rustlib/src "$system/lib/rustlib/src"
  ln -s /usr/bin/cargo "$system/bin/cargo"
  # rustdoc compiles too: without the same root it finds no standard library.
  for tool in rustc rustdoc; do
    printf '#!/bin/sh\nexec /usr/bin/%s --sysroot %s "$@"\n' "$tool" "$(quoted "$home")" >"$system/bin/$tool"
    chmod +x "$system/bin/$tool"
  done
  rm -rf "$home"
  mv "$system" "$home"
  say "built in $((SECONDS - started)) s"
}

case ${WASM_STD:-auto} in
  auto) if rust_in_use_has_target; then answer "" "$@"; fi ;;
  debian) ;;
  *) die "WASM_STD is \`$WASM_STD\`: it can be auto or debian" ;;
esac

if ! command -v apt-get >/dev/null || ! command -v apt-cache >/dev/null || ! command -v flock >/dev/null; then
  die "$advice"
fi

cache=${XDG_CACHE_HOME:-${HOME:?is not set, so there is no place for the cache}/.cache}/privatenumber/wasm-std
mkdir -p "$cache"
# One at a time: who comes second finds everything done.
exec 9>"$cache/lock"
if ! flock --nonblock 9; then
  say "waiting for another build of the WebAssembly standard library..."
  flock 9
fi

if ! debian_is_complete; then
  # A new machine may have no package lists yet, or old ones that name an older compiler. Offline the lists at hand do.
  as_root "$otherwise" apt-get -qq update </dev/null >&2 || true
  apt-cache show "${packages[@]}" >/dev/null 2>&1 || die "$advice"
  install "$otherwise" "${packages[@]}"
  debian_is_complete ||
    die "Debian's packages hold no Rust 1.$oldest or newer with its source: $(/usr/bin/rustc --version 2>&1 || true), $library"
fi

compiler=$(/usr/bin/rustc -vV)
host=$(sed -n 's/^host: //p' <<<"$compiler")
llvm=$(sed -n 's/^LLVM version: \([0-9]*\).*/\1/p' <<<"$compiler")
# One folder for each compiler, package revision and recipe.
key=$({ printf '%s\n' "$compiler"; dpkg-query -W "${packages[@]}" 2>/dev/null || true; printf '%s\n' "$recipe"; } | sha256sum)
home=$cache/${key:0:16}

if ! [ -d "$home" ]; then
  say "building the WebAssembly standard library (once, about 40 s)..."
  # The lock is ours, so whatever is left here is of a build that was cut off.
  rm -rf "$cache"/build.*
  folder=$(mktemp -d "$cache/build.XXXXXX")
  trap 'rm -rf "$folder"' EXIT
  build "$folder" "$home" "$host"
  rm -rf "$folder"
fi

# Looked at every time: an update of rustup or of Debian may have taken the linker away.
linker=$home/lib/rustlib/$host/bin/rust-lld
if ! [ -x "$linker" ]; then
  found=$(find_linker "$host" "$llvm")
  ln -sfn "$found" "$linker"
fi

exec 9>&-
answer "$home" "$@"
