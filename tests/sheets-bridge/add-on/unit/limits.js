// SPDX-License-Identifier: GPL-3.0-or-later
// The harness enforces what Google enforces; without that, the other tests would prove nothing.
'use strict';

const assert = require('node:assert');
const { test } = require('../harness/tap.js');
const { Google } = require('../harness/google.js');
const { ScriptedServer } = require('../harness/scripted-server.js');

const server = new ScriptedServer();
const hosts = { 'https://bridge.example': server.url };

/** Evaluates the body of a custom function. */
function cell(body, options = {}) {
  return new Google({ hosts, source: 'function CELL() {' + body + '}', ...options }).evaluate('CELL');
}

function assertRefused(body, pattern) {
  assert.match(cell(body).note || 'nothing was refused', pattern);
}

test('/harness/execution/has-no-web-or-node-globals', () => {
  for (const name of ['setTimeout', 'fetch', 'URL', 'Buffer', 'process', 'require', 'document', 'TextEncoder']) {
    assert.strictEqual(cell('return typeof ' + name).value, 'undefined', name);
  }
});

test('/harness/execution/is-killed-in-a-loop', () => {
  assert.match(cell('for (;;) {}', { cellMs: 200 }).note, /^Exceeded maximum execution time/);
});

test('/harness/execution/is-killed-in-a-fetch', () => {
  const google = new Google({
    hosts, cellMs: 300,
    source: 'function CELL(path) { return UrlFetchApp.fetch("https://bridge.example" + path).getContentText() }',
  });
  server.script({ delayMs: 1500, body: '"late"' }, { body: '"next"' });
  assert.match(google.evaluate('CELL', '/late').note, /^Exceeded maximum execution time/);
  google.cellMs = 30000;
  assert.strictEqual(google.evaluate('CELL', '/next').value, '"next"', 'the late answer is not taken for the next one');
});

test('/harness/execution/is-given-thirty-seconds', () => {
  assert.strictEqual(new Google({ source: '' }).cellMs, 30000);
});

test('/harness/execution/starts-with-fresh-globals', () => {
  const google = new Google({ source: 'let n = 0; function CELL() { return ++n; }' });
  assert.strictEqual(google.evaluate('CELL').value, 1);
  assert.strictEqual(google.evaluate('CELL').value, 1);
});

test('/harness/result/is-at-most-50000-characters', () => {
  assert.strictEqual(cell('return "x".repeat(50000)').value.length, 50000);
  assertRefused('return "x".repeat(50001)', /longer than the limit of 50000 characters/);
  assertRefused('return [["a"], ["x".repeat(50001)]]', /longer than the limit of 50000 characters/);
});

test('/harness/result/not-a-number-is-an-error', () => {
  assert.strictEqual(cell('return 0 / 0').error, '#NUM!');
});

test('/harness/document/cannot-be-changed-by-a-custom-function', () => {
  assertRefused('SpreadsheetApp.getActiveRange().setValue(1)', /permission to call setValue/);
  assertRefused('SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange(1, 1).setFormula("=A1")',
    /permission to call setFormula/);
  assertRefused('SpreadsheetApp.flush()', /permission to call flush/);
  assertRefused('SpreadsheetApp.getUi()', /Cannot call SpreadsheetApp.getUi/);
  assertRefused('HtmlService.createHtmlOutputFromFile("Settings")', /permission to call HtmlService/);
  assert.strictEqual(cell('return SpreadsheetApp.getActiveRange().getA1Notation()').value, 'Z1000');
});

test('/harness/document/can-be-changed-by-a-menu-entry', () => {
  const google = new Google({ source: 'function set() { SpreadsheetApp.getActiveRange().setValue(7); }' });
  google.choose('set', 'B2');
  assert.deepStrictEqual(google.sheet.read('B2'), [7]);
});

test('/harness/document/unauthorized-scripts-reach-nothing', () => {
  const google = new Google({ source: 'function onOpen() { PropertiesService.getDocumentProperties(); }' });
  assert.throws(() => google.open(), /permission to call PropertiesService/);
});

test('/harness/document/a-range-spills-or-says-ref', () => {
  const google = new Google({ source: 'function CELL() { return [["a"], ["b"]]; }' });
  google.sheet.enter('A1', [['=CELL()']]);
  assert.deepStrictEqual(google.sheet.read('A1:A3'), ['a', 'b', '']);
  google.sheet.enter('C2', [['in the way']]);
  google.sheet.enter('C1', [['=CELL()']]);
  assert.deepStrictEqual(google.sheet.read('C1:C2'), ['#REF!', 'in the way']);
});

test('/harness/document/texts-that-look-like-formulas-become-formulas', () => {
  const google = new Google({ source: '' });
  google.sheet.enter('A1', [['=1+1', '\'=1+1', '42']]);
  assert.deepStrictEqual(google.sheet.read('A1:C1'), ['#NAME?', '=1+1', 42]);
  assert.throws(() => google.sheet.enter('A2', [['x'.repeat(50001)]]), /maximum of 50000 characters/);
});

const FETCH = 'UrlFetchApp.fetch("https://bridge.example/';

test('/harness/fetch/url-is-at-most-2082-characters', () => {
  server.script({ body: '1' });
  assert.strictEqual(cell('return ' + FETCH + '" + "x".repeat(2082 - 23)).getResponseCode()').value, 200);
  assertRefused(FETCH + '" + "x".repeat(2083 - 23))', /Limit Exceeded: URLFetch URL Length/);
});

test('/harness/fetch/unmuted-errors-throw', () => {
  server.script({ status: 404, body: '"gone"' }, { status: 404, body: '"gone"' });
  assertRefused(FETCH + '")', /Request failed for https:\/\/bridge.example returned code 404.*muteHttpExceptions/);
  assert.strictEqual(cell('return ' + FETCH + '", { muteHttpExceptions: true }).getResponseCode()').value, 404);
});

test('/harness/fetch/localhost-and-private-networks-do-not-exist', () => {
  for (const url of [server.url, 'http://localhost/', 'https://192.168.1.2/', 'https://bridge.example.evil/']) {
    assertRefused('UrlFetchApp.fetch(' + JSON.stringify(url) + ')', /Address unavailable/);
  }
});

test('/harness/fetch/refused-and-dropped-connections-throw', () => {
  const down = { hosts: { 'https://down.example': 'http://127.0.0.1:1' } };
  assert.match(cell('UrlFetchApp.fetch("https://down.example/")', down).note, /Address unavailable/);
  server.script({ drop: true });
  assertRefused(FETCH + '")', /Address unavailable/);
});

test('/harness/fetch/timeout-seconds-are-obeyed', () => {
  server.script({ delayMs: 3000, body: '1' });
  assertRefused(FETCH + '", { timeoutSeconds: 0.2 })', /Timeout/);
});

test('/harness/fetch/invalid-options-throw', () => {
  assertRefused(FETCH + '", { method: "brew" })', /invalid value: method/);
  assertRefused(FETCH + '", { timeout: 1 })', /invalid value: timeout/);
  assertRefused(FETCH + '", { headers: { A: "x".repeat(9000) } })', /Header Size/);
  assertRefused(FETCH + '", { method: "post", payload: "x".repeat(50 * 1024 * 1024 + 1) })', /POST Size/);
});

test('/harness/fetch/follows-redirects-unless-told', () => {
  const redirect = { status: 302, headers: { Location: '/b' }, body: '1' };
  server.script(redirect, { body: '2' }, redirect);
  assert.strictEqual(cell('return ' + FETCH + 'a").getContentText()').value, '2');
  assert.strictEqual(cell('return ' + FETCH + 'a", { followRedirects: false }).getResponseCode()').value, 302);
});

test('/harness/fetch/all-run-at-once', () => {
  const slow = { delayMs: 400, body: '1' };
  server.script(slow, slow, slow, slow, slow);
  const before = Date.now();
  cell('UrlFetchApp.fetchAll([1, 2, 3, 4, 5].map((n) => ({ url: "https://bridge.example/" + n })))');
  assert.ok(Date.now() - before < 1500, 'five answers of 400 ms each took ' + (Date.now() - before) + ' ms');
  assert.strictEqual(server.requests().length, 5);
});

const CACHE = 'const cache = CacheService.getDocumentCache();';

test('/harness/cache/limits-keys-values-and-time', () => {
  assertRefused(CACHE + 'cache.put("k".repeat(251), "v")', /Argument too large: key/);
  assertRefused(CACHE + 'cache.put("k", "é".repeat(51201))', /Argument too large: value/);
  assertRefused(CACHE + 'cache.put("k", "v", 21601)', /out of range: expirationInSeconds/);
  assertRefused(CACHE + 'cache.put("k", 1)', /don't match the method signature/);
  assert.strictEqual(cell(CACHE + 'cache.put("k".repeat(250), "v".repeat(102400), 21600); return 1').value, 1);
});

test('/harness/cache/forgets-in-time-and-beyond-1000-items', () => {
  const google = new Google({ source: '' });
  google.cache.put('short', 'v', 10);
  google.cache.skip(11);
  assert.strictEqual(google.cache.get('short'), null);
  for (let i = 0; i < 1000; i++) { // the expired one counts as well
    google.cache.put('k' + i, 'v', 100 + i);
  }
  assert.strictEqual(google.cache.items.size, 900);
  assert.strictEqual(google.cache.get('k0'), null);
  assert.strictEqual(google.cache.get('k999'), 'v');
});

test('/harness/properties/limit-values-and-store', () => {
  const start = 'const properties = PropertiesService.getDocumentProperties();';
  assertRefused(start + 'properties.setProperty("a", "x".repeat(9 * 1024 + 1))', /Argument too large: value/);
  assertRefused(start + 'for (let i = 0; i < 60; i++) { properties.setProperty("p" + i, "x".repeat(9000)); }',
    /property storage quota/);
});
