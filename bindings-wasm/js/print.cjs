// @ts-check
'use strict';

const wasm = require('./wasm.cjs');

// How values are printed: never with a whole telephone number, never with a secret.

/** Under this name Node looks for an object's own printed form. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** What has this property is masked in its JSON, each field as is right for it. */
const MASKED = Symbol('masked');

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

/**
 * A copy of a value for printing, in which every text and every long number is masked.
 * @param {unknown} value
 * @returns {unknown}
 */
function printable(value) {
  if (typeof value === 'string') return mask(value);
  // A number of arithmetic that is as long as a telephone number is printed like one.
  if (typeof value === 'number') return Math.abs(value) < 1e10 ? value : mask(String(value));
  if (Array.isArray(value)) return value.map((item) => printable(item));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  // What has a form of its own for JSON is printed in it.
  const { toJSON, [MASKED]: isMasked } = /** @type {any} */ (value);
  if (typeof toJSON === 'function') return isMasked === true ? toJSON.call(value) : printable(toJSON.call(value));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [mask(name), printable(member)]));
}

/** How the forms of text that are not masked like any other are printed. */
const FORMS = Object.freeze({
  /** @param {string} text */
  id: (text) => wasm.ask('maskId', [text]),
  /** @param {string} text */
  key: (text) => wasm.ask('maskKey', [text]),
  /** @param {string} text */
  cursor: (text) => wasm.ask('maskCursor', [text]),
  /** @param {string} text */
  url: (text) => wasm.ask('maskUrl', [text]),
});

module.exports = { FORMS, INSPECT, MASKED, hide, mask, printable };
