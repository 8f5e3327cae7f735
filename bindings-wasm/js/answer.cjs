// @ts-check
'use strict';

const { Advice, adviceFromCore } = require('./advice.cjs');
const { FORMS, INSPECT, MASKED, hide, printable } = require('./print.cjs');

/** The `extra` of an answer without unknown fields. */
const NOTHING = Object.freeze({});

/** An answer, or a group of fields in one. Its properties are its data, by their names on the wire. */
class Answer {
  toString() {
    return `${this.constructor.name} ${JSON.stringify(this)}`;
  }

  /** JSON is what loggers write: it is masked as everything printed is. */
  toJSON() {
    return masked(this);
  }

  /** The data alone, whole. */
  toObject() {
    const copy = /** @type {Record<string, unknown>} */ ({});
    for (const [name, value] of Object.entries(this)) {
      if (name !== 'extra') copy[name] = whole(value);
      else if (Object.keys(value).length > 0) copy.extra = structuredClone(value);
    }
    return copy;
  }
}

/** What a class knows of its fields: name, form, and the class of what is inside. */
Answer.fields = /** @type {any[]} */ ([]);

hide(
  Answer.prototype,
  INSPECT,
  /**
   * @this {Answer}
   * @param {number} _depth
   * @param {object} options
   * @param {(value: unknown, options: object) => string} [inspect]
   */
  function inspectAnswer(_depth, options, inspect) {
    return inspect === undefined ? this.toString() : `${this.constructor.name} ${inspect(masked(this), options)}`;
  },
);

hide(Answer.prototype, MASKED, true);

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function whole(value) {
  if (Array.isArray(value)) return value.map(whole);
  if (value instanceof Answer) return value.toObject();
  if (value instanceof Advice) return { ...value };
  return value instanceof Date ? new Date(value) : value;
}

/**
 * A copy for printing.
 * @param {any} answer
 * @returns {object}
 */
function masked(answer) {
  const forms = new Map(answer.constructor.fields.map((/** @type {any[]} */ [name, form]) => [name, form]));
  const copy = /** @type {Record<string, unknown>} */ ({});
  for (const [name, value] of Object.entries(answer)) {
    const form = name === 'extra' ? undefined : /** @type {Record<string, (text: string) => string>} */ (FORMS)[forms.get(name)];
    const shown = form !== undefined && typeof value === 'string' ? form(value) : maskedValue(value);
    if (name === 'extra' && Object.keys(value).length === 0) continue;
    copy[name] = shown;
  }
  return copy;
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function maskedValue(value) {
  if (Array.isArray(value)) return value.map(maskedValue);
  return value instanceof Answer ? masked(value) : printable(value);
}

/**
 * An answer from the core's JSON.
 * @param {any} Class
 * @param {any} json
 * @returns {any}
 */
function answerFromCore(Class, json) {
  const answer = new Class();
  for (const [name, form, Inner] of Class.fields) {
    const value = json[name];
    if (value === undefined) continue;
    if (form === 'time') answer[name] = new Date(value * 1000);
    else if (form === 'advice') answer[name] = adviceFromCore(value);
    else if (form === 'group') answer[name] = answerFromCore(Inner, value);
    else if (form === 'list') answer[name] = value.map((/** @type {any} */ item) => answerFromCore(Inner, item));
    else answer[name] = value;
  }
  answer.extra = json.extra ?? NOTHING;
  return answer;
}

module.exports = { Answer, NOTHING, answerFromCore };
