// SPDX-License-Identifier: GPL-3.0-or-later
// `refresh` asks anew once for each value, and a plain recalculation never pays.
'use strict';

const assert = require('node:assert');
const { test } = require('../harness/tap.js');
const { configured, complete, partial, refusal, bodies, server, assertNote, PENDING } =
  require('../harness/bridge-double.js');

test('/refresh/argument/asks-anew-once-for-each-value', () => {
  const google = configured();
  server.script(complete('first'), complete('second'), complete('third'));
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a').value, 'first');
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a', '', 1).value, 'second');
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a', '', 1).value, 'second');
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a', '', 'Monday').value, 'third');
  assert.deepStrictEqual(bodies().map((body) => body.refresh), [undefined, true, true]);
});

test('/refresh/argument/blank-zero-and-false-are-no-refresh', () => {
  const google = configured();
  server.script(complete('A'));
  for (const refresh of [undefined, '', 0, false]) {
    assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a', '', refresh).value, 'A');
  }
  assert.deepStrictEqual(bodies().map((body) => body.refresh), [undefined]);
});

test('/refresh/argument/does-not-pay-again-when-the-cache-forgot', () => {
  const google = configured();
  server.script(complete('A'), complete('A'));
  google.evaluate('CANTRIP', 'echo', 'a', '', 1);
  google.cache.clear();
  google.evaluate('CANTRIP', 'echo', 'a', '', 1);
  assert.deepStrictEqual(bodies().map((body) => body.refresh), [true, undefined],
    'the bridge answers the second from its store');
});

test('/refresh/argument/only-new-rows-of-a-range-are-asked', () => {
  const google = configured();
  server.script(complete('A', 'B'), complete('C'));
  google.evaluate('CANTRIP', 'echo', [['a'], ['b']], '', 1);
  google.evaluate('CANTRIP', 'echo', [['a'], ['c']], '', 1);
  assert.deepStrictEqual(bodies()[1].rows, [['c']]);
});

test('/refresh/argument/a-failure-is-asked-anew-next-time', () => {
  const google = configured();
  server.script(refusal(400, 'INPUT_TYPE', 'expects text'), complete('A'));
  assertNote(google.evaluate('CANTRIP', 'echo', 'a', '', 1), 'expects text');
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a', '', 1).value, 'A');
  assert.deepStrictEqual(bodies().map((body) => body.refresh), [true, true]);
});

test('/refresh/argument/a-pending-refresh-is-finished-by-its-job', () => {
  const google = configured();
  server.script(partial('j', null), refusal(429, 'RATE_LIMITED', 'busy', { retry_after_ms: 60000 }));
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a', '', 1).value, PENDING);
  server.script(complete('A'));
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a', '', 1).value, 'A');
  assert.deepStrictEqual(bodies(), [null]);
});

test('/refresh/argument/is-refused-when-it-cannot-be-remembered', () => {
  const google = configured();
  for (let i = 0; i < 56; i++) {
    google.properties.setProperty('filler' + i, 'x'.repeat(9000));
  }
  google.properties.setProperty('last', 'x'.repeat(500 * 1024 - 56 * 9010 - 200));
  const rows = Array.from({ length: 100 }, (_, i) => ['row ' + i]);
  server.script();
  assertNote(google.evaluate('CANTRIP', 'echo', rows, '', 1), /cannot remember more refreshed rows/);
  assert.strictEqual(server.requests().length, 0, 'what would be paid again later is not paid at all');
});

test('/refresh/selection/asks-anew-once-after-confirmation', () => {
  const google = configured();
  server.script(complete('first'), complete('second'));
  google.sheet.enter('A1', [['a', '=CANTRIP("echo", A1)']]);
  google.choose('cantripRefreshSelection', 'B1', ['OK']);
  assert.match(google.ui.shown[0], /anew for 1 formula\? .*paid for/);
  assert.deepStrictEqual(google.sheet.read('B1'), ['second']);
  google.sheet.enter('B1', [['=CANTRIP("echo", A1)']]);
  assert.deepStrictEqual(google.sheet.read('B1'), ['second']);
  assert.deepStrictEqual(bodies().map((body) => body.refresh), [undefined, true]);
});

test('/refresh/selection/does-nothing-when-cancelled', () => {
  const google = configured();
  server.script(complete('first'));
  google.sheet.enter('A1', [['a', '=CANTRIP("echo", A1)']]);
  google.choose('cantripRefreshSelection', 'A1:B1', ['CANCEL']);
  assert.strictEqual(server.requests().length, 1);
  assert.deepStrictEqual(google.sheet.read('B1'), ['first']);
});
