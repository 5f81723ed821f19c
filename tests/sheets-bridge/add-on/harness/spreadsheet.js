// SPDX-License-Identifier: GPL-3.0-or-later
// A small document: cells, formulas that call custom functions, ranges that fill the cells below them.
'use strict';

const { parseCall, columnName, parseA1 } = require('./formula.js');

const MAX_CELL_CHARS = 50000;

class Range {
  constructor(sheet, row, column, height, width) {
    Object.assign(this, { sheet, row, column, height, width });
  }

  getSheet() { return this.sheet; }

  getRow() { return this.row; }

  getColumn() { return this.column; }

  getLastRow() { return this.row + this.height - 1; }

  getNumRows() { return this.height; }

  getNumColumns() { return this.width; }

  getCell(row, column) { return new Range(this.sheet, this.row + row - 1, this.column + column - 1, 1, 1); }

  getA1Notation() {
    const first = columnName(this.column) + this.row;
    const last = columnName(this.column + this.width - 1) + (this.row + this.height - 1);
    return first === last ? first : first + ':' + last;
  }

  map(read) {
    return Array.from({ length: this.height }, (_, r) =>
      Array.from({ length: this.width }, (__, c) => read(this.sheet.cell(this.row + r, this.column + c))));
  }

  getValues() { return this.map((cell) => cell.value); }

  getValue() { return this.getValues()[0][0]; }

  getDisplayValues() { return this.map((cell) => String(cell.value)); }

  getFormulas() { return this.map((cell) => cell.formula); }

  getFormula() { return this.getFormulas()[0][0]; }

  isBlank() { return this.getValues().every((row) => row.every((value) => value === '')); }

  setFormula(formula) {
    this.sheet.write(this.row, this.column, formula);
    return this;
  }

  setValues(values) {
    if (values.length !== this.height || values.some((row) => row.length !== this.width)) {
      throw new Error('The number of rows or columns in the data does not match the range.');
    }
    values.forEach((row, r) => row.forEach((value, c) => this.sheet.write(this.row + r, this.column + c, value)));
    return this;
  }

  setValue(value) { return this.setValues([[value]]); }

  clearContent() { return this.setValues(this.map(() => '')); }
}

class Sheet {
  /** @param {(name: string, args: any[], cell: Range) => any} evaluate a custom function, as cells see it */
  constructor(id, evaluate) {
    this.id = id;
    this.evaluate = evaluate;
    this.cells = new Map();
    this.dirty = new Set();
    this.columns = 26;
  }

  getSheetId() { return this.id; }

  getMaxColumns() { return this.columns; }

  insertColumnAfter() { this.columns++; }

  getLastRow() {
    return Math.max(0, ...[...this.cells].filter(([, cell]) => cell.value !== '' || cell.formula)
      .map(([key]) => Number(key.split(',')[0])));
  }

  getDataRange() { return this.getRange(1, 1, Math.max(1, this.getLastRow()), this.columns); }

  getRange(row, column, height = 1, width = 1) {
    if (typeof row === 'string') {
      const area = parseA1(row);
      return new Range(this, area.row, area.column, Math.min(area.height, 1000), area.width);
    }
    if (!(height >= 1 && width >= 1 && row >= 1 && column >= 1 && column + width - 1 <= this.columns)) {
      throw new Error('The coordinates of the range are outside the dimensions of the sheet.');
    }
    return new Range(this, row, column, height, width);
  }

  cell(row, column) { return this.cells.get(row + ',' + column) || { value: '', formula: '' }; }

  /** What Sheets makes of a text that is entered: a formula, a number, or text. */
  write(row, column, value) {
    const key = row + ',' + column;
    if (typeof value === 'string' && value.length > MAX_CELL_CHARS) {
      throw new Error('Your input contains more than the maximum of 50000 characters in a single cell.');
    }
    this.unspill(key);
    if (/^[=+]/.test(value)) {
      this.cells.set(key, { value: 'Loading...', formula: value });
      this.dirty.add(key);
    } else if (/^-?\d+(\.\d+)?$/.test(value)) {
      this.cells.set(key, { value: Number(value), formula: '' });
    } else {
      this.cells.set(key, { value: typeof value === 'string' ? value.replace(/^'/, '') : value, formula: '' });
    }
  }

  unspill(key) {
    for (const [other, cell] of this.cells) {
      if (cell.from === key) {
        this.cells.delete(other);
      }
    }
  }

  /** Evaluates the formulas that were entered since the last time; nothing else, as Sheets does. */
  recalculate() {
    for (const key of [...this.dirty]) {
      this.dirty.delete(key);
      const [row, column] = key.split(',').map(Number);
      if (this.cell(row, column).formula) {
        this.fill(row, column, this.calculate(row, column));
      }
    }
  }

  calculate(row, column) {
    const call = parseCall(this.cell(row, column).formula);
    if (!call) {
      return { error: '#NAME?', note: 'Unknown function' };
    }
    const args = call.args.map((arg) => (arg && arg.range ? this.argument(arg.range) : arg));
    return this.evaluate(call.name, args, new Range(this, row, column, 1, 1));
  }

  argument({ row, column, height, width }) {
    const rows = Math.min(height, Math.max(1, this.getLastRow() - row + 1));
    const values = new Range(this, row, column, rows, width).getValues();
    return rows === 1 && width === 1 ? values[0][0] : values;
  }

  fill(row, column, outcome) {
    const { formula } = this.cell(row, column);
    const anchor = row + ',' + column;
    const value = outcome.error || outcome.value;
    const values = Array.isArray(value) ? value : [[value]];
    const places = values.flatMap((line, r) => line.map((item, c) => (
      { row: row + r, column: column + c, value: item })));
    const isFree = (place) => this.cell(place.row, place.column).value === '';
    if (!places.slice(1).every(isFree)) {
      const note = 'Array result was not expanded because it would overwrite data';
      this.cells.set(anchor, { value: '#REF!', formula, note });
      return;
    }
    places.forEach((place) => this.cells.set(place.row + ',' + place.column,
      { value: place.value, formula: '', from: anchor }));
    this.cells.set(anchor, { value: values[0][0], formula, note: outcome.note || '' });
  }

  /** For tests: enters a table as a person would, then evaluates. */
  enter(a1, rows) {
    const area = parseA1(a1);
    rows.forEach((line, r) => line.forEach((value, c) => this.write(area.row + r, area.column + c, value)));
    this.recalculate();
  }

  /** For tests: the values of a range, in the order of reading. */
  read(a1) { return this.getRange(a1).getValues().flat(); }
}

class Spreadsheet {
  constructor(evaluate) {
    this.sheets = [new Sheet(0, evaluate)];
    this.toasts = [];
    this.timeZone = 'Europe/Berlin';
    this.locale = 'en_GB';
  }

  getSheets() { return this.sheets; }

  getSpreadsheetTimeZone() { return this.timeZone; }

  getSpreadsheetLocale() { return this.locale; }

  toast(message) { this.toasts.push(message); }
}

module.exports = { Spreadsheet, Sheet, Range };
