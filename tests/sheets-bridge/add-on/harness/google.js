// SPDX-License-Identifier: GPL-3.0-or-later
// One Google document with the add-on in it. Each execution is a new global scope with the services that
// Google gives to its kind, and is killed when its time is up; the add-on's files are loaded as they are.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { UrlFetchApp } = require('./url-fetch.js');
const { Cache, Properties } = require('./stores.js');
const { Utilities } = require('./utilities.js');
const { Spreadsheet } = require('./spreadsheet.js');
const { Ui, createHtmlService } = require('./interface.js');

const ADD_ON = path.resolve(__dirname, '../../../../sheets-bridge/add-on');
const CELL_MS = 30000;
const MENU_MS = 360000;
const MAX_CELL_CHARS = 50000;

/** Lets a custom function read the document, not change it. */
function readOnly(target) {
  if (target === null || typeof target !== 'object') {
    return target;
  }
  if (Array.isArray(target)) {
    return target.map(readOnly);
  }
  if (Object.prototype.toString.call(target) === '[object Date]') {
    return target;
  }
  return new Proxy(target, {
    get(object, name) {
      if (!/^(get|is)[A-Z]/.test(String(name))) {
        return () => { throw new Error('You do not have permission to call ' + String(name)); };
      }
      return (...args) => readOnly(object[name](...args));
    },
  });
}

function denied(service) {
  return new Proxy({}, {
    get: () => () => { throw new Error('You do not have permission to call ' + service); },
  });
}

class Google {
  /**
   * @param {object} options
   * @param {Object<string, string>} [options.hosts] public origin → loopback origin; nothing else is reachable
   * @param {string} [options.source] a script instead of the add-on, to test this harness
   * @param {number} [options.cellMs] instead of 30 s, to test this harness
   */
  constructor({ hosts = {}, source, cellMs = CELL_MS } = {}) {
    this.hosts = new Map(Object.entries(hosts));
    this.scripts = source === undefined
      ? fs.readdirSync(ADD_ON).filter((name) => name.endsWith('.js')).sort()
        .map((name) => new vm.Script(fs.readFileSync(path.join(ADD_ON, name), 'utf8'), { filename: name }))
      : [new vm.Script(source)];
    this.cellMs = cellMs;
    this.network = new UrlFetchApp(this.hosts);
    this.cache = new Cache();
    this.properties = new Properties();
    this.ui = new Ui();
    this.document = new Spreadsheet((name, args, cell) => this.evaluateAt(cell, name, args));
    this.sheet = this.document.sheets[0];
    this.selection = null;
  }

  /** Evaluates a custom function as a cell does. @returns {{value?: any, error?: string, note?: string}} */
  evaluate(name, ...args) {
    return this.evaluateAt(this.sheet.getRange('Z1000'), name, args);
  }

  evaluateAt(cell, name, args) {
    try {
      return this.cellValue(name, this.run('cell', name, args, this.cellMs, cell));
    } catch (error) {
      const isKilled = error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
      return { error: '#ERROR!', note: isKilled ? 'Exceeded maximum execution time (line 0).' : error.message };
    }
  }

  cellValue(name, result) {
    const values = Array.isArray(result) ? result.flat() : [result];
    if (values.some((value) => typeof value === 'string' && value.length > MAX_CELL_CHARS)) {
      return { error: '#ERROR!', note: 'Text result of ' + name + ' is longer than the limit of 50000 characters.' };
    }
    if (values.some((value) => typeof value === 'number' && !Number.isFinite(value))) {
      return { error: '#NUM!', note: 'Result was not a number.' };
    }
    const plain = (value) => (value === undefined || value === null ? '' : value);
    return { value: Array.isArray(result) ? Array.from(result, (row) => Array.from(row, plain)) : plain(result) };
  }

  /** Runs a menu entry with these cells selected; answers are for the dialogs that it opens. */
  choose(functionName, a1, answers = []) {
    this.selection = a1 ? this.sheet.getRange(a1) : null;
    this.ui.answers = [...answers];
    this.run('menu', functionName, [], MENU_MS);
    this.document.sheets.forEach((sheet) => sheet.recalculate());
  }

  /** google.script.run of a page. Throws what the page's failure handler gets. */
  callFromPage(functionName, ...args) {
    if (functionName.endsWith('_')) {
      throw new Error('Script function not found: ' + functionName);
    }
    return this.run('menu', functionName, args, MENU_MS);
  }

  /** Opens the document before the user authorized anything. */
  open(event = { authMode: 'NONE' }) {
    this.run('unauthorized', 'onOpen', [event], CELL_MS);
  }

  /** Calls any function of the script with a menu's rights: for functions without side effects. */
  call(functionName, ...args) {
    return this.run('menu', functionName, args, MENU_MS);
  }

  run(kind, functionName, args, timeout, cell = null) {
    const context = vm.createContext(this.services(kind, cell));
    this.scripts.forEach((script) => script.runInContext(context));
    context.harnessArguments = args;
    // Arguments are made anew inside, so that they are the execution's own arrays and dates.
    const code = `(() => {
      const inside = (v) => Array.isArray(v) ? Array.from(v, inside)
        : Object.prototype.toString.call(v) === '[object Date]' ? new Date(v.getTime()) : v;
      const args = inside(harnessArguments);
      delete globalThis.harnessArguments;
      return ${functionName}(...args);
    })()`;
    return vm.runInContext(code, context, { timeout });
  }

  services(kind, cell) {
    const application = this.spreadsheetApp(kind, cell);
    if (kind === 'unauthorized') {
      return {
        SpreadsheetApp: application,
        UrlFetchApp: denied('UrlFetchApp'),
        PropertiesService: denied('PropertiesService'),
        CacheService: denied('CacheService'),
        Utilities,
        HtmlService: denied('HtmlService'),
      };
    }
    return {
      SpreadsheetApp: application,
      UrlFetchApp: {
        fetch: (...args) => this.network.fetch(...args),
        fetchAll: (...args) => this.network.fetchAll(...args),
      },
      CacheService: { getDocumentCache: () => this.cache },
      PropertiesService: { getDocumentProperties: () => this.properties },
      Utilities,
      HtmlService: kind === 'menu' ? createHtmlService(ADD_ON) : denied('HtmlService'),
    };
  }

  spreadsheetApp(kind, cell) {
    const application = {
      getActiveSpreadsheet: () => this.document,
      getActiveSheet: () => this.sheet,
      getActiveRange: () => cell || this.selection,
      getUi: () => this.ui,
      flush: () => this.document.sheets.forEach((sheet) => sheet.recalculate()),
    };
    if (kind !== 'cell') {
      return application;
    }
    application.getUi = () => { throw new Error('Cannot call SpreadsheetApp.getUi() from this context.'); };
    return readOnly(application);
  }
}

module.exports = { Google, ADD_ON };
