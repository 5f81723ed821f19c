// SPDX-License-Identifier: MIT
// What cells say. The same vocabulary stands in the bridge and in docs/spreadsheets.md.

const CANTRIP_PENDING_ = '⏳ still working — Cantrip ▸ Finish pending cells';

/**
 * The sentences that this add-on says itself. For any other code the bridge's own message is shown.
 * @type {Object<string, string>}
 */
const CANTRIP_TEXTS_ = {
  NOT_CONFIGURED: 'Set the server first: Extensions ▸ Cantrip ▸ Settings',
  BAD_KEY: 'The key was refused. Open Settings and paste it again',
  BUDGET: 'Monthly budget used up',
  UPSTREAM: 'The model did not answer',
  PENDING: CANTRIP_PENDING_,
  REFUSED: 'The model declined this input',
  UNREACHABLE: 'Server not reachable from Google. localhost cannot work; use a public https address',
};

const CANTRIP_CELL_CHARS_ = 50000; // Google's limit, beyond which the whole cell becomes #ERROR!
const CANTRIP_MESSAGE_CHARS_ = 300;

/** Why a call or a row failed: a code of the vocabulary and a sentence for the cell. */
class CantripFailure_ extends Error {
  /**
   * @param {string} code
   * @param {string} [message] what the bridge said; the vocabulary's own sentence wins where it has one
   * @param {number} [retryAfterMs]
   */
  constructor(code, message, retryAfterMs) {
    super(cantripSentence_(code, message || '', retryAfterMs || 0));
    this.code = code;
    this.retryAfterMs = retryAfterMs || 0;
  }

  /** @returns {string} the text of a cell in a range, where throwing would blank the good rows too */
  cellText() {
    return this.code === 'PENDING' ? CANTRIP_PENDING_ : '#CANTRIP ' + this.code + ': ' + this.message;
  }
}

/**
 * @param {string} code
 * @param {string} message
 * @param {number} retryAfterMs
 * @returns {string}
 */
function cantripSentence_(code, message, retryAfterMs) {
  if (code === 'RATE_LIMITED') {
    return 'Busy, try again in ' + Math.max(1, Math.ceil(retryAfterMs / 1000)) + ' s';
  }
  return cantripCut_(CANTRIP_TEXTS_[code] || message || 'The server answered with an error',
    CANTRIP_MESSAGE_CHARS_);
}

/**
 * Reads the error of a bridge's answer, {"error":{"code","message","hint","retry_after_ms"}}, or of a
 * cell, which has the same members.
 * @param {any} error
 * @returns {CantripFailure_}
 */
function cantripFailureFrom_(error) {
  const code = /^[A-Z][A-Z_]{1,39}$/.test(error.code) ? error.code : 'ERROR';
  const message = typeof error.message === 'string' ? error.message : '';
  const hint = typeof error.hint === 'string' && !message.includes(error.hint) ? error.hint : '';
  const joint = message && hint ? (/[.?!…]$/.test(message) ? ' ' : '. ') : '';
  const wait = Number(error.retry_after_ms);
  return new CantripFailure_(code, message + joint + hint, wait > 0 ? wait : 0);
}

/**
 * Cuts a text to `limit` characters, the last of them “…”, without splitting a surrogate pair.
 * @param {string} text
 * @param {number} limit
 * @returns {string}
 */
function cantripCut_(text, limit) {
  if (text.length <= limit) {
    return text;
  }
  const last = text.charCodeAt(limit - 2);
  const end = last >= 0xd800 && last <= 0xdbff ? limit - 2 : limit - 1;
  return text.slice(0, end) + '…';
}

/**
 * Says whether a cell shows a text of this add-on, or of Sheets, instead of an answer.
 * @param {any} value
 * @returns {boolean}
 */
function cantripIsUnfinished_(value) {
  return value === CANTRIP_PENDING_ || /^(#CANTRIP [A-Z_]+:|#ERROR!$|Loading\.\.\.$)/.test(String(value));
}
