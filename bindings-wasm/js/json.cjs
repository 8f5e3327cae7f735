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
 * @returns {{ path: string, what: import('./errors.cjs').Words } | undefined}
 */
function foreignToJson(value, { path, absent }, around = []) {
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return undefined;
  if (typeof value === 'string') {
    return value.isWellFormed() ? undefined : { path, what: ['a text with half a character (a lone surrogate)', '含有不完整字符（孤立代理项）的字符串'] };
  }
  if (typeof value === 'number') return { path, what: kindOf(value) };
  const isList = Array.isArray(value);
  if (typeof value !== 'object' || !(isList || wasm.isPlain(value))) return { path, what: kindOf(value) };
  if (around.includes(value)) return { path, what: ['the object that it lies in', '它所在的对象本身'] };
  if (around.length >= DEEPEST) return { path, what: [`nested more than ${DEEPEST} deep`, `嵌套超过${DEEPEST}层的值`] };
  if (Object.getOwnPropertySymbols(value).length > 0) return { path, what: ['an object with a symbol for a name', '含有Symbol键的对象'] };
  const names = Object.keys(value);
  // A list has a value in each place, and none beside them.
  if (isList && names.length !== value.length) return { path, what: ['a list with holes or names', '有空位或带名称成员的列表'] };
  for (const name of names) {
    if (!name.isWellFormed()) return { path, what: ['an object with half a character in a name (a lone surrogate)', '键中含有不完整字符（孤立代理项）的对象'] };
    const member = value[name];
    if (member === undefined && absent && !isList) continue;
    const inside = isList ? `${path}[${name}]` : `${path}${path === '' ? '' : '.'}${name}`;
    const found = foreignToJson(member, { path: inside, absent }, [...around, value]);
    if (found !== undefined) return found;
  }
  return undefined;
}

module.exports = { foreignToJson };
