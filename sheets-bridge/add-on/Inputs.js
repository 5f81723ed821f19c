// SPDX-License-Identifier: MIT
// From the arguments of a formula to rows of inputs.

/** @typedef {string|number|boolean} CantripValue */

/**
 * Tells one call from many: a single cell or a single row is one call, anything higher one call per row.
 * @param {any} inputs what Sheets passes: a value, or a two-dimensional array for a range
 * @returns {{rows: any[][], single: boolean}}
 */
function cantripReadInputs_(inputs) {
  const rows = Array.isArray(inputs) ? inputs : [[inputs]];
  return { rows: rows, single: rows.length === 1 };
}

/**
 * @param {any} headers a blank, a value, or a range of one row or one column
 * @param {number} width how many columns the inputs have
 * @returns {string[]|null} null when the inputs are positional
 * @throws {CantripFailure_} INPUT_TYPE
 */
function cantripReadColumns_(headers, width) {
  if (headers === undefined || headers === null || headers === '') {
    return null;
  }
  /** @type {any[]} */
  const cells = Array.isArray(headers) ? [].concat(...headers) : [headers];
  const names = cells.map((cell) => String(cell).trim());
  if (names.length !== width) {
    throw new CantripFailure_('INPUT_TYPE', 'The headers name ' + names.length + ' columns, the inputs ' +
      'have ' + width + '. Give one header for each column');
  }
  const blank = names.indexOf('');
  if (blank >= 0) {
    throw new CantripFailure_('INPUT_TYPE', 'Header ' + (blank + 1) + ' is blank. Name every column, or ' +
      'leave the headers out');
  }
  return names;
}

/**
 * @param {any[]} row
 * @returns {boolean} true when there is nothing to ask about
 */
function cantripIsBlank_(row) {
  return row.every((value) => value === undefined || value === null || String(value).trim() === '');
}

/**
 * Finds an input that is itself an error or not ready, so that no model is paid to read “#N/A”.
 * @param {any[]} row
 * @returns {CantripFailure_|null}
 */
function cantripInputFault_(row) {
  if (row.includes(CANTRIP_PENDING_) || row.includes('Loading...')) {
    return new CantripFailure_('PENDING');
  }
  if (row.some((value) => typeof value === 'string' &&
      /^(#CANTRIP [A-Z_]+:|#(N\/A|REF!|ERROR!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$)/.test(value))) {
    return new CantripFailure_('INPUT_TYPE', 'An input of this row is an error. Mend that cell first');
  }
  return null;
}

/**
 * @param {any} value of a cell
 * @param {() => string} timeZone of the spreadsheet
 * @returns {CantripValue} as it is sent: dates in ISO 8601 as the sheet shows them
 */
function cantripValue_(value, timeZone) {
  if (Object.prototype.toString.call(value) === '[object Date]') {
    const day = Utilities.formatDate(value, timeZone(), 'yyyy-MM-dd');
    const time = Utilities.formatDate(value, timeZone(), 'HH:mm:ss');
    if (day === '1899-12-30') { // day zero of a spreadsheet: a time of day
      return time;
    }
    return time === '00:00:00' ? day : day + 'T' + time;
  }
  return value === undefined || value === null ? '' : value;
}

/**
 * @param {any[][]} rows
 * @returns {CantripValue[][]}
 */
function cantripValues_(rows) {
  let zone = '';
  const timeZone = () => zone || (zone = SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetTimeZone());
  return rows.map((row) => row.map((value) => cantripValue_(value, timeZone)));
}

/**
 * Writes the formula that calls a deployment with the cells from A2 on.
 * @param {string} slug
 * @param {number} inputCount
 * @param {string} locale of the spreadsheet, as in “de_DE”
 * @returns {string}
 */
function cantripFormula_(slug, inputCount, locale) {
  const separator = /^en/.test(locale) ? ', ' : '; '; // every locale reads “;”, only some read “,”
  const last = cantripColumnName_(Math.max(1, inputCount));
  const range = last === 'A' ? 'A2' : 'A2:' + last + '2';
  return '=CANTRIP("' + slug.replace(/"/g, '""') + '"' + separator + range + ')';
}

/**
 * @param {number} column from 1
 * @returns {string} A … Z, AA …
 */
function cantripColumnName_(column) {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}
