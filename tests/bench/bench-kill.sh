#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Kills the bridge under load, without warning, and looks whether every call that a client saw
# answered is in the log.

# shellcheck source=tests/bench/support.sh
. "$(dirname -- "$0")/support.sh"

rounds=5
calls_before_kill=1000

start_upstream
make_workspace
: >"$scratch/answered"

for round in $(seq "$rounds"); do
  start_bridge "$(nproc)"
  wanted=$(($(wc -l <"$scratch/answered") + calls_before_kill))
  python3 "$bench_folder/kill-load.py" "$call" "$key" "$round" "$scratch/answered" &
  load_pid=$!
  pids="$pids $load_pid"

  until [ "$(wc -l <"$scratch/answered")" -ge "$wanted" ]; do
    kill -0 "$load_pid" 2>/dev/null || fail "the load ended before the bridge was killed"
    sleep 0.02
  done
  kill -KILL "$bridge_pid"
  wait "$load_pid" || fail "the load failed"
  ends "$bridge_pid" "$load_pid"
done

"$bridge" log --json --workspace "$workspace" >"$scratch/log.jsonl"
python3 - "$scratch/answered" "$scratch/log.jsonl" "$rounds" <<'END'
import json
import sys

answered_path, log_path, rounds = sys.argv[1:]
with open(answered_path) as lines:
    answered = [line.strip() for line in lines]
with open(log_path) as lines:
    logged = {json.loads(line)['id'] for line in lines}
missing = [request_id for request_id in answered if request_id not in logged]
print(f'kill -9 under load: {rounds} times, {len(answered)} calls answered, '
      f'{len(missing)} of them not in the log{" MISSED" if missing else ""}')
if len(set(answered)) != len(answered):
    sys.exit('two answers carry the same request_id')
sys.exit(1 if missing else 0)
END
