// @ts-check
'use strict';

const wasm = require('./wasm.cjs');

// How values are printed: never with a whole telephone number, never with a secret.

/** Under this name Node looks for an object's own printed form. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * Gives an object a property that is not listed among its data.
 * @param {object} object
 * @param {PropertyKey} name
 * @param {unknown} value
 */
function hide(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, configurable: true });
}

/**
 * Masks every telephone number in a text.
 * @param {string} text
 * @returns {string}
 */
function mask(text) {
  return wasm.ask('mask', [text]);
}

/** How the forms of text that are not masked like any other are printed. */
const FORMS = Object.freeze({
  /** @param {string} text */
  id: (text) => wasm.ask('maskId', [text]),
  /** @param {string} text */
  key: (text) => wasm.ask('maskKey', [text]),
  /** @param {string} text */
  url: (text) => wasm.ask('maskUrl', [text]),
});

module.exports = { FORMS, INSPECT, hide, mask };
