// SPDX-License-Identifier: MIT
// What the document remembers between evaluations: answers and running jobs (cache, 6 hours), that the
// server is down (cache, 30 s), and which refreshes were already paid for (properties, for good).

const CANTRIP_CACHE_S_ = 21600; // Google's maximum
const CANTRIP_CACHE_BYTES_ = 100 * 1024;
const CANTRIP_BREAKER_S_ = 30;
const CANTRIP_ANEW_S_ = 120;

/** @returns {GoogleAppsScript.Cache.Cache} */
function cantripCache_() {
  return /** @type {GoogleAppsScript.Cache.Cache} */ (CacheService.getDocumentCache());
}

/**
 * @param {any} content anything JSON can write
 * @returns {string} 43 characters
 */
function cantripHash_(content) {
  const bytes = Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, JSON.stringify(content),
    Utilities.Charset.UTF_8);
  return Utilities.base64EncodeWebSafe(bytes).replace(/=+$/, '');
}

/**
 * @param {string[]} keys
 * @returns {(CantripState|null)[]} what is known of each: an answer, a job to look after, or nothing
 */
function cantripRecall_(keys) {
  const found = keys.length ? cantripCache_().getAll(keys.map((key) => 'cantrip:a:' + key)) : {};
  return keys.map((key) => {
    const text = found['cantrip:a:' + key];
    return text ? JSON.parse(text) : null;
  });
}

/**
 * Keeps answers and running jobs; failures are asked again next time.
 * @param {string[]} keys
 * @param {CantripState[]} states
 */
function cantripRemember_(keys, states) {
  /** @type {Object<string, string>} */
  const entries = {};
  states.forEach((state, i) => {
    const text = state.job || state.value !== undefined ? JSON.stringify(state) : '';
    if (text && cantripUtf8Length_(text) <= CANTRIP_CACHE_BYTES_) {
      entries['cantrip:a:' + keys[i]] = text;
    }
  });
  if (Object.keys(entries).length) {
    cantripCache_().putAll(entries, CANTRIP_CACHE_S_);
  }
}

/**
 * @param {string} text
 * @returns {number} its bytes in UTF-8
 */
function cantripUtf8Length_(text) {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes += unit < 0x80 ? 0 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}

/**
 * Stops a sheet of a thousand cells from hammering a server that is down, or a deployment without budget.
 * @param {string} path that was called
 * @param {CantripFailure_} failure any; most trip nothing
 */
function cantripTripBreaker_(path, failure) {
  if (failure.code === 'UNREACHABLE') {
    cantripCache_().put(cantripBreakerKey_(''), failure.code, CANTRIP_BREAKER_S_);
  } else if (failure.code === 'BUDGET') {
    cantripCache_().put(cantripBreakerKey_(path), failure.code, CANTRIP_BREAKER_S_);
  }
}

/**
 * @param {string} path that is about to be called
 * @throws {CantripFailure_} the failure that tripped the breaker, for half a minute
 */
function cantripCheckBreaker_(path) {
  const keys = [cantripBreakerKey_(''), cantripBreakerKey_(path)];
  const down = cantripCache_().getAll(keys);
  const code = down[keys[0]] || down[keys[1]];
  if (code) {
    throw new CantripFailure_(code);
  }
}

function cantripResetBreaker_() {
  cantripCache_().remove(cantripBreakerKey_(''));
}

/**
 * @param {string} scope '' for every call, otherwise a path
 * @returns {string}
 */
function cantripBreakerKey_(scope) {
  return 'cantrip:down' + (scope ? ':' + cantripHash_(scope) : '');
}

/**
 * Remembers that rows were asked anew with a value of `refresh`. This stands in the properties because
 * the cache may forget at any time, and a plain recalculation must never pay again.
 * @param {string[]} marks
 * @throws {CantripFailure_} TOO_LONG when the document's properties are full or cannot be written
 */
function cantripMark_(marks) {
  /** @type {Object<string, string>} */
  const entries = {};
  marks.forEach((mark) => { entries[mark] = '1'; });
  try {
    PropertiesService.getDocumentProperties().setProperties(entries);
  } catch (error) {
    throw new CantripFailure_('TOO_LONG', 'This document cannot remember more refreshed rows. ' +
      'Leave “refresh” out and use Cantrip ▸ Refresh selection');
  }
}

/**
 * Takes marks back for rows that failed, so that their next evaluation asks anew.
 * @param {string[]} marks
 */
function cantripUnmark_(marks) {
  if (marks.length) {
    /** @type {Object<string, string>} */
    const entries = {};
    marks.forEach((mark) => { entries[mark] = ''; }); // one operation, where deleting takes one for each
    PropertiesService.getDocumentProperties().setProperties(entries);
  }
}

/**
 * @param {string[]} marks
 * @returns {boolean[]} which are not set yet
 */
function cantripUnmarked_(marks) {
  const known = PropertiesService.getDocumentProperties().getProperties();
  return marks.map((mark) => !known[mark]);
}

/**
 * Refresh selection leaves a note for each cell; the cell's next evaluation takes it, once.
 * @param {GoogleAppsScript.Spreadsheet.Range[]} cells
 */
function cantripLeaveNotes_(cells) {
  /** @type {Object<string, string>} */
  const notes = { 'cantrip:anew': '1' };
  cells.forEach((cell) => { notes[cantripNoteKey_(cell)] = '1'; });
  cantripCache_().putAll(notes, CANTRIP_ANEW_S_);
}

/** @returns {boolean} true when the cell being evaluated was refreshed from the menu */
function cantripTakeNote_() {
  const cache = cantripCache_();
  const cell = cache.get('cantrip:anew') ? SpreadsheetApp.getActiveRange() : null;
  if (!cell || !cache.get(cantripNoteKey_(cell))) {
    return false;
  }
  cache.remove(cantripNoteKey_(cell));
  return true;
}

/**
 * @param {GoogleAppsScript.Spreadsheet.Range} cell
 * @returns {string}
 */
function cantripNoteKey_(cell) {
  return 'cantrip:anew:' + cell.getSheet().getSheetId() + '!' + cell.getA1Notation();
}
