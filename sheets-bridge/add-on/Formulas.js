// SPDX-License-Identifier: MIT
// Menu actions on CANTRIP formulas. A formula of a range fills the cells below it; those cells hold no
// formula of their own, so everything here starts from the cell that does.

const CANTRIP_MENU_MS_ = 330000; // of the 6 minutes that Google gives a menu action
const CANTRIP_PATIENCE_ = 20; // how often a menu action asks a busy bridge again
const CANTRIP_BATCH_ = 20;

/** Evaluates the formulas again that are pending or failed, and goes on with a run that was cut short. */
function cantripFinishPending() {
  cantripFromMenu_(() => {
    const clock = new CantripClock_(CANTRIP_MENU_MS_, CANTRIP_PATIENCE_);
    const continued = cantripContinueRun_(clock);
    const sheet = SpreadsheetApp.getActiveSheet();
    const cells = cantripUnfinishedCells_(sheet.getDataRange());
    const done = cantripReenter_(cells, clock);
    if (!cells.length) {
      return continued || 'Nothing is pending in this sheet.';
    }
    return [continued, cantripProgress_('Asking again', done, cells.length)].filter(Boolean).join(' ');
  });
}

/** Asks the model anew for every formula in the selection. */
function cantripRefreshSelection() {
  cantripFromMenu_(() => {
    const cells = cantripFormulaCells_(SpreadsheetApp.getActiveRange());
    if (!cells.length) {
      return 'The selection holds no CANTRIP formula.';
    }
    const ui = SpreadsheetApp.getUi();
    const what = cells.length === 1 ? '1 formula' : cells.length + ' formulas';
    const question = 'Ask the model anew for ' + what + '? Every row is a new call, which is paid for.';
    const answer = ui.alert('Refresh selection', question, ui.ButtonSet.OK_CANCEL);
    if (answer !== ui.Button.OK) {
      return '';
    }
    cantripLeaveNotes_(cells);
    const done = cantripReenter_(cells, new CantripClock_(CANTRIP_MENU_MS_));
    return cantripProgress_('Asking anew', done, cells.length);
  });
}

/** Freezes the answers of the formulas in the selection; unfinished ones stay formulas. */
function cantripReplaceFormulas() {
  cantripFromMenu_(() => {
    const cells = cantripFormulaCells_(SpreadsheetApp.getActiveRange());
    if (!cells.length) {
      return 'The selection holds no CANTRIP formula.';
    }
    const left = cells.filter((cell) => !cantripFreeze_(cell)).length;
    return (cells.length - left) + ' of ' + cells.length + ' formulas replaced with their values.' +
      (left ? ' The others are still pending or failed: finish them first.' : '');
  });
}

/**
 * @param {string} what
 * @param {number} done
 * @param {number} total
 * @returns {string}
 */
function cantripProgress_(what, done, total) {
  return what + ' for ' + done + ' of ' + total + (total === 1 ? ' formula.' : ' formulas.') +
    (done < total ? ' The time is up: choose the same entry again.' : '');
}

/**
 * @param {string} formula
 * @returns {boolean}
 */
function cantripIsFormula_(formula) {
  return /\bCANTRIP\s*\(/i.test(formula);
}

/**
 * @param {GoogleAppsScript.Spreadsheet.Range|null} range
 * @returns {GoogleAppsScript.Spreadsheet.Range[]} the cells in it that hold a CANTRIP formula
 */
function cantripFormulaCells_(range) {
  /** @type {GoogleAppsScript.Spreadsheet.Range[]} */
  const cells = [];
  if (range) {
    range.getFormulas().forEach((row, r) => row.forEach((formula, c) => {
      if (cantripIsFormula_(formula)) {
        cells.push(range.getCell(r + 1, c + 1));
      }
    }));
  }
  return cells;
}

/**
 * @param {GoogleAppsScript.Spreadsheet.Range} range
 * @returns {GoogleAppsScript.Spreadsheet.Range[]} the formulas of which any cell, down to the next formula
 *   of the column, is pending or failed
 */
function cantripUnfinishedCells_(range) {
  const formulas = range.getFormulas();
  const texts = range.getDisplayValues();
  /** @type {GoogleAppsScript.Spreadsheet.Range[]} */
  const cells = [];
  for (let column = 0; column < formulas[0].length; column++) {
    let anchor = -1;
    formulas.forEach((row, r) => {
      if (row[column]) {
        anchor = cantripIsFormula_(row[column]) ? r : -1;
      }
      if (anchor >= 0 && cantripIsUnfinished_(texts[r][column])) {
        cells.push(range.getCell(anchor + 1, column + 1));
        anchor = -1;
      }
    });
  }
  return cells;
}

/**
 * Clears formulas and enters them again, which is the only way to have Sheets evaluate them again.
 * @param {GoogleAppsScript.Spreadsheet.Range[]} cells
 * @param {CantripClock_} clock
 * @returns {number} how many there was time for
 */
function cantripReenter_(cells, clock) {
  let done = 0;
  while (done < cells.length && clock.left() > CANTRIP_RETRY_MS_) {
    const batch = cells.slice(done, done + CANTRIP_BATCH_);
    const formulas = batch.map((cell) => cell.getFormula());
    try {
      batch.forEach((cell) => cell.clearContent());
      SpreadsheetApp.flush();
    } finally {
      batch.forEach((cell, i) => cell.setFormula(formulas[i]));
      SpreadsheetApp.flush();
    }
    done += batch.length;
  }
  return done;
}

/**
 * Replaces one formula, with everything it fills, by values.
 * @param {GoogleAppsScript.Spreadsheet.Range} cell
 * @returns {boolean} false when it is not finished, and left as it is
 */
function cantripFreeze_(cell) {
  const sheet = cell.getSheet();
  const column = sheet.getRange(cell.getRow(), cell.getColumn(), sheet.getLastRow() - cell.getRow() + 1, 1);
  if (cantripUnfinishedCells_(column).some((other) => other.getRow() === cell.getRow())) {
    return false;
  }
  const formula = cell.getFormula();
  const before = column.getValues();
  cell.clearContent();
  SpreadsheetApp.flush(); // what the formula filled is blank now: that is how far it reached
  const after = column.getValues();
  let height = 1;
  before.forEach((row, r) => {
    height = row[0] !== '' && after[r][0] === '' ? r + 1 : height;
  });
  try {
    sheet.getRange(cell.getRow(), cell.getColumn(), height, 1)
      .setValues(before.slice(0, height).map((row) => [cantripLiteral_(row[0])]));
  } catch (error) {
    cell.setFormula(formula);
    throw error;
  }
  return true;
}

/**
 * Keeps an answer from becoming a formula when it is written into a cell.
 * @param {any} value
 * @returns {any}
 */
function cantripLiteral_(value) {
  const isNumber = /^[+-]?\d+([.,]\d+)?%?$/.test(value);
  return typeof value === 'string' && /^['=+@-]/.test(value) && !isNumber ? '\'' + value : value;
}
