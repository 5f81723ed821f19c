#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# install.sh BUILD-DIR
#
# Installs the type checker of the add-on into BUILD-DIR/add-on-types, in the versions that package-lock.json
# pins. Done once: later calls only compare the lock file.
set -eu

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
  echo "usage: install.sh BUILD-DIR (which must exist)" >&2
  exit 2
fi
source_dir=$(cd "$(dirname "$0")" && pwd)
target=$(cd "$1" && pwd)/add-on-types

if cmp -s "$source_dir/package-lock.json" "$target/installed.json"; then
  exit 0
fi
mkdir -p "$target"
cp "$source_dir/package.json" "$source_dir/package-lock.json" "$source_dir/.npmrc" "$target/"
if ! (cd "$target" && npm ci --no-audit --no-fund --ignore-scripts >npm.log 2>&1); then
  cat "$target/npm.log" >&2
  echo "The type checker of the add-on could not be installed: npm ci failed in $target." >&2
  exit 1
fi
cp "$source_dir/package-lock.json" "$target/installed.json"
