# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by the measurements that need servers: a scratch folder, processes that end with the
# script, an upstream that answers at once, a bridge in front of it, and wrk.

set -eu
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
bench_folder=$(cd -- "$(dirname -- "$0")" && pwd)
build_folder=${CANTRIP_BUILD_DIR:-$bench_folder/../../build}
bridge=$build_folder/sheets-bridge/cantrip-bridge
scratch=$(mktemp -d)
pids=

# ends PID…: asks these to end, and waits until they have.
ends () {
  kill -TERM "$@" 2>/dev/null || true
  wait "$@" 2>/dev/null || true
  for ended in "$@"; do
    pids=$(printf ' %s ' "$pids" | sed "s/ $ended / /")
  done
}

clean_up () {
  # shellcheck disable=SC2086 # ids are words
  ends $pids
  rm -rf "$scratch"
}

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM

fail () {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit 1
}

# A proxy of the user's must not come between us and our own machine.
fetch () {
  curl --silent --fail --noproxy '*' "$@"
}

free_port () {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# wait_for ADDRESS: until it answers 200; fails after 15 seconds.
wait_for () {
  tries=0
  until fetch --output /dev/null --max-time 2 "$1"; do
    tries=$((tries + 1))
    [ "$tries" -lt 150 ] || fail "nothing answers at $1"
    sleep 0.1
  done
}

# start_nginx NAME WORKERS BLOCKS: nginx of our own, with BLOCKS in its http block.
start_nginx () {
  mkdir "$scratch/$1"
  cat >"$scratch/$1/nginx.conf" <<END
daemon off;
worker_processes $2;
pid $scratch/$1/pid;
error_log stderr crit;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 100000000;
  client_body_temp_path $scratch/$1/body;
  proxy_temp_path $scratch/$1/proxy;
  fastcgi_temp_path $scratch/$1/fastcgi;
  uwsgi_temp_path $scratch/$1/uwsgi;
  scgi_temp_path $scratch/$1/scgi;
  $3
}
END
  nginx -e stderr -p "$scratch/$1" -c nginx.conf &
  pids="$pids $!"
}

# Sets $upstream to the address of a model server that gives every call the same completion.
start_upstream () {
  upstream_port=$(free_port)
  upstream=http://127.0.0.1:$upstream_port
  text='Join us this weekend: the whole collection is on sale, with an extra tenth off for students.'
  completion='{"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"fixed",'
  completion=$completion'"choices":[{"index":0,"finish_reason":"stop",'
  completion=$completion'"message":{"role":"assistant","content":"'$text'"}}],'
  completion=$completion'"usage":{"prompt_tokens":24,"completion_tokens":20,"total_tokens":44}}'
  start_nginx upstream 1 "server {
    listen 127.0.0.1:$upstream_port;
    location = /healthz { return 200 ok; }
    location / { default_type application/json; return 200 '$completion'; }
  }"
  wait_for "$upstream/healthz"
}

# Makes $workspace, with a deployment “bench” of the upstream, and $key, which may call it.
make_workspace () {
  [ -x "$bridge" ] || fail "there is no $bridge; build it with ./dev bench"
  workspace=$scratch/bench.cantrip
  cat >"$scratch/bench.json" <<END
{"connections": [{"name": "fixed", "protocol": "openai", "base_url": "$upstream/v1"}],
 "apps": [{"slug": "bench", "name": "Bench", "variants": [
   {"name": "first", "connection": "fixed", "model": "fixed",
    "messages": [{"role": "user", "content": "Write an email about {{event}}."}],
    "parameters": {"max_tokens": 400}}]}],
 "deployments": [{"slug": "bench", "app": "bench", "variant": "first"}]}
END
  "$bridge" init --workspace "$workspace" >/dev/null
  "$bridge" apply "$scratch/bench.json" --workspace "$workspace" >/dev/null
  key=$("$bridge" key create bench --workspace "$workspace")
}

# start_bridge WORKERS: serves $workspace; sets $bridge_pid, and $call to the address of a call.
start_bridge () {
  bridge_port=$(free_port)
  # shellcheck disable=SC2034 # for those who source this
  call=http://127.0.0.1:$bridge_port/v1/deployments/bench/call
  "$bridge" serve --listen "127.0.0.1:$bridge_port" --workspace "$workspace" \
    --workers "$1" >"$scratch/bridge.log" 2>&1 &
  bridge_pid=$!
  pids="$pids $bridge_pid"
  wait_for "http://127.0.0.1:$bridge_port/readyz"
}

# load ADDRESS same|distinct CONNECTIONS: prints “calls/s p50_ms p99_ms”; a failed call is fatal.
load () {
  round=$((${round:-0} + 1))
  wrk --threads 1 --connections "$3" --duration "${CANTRIP_BENCH_SECONDS:-5}s" --timeout 10s \
    --script "$bench_folder/call.lua" "$1" -- "$2" "$(date +%s)-$$-$round" "${key:-none}" \
    >"$scratch/wrk.log" 2>&1 || fail "wrk failed: $(tail -n 1 "$scratch/wrk.log")"
  failures=$(awk '$1 == "figures" { print $5 }' "$scratch/wrk.log")
  [ "$failures" = 0 ] || fail "${failures:-all} calls of $1 failed"
  awk '$1 == "figures" { print $2, $3, $4 }' "$scratch/wrk.log"
}

# median FILE COLUMN
median () {
  awk -v column="$2" '{ print $column }' "$1" | sort -g |
    awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

# alternate A B MODE CONNECTIONS: loads both addresses in turn; figures go to $scratch/a and /b.
alternate () {
  : >"$scratch/a"
  : >"$scratch/b"
  for _ in 1 2 3; do
    load "$1" "$3" "$4" >>"$scratch/a"
    load "$2" "$3" "$4" >>"$scratch/b"
  done
}
