// SPDX-License-Identifier: MIT
// From rows to answers: the document's cache first, then jobs that are still running, then one request
// for everything that is left.

const CANTRIP_REQUEST_BYTES_ = 1024 * 1024; // what the bridge takes

/**
 * What is known of one row: exactly one of `value`, `pending` and `failure`. A pending row whose job is
 * known can be looked up without sending it again.
 * @typedef {{value?: CantripValue, pending?: boolean, job?: string, row?: number,
 *            failure?: CantripFailure_}} CantripState
 */

/**
 * @typedef {Object} CantripQuestion
 * @property {string} deployment its slug
 * @property {string[]|null} columns null when the inputs are positional
 * @property {CantripValue[][]} rows none of them blank
 * @property {any} refresh asks anew once for each value that is not blank, 0 or FALSE
 * @property {boolean} anew asks anew now
 */

/**
 * Answers rows. Never throws for what the bridge or the network did: each row has its own state.
 * @param {CantripQuestion} question
 * @param {CantripClock_} clock
 * @returns {CantripState[]} one per row
 */
function cantripAsk_(question, clock) {
  const rowKeys = question.rows.map((row) => JSON.stringify(row));
  const distinct = Array.from(new Set(rowKeys));
  const scope = [cantripSettings_().url, question.deployment, question.columns];
  const keys = distinct.map((row) => cantripHash_([scope, row]));
  const rows = distinct.map((row) => JSON.parse(row));
  const states = cantripAnswerDistinct_(question, rows, keys, clock);
  const position = new Map(distinct.map((row, i) => [row, i]));
  return rowKeys.map((row) => states[position.get(row) || 0]);
}

/**
 * @param {CantripQuestion} question
 * @param {CantripValue[][]} rows no two of them equal
 * @param {string[]} keys of the rows
 * @param {CantripClock_} clock
 * @returns {CantripState[]}
 */
function cantripAnswerDistinct_(question, rows, keys, clock) {
  const marks = cantripRefreshMarks_(question, keys);
  const unmarked = marks.length ? cantripUnmarked_(marks) : [];
  const isAnew = keys.map((_, i) => question.anew || Boolean(unmarked[i]));
  /** @type {CantripState[]} */
  const states = cantripRecall_(keys).map((known, i) => (known && !isAnew[i] ? known : {}));
  cantripFollowJobs_(states, clock);
  const open = states.map((_, i) => i).filter((i) => cantripIsOpen_(states[i]));
  const newMarks = marks.filter((_, i) => unmarked[i]);
  if (newMarks.length) {
    cantripMark_(newMarks); // before asking: an execution that is killed must not pay twice
  }
  cantripPost_(question, rows, states, open.filter((i) => isAnew[i]), true, clock);
  cantripPost_(question, rows, states, open.filter((i) => !isAnew[i]), false, clock);
  cantripFollowJobs_(states, clock);
  states.filter(cantripIsOpen_).forEach((state) => { state.pending = true; });
  cantripUnmark_(marks.filter((_, i) => unmarked[i] && states[i].failure));
  cantripRemember_(keys, states);
  return states;
}

/**
 * @param {CantripState} state
 * @returns {boolean} true when nothing is known yet
 */
function cantripIsOpen_(state) {
  return state.value === undefined && !state.failure && !state.pending;
}

/**
 * @param {CantripQuestion} question
 * @param {string[]} keys
 * @returns {string[]} a name per row under which its refresh is remembered; none without `refresh`
 */
function cantripRefreshMarks_(question, keys) {
  const refresh = question.refresh;
  if (refresh === undefined || refresh === null || refresh === '' || refresh === 0 || refresh === false) {
    return [];
  }
  return keys.map((key) => 'r:' + cantripHash_([key, refresh]).slice(0, 12));
}

/**
 * Sends rows in one request. A failure of the request is the failure of each row.
 * @param {CantripQuestion} question
 * @param {CantripValue[][]} rows
 * @param {CantripState[]} states of all rows; changed
 * @param {number[]} open the rows to send
 * @param {boolean} isAnew
 * @param {CantripClock_} clock
 */
function cantripPost_(question, rows, states, open, isAnew, clock) {
  if (!open.length) {
    return;
  }
  /** @type {Object<string, any>} */
  const request = { rows: open.map((i) => rows[i]) };
  if (question.columns) {
    request.columns = question.columns;
  }
  if (isAnew) {
    request.refresh = true;
  }
  try {
    if (cantripUtf8Length_(JSON.stringify(request)) > CANTRIP_REQUEST_BYTES_ - 100) {
      throw new CantripFailure_('TOO_LONG', 'The range holds more than 1 MB of text. ' +
        'Split it into several formulas, or use Cantrip ▸ Run on selection');
    }
    const path = '/v1/deployments/' + encodeURIComponent(question.deployment) + '/rows';
    const answer = cantripCall_(clock, 'post', path,
      () => JSON.stringify(Object.assign({ deadline_ms: clock.deadline() }, request)));
    cantripReadRows_(answer, states, open.map((i, row) => ({ index: i, row: row })));
  } catch (error) {
    cantripFail_(states, open, error);
  }
}

/**
 * Looks after the jobs of pending rows until they are complete or the time is up.
 * @param {CantripState[]} states changed
 * @param {CantripClock_} clock
 */
function cantripFollowJobs_(states, clock) {
  const jobs = new Set(states.map((state) => state.job || ''));
  jobs.delete('');
  jobs.forEach((job) => {
    const waiting = states.map((state, i) => ({ index: i, row: state.row || 0 }))
      .filter((place) => states[place.index].job === job);
    try {
      cantripFollowJob_(job, states, waiting, clock);
    } catch (error) {
      cantripLoseJob_(states, waiting.map((place) => place.index), error);
    }
  });
}

/**
 * @param {string} job
 * @param {CantripState[]} states changed
 * @param {{index: number, row: number}[]} waiting
 * @param {CantripClock_} clock
 */
function cantripFollowJob_(job, states, waiting, clock) {
  while (clock.left() >= CANTRIP_RETRY_MS_) {
    const wait = Math.max(0, Math.min(20000, clock.left() - CANTRIP_RETRY_MS_));
    const answer = cantripCall_(clock, 'get', '/v1/jobs/' + encodeURIComponent(job) + '?wait_ms=' + wait);
    cantripReadRows_(answer, states, waiting);
    if (!waiting.some((place) => states[place.index].pending)) {
      return;
    }
    Utilities.sleep(cantripPause_(answer.resume));
  }
}

/**
 * @param {any} resume the bridge's wish, {"retry_after_ms":…}
 * @returns {number} milliseconds
 */
function cantripPause_(resume) {
  const wish = Number(resume && resume.retry_after_ms) || 1000;
  return Math.min(5000, Math.max(250, wish));
}

/**
 * A job that the bridge no longer knows is asked again by its content; any other failure is the rows'.
 * @param {CantripState[]} states changed
 * @param {number[]} indices
 * @param {any} error
 */
function cantripLoseJob_(states, indices, error) {
  if (error instanceof CantripFailure_ && !CANTRIP_TEXTS_[error.code] && error.code !== 'RATE_LIMITED') {
    indices.forEach((i) => { states[i] = {}; });
  } else {
    cantripFail_(states, indices, error);
  }
}

/**
 * @param {CantripState[]} states changed
 * @param {number[]} indices
 * @param {any} error
 */
function cantripFail_(states, indices, error) {
  if (!(error instanceof CantripFailure_)) {
    throw error; // a fault of this add-on
  }
  indices.forEach((i) => {
    states[i] = error.code === 'PENDING' ? Object.assign({}, states[i], { pending: true })
      : { failure: error };
  });
}

/**
 * Reads {"status","outputs":[…],"cells":[{"row","state","code","message"}],"resume":{"token"}}.
 * @param {any} answer
 * @param {CantripState[]} states changed
 * @param {{index: number, row: number}[]} places where the request's rows belong
 */
function cantripReadRows_(answer, states, places) {
  /** @type {any[]} */
  const outputs = Array.isArray(answer.outputs) ? answer.outputs : [];
  /** @type {any[]} */
  const list = Array.isArray(answer.cells) ? answer.cells.filter(Boolean) : [];
  const cells = new Map(list.map((cell) => [cell.row, cell]));
  const job = answer.resume && typeof answer.resume.token === 'string' ? answer.resume.token : undefined;
  places.forEach((place) => {
    const cell = cells.get(place.row);
    const output = outputs[place.row];
    if (cell && cell.state === 'error') {
      states[place.index] = { failure: cantripFailureFrom_(cell) };
    } else if (['string', 'number', 'boolean'].includes(typeof output)) {
      states[place.index] = {
        value: typeof output === 'string' ? cantripCut_(output, CANTRIP_CELL_CHARS_) : output,
      };
    } else {
      states[place.index] = answer.status === 'partial' || cell ? { pending: true, job: job, row: place.row }
        : { failure: new CantripFailure_('UPSTREAM') };
    }
  });
}
