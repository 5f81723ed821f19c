// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that need no bridge: the harness, and the add-on against scripted answers.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { runAll } = require('./harness/tap.js');

const folder = path.join(__dirname, 'unit');
runAll(fs.readdirSync(folder).sort().map((name) => path.join(folder, name)));
