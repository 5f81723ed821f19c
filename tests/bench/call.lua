-- SPDX-License-Identifier: GPL-3.0-or-later
-- For wrk: calls a deployment. Arguments: same | distinct (inputs), a word that no other run
-- used, the key.

local threads = 0

function setup (thread)
  threads = threads + 1
  thread:set ('thread_number', threads)
end

function init (arguments)
  distinct = arguments[1] == 'distinct'
  prefix = arguments[2] .. '-' .. thread_number
  number = 0
  wrk.method = 'POST'
  wrk.headers['Content-Type'] = 'application/json'
  wrk.headers['Authorization'] = 'Bearer ' .. arguments[3]
end

function request ()
  local event = 'same'

  if distinct then
    number = number + 1
    event = prefix .. '-' .. number
  end

  return wrk.format (nil, nil, nil, '{"inputs":{"event":"' .. event .. '"}}')
end

function done (summary, latency)
  local errors = summary.errors
  local failures = errors.connect + errors.read + errors.write + errors.status + errors.timeout

  io.write (string.format ('figures %.1f %.3f %.3f %d\n',
                           summary.requests / summary.duration * 1e6,
                           latency:percentile (50) / 1000,
                           latency:percentile (99) / 1000,
                           failures))
end
