// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const assert = require('node:assert');
const { test } = require('../harness/tap.js');
const { configured, server, refusal, URL } = require('../harness/bridge-double.js');
const { Google } = require('../harness/google.js');

const google = new Google();

function fault(address) {
  return google.call('cantripAddressFault_', google.call('cantripTidyAddress_', address));
}

test('/settings/address/takes-public-https', () => {
  for (const address of ['https://cantrip.example.com', ' https://cantrip.example.com/ ',
    'https://a.example.com:8443/x/', 'https://8.8.8.8', 'https://172.32.0.1', 'https://[2001:db8::1]', 'https://words.trycloudflare.com/v1']) {
    assert.strictEqual(fault(address), '', address);
  }
});

test('/settings/address/refuses-this-computer-with-the-reason', () => {
  for (const address of ['https://localhost', 'https://localhost:8765/', 'https://LOCALHOST.', 'https://a.localhost',
    'https://127.0.0.1:8765', 'https://127.9.9.9', 'https://127.1', 'https://2130706433', 'https://0x7f.0.0.1',
    'https://0x7f000001', 'https://[::1]', 'https://[::ffff:127.0.0.1]', 'https://0.0.0.0']) {
    assert.match(fault(address), /Google's servers.*cannot reach.*public https address/, address);
  }
});

test('/settings/address/refuses-private-networks', () => {
  for (const address of ['https://10.0.0.5', 'https://172.16.0.1', 'https://172.31.255.1', 'https://192.168.1.20',
    'https://169.254.1.1', 'https://100.64.0.1', 'https://[fd00::1]', 'https://[fe80::1]', 'https://server',
    'https://printer.local', 'https://wiki.internal', 'https://box.lan', 'https://box.home.arpa']) {
    assert.match(fault(address), /cannot reach/, address);
  }
});

test('/settings/address/refuses-what-is-not-https', () => {
  for (const address of ['http://cantrip.example.com', 'cantrip.example.com', 'ftp://cantrip.example.com', '']) {
    assert.match(fault(address), /must begin with https:\/\//, address);
  }
});

test('/settings/address/refuses-what-is-not-an-address', () => {
  for (const address of ['https://?', 'https://user:pw@cantrip.example.com', 'https://cantrip.example.com/?a=1',
    'https://cantrip.example.com#x', 'https://can trip.example.com', 'https://a.example.com:port']) {
    assert.match(fault(address), /not the address of a server/, address);
  }
});

test('/settings/address/is-tidied', () => {
  assert.strictEqual(google.call('cantripTidyAddress_', ' https://a.example.com/cantrip/v1/ '),
    'https://a.example.com/cantrip');
});

test('/settings/save/stores-and-pings', () => {
  const fresh = new Google({ hosts: { [URL]: server.url } });
  server.script({ body: { deployments: [{ slug: 'a', name: 'A', inputs: [] }] } });
  assert.strictEqual(fresh.callFromPage('cantripSaveSettings', URL + '/', ' secret '),
    'Connected to ' + URL + ': 1 deployment');
  assert.strictEqual(server.requests()[0].headers.authorization, 'Bearer secret');
  const shown = fresh.callFromPage('cantripReadSettings');
  assert.deepStrictEqual({ ...shown }, { url: URL, hasKey: true }, 'the key is never given to the page');
});

test('/settings/save/refuses-without-storing', () => {
  const fresh = new Google();
  assert.throws(() => fresh.callFromPage('cantripSaveSettings', 'https://localhost:8765', 'secret'),
    /cannot reach “localhost”/);
  assert.throws(() => fresh.callFromPage('cantripSaveSettings', URL, ' '), /Paste the key/);
  assert.deepStrictEqual(fresh.properties.getKeys(), []);
});

test('/settings/save/a-blank-key-keeps-the-old-one-for-the-same-address-only', () => {
  const fresh = configured();
  server.script({ body: { deployments: [] } });
  assert.match(fresh.callFromPage('cantripSaveSettings', URL, ''), /0 deployments/);
  assert.throws(() => fresh.callFromPage('cantripSaveSettings', 'https://other.example.com', ''), /Paste the key/);
});

test('/settings/save/says-what-is-wrong-with-the-key', () => {
  const fresh = configured();
  server.script(refusal(401, 'BAD_KEY', 'No such key'));
  assert.throws(() => fresh.callFromPage('cantripSaveSettings', URL, 'other'), /The key was refused/);
});

test('/settings/save/helpers-are-not-callable-from-a-page', () => {
  assert.throws(() => google.callFromPage('cantripSettings_'), /not found/);
});
