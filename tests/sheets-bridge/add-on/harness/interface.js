// SPDX-License-Identifier: GPL-3.0-or-later
// Dialogs that a test answers in advance, menus and pages.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const Button = { OK: 'OK', CANCEL: 'CANCEL', CLOSE: 'CLOSE', YES: 'YES', NO: 'NO' };
const ButtonSet = { OK: 'OK', OK_CANCEL: 'OK_CANCEL', YES_NO: 'YES_NO' };

class Menu {
  constructor(ui) {
    this.ui = ui;
    this.items = [];
  }

  addItem(caption, functionName) {
    this.items.push({ caption, functionName });
    return this;
  }

  addSeparator() { return this; }

  addToUi() { this.ui.menu = this.items; }
}

class Ui {
  constructor() {
    this.Button = Button;
    this.ButtonSet = ButtonSet;
    this.menu = [];
    this.shown = []; // texts of dialogs, titles of pages
    this.answers = []; // for the next dialogs: 'OK', 'CANCEL', or {text} for a prompt
  }

  createAddonMenu() { return new Menu(this); }

  alert(title, prompt, buttons) {
    this.shown.push(prompt);
    return buttons === ButtonSet.OK ? Button.OK : this.nextAnswer(prompt);
  }

  prompt(title, prompt) {
    this.shown.push(prompt);
    const answer = this.nextAnswer(prompt);
    return {
      getSelectedButton: () => (answer.text === undefined ? answer : Button.OK),
      getResponseText: () => answer.text || '',
    };
  }

  nextAnswer(prompt) {
    if (!this.answers.length) {
      throw new Error('The test expected no question: ' + prompt);
    }
    return this.answers.shift();
  }

  showModalDialog(page, title) { this.shown.push(title); }

  showSidebar(page) { this.shown.push(page.title); }
}

/** @param {string} folder of the add-on */
function createHtmlService(folder) {
  return {
    createHtmlOutputFromFile(name) {
      const page = { content: fs.readFileSync(path.join(folder, name + '.html'), 'utf8'), title: '' };
      page.setWidth = page.setHeight = () => page;
      page.setTitle = (title) => Object.assign(page, { title });
      return page;
    },
  };
}

module.exports = { Ui, createHtmlService };
