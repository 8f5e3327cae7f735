// @ts-check
'use strict';

const { errorClasses } = require('./surface.generated.cjs');
const { INSPECT, MASKED, hide, mask, printable } = require('./print.cjs');
const wasm = require('./wasm.cjs');

/**
 * @typedef {object} Details
 * @property {string} code
 * @property {string} message
 * @property {string} messageZh
 * @property {string} hint
 * @property {string} hintZh
 * @property {string | undefined} [field]
 * @property {string | undefined} [file]
 * @property {string | undefined} [reason]
 * @property {boolean | undefined} [retryable]
 * @property {number | undefined} [httpStatus]
 * @property {string | undefined} [resultCode]
 * @property {string | undefined} [resultDesc]
 */

/** The properties that an error has from the beginning, whose texts hold no number and no secret. */
const OWN = new Set([
  'code',
  'field',
  'file',
  'messageZh',
  'hint',
  'hintZh',
  'reason',
  'retryable',
  'httpStatus',
  'resultCode',
  'resultDesc',
]);

class PrivateNumberError extends Error {
  /**
   * @param {Details} details
   * @param {{ cause?: unknown }} [options]
   */
  constructor(details, options) {
    if (typeof details?.code !== 'string') {
      throw new TypeError('the errors of privatenumber are made by it alone; throw an error of another class');
    }
    super(details.message, options);
    this.code = details.code;
    // What an error does not have is no property of it either, so that nothing is printed as `undefined`.
    if (details.field !== undefined) this.field = details.field;
    if (details.file !== undefined) this.file = details.file;
    this.messageZh = details.messageZh;
    this.hint = details.hint;
    this.hintZh = details.hintZh;
    if (details.reason !== undefined) this.reason = details.reason;
    this.retryable = details.retryable === true;
    if (details.httpStatus !== undefined) this.httpStatus = details.httpStatus;
    if (details.resultCode !== undefined) this.resultCode = details.resultCode;
    if (details.resultDesc !== undefined) this.resultDesc = details.resultDesc;
  }

  /**
   * As JSON an error would lose its message, and loggers write JSON. What others gave it later is masked: they are used
   * to hang a customer's data on errors.
   */
  toJSON() {
    const told = Object.entries(this).map(([name, value]) => [name, OWN.has(name) ? value : printable(value)]);
    return { name: this.name, code: this.code, message: this.message, ...Object.fromEntries(told) };
  }

  toString() {
    return `${this.name}: ${this.message} [${this.code}]; ${this.hint}`;
  }
}

hide(PrivateNumberError.prototype, 'name', 'PrivateNumberError');

/**
 * The stack, what to do, and the cause. What caused it was said by others, and may hold numbers.
 * @this {PrivateNumberError}
 */
function inspectError() {
  const lines = [this.stack ?? this.toString(), `  code: ${this.code}`, `  hint: ${this.hint}`];
  if (this.cause !== undefined) {
    const { cause } = this;
    lines.push(`  cause: ${mask(cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause))}`);
  }
  return lines.join('\n');
}
hide(PrivateNumberError.prototype, INSPECT, inspectError);
hide(PrivateNumberError.prototype, MASKED, true);

/**
 * The same error, with an addition to what it says.
 * @param {PrivateNumberError} error
 * @param {string} more
 * @param {string} moreZh
 */
function adding(error, more, moreZh) {
  const Class = /** @type {typeof PrivateNumberError} */ (error.constructor);
  return new Class({ ...error, message: error.message + more, messageZh: error.messageZh + moreZh });
}

/** @type {Record<string, typeof PrivateNumberError>} */
const classes = { PrivateNumberError };
for (const [name, parent] of errorClasses) {
  const Parent = /** @type {typeof PrivateNumberError} */ (classes[parent]);
  // The class has its name in stacks and in `constructor.name`.
  const Class = { [name]: class extends Parent {} }[name];
  hide(Class.prototype, 'name', name);
  classes[name] = Class;
}

/**
 * @param {string[]} told the core's texts, in the order of src/tell.rs
 * @returns {PrivateNumberError}
 */
function errorFromCore(told) {
  const [name, code, message, messageZh, hint, hintZh, retryable, field, file, reason, resultCode, resultDesc, status] = told;
  const Class = classes[name] ?? PrivateNumberError;
  const refused = reason !== '';
  return new Class({
    code,
    message,
    messageZh,
    hint,
    hintZh,
    field: field || undefined,
    file: file || undefined,
    reason: reason || undefined,
    retryable: retryable === '1',
    httpStatus: Number(status) || undefined,
    resultCode: refused ? resultCode : undefined,
    resultDesc: refused ? resultDesc : undefined,
  });
}

wasm.errors.refused = errorFromCore;
wasm.errors.broken = (why, cause) =>
  new PrivateNumberError(
    {
      code: 'internal',
      message: `the core stopped: ${why}`,
      messageZh: `核心模块异常终止：${why}`,
      hint: 'this is a bug in the package: please report it; other calls go on working',
      hintZh: '这是本软件包的缺陷：请反馈；其他调用不受影响',
    },
    { cause },
  );

/**
 * The same in English and in Chinese.
 * @typedef {readonly [english: string, chinese: string]} Words
 */

/**
 * The error for an argument that the core never sees: of the JavaScript surface itself.
 * @param {string} field
 * @param {string} wanted
 * @param {string} wantedZh
 * @param {string} hint
 * @param {string} hintZh
 * @param {Words} [came] what it is instead
 * @param {Words} [whose] what follows the name of the field in English and goes before it in Chinese
 */
function wrongArgument(field, wanted, wantedZh, hint, hintZh, came, whose = ['', '']) {
  return new classes.InvalidArgument({
    code: 'parameter.type',
    field,
    message: `\`${field}\`${whose[0]} must be ${wanted}${came === undefined ? '' : `, not ${came[0]}`}`,
    messageZh: `${whose[1]}\`${field}\`须为${wantedZh}${came === undefined ? '' : `，不能是${came[1]}`}`,
    hint,
    hintZh,
  });
}

/** What stands in for data in JavaScript without being a bag of named members. */
const NO_BAGS = /^(Map|Set|WeakMap|WeakSet|Date|RegExp|Promise|Error|ArrayBuffer|\w*Array|Headers|FormData|URLSearchParams|String|Number|Boolean)$/;

/**
 * What values are called; instances of a class have its name.
 * @type {Readonly<Record<string, Words>>}
 */
const KINDS = Object.freeze({
  text: ['a text', '字符串'],
  empty: ['an empty text', '空字符串'],
  number: ['a number', '数值'],
  infinite: ['an infinite number', '无穷大'],
  boolean: ['a boolean', '布尔值'],
  bigint: ['a bigint', 'BigInt'],
  symbol: ['a symbol', 'Symbol'],
  function: ['a function', '函数'],
  list: ['a list', '列表'],
  object: ['an object', '对象'],
  promise: ['a Promise', 'Promise'],
});

/**
 * What a value is, in a few words. Never what is in it: that may be a number or a secret.
 * @param {any} value
 * @returns {Words}
 */
function kindOf(value) {
  if (value === undefined || value === null || Number.isNaN(value)) return [String(value), String(value)];
  if (typeof value === 'string') return value === '' ? KINDS.empty : KINDS.text;
  if (typeof value === 'number' && !Number.isFinite(value)) return KINDS.infinite;
  if (typeof value !== 'object') return KINDS[typeof value];
  if (Array.isArray(value)) return KINDS.list;
  if (typeof value.then === 'function') return KINDS.promise;
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag === 'Object') return KINDS.object;
  return [`${/^[AEIO]/.test(tag) ? 'an' : 'a'} ${tag}`, tag];
}

/**
 * Refuses what has no named members to be read, before each of them is said to be missing.
 * @param {string} field
 * @param {any} given
 * @param {string} hint
 * @param {string} hintZh
 * @param {Words} [whose]
 */
function checkMembers(field, given, hint, hintZh, whose) {
  if (typeof given === 'object' && given !== null) {
    if (Object.getPrototypeOf(given) === Object.prototype) return;
    const tag = Object.prototype.toString.call(given).slice(8, -1);
    if (!NO_BAGS.test(tag) && typeof given.then !== 'function') return;
  }
  const promised = typeof given?.then === 'function';
  throw wrongArgument(
    field,
    'an object',
    '对象',
    promised ? `\`await\` it first; ${hint}` : hint,
    promised ? `请先await；${hintZh}` : hintZh,
    kindOf(given),
    whose,
  );
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {string}
 */
function checkText(name, value) {
  if (typeof value === 'string') return value;
  throw wrongArgument(name, 'a text', '字符串', 'pass a text', '请传入字符串', kindOf(value));
}

/**
 * Refuses a misspelt option, and what holds none.
 * @param {string | Words} owner what has the options: the name of a function, or words
 * @param {object} given
 * @param {readonly string[]} known
 * @param {string} call how it is called with them
 */
function checkOptions(owner, given, known, call) {
  const [of, ofZh] = typeof owner === 'string' ? [`\`${owner}\``, `\`${owner}\``] : owner;
  const names = known.map((option) => `\`${option}\``);
  const hint = `the options are ${names.join(', ')}`;
  const hintZh = `可用选项为${names.join('、')}`;
  checkMembers(
    'options',
    given,
    `write \`${call}\`; ${hint}`,
    `请使用\`${call}\`；${hintZh}`,
    [` of ${of}`, `${ofZh}的`],
  );
  for (const name in given) {
    if (known.includes(name)) continue;
    throw new classes.InvalidArgument({
      code: 'parameter.unknown',
      field: name,
      message: `\`${name}\` is no option of ${of}`,
      messageZh: `${ofZh}没有选项\`${name}\``,
      hint,
      hintZh,
    });
  }
}

module.exports = { PrivateNumberError, adding, checkMembers, checkOptions, checkText, classes, kindOf, wrongArgument };
