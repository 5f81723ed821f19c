// SPDX-License-Identifier: MIT
// “Run on selection”: writes answers as values, for more rows and slower models than a formula can wait
// for. What is left when the time is up is remembered and finished by “Finish pending cells”.

const CANTRIP_CHUNK_ROWS_ = 200;
const CANTRIP_CHUNK_BYTES_ = 512 * 1024;

/**
 * A run that is under way. Kept in the document's properties when it was cut short.
 * @typedef {Object} CantripRun
 * @property {string} deployment
 * @property {number} sheet its id
 * @property {number} row first row of the inputs
 * @property {number} height
 * @property {number[]} from the columns of the inputs, in the order in which they are sent
 * @property {string[]|null} columns
 * @property {number} to the column of the answers
 */

/** Asks which deployment to call, runs it over the selected rows, and writes the answers beside them. */
function cantripRunOnSelection() {
  cantripFromMenu_(() => {
    const clock = new CantripClock_(CANTRIP_MENU_MS_, CANTRIP_PATIENCE_);
    const selection = SpreadsheetApp.getActiveRange();
    if (!selection || selection.isBlank()) {
      return 'Select the rows to run on first.';
    }
    const deployment = cantripChooseDeployment_();
    if (!deployment) {
      return '';
    }
    const run = cantripPlanRun_(selection, deployment);
    return cantripMayWrite_(run) ? cantripRun_(run, clock) : '';
  });
}

/**
 * @param {CantripClock_} clock
 * @returns {string} a sentence, '' when no run was cut short
 */
function cantripContinueRun_(clock) {
  const text = PropertiesService.getDocumentProperties().getProperty('CANTRIP_RUN');
  return text ? cantripRun_(JSON.parse(text), clock) : '';
}

/** @returns {{slug: string, inputs: string[]}|null} null when the user thought better of it */
function cantripChooseDeployment_() {
  const deployments = cantripDeployments_();
  const ui = SpreadsheetApp.getUi();
  const names = deployments.map((item) => item.slug + ' (' + item.inputs.join(', ') + ')').join('\n');
  const reply = ui.prompt('Run on selection', 'Which deployment?\n\n' + cantripCut_(names, 3000),
    ui.ButtonSet.OK_CANCEL);
  const slug = reply.getResponseText().trim();
  if (reply.getSelectedButton() !== ui.Button.OK || !slug) {
    return null;
  }
  const chosen = deployments.find((item) => item.slug === slug);
  if (!chosen) {
    throw new CantripFailure_('UNKNOWN_DEPLOYMENT', 'No deployment called “' + slug + '”. There are: ' +
      deployments.map((item) => item.slug).join(', '));
  }
  return chosen;
}

/**
 * Decides which columns feed which inputs: by the headings in row 1 when they name every input, otherwise
 * by position.
 * @param {GoogleAppsScript.Spreadsheet.Range} selection
 * @param {{slug: string, inputs: string[]}} deployment
 * @returns {CantripRun}
 * @throws {CantripFailure_} INPUT_TYPE when the selection does not fit
 */
function cantripPlanRun_(selection, deployment) {
  const sheet = selection.getSheet();
  const first = selection.getColumn();
  const width = selection.getNumColumns();
  const headings = sheet.getRange(1, first, 1, width).getDisplayValues()[0].map((text) => text.trim());
  const places = deployment.inputs.map((name) => headings.indexOf(name));
  const isNamed = places.length > 0 && !places.includes(-1);
  if (!isNamed && width !== deployment.inputs.length) {
    throw new CantripFailure_('INPUT_TYPE', '“' + deployment.slug + '” needs ' + deployment.inputs.length +
      ' columns (' + deployment.inputs.join(', ') + '), the selection has ' + width +
      '. Select exactly these columns, or give them these headings in row 1');
  }
  const row = isNamed ? Math.max(2, selection.getRow()) : selection.getRow();
  const last = Math.min(selection.getLastRow(), sheet.getLastRow());
  return {
    deployment: deployment.slug,
    sheet: sheet.getSheetId(),
    row: row,
    height: Math.max(0, last - row + 1),
    from: (isNamed ? places : headings.map((_, i) => i)).map((place) => first + place),
    columns: isNamed ? deployment.inputs : null,
    to: first + width,
  };
}

/**
 * @param {CantripRun} run
 * @returns {boolean} false when there is something in the way that the user wants to keep
 */
function cantripMayWrite_(run) {
  const sheet = cantripSheet_(run);
  if (run.to > sheet.getMaxColumns()) {
    sheet.insertColumnAfter(sheet.getMaxColumns());
  }
  if (!run.height || sheet.getRange(run.row, run.to, run.height, 1).isBlank()) {
    return true;
  }
  const ui = SpreadsheetApp.getUi();
  return ui.alert('Run on selection', 'Column ' + cantripColumnName_(run.to) + ' is not blank. Overwrite it?',
    ui.ButtonSet.OK_CANCEL) === ui.Button.OK;
}

/**
 * Runs in chunks and writes each as it is answered, so that nothing paid for is lost with the script.
 * @param {CantripRun} run
 * @param {CantripClock_} clock
 * @returns {string} a sentence
 */
function cantripRun_(run, clock) {
  const properties = PropertiesService.getDocumentProperties();
  properties.setProperty('CANTRIP_RUN', JSON.stringify(run));
  const sheet = cantripSheet_(run);
  const left = Math.min(...run.from);
  const width = Math.max(...run.from) - left + 1;
  const range = run.height ? sheet.getRange(run.row, left, run.height, width).getValues() : [];
  const rows = range.map((values) => run.from.map((column) => values[column - left]));
  const count = { answered: 0, failed: 0, pending: 0 };
  let start = 0;
  while (start < rows.length && clock.left() > CANTRIP_RETRY_MS_) {
    const chunk = cantripChunk_(rows, start);
    const states = cantripAnswerRange_(chunk, clock, {
      deployment: run.deployment, columns: run.columns, rows: [], refresh: null, anew: false,
    });
    const shared = cantripSharedFailure_(states);
    if (shared) {
      throw shared; // nothing of it is written, and “Finish pending cells” goes on from here
    }
    cantripWrite_(sheet.getRange(run.row + start, run.to, chunk.length, 1), states);
    cantripCount_(count, states);
    start += chunk.length;
  }
  count.pending += rows.length - start;
  if (!count.pending) {
    properties.deleteProperty('CANTRIP_RUN');
  }
  return cantripRunSummary_(count);
}

/**
 * @param {CantripRun} run
 * @returns {GoogleAppsScript.Spreadsheet.Sheet}
 * @throws {Error} when the sheet is gone; the run is then forgotten
 */
function cantripSheet_(run) {
  const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheets()
    .find((item) => item.getSheetId() === run.sheet);
  if (!sheet) {
    PropertiesService.getDocumentProperties().deleteProperty('CANTRIP_RUN');
    throw new Error('The sheet of the last run is gone, so the run is forgotten.');
  }
  return sheet;
}

/**
 * @param {any[][]} rows
 * @param {number} start
 * @returns {any[][]} the rows of the next request, at least one
 */
function cantripChunk_(rows, start) {
  let end = start;
  let bytes = 0;
  while (end < rows.length && end - start < CANTRIP_CHUNK_ROWS_) {
    bytes += cantripUtf8Length_(JSON.stringify(rows[end]));
    if (end > start && bytes > CANTRIP_CHUNK_BYTES_) {
      break;
    }
    end++;
  }
  return rows.slice(start, end);
}

/**
 * @param {GoogleAppsScript.Spreadsheet.Range} range
 * @param {CantripState[]} states
 */
function cantripWrite_(range, states) {
  range.setValues(states.map((state) => [
    state.failure ? state.failure.cellText() : cantripLiteral_(cantripSingle_(state)),
  ]));
  SpreadsheetApp.flush();
}

/**
 * @param {{answered: number, failed: number, pending: number}} count changed
 * @param {CantripState[]} states
 */
function cantripCount_(count, states) {
  states.forEach((state) => {
    if (state.failure) {
      count.failed++;
    } else if (state.value === undefined) {
      count.pending++;
    } else if (state.value !== '') {
      count.answered++;
    }
  });
}

/**
 * @param {{answered: number, failed: number, pending: number}} count
 * @returns {string}
 */
function cantripRunSummary_(count) {
  const failed = count.failed ? ', ' + count.failed + ' failed' : '';
  const pending = count.pending
    ? ', ' + count.pending + ' still to do: Cantrip ▸ Finish pending cells goes on' : '';
  return count.answered + ' answered' + failed + pending + '.';
}
