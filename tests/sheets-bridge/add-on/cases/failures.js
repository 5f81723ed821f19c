// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const assert = require('node:assert');
const { test } = require('../harness/tap.js');
const { newDocument, model, unique, DOWN, PENDING } = require('../harness/real-bridge.js');

test('/bridge/failures/wrong-key', () => {
  const outcome = newDocument('not a key').evaluate('CANTRIP', 'echo', unique('a'));
  assert.strictEqual(outcome.note, 'The key was refused. Open Settings and paste it again');
});

test('/bridge/failures/unknown-deployment-comes-with-a-suggestion', () => {
  const { note } = newDocument().evaluate('CANTRIP', 'ecko', unique('a'));
  assert.match(note, /^No deployment called [“"]ecko[”"]/);
  assert.match(note, /[“"]echo[”"]/);
});

test('/bridge/failures/wrong-number-of-inputs-is-said', () => {
  const { note } = newDocument().evaluate('CANTRIP', 'three', [[unique('a'), 'b']]);
  assert.ok(note.length > 10 && note.length <= 300, note);
});

test('/bridge/failures/rate-limit-becomes-pending-or-busy', () => {
  const google = newDocument(process.env.CANTRIP_KEY_LIMITED);
  const texts = Array.from({ length: 4 }, () => unique('limited'));
  const outcomes = texts.map((text) => google.evaluate('CANTRIP', 'echo', text));
  assert.strictEqual(outcomes[0].value, texts[0]);
  const refused = outcomes.filter(({ value, note }) => value === PENDING || /^Busy, try again in \d+ s$/.test(note));
  assert.ok(refused.length >= 1, JSON.stringify(outcomes));
  assert.ok(texts.some((text) => model.calls(text) === 0), 'the model was not asked for all of them');
});

test('/bridge/failures/server-down-trips-the-breaker', () => {
  const google = newDocument();
  google.properties.setProperty('CANTRIP_URL', DOWN);
  const text = 'Server not reachable from Google. localhost cannot work; use a public https address';
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a').note, text);
  const asked = google.network.log.length;
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'b').note, text);
  assert.strictEqual(google.network.log.length, asked);
});
