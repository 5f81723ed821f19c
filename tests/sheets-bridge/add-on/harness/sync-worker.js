// SPDX-License-Identifier: GPL-3.0-or-later
// A worker thread that is asked and answers while the calling thread waits: Apps Script has no promises,
// so the thread that runs it must block, and the network has to live in another one.
'use strict';

const { MessageChannel, Worker, receiveMessageOnPort, workerData } = require('node:worker_threads');

class SyncWorker {
  /** @param {string} file which calls serve() */
  constructor(file) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.turn = new Int32Array(new SharedArrayBuffer(4));
    this.lastId = 0;
    this.worker = new Worker(file, { workerData: { port: port2, turn: this.turn }, transferList: [port2] });
    this.worker.unref();
    this.port.unref();
  }

  /**
   * @param {object} message
   * @returns {any} what the worker's handler resolved to
   */
  ask(message) {
    const id = ++this.lastId;
    this.port.postMessage({ id, message });
    for (;;) {
      const seen = Atomics.load(this.turn, 0);
      const received = receiveMessageOnPort(this.port);
      if (!received) {
        Atomics.wait(this.turn, 0, seen);
      } else if (received.message.id === id) { // an older one belongs to an execution that was killed
        return received.message.reply;
      }
    }
  }
}

/**
 * The worker's side.
 * @param {(message: any) => Promise<any>} handle
 */
function serve(handle) {
  const { port, turn } = workerData;
  port.on('message', async ({ id, message }) => {
    port.postMessage({ id, reply: await handle(message) });
    Atomics.add(turn, 0, 1);
    Atomics.notify(turn, 0);
  });
}

module.exports = { SyncWorker, serve };
