// SPDX-License-Identifier: MIT
// The menu. Every file of this project shares one global scope, also with scripts of the sheet's owner:
// hence the prefix, and a trailing “_” on what neither a cell nor a page may call.

/**
 * Google calls this when a document opens, possibly without any authorization (AuthMode.NONE): it may
 * build a menu and nothing else, not even read a property.
 */
function onOpen() {
  SpreadsheetApp.getUi().createAddonMenu()
    .addItem('Settings…', 'cantripShowSettings')
    .addItem('Deployments', 'cantripShowDeployments')
    .addSeparator()
    .addItem('Run on selection…', 'cantripRunOnSelection')
    .addItem('Finish pending cells', 'cantripFinishPending')
    .addItem('Refresh selection…', 'cantripRefreshSelection')
    .addItem('Replace formulas with values', 'cantripReplaceFormulas')
    .addToUi();
}

/** Google calls this when the add-on is installed into an open document. */
function onInstall() {
  onOpen();
}

function cantripShowSettings() {
  const page = HtmlService.createHtmlOutputFromFile('Settings').setWidth(440).setHeight(330);
  SpreadsheetApp.getUi().showModalDialog(page, 'Cantrip settings');
}

function cantripShowDeployments() {
  const page = HtmlService.createHtmlOutputFromFile('Sidebar').setTitle('Cantrip deployments');
  SpreadsheetApp.getUi().showSidebar(page);
}

/**
 * For Sidebar.html.
 * @returns {{slug: string, name: string, inputs: string[], formula: string}[]}
 */
function cantripListDeployments() {
  const locale = SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetLocale();
  return cantripDeployments_().map((item) => Object.assign(item, {
    formula: cantripFormula_(item.slug, item.inputs.length, locale),
  }));
}

/**
 * Runs a menu action; what goes wrong is said once, in a box.
 * @param {() => string} action gives the sentence to show when it is done, '' for none
 */
function cantripFromMenu_(action) {
  try {
    const sentence = action();
    if (sentence) {
      SpreadsheetApp.getActiveSpreadsheet().toast(sentence, 'Cantrip', 10);
    }
  } catch (error) {
    SpreadsheetApp.getUi().alert('Cantrip', cantripErrorText_(error), SpreadsheetApp.getUi().ButtonSet.OK);
  }
}

/**
 * @param {any} error of this add-on, or of a Google service
 * @returns {string}
 */
function cantripErrorText_(error) {
  return String(error && error.message || error);
}
