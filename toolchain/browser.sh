#!/usr/bin/env bash
# Looks for Chromium, in which the simulator's page is tested. On Debian, as root, it is installed where it is missing.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=debian.sh
. ./debian.sh

[ -x "${CHROMIUM:-/usr/bin/chromium}" ] ||
  install "Chromium is needed for the tests of the simulator's page: install it, or name one: make CHROMIUM=/path/to/it" chromium
