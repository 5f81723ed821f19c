// SPDX-License-Identifier: GPL-3.0-or-later
// A document that is set up for a scripted server, and the shapes of the bridge's answers.
'use strict';

const assert = require('node:assert');
const { Google } = require('./google.js');
const { ScriptedServer } = require('./scripted-server.js');

const URL = 'https://bridge.example';
const KEY = 'a key for tests';
const server = new ScriptedServer();

/** @returns {Google} with address and key stored */
function configured() {
  const google = new Google({ hosts: { [URL]: server.url, 'https://down.example': 'http://127.0.0.1:1' } });
  google.properties.setProperties({ CANTRIP_URL: URL, CANTRIP_KEY: KEY });
  return google;
}

/** The answer of /rows when every row is answered. */
function complete(...outputs) {
  return { body: { status: 'complete', outputs, cells: [], done: outputs.length, total: outputs.length } };
}

/** The answer of /rows when rows with output null are still running. */
function partial(token, ...outputs) {
  const cells = outputs.map((_, row) => ({ row, state: 'pending' })).filter(({ row }) => outputs[row] === null);
  return {
    body: {
      status: 'partial', outputs, cells, done: outputs.length - cells.length, total: outputs.length,
      resume: { token, retry_after_ms: 10 },
    },
  };
}

/** The answer to a request that was refused as a whole. */
function refusal(status, code, message, more) {
  return { status, body: { error: { code, message, ...more } } };
}

/** @returns {any[]} the bodies of what the server was sent */
function bodies() {
  return server.requests().map((request) => (request.body ? JSON.parse(request.body) : null));
}

function assertNote(outcome, pattern) {
  assert.strictEqual(outcome.error, '#ERROR!', JSON.stringify(outcome));
  if (typeof pattern === 'string') {
    assert.strictEqual(outcome.note, pattern);
  } else {
    assert.match(outcome.note, pattern);
  }
}

const PENDING = '⏳ still working — Cantrip ▸ Finish pending cells';

module.exports = { configured, complete, partial, refusal, bodies, assertNote, server, URL, KEY, PENDING };
