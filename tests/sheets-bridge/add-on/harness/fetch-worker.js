// SPDX-License-Identifier: GPL-3.0-or-later
// The network side of UrlFetchApp: real HTTP, all requests of a fetchAll at once.
'use strict';

const http = require('node:http');
const { serve } = require('./sync-worker.js');

const agent = new http.Agent({ keepAlive: true });

function send({ url, method, headers, body, timeoutMs }) {
  return new Promise((resolve) => {
    const request = http.request(url, { method, headers, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', () => resolve({ failure: 'unreachable' }));
      response.on('end', () => resolve({
        status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks),
      }));
    });
    const timer = setTimeout(() => {
      resolve({ failure: 'timeout' });
      request.destroy();
    }, timeoutMs);
    request.on('close', () => clearTimeout(timer));
    request.on('error', () => resolve({ failure: 'unreachable' }));
    request.end(body);
  });
}

serve((requests) => Promise.all(requests.map(send)));
