// SPDX-License-Identifier: GPL-3.0-or-later
// CacheService and PropertiesService of one document, with Google's limits. They outlive an execution.
'use strict';

const MAX_KEY_CHARS = 250;
const MAX_VALUE_BYTES = 100 * 1024;
const MAX_CACHE_S = 21600;
const MAX_ITEMS = 1000;
const KEPT_ITEMS = 900;
const MAX_PROPERTY_BYTES = 9 * 1024;
const MAX_STORE_BYTES = 500 * 1024;

function needString(value, name) {
  if (typeof value !== 'string') {
    throw new Error('The parameters (' + typeof value + ') don\'t match the method signature for ' + name + '.');
  }
}

class Cache {
  constructor() {
    this.items = new Map();
    this.skippedMs = 0;
  }

  /** Moves this cache's clock forward. */
  skip(seconds) { this.skippedMs += seconds * 1000; }

  clear() { this.items.clear(); }

  now() { return Date.now() + this.skippedMs; }

  get(key) {
    this.checkKey(key);
    const item = this.items.get(key);
    return item && item.expiresAt > this.now() ? item.value : null;
  }

  getAll(keys) {
    const found = {};
    for (const key of keys) {
      const value = this.get(key);
      if (value !== null) {
        found[key] = value;
      }
    }
    return found;
  }

  put(key, value, expirationInSeconds = 600) {
    this.checkKey(key);
    needString(value, 'Cache.put');
    if (Buffer.byteLength(value) > MAX_VALUE_BYTES) {
      throw new Error('Argument too large: value');
    }
    if (!(expirationInSeconds >= 1 && expirationInSeconds <= MAX_CACHE_S)) {
      throw new Error('Argument out of range: expirationInSeconds');
    }
    this.items.set(key, { value, expiresAt: this.now() + expirationInSeconds * 1000 });
    if (this.items.size > MAX_ITEMS) {
      const kept = [...this.items].sort((a, b) => b[1].expiresAt - a[1].expiresAt).slice(0, KEPT_ITEMS);
      this.items = new Map(kept);
    }
  }

  putAll(values, expirationInSeconds) {
    for (const [key, value] of Object.entries(values)) {
      this.put(key, value, expirationInSeconds);
    }
  }

  remove(key) {
    this.checkKey(key);
    this.items.delete(key);
  }

  removeAll(keys) { keys.forEach((key) => this.remove(key)); }

  checkKey(key) {
    needString(key, 'Cache');
    if (key.length > MAX_KEY_CHARS) {
      throw new Error('Argument too large: key');
    }
  }
}

class Properties {
  constructor() {
    this.values = new Map();
  }

  getProperty(key) { return this.values.has(key) ? this.values.get(key) : null; }

  getProperties() { return Object.fromEntries(this.values); }

  getKeys() { return [...this.values.keys()]; }

  setProperty(key, value) {
    if (Buffer.byteLength(String(value)) > MAX_PROPERTY_BYTES) {
      throw new Error('Argument too large: value');
    }
    const next = new Map(this.values).set(String(key), String(value));
    let bytes = 0;
    next.forEach((text, name) => { bytes += Buffer.byteLength(name) + Buffer.byteLength(text); });
    if (bytes > MAX_STORE_BYTES) {
      throw new Error('You have exceeded the property storage quota. Please remove some properties and try again.');
    }
    this.values = next;
    return this;
  }

  setProperties(values) {
    for (const [key, value] of Object.entries(values)) {
      this.setProperty(key, value);
    }
    return this;
  }

  deleteProperty(key) {
    this.values.delete(key);
    return this;
  }

  deleteAllProperties() {
    this.values.clear();
    return this;
  }
}

module.exports = { Cache, Properties };
