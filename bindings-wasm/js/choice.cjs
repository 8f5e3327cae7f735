// @ts-check
'use strict';

const { classes, kindOf, wrongArgument } = require('./errors.cjs');

// Texts that are one of a few.

/**
 * @param {string} field
 * @param {string} given
 * @param {readonly string[]} choices
 */
function checkChoice(field, given, choices) {
  const names = choices.map((each) => `"${each}"`);
  if (typeof given !== 'string') {
    throw wrongArgument(field, 'a text', '字符串', `it is one of ${names.join(', ')}`, `可用值为${names.join('、')}`, kindOf(given));
  }
  if (choices.includes(given)) return given;
  const meant = nearest(given, choices);
  throw new classes.InvalidArgument({
    code: 'parameter.choice',
    field,
    message: `\`${field}\` must be one of ${names.join(', ')}`,
    messageZh: `\`${field}\`须为${names.join('、')}之一`,
    hint: meant === undefined ? 'the documentation says what each value means' : `did you mean \`${meant}\`?`,
    hintZh: meant === undefined ? '各取值的含义见文档' : `是否应为\`${meant}\`？`,
  });
}

/**
 * The choice that a misspelt one is nearest to: it differs by case and underscores alone, or by two letters at most.
 * @param {string} given
 * @param {readonly string[]} choices
 */
function nearest(given, choices) {
  const letters = (/** @type {string} */ text) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase().slice(0, 32);
  const [best] = choices
    .map((choice) => ({ choice, far: distance(letters(given), letters(choice)) }))
    .sort((one, other) => one.far - other.far);
  return best.far <= 2 ? best.choice : undefined;
}

/**
 * How many letters must be put in, taken out or changed to make one of the other.
 * @param {string} one
 * @param {string} other
 */
function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, against] of [...other].entries()) next.push(Math.min(row[at] + Number(letter !== against), row[at + 1] + 1, next[at] + 1));
    row = next;
  }
  return row[other.length];
}

module.exports = { checkChoice };
