// SPDX-License-Identifier: GPL-3.0-or-later
// Reads formulas that are one call with literals and ranges: =NAME("text", A2:C9, $A$1:$C$1, 1, TRUE).
'use strict';

const TEXT = '"((?:[^"]|"")*)"';
const NUMBER = '(-?\\d+(?:\\.\\d+)?)(?![A-Z])';
const LOGICAL = '(TRUE|FALSE)(?![A-Z0-9])';
const RANGE = '(\\$?[A-Z]{1,2}\\$?\\d+(?::\\$?[A-Z]{1,2}(?:\\$?\\d+)?)?)';
const ARGUMENT = new RegExp(`\\s*(?:${TEXT}|${NUMBER}|${LOGICAL}|${RANGE}|)\\s*([,;]|$)`, 'giy');

function columnName(column) {
  const before = column > 26 ? columnName(Math.floor((column - 1) / 26)) : '';
  return before + String.fromCharCode(65 + ((column - 1) % 26));
}

function columnNumber(name) {
  return [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** @returns {{row: number, column: number, height: number, width: number}} an open range reaches to row 100000 */
function parseA1(text) {
  const [first, last] = text.replace(/\$/g, '').toUpperCase().split(':');
  const [, column, row] = /^([A-Z]+)(\d+)$/.exec(first);
  const [, endColumn, endRow] = /^([A-Z]+)(\d*)$/.exec(last || first);
  return {
    row: Number(row),
    column: columnNumber(column),
    height: Number(endRow || 100000) - Number(row) + 1,
    width: columnNumber(endColumn) - columnNumber(column) + 1,
  };
}

/** @returns {{name: string, args: any[]}|null} a range is {range}; null when it is anything but one call */
function parseCall(formula) {
  const call = /^=\s*([A-Z_]+)\s*\(([\s\S]*)\)\s*$/i.exec(formula);
  if (!call) {
    return null;
  }
  const args = [];
  ARGUMENT.lastIndex = 0;
  while (call[2].trim() && ARGUMENT.lastIndex < call[2].length) {
    const token = ARGUMENT.exec(call[2]);
    if (!token) {
      return null;
    }
    const [, text, number, logical, range] = token;
    args.push(text !== undefined ? text.replace(/""/g, '"') : number !== undefined ? Number(number)
      : logical ? logical.toUpperCase() === 'TRUE' : range ? { range: parseA1(range) } : '');
  }
  return { name: call[1].toUpperCase(), args };
}

module.exports = { parseCall, parseA1, columnName };
