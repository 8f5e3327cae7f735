// @ts-check
'use strict';

const { Account } = require('./account.cjs');
const { Client } = require('./client.cjs');
const { PrivateNumberError, checkText, classes } = require('./errors.cjs');
const { fetchSend } = require('./http.cjs');
const { modules } = require('./operation.cjs');
const { mask } = require('./print.cjs');
const { signing } = require('./signing.cjs');
const { VERSION, choices, errorCodes } = require('./surface.generated.cjs');
const wasm = require('./wasm.cjs');

/**
 * @param {'number' | 'xNumber' | 'calleeNumber' | 'areaCode'} kind
 * @returns {(text: string) => string}
 */
function parser(kind) {
  return (text) => wasm.askOf(kind, text === undefined ? null : text);
}

// What few programs use is loaded when it is used, so that all others start sooner.

/** @param {string | number} code */
const explain = (code) => require('./explain.cjs').explain(code);

const userData = Object.freeze({
  /** @param {unknown} value */
  encode: (value) => require('./user-data.cjs').encode(value),
  /** @param {string} encoded */
  decode: (encoded) => require('./user-data.cjs').decode(encoded),
});

module.exports = {
  VERSION,
  Account,
  Client,
  fetchSend,
  parseNumber: parser('number'),
  parseXNumber: parser('xNumber'),
  parseCalleeNumber: parser('calleeNumber'),
  parseAreaCode: parser('areaCode'),
  mask: (/** @type {string} */ given) => mask(checkText('text', given)),
  signing,
  userData,
  explain,
  errorCodes: Object.freeze(errorCodes),
  ...modules,
  ...choices,
  ...classes,
  PrivateNumberError,
};
