#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A million rows of four columns, 100 MB: imported into a workspace, against the import of the
# sqlite3 shell. One cell in ten is quoted, as in tables that people write.

set -eu
bench_folder=$(cd -- "$(dirname -- "$0")" && pwd)
PATH=${CANTRIP_BUILD_DIR:-$bench_folder/../../build}/sheets-bridge:$PATH
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM
cd "$scratch"

awk 'BEGIN {
  text = "summer sale of winter coffee and garden products for local people"
  print "id,event,description,size"
  for (i = 0; i < 1000000; i++) {
    cell = text " " i % 9973
    if (i % 10 == 0)
      cell = "\"" cell ", said \"\"yes\"\"\""
    print i ",Spring sale number " i % 977 "," cell "," i % 5000
  }
}' >rows.csv

"$bench_folder/compare" --runs 5 --at-most 2 \
  --before 'rm -f import.*; cantrip-bridge init --workspace import.cantrip' import \
  'cantrip-bridge import rows.csv --dataset rows --workspace import.cantrip' \
  'sqlite3 import.db -cmd ".mode csv" ".import rows.csv rows"'
