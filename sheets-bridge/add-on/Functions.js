// SPDX-License-Identifier: MIT
// The functions of a cell. Google gives each evaluation 30 s and never asks the user anything.

const CANTRIP_ROWS_ = 2000; // what the bridge takes in one request
const CANTRIP_EVALUATION_MS_ = 27000;

/**
 * Calls a deployment with the inputs of a cell, a row, or a range.
 *
 * A cell or a single row (A2:C2) is one call. Anything higher (A2:A200, A2:C200) is one call per row,
 * sent in one request, and fills one cell per row. Blank rows stay blank and cost nothing.
 *
 * @param {string} deployment The name to call, as listed by CANTRIP_DEPLOYMENTS.
 * @param {any} inputs A cell, a row, or a range with one call per row.
 * @param {any} headers Optional: the name of each column. Left out, columns count by position.
 * @param {any} refresh Optional: change it (1, 2, a date …) to ask the model anew, once for each new value.
 * @return {any} The answer, or a column of answers.
 * @customfunction
 */
function CANTRIP(deployment, inputs, headers, refresh) {
  const clock = new CantripClock_(CANTRIP_EVALUATION_MS_);
  const slug = String(deployment === undefined ? '' : deployment).trim();
  if (!slug || slug.length > 100) {
    throw new CantripFailure_('UNKNOWN_DEPLOYMENT', 'Give the name of a deployment first: ' +
      '=CANTRIP_DEPLOYMENTS() lists them');
  }
  const read = cantripReadInputs_(inputs);
  const columns = cantripReadColumns_(headers, read.rows[0].length);
  const states = cantripAnswerRange_(read.rows, clock, {
    deployment: slug, columns: columns, rows: [], refresh: cantripScalar_(refresh), anew: cantripTakeNote_(),
  });
  return read.single ? cantripSingle_(states[0]) : cantripColumn_(states);
}

/**
 * Lists the deployments that the key may call, with their inputs in order and a formula each.
 *
 * @return {string[][]} A table with a heading.
 * @customfunction
 */
function CANTRIP_DEPLOYMENTS() {
  const locale = SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetLocale();
  const rows = cantripDeployments_().map((item) => [
    item.slug, item.name, item.inputs.join(', '), cantripFormula_(item.slug, item.inputs.length, locale),
  ]);
  return [['Deployment', 'Name', 'Inputs', 'Formula']].concat(rows);
}

/**
 * Says whether the bridge answers.
 *
 * @return {string} A sentence.
 * @customfunction
 */
function CANTRIP_PING() {
  return cantripPing_();
}

/**
 * Answers a range: blank rows and rows with broken inputs are settled here, the rest is asked.
 * @param {any[][]} range
 * @param {CantripClock_} clock
 * @param {CantripQuestion} question its rows are filled in here
 * @returns {CantripState[]} one per row; a blank row has the value ''
 */
function cantripAnswerRange_(range, clock, question) {
  /** @type {CantripState[]} */
  const states = range.map((row) => {
    const fault = cantripIsBlank_(row) ? null : cantripInputFault_(row);
    return fault ? (fault.code === 'PENDING' ? { pending: true } : { failure: fault }) : { value: '' };
  });
  const asked = range.map((_, i) => i).filter((i) => states[i].value === '' && !cantripIsBlank_(range[i]));
  if (asked.length > CANTRIP_ROWS_) {
    throw new CantripFailure_('TOO_LONG', 'A formula takes at most ' + CANTRIP_ROWS_ + ' rows, this range ' +
      'has ' + asked.length + '. Split it into several formulas, or use Cantrip ▸ Run on selection');
  }
  if (asked.length) {
    question.rows = cantripValues_(asked.map((i) => range[i]));
    cantripAsk_(question, clock).forEach((state, i) => { states[asked[i]] = state; });
  }
  return states;
}

/**
 * @param {any} argument a value, or a range of which the first cell counts
 * @returns {any}
 */
function cantripScalar_(argument) {
  const value = Array.isArray(argument) ? argument[0][0] : argument;
  return Object.prototype.toString.call(value) === '[object Date]' ? value.getTime() : value;
}

/**
 * @param {CantripState} state
 * @returns {CantripValue}
 * @throws {CantripFailure_} so that the cell shows #ERROR! and the sentence when hovered
 */
function cantripSingle_(state) {
  if (state.failure) {
    throw state.failure;
  }
  return state.value === undefined ? CANTRIP_PENDING_ : state.value;
}

/**
 * @param {CantripState[]} states
 * @returns {CantripValue[][]} one column
 * @throws {CantripFailure_} when one failure is all there is to show
 */
function cantripColumn_(states) {
  const shared = cantripSharedFailure_(states);
  if (shared) {
    throw shared;
  }
  return states.map((state) => [state.failure ? state.failure.cellText() : cantripSingle_(state)]);
}

/**
 * @param {CantripState[]} states
 * @returns {CantripFailure_|undefined} the failure of the whole request, which left no row with an answer
 */
function cantripSharedFailure_(states) {
  const first = states.map((state) => state.failure).find(Boolean);
  return states.every((state) => state.failure === first || state.value === '') ? first : undefined;
}
