// @ts-check
'use strict';

const { checkOptions, kindOf, wrongArgument } = require('./errors.cjs');

const UNITS = /** @type {Record<string, number>} */ ({ days: 86_400, hours: 3600, minutes: 60, seconds: 1 });

/**
 * A length of time in seconds, the parts of an object added up; NaN if it has none. What is no object is given back as it
 * is: whether it is right, and how long a time may be, is for the caller to say.
 * @param {unknown} time
 * @param {string} call how a length of time is given
 * @returns {unknown}
 */
function inSeconds(time, call) {
  if (typeof time !== 'object' || time === null) return time;
  checkOptions(['a duration', '时长'], time, Object.keys(UNITS), call);
  const parts = Object.entries(time).filter(([, value]) => value !== undefined);
  const wrong = parts.find(([, value]) => !Number.isFinite(value));
  if (wrong !== undefined) {
    const [unit, value] = wrong;
    throw wrongArgument(unit, 'a number', '数值', `write \`${call}\``, `请使用\`${call}\``, kindOf(value));
  }
  return parts.length === 0 ? NaN : parts.reduce((sum, [unit, value]) => sum + UNITS[unit] * value, 0);
}

module.exports = { UNITS, inSeconds };
