// @ts-check
'use strict';

const { kindOf } = require('./errors.cjs');
const wasm = require('./wasm.cjs');

/** Deeper than this nothing lies that is meant seriously; and a look at it needs the stack. */
const DEEPEST = 100;

/**
 * Looks for what JSON would leave out or change without a word, and says where it is and what. Members that are
 * `undefined` count as absent where the caller says so.
 * @param {any} value
 * @param {{ path: string, absent: boolean }} how
 * @param {readonly unknown[]} [around] what it lies in
 * @returns {{ path: string, what: string } | undefined}
 */
function foreignToJson(value, { path, absent }, around = []) {
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return undefined;
  if (typeof value === 'string') {
    return value.isWellFormed() ? undefined : { path, what: 'a text with half a character (a lone surrogate)' };
  }
  if (typeof value === 'number') return { path, what: Number.isNaN(value) ? 'NaN' : 'an infinite number' };
  const isList = Array.isArray(value);
  if (typeof value !== 'object' || !(isList || wasm.isPlain(value))) return { path, what: kindOf(value) };
  if (around.includes(value)) return { path, what: 'the object that it lies in' };
  if (around.length >= DEEPEST) return { path, what: `nested more than ${DEEPEST} deep` };
  if (Object.getOwnPropertySymbols(value).length > 0) return { path, what: 'an object with a symbol for a name' };
  const names = Object.keys(value);
  // A list has a value in each place, and none beside them.
  if (isList && names.length !== value.length) return { path, what: 'a list with holes or names' };
  for (const name of names) {
    if (!name.isWellFormed()) return { path, what: 'an object with half a character in a name (a lone surrogate)' };
    const member = value[name];
    if (member === undefined && absent && !isList) continue;
    const inside = isList ? `${path}[${name}]` : `${path}${path === '' ? '' : '.'}${name}`;
    const found = foreignToJson(member, { path: inside, absent }, [...around, value]);
    if (found !== undefined) return found;
  }
  return undefined;
}

module.exports = { foreignToJson };
