#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# From the start of the program to the first frame of its window, with the sample workspace that
# was open last: against the same of gnome-text-editor with an empty document. Both draw with
# cairo, under Xvfb, without an accessibility bus; the two take turns.

set -eu
bench_folder=$(cd -- "$(dirname -- "$0")" && pwd)
build_folder=${CANTRIP_BUILD_DIR:-$bench_folder/../../build}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM

"$build_folder/sheets-bridge/cantrip-bridge" init --workspace "$scratch/sample.cantrip" >/dev/null
(
  cd "$CANTRIP_DATA_DIR/sample"
  "$build_folder/sheets-bridge/cantrip-bridge" import marketing.csv --dataset marketing \
    --workspace "$scratch/sample.cantrip"
  "$build_folder/sheets-bridge/cantrip-bridge" apply sample-workspace.json \
    --workspace "$scratch/sample.cantrip"
) >/dev/null

export XDG_DATA_HOME="$scratch/data" XDG_CONFIG_HOME="$scratch/config" GDK_BACKEND=x11 \
  GSK_RENDERER=cairo GDK_DEBUG=gl-disable GTK_A11Y=none GSETTINGS_BACKEND=memory \
  DBUS_SESSION_BUS_ADDRESS=disabled: \
  GSETTINGS_SCHEMA_DIR="$build_folder/data"
mkdir -p "$XDG_DATA_HOME" "$XDG_CONFIG_HOME"

cat >"$scratch/turns" <<'END'
for _ in 1 2 3 4 5 6 7 8 9; do
  ours=$("$FIRST_FRAME" "$OURS" "$WORKSPACE" 2>/dev/null)
  theirs=$("$FIRST_FRAME" gnome-text-editor --standalone 2>/dev/null)
  echo "$ours $theirs"
done
END
FIRST_FRAME=$build_folder/tests/bench/first-frame OURS=$build_folder/desktop/cantrip-desktop \
  WORKSPACE=$scratch/sample.cantrip xvfb-run --auto-servernum \
  --server-args='-screen 0 1280x800x24' sh "$scratch/turns" >"$scratch/times"

python3 - "$scratch/times" <<'END'
import statistics
import sys

turns = [[float(word) for word in line.split()] for line in open(sys.argv[1])]
turns = [turn for turn in turns if len(turn) == 2]  # the X server may refuse a look
assert len(turns) >= 5, 'a program showed nothing'
ours, theirs = (statistics.median(column) for column in zip(*turns))
print(f'start: first frame after {ours:.0f} ms, gnome-text-editor {theirs:.0f} ms, '
      f'ratio {ours / theirs:.2f} (at most 1.50){"" if ours <= 1.5 * theirs else "  MISSED"}')
sys.exit(ours > 1.5 * theirs)
END
