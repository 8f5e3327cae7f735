// @ts-check
'use strict';

const { checkText, wrongArgument } = require('./errors.cjs');
const { foreignToJson } = require('./json.cjs');
const wasm = require('./wasm.cjs');

/**
 * Small data as a text for `userData`.
 * @param {unknown} value
 * @returns {string}
 */
function encode(value) {
  const found = foreignToJson(value, { path: 'userData', absent: false });
  if (found !== undefined) {
    throw wrongArgument(
      found.path,
      'what JSON has: a text, a number, true, false, null, or a list or an object of these',
      'JSON支持的值（字符串、数字、布尔值、null及其组成的列表或对象）',
      'JSON would leave it out or make something else of it: leave it out yourself, or write it as a text',
      'JSON会将其丢弃或改变：请自行去掉，或转换为字符串',
      found.what,
    );
  }
  return wasm.ask('encode', [JSON.stringify(value)]);
}

/**
 * The data in such a text.
 * @param {string} encoded
 * @returns {any}
 */
function decode(encoded) {
  return JSON.parse(wasm.ask('decode', [checkText('userData', encoded)]));
}

module.exports = { decode, encode };
