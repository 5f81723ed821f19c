// SPDX-License-Identifier: MIT
// Where the bridge is and the key for it, kept in the document's properties: custom functions can
// read those, whoever edits the sheet.

const CANTRIP_PROXY_HINT_ = ' Use a public https address: a reverse proxy or a tunnel.';

/**
 * @returns {{url: string, key: string}}
 * @throws {CantripFailure_} NOT_CONFIGURED
 */
function cantripSettings_() {
  const properties = PropertiesService.getDocumentProperties();
  const url = properties.getProperty('CANTRIP_URL');
  const key = properties.getProperty('CANTRIP_KEY');
  if (!url || !key) {
    throw new CantripFailure_('NOT_CONFIGURED');
  }
  return { url: url, key: key };
}

/**
 * For Settings.html. The key itself never leaves the properties.
 * @returns {{url: string, hasKey: boolean}}
 */
function cantripReadSettings() {
  const properties = PropertiesService.getDocumentProperties();
  return {
    url: properties.getProperty('CANTRIP_URL') || '',
    hasKey: Boolean(properties.getProperty('CANTRIP_KEY')),
  };
}

/**
 * For Settings.html: checks the address, stores it with the key, and calls the bridge once.
 * @param {string} address
 * @param {string} key the new key; blank keeps the stored one
 * @returns {string} what the bridge said, as a sentence
 */
function cantripSaveSettings(address, key) {
  const url = cantripTidyAddress_(String(address || ''));
  const fault = cantripAddressFault_(url);
  if (fault) {
    throw new Error(fault);
  }
  const properties = PropertiesService.getDocumentProperties();
  const newKey = String(key || '').trim();
  const moved = properties.getProperty('CANTRIP_URL') !== url;
  if (!newKey && (moved || !properties.getProperty('CANTRIP_KEY'))) {
    throw new Error('Paste the key of this server: the bridge\'s owner gets one with ' +
      '“cantrip-bridge key create”.');
  }
  properties.setProperty('CANTRIP_URL', url);
  if (newKey) {
    properties.setProperty('CANTRIP_KEY', newKey);
  }
  cantripResetBreaker_();
  return cantripPing_();
}

/**
 * @param {string} address as pasted
 * @returns {string} without white space, trailing slashes and a trailing /v1
 */
function cantripTidyAddress_(address) {
  return address.trim().replace(/\/+$/, '').replace(/\/v1$/, '');
}

/**
 * Says why Google's servers cannot use an address.
 * @param {string} url tidied
 * @returns {string} a sentence, or '' when there is no objection
 */
function cantripAddressFault_(url) {
  if (!/^https:\/\//i.test(url)) {
    return 'The address must begin with https://: the key and your rows cross the internet.' +
      CANTRIP_PROXY_HINT_;
  }
  const parts = /^https:\/\/(\[[0-9a-f:.]+\]|[^\/?#@:\[\]\s]+)(:\d{1,5})?(\/[^?#\s]*)?$/i.exec(url);
  if (!parts) {
    return 'This is not the address of a server. It should look like https://cantrip.example.com';
  }
  const host = parts[1].toLowerCase().replace(/\.$/, '');
  if (cantripIsPrivateHost_(host)) {
    return 'Formulas run on Google\'s servers, which cannot reach “' + host + '”: it is only known on ' +
      'your own computer or network.' + CANTRIP_PROXY_HINT_;
  }
  return '';
}

/**
 * @param {string} host lower case, IPv6 in brackets
 * @returns {boolean} true for this computer, private networks and names that only they know
 */
function cantripIsPrivateHost_(host) {
  if (host.startsWith('[')) {
    return /^\[(::|f[cd]|fe[89ab])/.test(host); // ::1, ::, mapped IPv4; fc00::/7; fe80::/10
  }
  if (/^(\d+|0x[0-9a-f]*)$/.test(host.split('.').pop() || '')) { // a number at the end: an IPv4 address
    const quad = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(host);
    return !quad || cantripIsPrivateIpv4_(Number(quad[1]), Number(quad[2]));
  }
  return !host.includes('.') || /\.(localhost|local|internal|lan|home|home\.arpa|test|invalid)$/.test(host);
}

/**
 * @param {number} a first byte
 * @param {number} b second byte
 * @returns {boolean}
 */
function cantripIsPrivateIpv4_(a, b) {
  return a === 0 || a === 10 || a === 127 || a >= 224 ||
    (a === 100 && b >= 64 && b <= 127) || // carrier networks, Tailscale
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168);
}
