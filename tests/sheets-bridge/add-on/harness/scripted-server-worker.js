// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const http = require('node:http');
const { serve } = require('./sync-worker.js');

const UNEXPECTED = { status: 500, body: { error: { code: 'ERROR', message: 'Nothing scripted' } } };

let answers = [];
let requests = [];

function reply(response, answer) {
  if (answer.drop) {
    response.socket.destroy();
    return;
  }
  const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  response.writeHead(answer.status || 200, { 'Content-Type': 'application/json', ...answer.headers });
  response.end(body);
}

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url, headers } = request;
    requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    const answer = answers.shift() || UNEXPECTED;
    setTimeout(() => reply(response, answer), answer.delayMs || 0);
  });
});

serve(async (message) => {
  if (message.listen) {
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return server.address().port;
  }
  if (message.answers) {
    answers = message.answers;
    requests = [];
    return null;
  }
  return requests;
});
