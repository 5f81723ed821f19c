// SPDX-License-Identifier: GPL-3.0-or-later
// Every way in which a call fails, what the cell then says, and what is asked again.
'use strict';

const assert = require('node:assert');
const { test } = require('../harness/tap.js');
const { Google } = require('../harness/google.js');
const { configured, complete, partial, refusal, bodies, server, assertNote, PENDING } =
  require('../harness/bridge-double.js');

const UNREACHABLE = 'Server not reachable from Google. localhost cannot work; use a public https address';

test('/failures/not-configured/names-the-menu', () => {
  assertNote(new Google().evaluate('CANTRIP', 'echo', 'a'), 'Set the server first: Extensions ▸ Cantrip ▸ Settings');
  assertNote(new Google().evaluate('CANTRIP_PING'), 'Set the server first: Extensions ▸ Cantrip ▸ Settings');
});

test('/failures/bad-key/is-said-and-not-retried', () => {
  server.script(refusal(401, 'BAD_KEY', 'whatever the server says'));
  assertNote(configured().evaluate('CANTRIP', 'echo', 'a'), 'The key was refused. Open Settings and paste it again');
  assert.strictEqual(server.requests().length, 1);
});

test('/failures/unknown-deployment/shows-the-suggestion', () => {
  server.script(refusal(404, 'UNKNOWN_DEPLOYMENT', 'No deployment called “ecko”.', { hint: 'Did you mean “echo”?' }));
  assertNote(configured().evaluate('CANTRIP', 'ecko', 'a'), 'No deployment called “ecko”. Did you mean “echo”?');
});

test('/failures/too-long/is-one-sentence-after-the-other', () => {
  server.script(refusal(413, 'TOO_LONG', 'The input is too long', { hint: 'Send less' }));
  assertNote(configured().evaluate('CANTRIP', 'echo', 'a'), 'The input is too long. Send less');
});

test('/failures/rate-limited/waits-once-when-there-is-time', () => {
  server.script(refusal(429, 'RATE_LIMITED', 'slow down', { retry_after_ms: 200 }), complete('A'));
  assert.strictEqual(configured().evaluate('CANTRIP', 'echo', 'a').value, 'A');
  const busy = refusal(429, 'RATE_LIMITED', 'slow down', { retry_after_ms: 100 });
  server.script(busy, busy, busy);
  assertNote(configured().evaluate('CANTRIP', 'echo', 'a'), 'Busy, try again in 1 s');
  assert.strictEqual(server.requests().length, 2);
});

test('/failures/rate-limited/is-pending-when-there-is-no-time', () => {
  const google = configured();
  server.script(refusal(429, 'RATE_LIMITED', 'slow down', { retry_after_ms: 40000 }));
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a').value, PENDING);
  server.script(complete('A'));
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a').value, 'A');
});

test('/failures/upstream/is-retried-once', () => {
  const failed = refusal(502, 'UPSTREAM', 'bad gateway');
  server.script(failed, complete('A'));
  assert.strictEqual(configured().evaluate('CANTRIP', 'echo', 'a').value, 'A');
  server.script(failed, failed, failed);
  assertNote(configured().evaluate('CANTRIP', 'echo', 'a'), 'The model did not answer');
  assert.strictEqual(server.requests().length, 2);
});

test('/failures/unreachable/is-retried-once', () => {
  server.script({ drop: true }, complete('A'));
  assert.strictEqual(configured().evaluate('CANTRIP', 'echo', 'a').value, 'A');
});

test('/failures/unreachable/trips-the-breaker-for-half-a-minute', () => {
  const google = configured();
  google.properties.setProperty('CANTRIP_URL', 'https://down.example');
  assertNote(google.evaluate('CANTRIP', 'echo', 'a'), UNREACHABLE);
  assert.strictEqual(google.network.log.length, 2);
  assertNote(google.evaluate('CANTRIP', 'echo', 'b'), UNREACHABLE);
  assert.strictEqual(google.network.log.length, 2, 'the second cell asks nobody');
  google.cache.skip(31);
  assertNote(google.evaluate('CANTRIP', 'echo', 'b'), UNREACHABLE);
  assert.strictEqual(google.network.log.length, 4);
});

test('/failures/unreachable/cached-answers-still-show', () => {
  const google = configured();
  server.script(complete('A'), { drop: true }, { drop: true });
  google.evaluate('CANTRIP', 'echo', 'a');
  const { value } = google.evaluate('CANTRIP', 'echo', [['a'], ['b']]);
  assert.deepStrictEqual(value, [['A'], ['#CANTRIP UNREACHABLE: ' + UNREACHABLE]]);
});

test('/failures/unreachable/saving-settings-resets-the-breaker', () => {
  const google = configured();
  server.script({ drop: true }, { drop: true }, { body: { deployments: [] } }, complete('A'));
  google.evaluate('CANTRIP', 'echo', 'a');
  google.callFromPage('cantripSaveSettings', 'https://bridge.example', 'key');
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a').value, 'A');
});

test('/failures/budget/trips-the-breaker-of-its-deployment-only', () => {
  const google = configured();
  server.script(refusal(402, 'BUDGET', 'spent'), complete('B'));
  assertNote(google.evaluate('CANTRIP', 'one', 'a'), 'Monthly budget used up');
  assertNote(google.evaluate('CANTRIP', 'one', 'b'), 'Monthly budget used up');
  assert.strictEqual(google.evaluate('CANTRIP', 'two', 'a').value, 'B');
  assert.strictEqual(server.requests().length, 2);
});

test('/failures/proxy/its-pages-never-reach-a-cell', () => {
  const page = '<html>' + 'x'.repeat(60000);
  server.script({ status: 503, body: page }, { status: 503, body: page });
  assertNote(configured().evaluate('CANTRIP', 'echo', 'a'), UNREACHABLE);
  server.script({ status: 200, body: page });
  assertNote(configured().evaluate('CANTRIP', 'echo', 'a'), /status 200, but not as a Cantrip bridge/);
});

test('/failures/proxy/redirects-are-not-followed-with-the-key', () => {
  server.script({ status: 302, headers: { Location: 'https://elsewhere.example/' }, body: '{}' });
  assertNote(configured().evaluate('CANTRIP', 'echo', 'a'), /status 302, but not as a Cantrip bridge/);
  assert.strictEqual(server.requests().length, 1);
});

test('/failures/answers/odd-shapes-are-failures-not-crashes', () => {
  for (const body of ['null', '[]', '{}', '{"outputs":5,"cells":"x"}',
    '{"status":"complete","outputs":[{}],"cells":[null]}']) {
    server.script({ body }, { body });
    const outcome = configured().evaluate('CANTRIP', 'echo', 'a');
    assertNote(outcome, /The model did not answer|not as a Cantrip bridge/);
  }
  server.script({ status: 500, body: { error: { code: '<b>', message: 'm'.repeat(60000), retry_after_ms: 'x' } } });
  const { note } = configured().evaluate('CANTRIP', 'echo', 'a');
  assert.ok(note.length <= 300, 'the message is cut: ' + note.length);
});

test('/failures/rows/one-bad-row-does-not-blank-the-others', () => {
  const answer = complete('A', null, 'C');
  answer.body.cells = [{ row: 1, state: 'error', code: 'TOO_LONG', message: 'Cell is too long (max 100 characters)' }];
  server.script(answer);
  assert.deepStrictEqual(configured().evaluate('CANTRIP', 'echo', [['a'], ['b'], ['c']]).value,
    [['A'], ['#CANTRIP TOO_LONG: Cell is too long (max 100 characters)'], ['C']]);
});

test('/failures/rows/a-single-cell-throws', () => {
  const answer = complete(null);
  answer.body.cells = [{ row: 0, state: 'error', code: 'REFUSED', message: 'x' }];
  server.script(answer, complete('A'));
  const google = configured();
  assertNote(google.evaluate('CANTRIP', 'echo', 'a'), 'The model declined this input');
  assert.strictEqual(google.evaluate('CANTRIP', 'echo', 'a').value, 'A', 'failures are not cached');
});

test('/failures/partial/is-followed-while-there-is-time', () => {
  server.script(partial('job/1', 'A', null), partial('job/1', 'A', null), complete('A', 'B'));
  assert.deepStrictEqual(configured().evaluate('CANTRIP', 'echo', [['a'], ['b']]).value, [['A'], ['B']]);
  const urls = server.requests().map(({ method, url }) => method + ' ' + url.replace(/wait_ms=\d+/, 'wait_ms=N'));
  assert.deepStrictEqual(urls.slice(1), Array(2).fill('GET /v1/jobs/job%2F1?wait_ms=N'));
});

test('/failures/partial/a-later-evaluation-looks-the-job-up', () => {
  const google = configured();
  const late = { ...partial('j', 'A', null), delayMs: 0 };
  server.script(late, refusal(429, 'RATE_LIMITED', 'busy', { retry_after_ms: 60000 }));
  assert.deepStrictEqual(google.evaluate('CANTRIP', 'echo', [['a'], ['b']]).value, [['A'], [PENDING]]);
  server.script(complete('A', 'B'));
  assert.deepStrictEqual(google.evaluate('CANTRIP', 'echo', [['a'], ['b']]).value, [['A'], ['B']]);
  assert.deepStrictEqual(bodies(), [null], 'one GET, no rows sent again');
});

test('/failures/partial/a-lost-job-is-asked-again', () => {
  const google = configured();
  server.script(partial('j', 'A', null), refusal(429, 'RATE_LIMITED', 'busy', { retry_after_ms: 60000 }));
  google.evaluate('CANTRIP', 'echo', [['a'], ['b']]);
  server.script(refusal(404, 'UNKNOWN_JOB', 'No such job'), complete('B'));
  assert.deepStrictEqual(google.evaluate('CANTRIP', 'echo', [['a'], ['b']]).value, [['A'], ['B']]);
  assert.deepStrictEqual(bodies()[1].rows, [['b']]);
});
