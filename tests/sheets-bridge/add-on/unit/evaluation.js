// SPDX-License-Identifier: GPL-3.0-or-later
// From arguments to one request and back.
'use strict';

const assert = require('node:assert');
const { test } = require('../harness/tap.js');
const { configured, complete, bodies, server, KEY, assertNote, PENDING } = require('../harness/bridge-double.js');

test('/cantrip/inputs/a-cell-is-one-variable', () => {
  server.script(complete('HI'));
  assert.strictEqual(configured().evaluate('CANTRIP', 'echo', 'hi').value, 'HI');
  const [request] = server.requests();
  assert.strictEqual(request.method + ' ' + request.url, 'POST /v1/deployments/echo/rows');
  assert.strictEqual(request.headers.authorization, 'Bearer ' + KEY);
  const { deadline_ms: deadline, ...body } = JSON.parse(request.body);
  assert.deepStrictEqual(body, { rows: [['hi']] });
  assert.ok(deadline > 20000 && deadline <= 22000, 'deadline ' + deadline);
});

test('/cantrip/inputs/a-row-is-one-call-with-several-variables', () => {
  server.script(complete('one'));
  assert.strictEqual(configured().evaluate('CANTRIP', 'echo', [['a', 2, true]]).value, 'one');
  assert.deepStrictEqual(bodies()[0].rows, [['a', 2, true]]);
});

test('/cantrip/inputs/a-column-is-one-call-for-each-cell', () => {
  server.script(complete('A', 'B'));
  assert.deepStrictEqual(configured().evaluate('CANTRIP', 'echo', [['a'], ['b']]).value, [['A'], ['B']]);
  assert.deepStrictEqual(bodies()[0].rows, [['a'], ['b']]);
});

test('/cantrip/inputs/a-grid-is-one-call-for-each-row', () => {
  server.script(complete('A', 'B'));
  assert.deepStrictEqual(configured().evaluate('CANTRIP', 'echo', [['a', 1], ['b', 2]]).value, [['A'], ['B']]);
  assert.strictEqual(server.requests().length, 1);
});

test('/cantrip/inputs/blank-rows-stay-blank-and-are-not-sent', () => {
  server.script(complete('A'));
  const google = configured();
  assert.deepStrictEqual(google.evaluate('CANTRIP', 'echo', [[''], ['a'], ['  ']]).value, [[''], ['A'], ['']]);
  assert.deepStrictEqual(bodies()[0].rows, [['a']]);
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', '').value, '');
  assert.strictEqual(server.requests().length, 1);
});

test('/cantrip/inputs/equal-rows-are-sent-once', () => {
  server.script(complete('A', 'B'));
  assert.deepStrictEqual(configured().evaluate('CANTRIP', 'echo', [['a'], ['b'], ['a']]).value, [['A'], ['B'], ['A']]);
  assert.deepStrictEqual(bodies()[0].rows, [['a'], ['b']]);
});

test('/cantrip/inputs/dates-are-iso-as-the-sheet-shows-them', () => {
  const google = configured(); // Europe/Berlin
  server.script(complete('x'));
  google.evaluate('CANTRIP', 'echo', [[new Date('2026-02-28T23:00:00Z'), new Date('2026-07-01T12:30:05Z'),
    new Date('1899-12-30T08:15:00Z')]]);
  assert.deepStrictEqual(bodies()[0].rows, [['2026-03-01', '2026-07-01T14:30:05', '09:15:00']]);
});

test('/cantrip/inputs/errors-and-pending-cells-are-not-sent', () => {
  server.script(complete('A'));
  const { value } = configured().evaluate('CANTRIP', 'echo', [['#N/A'], ['a'], [PENDING], ['#CANTRIP BUDGET: spent']]);
  assert.deepStrictEqual(bodies()[0].rows, [['a']]);
  assert.match(value[0][0], /^#CANTRIP INPUT_TYPE: An input of this row is an error/);
  assert.strictEqual(value[1][0], 'A');
  assert.strictEqual(value[2][0], PENDING);
  assert.match(value[3][0], /^#CANTRIP INPUT_TYPE/);
});

test('/cantrip/headers/name-the-columns', () => {
  server.script(complete('x'), complete('y'));
  const google = configured();
  google.evaluate('CANTRIP', 'echo', [['a', 'b']], [['event', ' size ']]);
  assert.deepStrictEqual(bodies()[0].columns, ['event', 'size']);
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', [['a', 'b']], [['size', 'event']]).value, 'y',
    'other names are another question');
});

test('/cantrip/headers/must-fit-the-inputs', () => {
  const google = configured();
  assertNote(google.evaluate('CANTRIP', 'echo', [['a', 'b']], 'event'), /name 1 columns, the inputs have 2/);
  assertNote(google.evaluate('CANTRIP', 'echo', [['a', 'b']], [['event', '']]), /Header 2 is blank/);
});

test('/cantrip/deployment/must-be-given', () => {
  assertNote(configured().evaluate('CANTRIP', '', 'a'), /name of a deployment first/);
});

test('/cantrip/deployment/is-escaped-in-the-address', () => {
  server.script(complete('x'));
  configured().evaluate('CANTRIP', 'a/../b?c', 'hi');
  assert.strictEqual(server.requests()[0].url, '/v1/deployments/a%2F..%2Fb%3Fc/rows');
});

test('/cantrip/limits/at-most-2000-rows', () => {
  const rows = Array.from({ length: 2001 }, (_, i) => ['row ' + i]);
  assertNote(configured().evaluate('CANTRIP', 'echo', rows), /at most 2000 rows, this range has 2001. Split it/);
  server.script(complete(...rows.slice(1).map(String)));
  const open = configured().evaluate('CANTRIP', 'echo', [...rows.slice(1), ...Array(5000).fill([''])]);
  assert.strictEqual(open.value.length, 7000, 'blank rows do not count: A2:A works');
});

test('/cantrip/limits/at-most-a-megabyte', () => {
  const rows = Array.from({ length: 30 }, (_, i) => ['é'.repeat(20000) + i]);
  server.script();
  assertNote(configured().evaluate('CANTRIP', 'echo', rows), /more than 1 MB of text. Split it/);
  assert.strictEqual(server.requests().length, 0);
});

test('/cantrip/limits/answers-are-cut-to-a-cell', () => {
  const google = configured();
  server.script(complete('x'.repeat(50000), 'y'.repeat(50001), 'z'.repeat(49998) + '😀z'));
  const [[whole], [cut], [pair]] = google.evaluate('CANTRIP', 'echo', [['a'], ['b'], ['c']]).value;
  assert.strictEqual(whole, 'x'.repeat(50000));
  assert.strictEqual(cut, 'y'.repeat(49999) + '…');
  assert.strictEqual(pair, 'z'.repeat(49998) + '…', 'a surrogate pair is not split');
});

test('/cantrip/cache/answers-again-without-a-request', () => {
  const google = configured();
  server.script(complete('A', 'B'), complete('C'));
  google.evaluate('CANTRIP', 'echo', [['a'], ['b']]);
  assert.deepStrictEqual(google.evaluate('CANTRIP', 'echo', [['b'], ['c']]).value, [['B'], ['C']]);
  assert.deepStrictEqual(bodies().map((body) => body.rows), [[['a'], ['b']], [['c']]]);
  assert.ok([...google.cache.items.keys()].every((key) => !key.includes('echo')), 'keys are digests');
});

test('/cantrip/cache/is-not-shared-between-deployments-or-servers', () => {
  const google = configured();
  server.script(complete('A'), complete('B'));
  assert.strictEqual(google.evaluate('CANTRIP', 'one', 'a').value, 'A');
  assert.strictEqual(google.evaluate('CANTRIP', 'two', 'a').value, 'B');
});

test('/cantrip/cache/skips-what-google-would-refuse', () => {
  const google = configured();
  const long = '漢'.repeat(40000); // 120 KB
  server.script(complete(long), complete(long));
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a').value, long);
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a').value, long);
  assert.strictEqual(server.requests().length, 2);
});

test('/cantrip/outputs/keep-numbers-and-booleans', () => {
  server.script(complete(4.5, true, ''));
  assert.deepStrictEqual(configured().evaluate('CANTRIP', 'echo', [['a'], ['b'], ['c']]).value, [[4.5], [true], ['']]);
});

test('/cantrip/formula/fits-the-locale-and-the-inputs', () => {
  const google = configured();
  assert.strictEqual(google.call('cantripFormula_', 'echo', 1, 'en_US'), '=CANTRIP("echo", A2)');
  assert.strictEqual(google.call('cantripFormula_', 'copy', 3, 'en_GB'), '=CANTRIP("copy", A2:C2)');
  assert.strictEqual(google.call('cantripFormula_', 'copy', 28, 'de_DE'), '=CANTRIP("copy"; A2:AB2)');
  assert.strictEqual(google.call('cantripFormula_', 'a"b', 0, 'en'), '=CANTRIP("a""b", A2)');
});

test('/cantrip-deployments/lists-names-inputs-and-formulas', () => {
  server.script({ body: { deployments: [{ slug: 'copy', name: 'Copy', inputs: ['event', 'size'] }] } });
  assert.deepStrictEqual(configured().evaluate('CANTRIP_DEPLOYMENTS').value, [
    ['Deployment', 'Name', 'Inputs', 'Formula'], ['copy', 'Copy', 'event, size', '=CANTRIP("copy", A2:B2)'],
  ]);
});

test('/cantrip-ping/says-where-it-is-connected', () => {
  server.script({ body: { deployments: [] } });
  assert.strictEqual(configured().evaluate('CANTRIP_PING').value, 'Connected to https://bridge.example: 0 deployments');
});
