// SPDX-License-Identifier: GPL-3.0-or-later
// A loopback server that gives the answers it was told, in order, and remembers what it was sent.
'use strict';

const path = require('node:path');
const { SyncWorker } = require('./sync-worker.js');

class ScriptedServer {
  constructor() {
    this.worker = new SyncWorker(path.join(__dirname, 'scripted-server-worker.js'));
    this.url = 'http://127.0.0.1:' + this.worker.ask({ listen: true });
  }

  /** @param {{status?: number, body?: any, headers?: object, delayMs?: number, drop?: boolean}[]} answers */
  script(...answers) { this.worker.ask({ answers }); }

  /** @returns {{method: string, url: string, headers: object, body: string}[]} since the last script() */
  requests() { return this.worker.ask({}); }
}

module.exports = { ScriptedServer };
