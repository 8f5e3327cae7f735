// @ts-check
'use strict';

const { checkChoice } = require('./choice.cjs');
const { checkMembers, checkOptions, classes, kindOf, wrongArgument } = require('./errors.cjs');
const { failure } = require('./http.cjs');
const { outOfRange } = require('./simulator-phones.cjs');

// What is to go wrong: as users write it, and how an answer with a fault arrives in process.

/**
 * What the platform answers, and how that is to arrive: at once, so many milliseconds later, cut off, or never.
 * @typedef {{ ms?: number, wholeBytes?: number, lost?: true } | null} Delivery
 * @typedef {{ status: number, headers: Record<string, string>, body: Uint8Array, delivery: Delivery }} Answer
 */

const FAULTS = Object.freeze(['requests', 'pushes', 'clockSkewSeconds', 'lockOutAfter']);
const OF_REQUESTS = Object.freeze([
  'requestLost',
  'answerLost',
  'internalError',
  'bareError',
  'flowControl',
  'responseTimeout',
  'slow',
  'proxyPage',
  'cutOff',
]);
const OF_PUSHES = Object.freeze(['duplicate', 'reordered']);

/** The most faults of one kind. */
const MOST = 100;
/** A day, in milliseconds. */
const LONGEST_MS = 86_400_000;
/** Ten years, in seconds. */
const FURTHEST = 315_360_000;
const MOST_ATTEMPTS = 2 ** 32 - 1;

/** How long a client in process waits, in milliseconds: as long as that of `fetchSend()`. */
const PATIENCE = 10_000;

const FORM = "platform.setFaults({ requests: [{ fault: 'answerLost', next: 1 }] })";

/**
 * Faults in the platform's JSON.
 * @param {any} faults
 * @returns {string}
 */
function faultsText(faults) {
  checkOptions('platform.setFaults', faults, FAULTS, FORM);
  const { requests, pushes, clockSkewSeconds, lockOutAfter } = faults;
  return JSON.stringify({
    requests: list('requests', requests, OF_REQUESTS, ['fault', 'probability', 'next', 'operation', 'ms']),
    pushes: list('pushes', pushes, OF_PUSHES, ['fault', 'probability', 'next', 'ms']),
    clockSkewSeconds: whole('clockSkewSeconds', clockSkewSeconds, -FURTHEST, FURTHEST, ['ahead if positive, at most 10 years', '正数表示偏快，最多10年']),
    lockOutAfter: orNull(lockOutAfter, () => whole('lockOutAfter', lockOutAfter, 1, MOST_ATTEMPTS, ['null: never', 'null表示不锁定'])),
  });
}

/**
 * @param {string} name
 * @param {any} given
 * @param {readonly string[]} kinds
 * @param {readonly string[]} members
 */
function list(name, given, kinds, members) {
  if (given === undefined) return undefined;
  const form = `[{ fault: '${kinds[0]}', next: 1 }]`;
  const [hint, hintZh] = [`write it like ${form}`, `请写作${form}`];
  if (!Array.isArray(given)) throw wrongArgument(name, 'a list of faults', '故障列表', hint, hintZh, kindOf(given));
  if (given.length > MOST) {
    throw outOfRange(name, `\`${name}\` must be at most ${MOST} faults`, `\`${name}\`最多${MOST}项`, 'leave some out', '请减少故障数量');
  }
  // Holes of a list are seen as well.
  return Array.from(given, (each, index) => {
    const path = `${name}[${index}]`;
    checkMembers(path, each, hint, hintZh);
    for (const member in each) {
      if (!members.includes(member)) throw unknown(path, member, members);
    }
    const { fault, probability, next, operation, ms } = each;
    return {
      fault: checkChoice(`${path}.fault`, fault, kinds),
      probability: probability === undefined ? undefined : likely(`${path}.probability`, probability),
      next: orNull(next, () => whole(`${path}.next`, next, 0, Number.MAX_SAFE_INTEGER, ['null: without end', 'null表示不限次数'])),
      operation: orNull(operation, () => named(`${path}.operation`, operation)),
      ms: whole(`${path}.ms`, ms, 0, LONGEST_MS, ['in milliseconds, at most a day', '单位为毫秒，最长一天']),
    };
  });
}

/**
 * @param {string} path
 * @param {string} member
 * @param {readonly string[]} members
 */
function unknown(path, member, members) {
  const names = members.map((each) => `\`${each}\``);
  return new classes.InvalidArgument({
    code: 'parameter.unknown',
    field: `${path}.${member}`,
    message: `\`${member}\` is no member of \`${path}\``,
    messageZh: `\`${path}\`没有成员\`${member}\``,
    hint: `the members are ${names.join(', ')}`,
    hintZh: `可用成员为${names.join('、')}`,
  });
}

/**
 * As everywhere, `undefined` means that a member is absent; `null` stands for no limit.
 * @param {unknown} value
 * @param {() => unknown} check
 */
const orNull = (value, check) => (value === null ? null : check());

/**
 * @param {string} field
 * @param {unknown} value
 * @param {number} least
 * @param {number} most
 * @param {readonly [string, string]} hint
 */
function whole(field, value, least, most, [hint, hintZh]) {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw wrongArgument(field, 'a whole number', '整数', hint, hintZh, typeof value === 'number' && Number.isFinite(value) ? undefined : kindOf(value));
  }
  if (value >= least && value <= most) return value;
  throw outOfRange(field, `\`${field}\` must be ${least} to ${most}`, `\`${field}\`须为${least}到${most}`, hint, hintZh);
}

/**
 * @param {string} field
 * @param {unknown} value
 */
function likely(field, value) {
  const [hint, hintZh] = ['0.1 is one time in ten; leave it out for always', '0.1表示十次中一次；不传则每次发生'];
  if (typeof value !== 'number' || Number.isNaN(value)) throw wrongArgument(field, 'a number', '数值', hint, hintZh, kindOf(value));
  if (value >= 0 && value <= 1) return value;
  throw outOfRange(field, `\`${field}\` must be 0 to 1`, `\`${field}\`须为0到1`, hint, hintZh);
}

const [OPERATION, OPERATION_ZH] = ['write it under its mode: axb.CreateBinding', '请写明模式：axb.CreateBinding'];

/**
 * @param {string} field
 * @param {unknown} value
 */
function named(field, value) {
  if (value === undefined || typeof value === 'string') return value;
  throw wrongArgument(field, 'a text', '字符串', OPERATION, OPERATION_ZH, kindOf(value));
}

/**
 * Sets faults. What is checked above aside, it fails only where an operation is none.
 * @param {() => void} run
 */
function settingFaults(run) {
  try {
    run();
  } catch (thrown) {
    if (typeof thrown !== 'string') throw thrown;
    const { field } = JSON.parse(thrown);
    throw outOfRange(
      field,
      `\`${field}\` must be an operation of the simulator`,
      `\`${field}\`须为模拟平台的接口`,
      OPERATION,
      OPERATION_ZH,
      'choice',
    );
  }
}

/**
 * An answer as it arrives in process, where nobody waits: one that is slow arrives at once, or is as good as lost.
 * @param {Answer} answer
 * @returns {{ status: number, headers: Record<string, string>, body: Uint8Array }}
 */
function arrived({ status, headers, body, delivery }) {
  if (delivery?.lost) throw unanswered('the simulator lost the request or its answer (a fault)', '模拟平台丢失了请求或响应（故障设置）');
  const { ms = 0 } = delivery ?? {};
  if (ms > PATIENCE) throw unanswered(`the simulator's answer takes ${ms} ms (a fault)`, `模拟平台的响应需${ms}毫秒（故障设置）`);
  return { status, headers, body };
}

/**
 * The error of a client that has waited long enough.
 * @param {string} what
 * @param {string} whatZh
 */
function unanswered(what, whatZh) {
  const [error, inChinese] = [what, whatZh].map((words) => /** @type {any} */ (failure('timeout', words)));
  error.messageZh = inChinese.messageZh;
  return error;
}

module.exports = { arrived, faultsText, settingFaults };
