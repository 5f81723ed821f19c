// SPDX-License-Identifier: GPL-3.0-or-later
// A model slower than Google's 30 s. These take about a minute, because that is what they are about.
'use strict';

const assert = require('node:assert');
const { test } = require('../harness/tap.js');
const { newDocument, model, unique, PENDING } = require('../harness/real-bridge.js');

const SLOW_MS = 25000;

/** Runs a body while the model is slow. */
function whileSlow(body) {
  model.delay(SLOW_MS);
  try {
    body();
  } finally {
    model.delay(0);
  }
}

test('/bridge/slow/a-partial-result-is-completed-without-a-second-call', () => whileSlow(() => {
  const google = newDocument();
  model.delay(0);
  const quick = unique('quick');
  google.evaluate('CANTRIP', 'echo', quick);
  model.delay(SLOW_MS);
  const slow = unique('slow');
  const before = Date.now();
  assert.deepStrictEqual(google.evaluate('CANTRIP', 'echo', [[quick], [slow]]).value, [[quick], [PENDING]]);
  assert.ok(Date.now() - before < 28000);
  assert.deepStrictEqual(google.evaluate('CANTRIP', 'echo', [[quick], [slow]]).value, [[quick], [slow]]);
  assert.strictEqual(model.calls(slow), 1);
}));

test('/bridge/slow/finish-pending-cells-completes-a-formula', () => whileSlow(() => {
  const google = newDocument();
  const [one, two] = [unique('one'), unique('two')];
  google.sheet.enter('A1', [[one], [two]]);
  google.sheet.enter('B1', [['=CANTRIP("echo", A1:A2)']]);
  assert.deepStrictEqual(google.sheet.read('B1:B2'), [PENDING, PENDING]);
  google.choose('cantripFinishPending');
  assert.deepStrictEqual(google.sheet.read('B1:B2'), [one, two]);
  assert.strictEqual(model.calls(one) + model.calls(two), 2);
}));

test('/bridge/slow/run-on-selection-waits-past-thirty-seconds', () => whileSlow(() => {
  const google = newDocument();
  const [one, two] = [unique('one'), unique('two')];
  google.sheet.enter('A2', [[one], [''], [two]]);
  google.choose('cantripRunOnSelection', 'A2:A4', [{ text: 'echo' }]);
  assert.deepStrictEqual(google.sheet.read('B2:B4'), [one, '', two]);
  assert.strictEqual(model.calls(one) + model.calls(two), 2);
}));
