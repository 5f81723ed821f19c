#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Calls of a deployment: answered from the workspace, against a bare SoupServer; passed on to a
# model server, against nginx as a proxy to the same; and the time that the bridge adds to one.

# shellcheck source=tests/bench/support.sh
. "$(dirname -- "$0")/support.sh"

connections=32
missed=0

# report NAME WANTED TEXT: compares the calls per second in $scratch/a and $scratch/b.
report () {
  awk -v name="$1" -v wanted="$2" -v text="$3" \
    -v a="$(median "$scratch/a" 1)" -v b="$(median "$scratch/b" 1)" 'BEGIN {
      printf "%s: ratio %.2f (A %.0f/s, B %.0f/s; %s; wanted at least %s)%s\n",
        name, a / b, a, b, text, wanted, (a / b < wanted) ? " MISSED" : ""
      exit (a / b < wanted)
    }' || missed=1
}

# The same number of threads on both sides: one.
cached () {
  start_bridge "$(nproc)"
  for _ in 1 2; do # the first is asked of the model, the second is what is measured
    fetch --output "$scratch/answer.json" --header "Authorization: Bearer $key" \
      --json '{"inputs":{"event":"same"}}' "$call" || fail "the bridge refused a call"
  done
  grep -q '"cached" *: *true' "$scratch/answer.json" || fail "a repeated call was not cached"

  "$build_folder/tests/bench/bare-server" "$scratch/answer.json" >"$scratch/bare.port" &
  bare_pid=$!
  pids="$pids $bare_pid"
  until [ -s "$scratch/bare.port" ]; do
    kill -0 "$bare_pid" || fail "bare-server ended"
    sleep 0.1
  done

  alternate "$call" "http://127.0.0.1:$(cat "$scratch/bare.port")/" same "$connections"
  report 'cached call' 0.6 'cantrip-bridge serve, a worker per core, vs bare-server with the same bytes'
  ends "$bridge_pid" "$bare_pid"
}

start_proxy () {
  proxy_port=$(free_port)
  proxy=http://127.0.0.1:$proxy_port
  start_nginx proxy auto "upstream model { server 127.0.0.1:$upstream_port; keepalive 64; keepalive_requests 100000000; }
  server {
    listen 127.0.0.1:$proxy_port;
    location / { proxy_pass http://model; proxy_http_version 1.1; proxy_set_header Connection ''; }
  }"
  wait_for "$proxy/healthz"
}

uncached () {
  alternate "$call" "$proxy/v1/chat/completions" distinct "$connections"
  report 'uncached call' 0.12 'cantrip-bridge serve vs nginx proxy_pass, to the same upstream'
  printf 'uncached call: p50 A %s ms, B %s ms; p99 A %s ms, B %s ms; %s connections\n' \
    "$(median "$scratch/a" 2)" "$(median "$scratch/b" 2)" \
    "$(median "$scratch/a" 3)" "$(median "$scratch/b" 3)" "$connections"
}

added_latency () {
  alternate "$call" "$upstream/v1/chat/completions" distinct 1
  awk -v a="$(median "$scratch/a" 2)" -v b="$(median "$scratch/b" 2)" 'BEGIN {
      printf "added latency: %.3f ms (A p50 %.3f ms, B p50 %.3f ms; %s; wanted at most 0.5 ms)%s\n",
        a - b, a, b, "cantrip-bridge serve vs the upstream itself, 1 connection",
        (a - b > 0.5) ? " MISSED" : ""
      exit (a - b > 0.5)
    }' || missed=1
}

start_upstream
make_workspace
cached
start_proxy
start_bridge "$(nproc)"
uncached
added_latency
exit "$missed"
