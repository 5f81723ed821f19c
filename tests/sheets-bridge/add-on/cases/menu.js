// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const assert = require('node:assert');
const { test } = require('../harness/tap.js');
const { newDocument, model, unique, URL } = require('../harness/real-bridge.js');

test('/bridge/menu/settings-are-tested-when-saved', () => {
  const google = newDocument();
  assert.match(google.callFromPage('cantripSaveSettings', URL, process.env.CANTRIP_KEY), /^Connected to/);
  assert.throws(() => google.callFromPage('cantripSaveSettings', URL, 'wrong'), /The key was refused/);
});

test('/bridge/menu/sidebar-lists-deployments', () => {
  const list = newDocument().callFromPage('cantripListDeployments');
  const echo = list.find((item) => item.slug === 'echo');
  assert.strictEqual(echo && echo.formula, '=CANTRIP("echo", A2)');
});

test('/bridge/menu/run-on-selection-takes-headings-and-chunks', () => {
  const google = newDocument();
  const rows = Array.from({ length: 250 }, (_, i) => ['small', unique('fair'), i]);
  google.sheet.enter('A1', [['size', 'event', 'demographic'], ...rows]);
  google.choose('cantripRunOnSelection', 'A1:C251', [{ text: 'three' }]);
  assert.deepStrictEqual(google.sheet.read('D2:D251'),
    rows.map(([size, event, who]) => event + '|' + who + '|' + size));
});

test('/bridge/menu/refresh-selection-asks-anew', () => {
  const google = newDocument();
  const text = unique('menu refresh');
  google.sheet.enter('A1', [[text, '=CANTRIP("echo", A1)']]);
  google.choose('cantripRefreshSelection', 'B1', ['OK']);
  assert.deepStrictEqual(google.sheet.read('B1'), [text]);
  assert.strictEqual(model.calls(text), 2);
});

test('/bridge/menu/replace-formulas-keeps-the-values', () => {
  const google = newDocument();
  const [one, two] = [unique('one'), unique('two')];
  google.sheet.enter('A1', [[one], [two]]);
  google.sheet.enter('B1', [['=CANTRIP("echo", A1:A2)']]);
  google.choose('cantripReplaceFormulas', 'B1');
  assert.deepStrictEqual(google.sheet.read('B1:B2'), [one, two]);
  assert.deepStrictEqual(google.sheet.getRange('B1:B2').getFormulas().flat(), ['', '']);
});
