// SPDX-License-Identifier: GPL-3.0-or-later
// UrlFetchApp with Google's limits. Only addresses that a test maps exist: Google's servers see neither
// this computer nor its network.
'use strict';

const path = require('node:path');
const { SyncWorker } = require('./sync-worker.js');

const MAX_URL_CHARS = 2082;
const MAX_BODY_BYTES = 50 * 1024 * 1024;
const MAX_HEADERS = 100;
const MAX_HEADER_BYTES = 8 * 1024;
const MAX_REDIRECTS = 10;
const METHODS = ['get', 'delete', 'patch', 'post', 'put'];
const OPTIONS = ['contentType', 'headers', 'method', 'payload', 'validateHttpsCertificates', 'followRedirects',
  'muteHttpExceptions', 'escaping', 'timeoutSeconds'];
const USER_AGENT = 'Mozilla/5.0 (compatible; Google-Apps-Script; beanserver; ' +
  '+https://script.google.com; id: UAEmdDd)';

class HttpResponse {
  constructor(reply) {
    this.reply = reply;
  }

  getResponseCode() { return this.reply.status; }

  getContentText(charset = 'UTF-8') {
    return new TextDecoder(charset).decode(this.reply.body);
  }

  getContent() { return Array.from(new Int8Array(this.reply.body)); }

  getAllHeaders() { return { ...this.reply.headers }; }

  getHeaders() { return { ...this.reply.headers }; }
}

class UrlFetchApp {
  /** @param {Map<string, string>} hosts public origin → where it really is */
  constructor(hosts) {
    this.hosts = hosts;
    this.worker = new SyncWorker(path.join(__dirname, 'fetch-worker.js'));
    this.log = []; // {method, url, headers, body} of everything sent
  }

  fetch(url, options = {}) {
    return this.fetchAll([{ ...options, url }])[0];
  }

  fetchAll(list) {
    const requests = list.map((item) => this.prepare(item));
    const replies = this.worker.ask(requests.map(({ muted, follow, publicUrl, ...request }) => request));
    return replies.map((reply, i) => this.finish(requests[i], reply, list[i], 0));
  }

  prepare({ url, ...options }) {
    const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
    const method = (options.method || 'get').toLowerCase();
    if (unknown || !METHODS.includes(method)) {
      throw new Error('Attribute provided with invalid value: ' + (unknown || 'method'));
    }
    if (url.length > MAX_URL_CHARS) {
      throw new Error('Limit Exceeded: URLFetch URL Length.');
    }
    const headers = this.headers(options);
    const body = typeof options.payload === 'object'
      ? new URLSearchParams(options.payload).toString() : options.payload;
    if (body !== undefined && Buffer.byteLength(body) > MAX_BODY_BYTES) {
      throw new Error('Limit Exceeded: URLFetch POST Size.');
    }
    this.log.push({ method, url, headers, body });
    return {
      url: this.locate(url), publicUrl: url, method: method.toUpperCase(), headers, body,
      timeoutMs: (options.timeoutSeconds || 360) * 1000,
      muted: options.muteHttpExceptions === true, follow: options.followRedirects !== false,
    };
  }

  headers(options) {
    const headers = { 'User-Agent': USER_AGENT, ...options.headers };
    if (options.payload !== undefined) {
      headers['Content-Type'] = options.contentType || 'application/x-www-form-urlencoded';
    }
    const lines = Object.entries(headers).map(([name, value]) => name + ': ' + value);
    if (lines.length > MAX_HEADERS || lines.some((line) => Buffer.byteLength(line) > MAX_HEADER_BYTES)) {
      throw new Error('Limit Exceeded: URLFetch Header Size.');
    }
    return headers;
  }

  locate(url) {
    for (const [from, to] of this.hosts) {
      if (url === from || url.startsWith(from + '/')) {
        return to + url.slice(from.length);
      }
    }
    throw new Error('Address unavailable: ' + url);
  }

  finish(request, reply, options, redirects) {
    if (reply.failure) {
      throw new Error((reply.failure === 'timeout' ? 'Timeout: ' : 'Address unavailable: ') + request.publicUrl);
    }
    if (reply.status >= 301 && reply.status <= 308 && reply.headers.location && request.follow) {
      if (redirects === MAX_REDIRECTS) {
        throw new Error('Too many redirects: ' + request.publicUrl);
      }
      const next = this.prepare({ ...options, url: new URL(reply.headers.location, request.publicUrl).href });
      const { muted, follow, publicUrl, ...message } = next;
      return this.finish(next, this.worker.ask([message])[0], options, redirects + 1);
    }
    const response = new HttpResponse(reply);
    if (reply.status >= 400 && !request.muted) {
      throw new Error('Request failed for ' + new URL(request.publicUrl).origin + ' returned code ' + reply.status +
        '. Truncated server response: ' + response.getContentText().slice(0, 200) +
        ' (use muteHttpExceptions option to examine full response)');
    }
    return response;
  }
}

module.exports = { UrlFetchApp };
