// @ts-check
'use strict';

const { checkChoice } = require('./choice.cjs');
const { PrivateNumberError, checkOptions, checkText, classes, kindOf, wrongArgument } = require('./errors.cjs');
const { parseCalleeNumber, parseXNumber } = require('./index.cjs');

// Who calls whom, who sends what to whom, and what becomes of numbers: as users write it and as the platform reads it.

const CALLEES = Object.freeze(['answers', 'refuses', 'blocks', 'noAnswer', 'busy', 'unreachable', 'switchedOff', 'suspended', 'doesNotExist']);
const SIDES = Object.freeze(['caller', 'callee']);
const GIVES_UP = Object.freeze(['beforeForwarding', 'beforeRinging', 'whileRinging']);
const CONDITIONS = Object.freeze(['normal', 'suspended', 'unavailable', 'frozen', 'abnormal']);
const CAUSES = Object.freeze([
  'deleted',
  'arrears',
  'stopped',
  'restricted',
  'restrictionLifted',
  'forwardingAlways',
  'forwardingOnNoAnswer',
  'forwardingOnBusy',
]);
/** What forwarding an SMS can end in by itself. */
const FAILURES = Object.freeze([5, 8, 9, 10, 12, 13]);

const SCRIPT = Object.freeze(['callee', 'ringSeconds', 'talkSeconds', 'hangsUp', 'callerGivesUp', 'extensions', 'redials']);
/** Ten days, in seconds. */
const LONGEST = 864_000;
const LONGEST_TEXT = 2000;

/**
 * A call in the platform's JSON.
 * @param {any} call
 * @returns {string}
 */
function callText(call) {
  checkOptions('platform.call', call, ['from', 'to', ...SCRIPT], 'platform.call({ from, to, talkSeconds: 60 })');
  const { callee, ringSeconds, talkSeconds, hangsUp, callerGivesUp, extensions, redials } = call;
  return JSON.stringify({
    from: readNumber('from', call.from, parseCalleeNumber),
    to: readNumber('to', call.to, parseXNumber),
    script: {
      callee: given(callee, () => checkChoice('callee', callee, CALLEES)),
      ringSeconds: given(ringSeconds, () => whole('ringSeconds', ringSeconds, LONGEST, ['seconds', '秒'])),
      talkSeconds: given(talkSeconds, () => whole('talkSeconds', talkSeconds, LONGEST, ['seconds', '秒'])),
      hangsUp: given(hangsUp, () => checkChoice('hangsUp', hangsUp, SIDES)),
      callerGivesUp: given(callerGivesUp, () => checkChoice('callerGivesUp', callerGivesUp, GIVES_UP)),
      extensions: given(extensions, () => checkExtensions(extensions)),
      redials: given(redials, () => whole('redials', redials, 10, ['redials', '次'])),
    },
  });
}

/**
 * An SMS in the platform's JSON.
 * @param {any} sms
 * @returns {string}
 */
function smsText(sms) {
  checkOptions('platform.sms', sms, ['from', 'to', 'text', 'failsWith'], 'platform.sms({ from, to, text })');
  const { text, failsWith } = sms;
  const length = [...checkText('text', text)].length;
  if (length < 1 || length > LONGEST_TEXT) {
    throw outOfRange('text', `\`text\` must have 1 to ${LONGEST_TEXT} characters`, `\`text\`须为1到${LONGEST_TEXT}个字符`, 'send a text that is there', '请传入非空文本');
  }
  if (failsWith !== undefined && !FAILURES.includes(failsWith)) {
    const hint = 'the other results follow from the setup, the bindings and the answers to pushes';
    const hintZh = '其他结果由配置、绑定关系及推送的响应决定';
    if (typeof failsWith !== 'number') {
      throw wrongArgument('failsWith', 'a number', '数值', `it is one of ${FAILURES.join(', ')}; ${hint}`, `可用值为${FAILURES.join('、')}；${hintZh}`, kindOf(failsWith));
    }
    throw outOfRange('failsWith', `\`failsWith\` must be one of ${FAILURES.join(', ')}`, `\`failsWith\`须为${FAILURES.join('、')}之一`, hint, hintZh, 'choice');
  }
  return JSON.stringify({
    from: readNumber('from', sms.from, parseCalleeNumber),
    to: readNumber('to', sms.to, parseXNumber),
    text,
    failsWith,
  });
}

/**
 * @param {any} change
 * @returns {[number: string, condition: string, cause: string | undefined]}
 */
function numberChange(change) {
  checkOptions('platform.setNumber', change, ['number', 'condition', 'cause'], "platform.setNumber({ number, condition: 'suspended' })");
  const { condition, cause } = change;
  return [
    readNumber('number', change.number, parseXNumber),
    checkChoice('condition', condition, CONDITIONS),
    given(cause, () => checkChoice('cause', cause, CAUSES)),
  ];
}

/**
 * As everywhere, `undefined` means that a member is absent.
 * @template T
 * @param {unknown} value
 * @param {() => T} check
 */
const given = (value, check) => (value === undefined ? undefined : check());

/**
 * @param {string} field
 * @param {unknown} value
 * @param {number} most
 * @param {readonly [string, string]} unit
 */
function whole(field, value, most, [unit, unitZh]) {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    const came = typeof value === 'number' && Number.isFinite(value) ? undefined : kindOf(value);
    throw wrongArgument(field, `a whole number of ${unit}`, `整数（${unitZh}）`, 'leave it out for what is usual', '不传则使用默认值', came);
  }
  if (value >= 0 && value <= most) return value;
  throw outOfRange(field, `\`${field}\` must be 0 to ${most} ${unit}`, `\`${field}\`须为0到${most}${unitZh}`, 'leave it out for what is usual', '不传则使用默认值');
}

/** @param {any} extensions */
function checkExtensions(extensions) {
  const hint = "write it like ['0001'], one text for each time the platform asks: digits, * and #, 20 at most";
  const hintZh = "请写作['0001']，平台每询问一次对应一项：由数字、*和#组成，最长20位";
  if (!Array.isArray(extensions)) throw wrongArgument('extensions', 'a list of texts', '字符串列表', hint, hintZh, kindOf(extensions));
  const wrong = extensions.find((each) => typeof each !== 'string');
  if (wrong !== undefined || extensions.includes(undefined)) {
    throw wrongArgument('extensions', 'a list of texts', '字符串列表', hint, hintZh, ['a list with something else', '含其他类型的列表']);
  }
  if (extensions.length <= 10 && extensions.every((each) => /^[0-9*#]{0,20}$/.test(each))) return extensions;
  throw outOfRange('extensions', '`extensions` must be at most 10 texts that can be keyed in', '`extensions`须为最多10项可在键盘上输入的字符串', hint, hintZh);
}

/**
 * @param {string} field
 * @param {string} message
 * @param {string} messageZh
 * @param {string} hint
 * @param {string} hintZh
 * @param {string} [kind]
 */
const outOfRange = (field, message, messageZh, hint, hintZh, kind = 'range') =>
  new classes.InvalidArgument({ code: `parameter.${kind}`, field, message, messageZh, hint, hintZh });

/**
 * @param {string} field
 * @param {string} number
 * @param {(text: string) => string} parse
 * @returns {string} in global format
 */
function readNumber(field, number, parse) {
  try {
    return parse(number);
  } catch (error) {
    // A reader of numbers does not know what its text is to the caller.
    if (error instanceof PrivateNumberError) error.field = field;
    throw error;
  }
}

/**
 * Does something with a phone. What is checked above aside, it fails only where a number is nobody's X.
 * @template T
 * @param {() => T} run
 * @returns {T}
 */
function phoned(run) {
  try {
    return run();
  } catch (thrown) {
    if (typeof thrown !== 'string') throw thrown;
    const { field } = JSON.parse(thrown);
    throw outOfRange(
      field,
      `\`${field}\` must be an X number of this platform`,
      `\`${field}\`须为该平台的X号码`,
      'platform.numbers(appKey) lists those of an application; a setup of your own may have others',
      'platform.numbers(appKey)列出某个应用的X号码；可通过自定义配置添加其他号码',
      'choice',
    );
  }
}

module.exports = { callText, numberChange, outOfRange, phoned, readNumber, smsText };
