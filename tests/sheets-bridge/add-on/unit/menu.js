// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('../harness/tap.js');
const { Google, ADD_ON } = require('../harness/google.js');
const { configured, complete, partial, refusal, bodies, server, PENDING } = require('../harness/bridge-double.js');

const DEPLOYMENTS = { body: { deployments: [{ slug: 'copy', name: 'Copy', inputs: ['event', 'size'] }] } };
const BUSY = refusal(429, 'RATE_LIMITED', 'busy', { retry_after_ms: 600000 });
const RUN = [{ text: 'copy' }];

function lastToast(google) {
  return google.document.toasts[google.document.toasts.length - 1];
}

test('/menu/open/needs-no-authorization', () => {
  const google = new Google();
  google.open();
  google.run('unauthorized', 'onInstall', [{ authMode: 'NONE' }], 30000);
  assert.deepStrictEqual(google.ui.menu.map((item) => item.caption), ['Settings…', 'Deployments', 'Run on selection…',
    'Finish pending cells', 'Refresh selection…', 'Replace formulas with values']);
  for (const { functionName } of google.ui.menu) {
    assert.strictEqual(google.call('((name) => typeof eval(name))', functionName), 'function', functionName);
  }
});

test('/menu/pages/show-and-never-make-markup-of-data', () => {
  const google = configured();
  google.choose('cantripShowSettings');
  google.choose('cantripShowDeployments');
  assert.deepStrictEqual(google.ui.shown, ['Cantrip settings', 'Cantrip deployments']);
  for (const name of ['Settings.html', 'Sidebar.html']) {
    const page = fs.readFileSync(path.join(ADD_ON, name), 'utf8');
    assert.doesNotMatch(page, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|<\?/, name);
  }
});

test('/menu/sidebar/lists-a-formula-for-each', () => {
  server.script(DEPLOYMENTS);
  assert.strictEqual(configured().callFromPage('cantripListDeployments')[0].formula, '=CANTRIP("copy", A2:B2)');
});

test('/menu/run/writes-values-beside-the-selection', () => {
  const google = configured();
  google.sheet.enter('A2', [['a', 1], ['', ''], ['b', 2]]);
  server.script(DEPLOYMENTS, complete('A', '=HYPERLINK("http://evil")'));
  google.choose('cantripRunOnSelection', 'A2:B4', RUN);
  assert.deepStrictEqual(google.sheet.read('C2:C4'), ['A', '', '=HYPERLINK("http://evil")']);
  assert.deepStrictEqual(google.sheet.getRange('C2:C4').getFormulas().flat(), ['', '', ''],
    'an answer is never a formula');
  assert.deepStrictEqual(bodies()[1].rows, [['a', 1], ['b', 2]]);
  assert.strictEqual(lastToast(google), '2 answered.');
});

test('/menu/run/headings-in-row-one-name-the-inputs', () => {
  const google = configured();
  google.sheet.enter('A1', [['size', 'note', 'event'], [1, 'x', 'a']]);
  server.script(DEPLOYMENTS, complete('A'));
  google.choose('cantripRunOnSelection', 'A1:C1000', RUN);
  assert.deepStrictEqual(bodies()[1].columns, ['event', 'size']);
  assert.deepStrictEqual(bodies()[1].rows, [['a', 1]]);
  assert.deepStrictEqual(google.sheet.read('D1:D2'), ['', 'A']);
});

test('/menu/run/says-which-columns-are-missing', () => {
  const google = configured();
  google.sheet.enter('A2', [['a']]);
  server.script(DEPLOYMENTS);
  google.choose('cantripRunOnSelection', 'A2', RUN);
  assert.match(google.ui.shown[1], /“copy” needs 2 columns \(event, size\), the selection has 1/);
});

test('/menu/run/asks-before-overwriting', () => {
  const google = configured();
  google.sheet.enter('A2', [['a', 1, 'mine']]);
  server.script(DEPLOYMENTS);
  google.choose('cantripRunOnSelection', 'A2:B2', [{ text: 'copy' }, 'CANCEL']);
  assert.match(google.ui.shown[1], /Column C is not blank. Overwrite it\?/);
  assert.deepStrictEqual(google.sheet.read('C2'), ['mine']);
  assert.strictEqual(server.requests().length, 1);
});

test('/menu/run/unknown-names-are-refused-with-those-that-exist', () => {
  const google = configured();
  google.sheet.enter('A2', [['a', 1]]);
  server.script(DEPLOYMENTS);
  google.choose('cantripRunOnSelection', 'A2:B2', [{ text: 'kopy' }]);
  assert.match(google.ui.shown[1], /No deployment called “kopy”. There are: copy/);
});

test('/menu/run/large-selections-go-in-chunks', () => {
  const google = configured();
  google.sheet.enter('A2', Array.from({ length: 450 }, (_, i) => ['event ' + i, i]));
  const answers = (from, to) => complete(...Array.from({ length: to - from }, (_, i) => 'out ' + (from + i)));
  server.script(DEPLOYMENTS, answers(0, 200), answers(200, 400), answers(400, 450));
  google.choose('cantripRunOnSelection', 'A2:B451', RUN);
  assert.deepStrictEqual(bodies().slice(1).map((body) => body.rows.length), [200, 200, 50]);
  assert.strictEqual(google.sheet.read('C451')[0], 'out 449');
});

test('/menu/run/a-broken-run-is-finished-later-without-asking-twice', () => {
  const google = configured();
  google.sheet.enter('A2', [['a', 1], ['b', 2]]);
  server.script(DEPLOYMENTS, partial('j', 'A', null), BUSY);
  google.choose('cantripRunOnSelection', 'A2:B3', RUN);
  assert.deepStrictEqual(google.sheet.read('C2:C3'), ['A', PENDING]);
  assert.match(lastToast(google), /1 answered, 1 still to do: Cantrip ▸ Finish pending cells/);
  server.script(complete('A', 'B'));
  google.choose('cantripFinishPending');
  assert.deepStrictEqual(google.sheet.read('C2:C3'), ['A', 'B']);
  assert.deepStrictEqual(bodies(), [null], 'only the job is looked up');
  assert.strictEqual(google.properties.getProperty('CANTRIP_RUN'), null);
});

test('/menu/run/stops-when-the-server-is-gone-and-goes-on-later', () => {
  const google = configured();
  google.sheet.enter('A2', [['a', 1]]);
  server.script(DEPLOYMENTS, { drop: true }, { drop: true });
  google.choose('cantripRunOnSelection', 'A2:B2', RUN);
  assert.match(google.ui.shown[1], /^Server not reachable/);
  assert.deepStrictEqual(google.sheet.read('C2'), ['']);
  google.cache.skip(31);
  server.script(complete('A'));
  google.choose('cantripFinishPending');
  assert.deepStrictEqual(google.sheet.read('C2'), ['A']);
});

test('/menu/finish/evaluates-pending-and-failed-formulas-only', () => {
  const google = configured();
  google.sheet.enter('A1', [['a'], ['b'], ['c']]);
  server.script(complete('A'), partial('j', 'B', null), BUSY);
  google.sheet.enter('B1', [['=CANTRIP("copy", A1)']]);
  google.sheet.enter('C1', [['=CANTRIP("copy", A2:A3)']]);
  assert.deepStrictEqual(google.sheet.read('B1:C2'), ['A', 'B', '', PENDING]);
  server.script(complete('B', 'C'));
  google.choose('cantripFinishPending');
  assert.deepStrictEqual(google.sheet.read('B1:C2'), ['A', 'B', '', 'C']);
  assert.strictEqual(server.requests().length, 1);
  assert.deepStrictEqual(google.sheet.getRange('C1').getFormulas(), [['=CANTRIP("copy", A2:A3)']]);
  google.choose('cantripFinishPending');
  assert.strictEqual(lastToast(google), 'Nothing is pending in this sheet.');
});

test('/menu/replace/freezes-everything-that-a-formula-filled', () => {
  const google = configured();
  google.sheet.enter('A1', [['a'], [''], ['c']]);
  google.sheet.enter('B5', [['typed by hand']]);
  server.script(complete('A', '=C'));
  google.sheet.enter('B1', [['=CANTRIP("copy", A1:A3)']]);
  google.choose('cantripReplaceFormulas', 'B1:B3');
  assert.deepStrictEqual(google.sheet.read('B1:B5'), ['A', '', '=C', '', 'typed by hand']);
  assert.deepStrictEqual(google.sheet.getRange('B1:B5').getFormulas().flat(), Array(5).fill(''));
  assert.strictEqual(lastToast(google), '1 of 1 formulas replaced with their values.');
});

test('/menu/replace/leaves-what-is-not-finished', () => {
  const google = configured();
  google.sheet.enter('A1', [['a'], ['b']]);
  server.script(partial('j', 'A', null), BUSY);
  google.sheet.enter('B1', [['=CANTRIP("copy", A1:A2)']]);
  google.choose('cantripReplaceFormulas', 'B1');
  assert.deepStrictEqual(google.sheet.read('B1:B2'), ['A', PENDING]);
  assert.match(lastToast(google), /0 of 1 formulas replaced.*still pending or failed/);
  google.choose('cantripReplaceFormulas', 'A1');
  assert.strictEqual(lastToast(google), 'The selection holds no CANTRIP formula.');
});
