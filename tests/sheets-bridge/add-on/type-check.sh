#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# type-check.sh BUILD-DIR ADD-ON-DIR
#
# Checks the add-on's files, as they are, against Google's types. A TAP test.
set -eu

source_dir=$(cd "$(dirname "$0")" && pwd)
add_on=$(cd "$2" && pwd)
echo "1..1"
if ! sh "$source_dir/install.sh" "$1"; then
  echo "not ok 1 - /add-on/types # the type checker is not installed"
  exit 1
fi

types=$(cd "$1" && pwd)/add-on-types
# tsc looks for types beside its tsconfig.json, so that one is made in the build folder.
cat >"$types/tsconfig.json" <<EOF
{ "extends": "$source_dir/tsconfig.json",
  "compilerOptions": { "typeRoots": ["$types/node_modules/@types"] },
  "files": ["$source_dir/url-fetch.d.ts"],
  "include": ["$add_on/*.js"] }
EOF
if ! "$types/node_modules/.bin/tsc" --project "$types/tsconfig.json" >"$types/tsc.log"; then
  sed 's/^/# /' "$types/tsc.log"
  echo "not ok 1 - /add-on/types"
  exit 1
fi
echo "ok 1 - /add-on/types"
