// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that say TAP. Each is synchronous, as Apps Script is.
'use strict';

const tests = [];

/** @param {string} path /subject/function/says-what */
function test(path, body) {
  tests.push({ path, body });
}

/** Runs every test of the named files, or of all of a folder. */
function runAll(files) {
  files.forEach((file) => require(file));
  console.log('1..' + tests.length);
  tests.forEach(({ path, body }, i) => {
    try {
      body();
      console.log('ok ' + (i + 1) + ' - ' + path);
    } catch (error) {
      process.exitCode = 1;
      console.log('not ok ' + (i + 1) + ' - ' + path);
      console.log(String(error.stack).split('\n').slice(0, 30).map((line) => '# ' + line).join('\n'));
    }
  });
}

module.exports = { test, runAll };
