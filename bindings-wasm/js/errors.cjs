// @ts-check
'use strict';

const { errorClasses } = require('./surface.generated.cjs');
const { INSPECT, hide, mask } = require('./print.cjs');
const wasm = require('./wasm.cjs');

/**
 * @typedef {object} Details
 * @property {string} code
 * @property {string} message
 * @property {string} messageZh
 * @property {string} hint
 * @property {string} hintZh
 * @property {string | undefined} [field]
 * @property {string | undefined} [reason]
 * @property {boolean | undefined} [retryable]
 * @property {number | undefined} [httpStatus]
 * @property {string | undefined} [resultCode]
 * @property {string | undefined} [resultDesc]
 */

class PrivateNumberError extends Error {
  /**
   * @param {Details} details
   * @param {{ cause?: unknown }} [options]
   */
  constructor(details, options) {
    super(details.message, options);
    this.code = details.code;
    this.field = details.field;
    this.messageZh = details.messageZh;
    this.hint = details.hint;
    this.hintZh = details.hintZh;
    this.reason = details.reason;
    this.retryable = details.retryable === true;
    this.httpStatus = details.httpStatus;
    this.resultCode = details.resultCode;
    this.resultDesc = details.resultDesc;
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
  const [name, code, message, messageZh, hint, hintZh, retryable, field, reason, resultCode, resultDesc, status] = told;
  const Class = classes[name] ?? PrivateNumberError;
  const refused = reason !== '';
  return new Class({
    code,
    message,
    messageZh,
    hint,
    hintZh,
    field: field || undefined,
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
      hint: 'this is a mistake in the package: please report it; other calls go on working',
      hintZh: '这是本软件包的缺陷：请反馈；其他调用不受影响',
    },
    { cause },
  );

/**
 * The error for an argument that the core never sees: of the JavaScript surface itself.
 * @param {string} field
 * @param {string} wanted
 * @param {string} wantedZh
 * @param {string} hint
 * @param {string} hintZh
 */
function wrongArgument(field, wanted, wantedZh, hint, hintZh) {
  return new classes.InvalidArgument({
    code: 'parameter.type',
    field,
    message: `\`${field}\` must be ${wanted}`,
    messageZh: `\`${field}\`须为${wantedZh}`,
    hint,
    hintZh,
  });
}

/**
 * Refuses a misspelt option.
 * @param {string} what
 * @param {object} given
 * @param {readonly string[]} known
 */
function checkOptions(what, given, known) {
  if (typeof given !== 'object' || given === null) {
    throw wrongArgument(what, 'an object', '对象', `the options are ${known.join(', ')}`, `可用选项为${known.join('、')}`);
  }
  for (const name in given) {
    if (known.includes(name)) continue;
    throw new classes.InvalidArgument({
      code: 'parameter.unknown',
      field: name,
      message: `\`${name}\` is no option of ${what}`,
      messageZh: `${what}没有选项\`${name}\``,
      hint: `the options are ${known.map((option) => `\`${option}\``).join(', ')}`,
      hintZh: `可用选项为${known.map((option) => `\`${option}\``).join('、')}`,
    });
  }
}

module.exports = { PrivateNumberError, checkOptions, classes, wrongArgument };
