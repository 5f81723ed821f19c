// SPDX-License-Identifier: GPL-3.0-or-later
// What the add-on may use of Utilities.
'use strict';

const crypto = require('node:crypto');

const DIGESTS = { MD5: 'md5', SHA_1: 'sha1', SHA_256: 'sha256', SHA_512: 'sha512' };

function parts(date, timeZone) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit',
    minute: '2-digit', second: '2-digit',
  });
  return Object.fromEntries(format.formatToParts(date).map((part) => [part.type, part.value]));
}

const Utilities = {
  Charset: { US_ASCII: 'US_ASCII', UTF_8: 'UTF_8' },
  DigestAlgorithm: Object.fromEntries(Object.keys(DIGESTS).map((name) => [name, name])),

  computeDigest(algorithm, value, charset) {
    if (typeof value === 'string' && charset !== 'UTF_8') {
      throw new Error('Without Charset.UTF_8, Apps Script digests US-ASCII');
    }
    return Array.from(new Int8Array(crypto.createHash(DIGESTS[algorithm]).update(value, 'utf8').digest()));
  },

  base64EncodeWebSafe(bytes) {
    const text = Buffer.from(Int8Array.from(bytes)).toString('base64');
    return text.replace(/\+/g, '-').replace(/\//g, '_');
  },

  formatDate(date, timeZone, pattern) {
    const part = parts(date, timeZone);
    return pattern.replace(/yyyy|MM|dd|HH|mm|ss/g, (field) => ({
      yyyy: part.year.padStart(4, '0'), MM: part.month, dd: part.day, HH: part.hour, mm: part.minute, ss: part.second,
    })[field]);
  },

  sleep(milliseconds) {
    if (milliseconds > 300000) {
      throw new Error('Argument out of range: milliseconds');
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  },
};

module.exports = { Utilities };
