// SPDX-License-Identifier: GPL-3.0-or-later
// The add-on against a running bridge: run-cases.js [NAME…], names of files in cases/, all by default.
// README.md says what must be there.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { runAll } = require('./harness/tap.js');

const REQUIRED = ['CANTRIP_BRIDGE_URL', 'CANTRIP_KEY', 'CANTRIP_KEY_LIMITED', 'CANTRIP_MODEL_CONTROL'];
const missing = REQUIRED.filter((name) => !process.env[name]);
if (missing.length) {
  console.log('Bail out! Set ' + missing.join(', ') + ' in the environment; README.md says to what.');
  process.exit(1);
}

const folder = path.join(__dirname, 'cases');
const named = process.argv.slice(2).map((name) => name + '.js');
runAll((named.length ? named : fs.readdirSync(folder).sort()).map((name) => path.join(folder, name)));
