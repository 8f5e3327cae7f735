// @ts-check
'use strict';

/**
 * What is legal, is sent, and will hardly do what is hoped for. It holds no whole telephone number.
 */
class Advice {
  /** @param {any} told the core's JSON */
  constructor({ code, field, message, messageZh, hint, hintZh }) {
    this.code = code;
    this.field = field;
    this.message = message;
    this.messageZh = messageZh;
    this.hint = hint;
    this.hintZh = hintZh;
    Object.freeze(this);
  }

  toString() {
    return `${this.message} [${this.code}]; ${this.hint}`;
  }
}

/**
 * The advice of nearly every request.
 * @type {readonly Advice[]}
 */
const NO_ADVICE = Object.freeze([]);

/**
 * @param {any[]} told
 * @returns {readonly Advice[]}
 */
function adviceFromCore(told) {
  return Object.freeze(told.map((each) => new Advice(each)));
}

module.exports = { Advice, NO_ADVICE, adviceFromCore };
