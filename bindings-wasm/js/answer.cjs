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
    const forms = formsOf(this);
    for (const [name, value] of Object.entries(this)) {
      if (name !== 'extra') copy[name] = forms.get(name) === 'explanation' ? Number(value.code) : whole(value);
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
 * The forms of its fields, by name.
 * @param {any} answer
 * @returns {Map<string, string>}
 */
const formsOf = (answer) => new Map(answer.constructor.fields.map((/** @type {any[]} */ [name, form]) => [name, form]));

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
  const forms = formsOf(answer);
  const copy = /** @type {Record<string, unknown>} */ ({});
  for (const [name, value] of Object.entries(answer)) {
    const named = name === 'extra' ? undefined : forms.get(name);
    if (named === 'explanation') {
      copy[name] = Number(value.code);
      continue;
    }
    const form = /** @type {Record<string, (text: string) => string>} */ (FORMS)[named ?? ''];
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
 * What a code of a kind means. The catalog is loaded by whoever meets one.
 * @param {string} kind
 * @param {number} code
 */
const explainedAs = (kind, code) => require('./explain.cjs').explained(kind, String(code));

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
    if (form === 'time') answer[name] = new Date(Math.round(value * 1000));
    else if (form === 'explanation') {
      const explanation = explainedAs(Inner, value);
      if (explanation !== undefined) answer[name] = explanation;
    }
    else if (form === 'advice') answer[name] = adviceFromCore(value);
    else if (form === 'group') answer[name] = answerFromCore(Inner, value);
    else if (form === 'list') answer[name] = value.map((/** @type {any} */ item) => answerFromCore(Inner, item));
    else answer[name] = value;
  }
  answer.extra = json.extra ?? NOTHING;
  return answer;
}

module.exports = { Answer, NOTHING, answerFromCore };
