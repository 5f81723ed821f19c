// SPDX-License-Identifier: GPL-3.0-or-later
// A document that is set up for the bridge in the environment, and the scripted model behind that bridge.
'use strict';

const path = require('node:path');
const { Google } = require('./google.js');
const { SyncWorker } = require('./sync-worker.js');

const URL = 'https://bridge.example';
const DOWN = 'https://down.example';
const network = new SyncWorker(path.join(__dirname, 'fetch-worker.js'));
let serial = 0;

/** @returns {Google} a new document: nothing cached, address and key stored */
function newDocument(key = process.env.CANTRIP_KEY) {
  const google = new Google({
    hosts: { [URL]: process.env.CANTRIP_BRIDGE_URL.replace(/\/$/, ''), [DOWN]: 'http://127.0.0.1:1' },
  });
  google.properties.setProperties({ CANTRIP_URL: URL, CANTRIP_KEY: key });
  return google;
}

function control(method, route, body) {
  const [reply] = network.ask([{
    url: process.env.CANTRIP_MODEL_CONTROL.replace(/\/$/, '') + route, method, timeoutMs: 10000,
    headers: { 'Content-Type': 'application/json' }, body: body && JSON.stringify(body),
  }]);
  if (reply.failure || reply.status !== 200) {
    throw new Error('The control address of the model answered ' + (reply.failure || reply.status));
  }
  return JSON.parse(Buffer.from(reply.body).toString());
}

const model = {
  /** @returns {number} how many completions were asked for with exactly this last user message */
  calls: (message) => control('GET', '/calls').by_message[message] || 0,
  /** @returns {number} how many completions were asked for at all */
  total: () => control('GET', '/calls').total,
  /** Delays completions that start from now on. */
  delay: (ms) => control('POST', '/delay', { ms }),
};

/** @returns {string} a text that no test, and no earlier run against the same workspace, has sent */
function unique(label) {
  serial++;
  return label + ' ' + process.pid + '-' + Date.now().toString(36) + '-' + serial;
}

/** @returns {{method: string, url: string}[]} what a document sent, without the origin */
function sent(google) {
  return google.network.log.map(({ method, url }) => ({ method, url: url.replace(/^https:\/\/[^/]+/, '') }));
}

const PENDING = '⏳ still working — Cantrip ▸ Finish pending cells';

module.exports = { newDocument, model, unique, sent, URL, DOWN, PENDING };
