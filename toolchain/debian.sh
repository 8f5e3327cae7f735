# What the scripts of this folder share; to be sourced. Packages are installed by apt-get, on Debian, as root.

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

# Runs a command as root. The first argument is what the user is told to do where that cannot be.
as_root() {
  local instead=$1; shift
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    die "$instead"
  fi
}

# Installs Debian packages: install "what to do otherwise" package...
# The package lists are refreshed only when the ones at hand do not do.
install() {
  local instead=$1; shift
  command -v apt-get >/dev/null || die "$instead"
  as_root "$instead" true
  say "installing $* (once)..."
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq)
  if ! as_root "$instead" "${apt[@]}" install -y --no-install-recommends "$@" </dev/null >/dev/null 2>&1; then
    as_root "$instead" "${apt[@]}" update </dev/null >&2 || true
    as_root "$instead" "${apt[@]}" install -y --no-install-recommends "$@" </dev/null >&2 || die "$instead"
  fi
}
