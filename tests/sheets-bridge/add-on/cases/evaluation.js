// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const assert = require('node:assert');
const { test } = require('../harness/tap.js');
const { newDocument, model, unique, sent } = require('../harness/real-bridge.js');

test('/bridge/cantrip/one-cell', () => {
  const google = newDocument();
  const text = unique('grüße, 漢字 😀 "quoted" {{x}}');
  assert.deepStrictEqual(google.evaluate('CANTRIP', 'echo', text), { value: text });
  assert.strictEqual(model.calls(text), 1);
  assert.deepStrictEqual(sent(google), [{ method: 'post', url: '/v1/deployments/echo/rows' }]);
});

test('/bridge/cantrip/one-row-is-one-call-with-three-inputs', () => {
  const event = unique('fair');
  const google = newDocument();
  const { value } = google.evaluate('CANTRIP', 'three', [[event, 42, true]]);
  assert.match(value, new RegExp('^' + event + '\\|42(\\.0)?\\|true$', 'i'));
});

test('/bridge/cantrip/headers-name-the-inputs', () => {
  const event = unique('fair');
  const google = newDocument();
  const { value } = google.evaluate('CANTRIP', 'three', [['big', event, 'adults']], [['size', 'event', 'demographic']]);
  assert.strictEqual(value, event + '|adults|big');
});

test('/bridge/cantrip/range-of-200-rows-is-one-request', () => {
  const google = newDocument();
  const rows = Array.from({ length: 200 }, (_, i) => [unique('row ' + i)]);
  const before = model.total();
  assert.deepStrictEqual(google.evaluate('CANTRIP', 'echo', rows).value, rows);
  assert.strictEqual(google.network.log.length, 1);
  assert.strictEqual(model.total() - before, 200);
});

test('/bridge/cantrip/blanks-never-reach-the-model-and-duplicates-run-once', () => {
  const google = newDocument();
  const text = unique('twice');
  const before = model.total();
  const { value } = google.evaluate('CANTRIP', 'echo', [[''], [text], ['  '], [text]]);
  assert.deepStrictEqual(value, [[''], [text], [''], [text]]);
  assert.strictEqual(model.total() - before, 1);
});

test('/bridge/cantrip/another-document-does-not-pay-again', () => {
  const text = unique('shared');
  newDocument().evaluate('CANTRIP', 'echo', text);
  assert.strictEqual(newDocument().evaluate('CANTRIP', 'echo', text).value, text);
  assert.strictEqual(model.calls(text), 1);
});

test('/bridge/cantrip/an-answer-longer-than-a-cell-is-cut', () => {
  const text = unique('long') + ' ' + 'x'.repeat(30000);
  const { value } = newDocument().evaluate('CANTRIP', 'twice', text);
  assert.strictEqual(value.length, 50000);
  assert.ok(value.startsWith(text + text.slice(0, 1000)) && value.endsWith('x…'));
});

test('/bridge/refresh/asks-anew-once-for-each-value', () => {
  const google = newDocument();
  const text = unique('refresh');
  google.evaluate('CANTRIP', 'echo', text);
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', text, '', 1).value, text);
  google.cache.clear();
  google.evaluate('CANTRIP', 'echo', text, '', 1);
  assert.strictEqual(model.calls(text), 2, 'a recalculation does not pay, even when the cache forgot');
  google.evaluate('CANTRIP', 'echo', text, '', 2);
  assert.strictEqual(model.calls(text), 3);
});

test('/bridge/deployments/are-listed-with-inputs-in-order', () => {
  const { value } = newDocument().evaluate('CANTRIP_DEPLOYMENTS');
  assert.deepStrictEqual(value[0], ['Deployment', 'Name', 'Inputs', 'Formula']);
  const three = value.find((row) => row[0] === 'three');
  assert.deepStrictEqual(three.slice(2), ['event, demographic, size', '=CANTRIP("three", A2:C2)']);
});

test('/bridge/ping/says-connected', () => {
  assert.match(newDocument().evaluate('CANTRIP_PING').value, /^Connected to https:\/\/bridge.example: \d+ deployments/);
});
