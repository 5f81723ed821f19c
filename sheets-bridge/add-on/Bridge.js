// SPDX-License-Identifier: MIT
// One HTTP call to the bridge: what may be sent again, and every way in which it can fail.

const CANTRIP_DEADLINE_MS_ = 22000; // what the bridge gets of Google's 30 s
const CANTRIP_RETRY_MS_ = 8000; // below this there is no time to ask a second time
const CANTRIP_RETURN_MS_ = 3000; // for the answer to travel and the cell to be filled
const CANTRIP_FETCH_S_ = 27;

/** Counts down what an execution may still use. */
class CantripClock_ {
  /**
   * @param {number} milliseconds
   * @param {number} [patience] how often a busy bridge is asked again; once for a cell
   */
  constructor(milliseconds, patience) {
    this.end = Date.now() + milliseconds;
    this.patience = patience || 1;
  }

  /** @returns {number} milliseconds */
  left() {
    return this.end - Date.now();
  }

  /** @returns {number} how long the bridge may work on one call, in milliseconds */
  deadline() {
    return Math.max(1000, Math.min(CANTRIP_DEADLINE_MS_, this.left() - CANTRIP_RETURN_MS_));
  }
}

/**
 * Calls the bridge, and once more after a failure that may have passed.
 * @param {CantripClock_} clock
 * @param {'get'|'post'} method
 * @param {string} path from /v1 on
 * @param {() => string} [body] made for each attempt, because it carries the time left
 * @returns {any} the answer, an object
 * @throws {CantripFailure_} PENDING when the bridge is busy for longer than this execution lasts
 */
function cantripCall_(clock, method, path, body) {
  const settings = cantripSettings_();
  cantripCheckBreaker_(path);
  for (let attempt = 0; ; attempt++) {
    try {
      return cantripFetch_(settings, method, path, body ? body() : null);
    } catch (error) {
      const failure = error instanceof CantripFailure_ ? error : cantripFetchFailure_(error);
      if (!cantripMayRetry_(failure, clock, attempt)) {
        cantripTripBreaker_(path, failure);
        throw failure;
      }
      Utilities.sleep(failure.retryAfterMs);
    }
  }
}

/**
 * @param {CantripFailure_} failure
 * @param {CantripClock_} clock
 * @param {number} attempt from 0
 * @returns {boolean}
 * @throws {CantripFailure_} PENDING instead of RATE_LIMITED when there is no time to wait
 */
function cantripMayRetry_(failure, clock, attempt) {
  const inTime = clock.left() - failure.retryAfterMs >= CANTRIP_RETRY_MS_;
  if (failure.code === 'RATE_LIMITED' && !inTime) {
    throw new CantripFailure_('PENDING');
  }
  const isPassing = ['RATE_LIMITED', 'UPSTREAM', 'UNREACHABLE'].includes(failure.code);
  return isPassing && inTime && attempt < (failure.code === 'RATE_LIMITED' ? clock.patience : 1);
}

/**
 * @param {{url: string, key: string}} settings
 * @param {'get'|'post'} method
 * @param {string} path
 * @param {string|null} body
 * @returns {any}
 */
function cantripFetch_(settings, method, path, body) {
  /** @type {GoogleAppsScript.URL_Fetch.URLFetchRequestOptions} */
  const options = {
    method: method,
    headers: { Authorization: 'Bearer ' + settings.key, Accept: 'application/json' },
    muteHttpExceptions: true,
    followRedirects: false, // the key goes to the address in Settings and nowhere else
    timeoutSeconds: CANTRIP_FETCH_S_,
  };
  if (body !== null) {
    options.contentType = 'application/json';
    options.payload = body;
  }
  const response = UrlFetchApp.fetch(settings.url + path, options);
  return cantripReadAnswer_(response.getResponseCode(), response.getContentText('UTF-8'));
}

/**
 * @param {number} status
 * @param {string} text
 * @returns {any} the object of a 2xx answer
 * @throws {CantripFailure_}
 */
function cantripReadAnswer_(status, text) {
  let answer = null;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    answer = null; // a page of a proxy or of another server, never shown in a cell
  }
  const isObject = answer !== null && typeof answer === 'object';
  if (isObject && status >= 200 && status < 300) {
    return answer;
  }
  if (isObject && answer.error !== null && typeof answer.error === 'object') {
    throw cantripFailureFrom_(answer.error);
  }
  if (status >= 502 && status <= 504) { // the proxy or tunnel is there, the bridge behind it is not
    throw new CantripFailure_('UNREACHABLE');
  }
  throw new CantripFailure_('NOT_A_BRIDGE', 'The address answered with status ' + status +
    ', but not as a Cantrip bridge. Check it in Extensions ▸ Cantrip ▸ Settings');
}

/**
 * @param {any} error what UrlFetchApp threw
 * @returns {CantripFailure_}
 */
function cantripFetchFailure_(error) {
  const text = cantripErrorText_(error);
  if (/too many|limit exceeded|quota|permission/i.test(text)) {
    return new CantripFailure_('GOOGLE_LIMIT', 'Google refused the call: ' + text);
  }
  return new CantripFailure_('UNREACHABLE');
}

/**
 * @returns {{slug: string, name: string, inputs: string[]}[]} what the key may call
 * @throws {CantripFailure_}
 */
function cantripDeployments_() {
  const answer = cantripCall_(new CantripClock_(CANTRIP_FETCH_S_ * 1000), 'get', '/v1/deployments');
  /** @type {any[]} */
  const list = Array.isArray(answer.deployments) ? answer.deployments : [];
  return list.map((item) => ({
    slug: String(item.slug),
    name: String(item.name || item.slug),
    inputs: Array.isArray(item.inputs) ? item.inputs.map(String) : [],
  }));
}

/**
 * @returns {string} a sentence
 * @throws {CantripFailure_}
 */
function cantripPing_() {
  const count = cantripDeployments_().length;
  return 'Connected to ' + cantripSettings_().url + ': ' + count +
    (count === 1 ? ' deployment' : ' deployments');
}
