// @ts-check
'use strict';

const { Answer } = require('./answer.cjs');
const { classes } = require('./errors.cjs');
const { explained } = require('./explain.cjs');
const { FORMS, INSPECT, hide } = require('./print.cjs');

// What became of calls and SMS on the platform. Properties are whole, printed forms are masked.

class Heard extends Answer {}
Heard.fields = [
  ['at', 'time'],
  ['sound', 'text'],
  ['file', 'text'],
];

class Phone extends Answer {}
Phone.fields = [
  ['number', 'number'],
  ['shows', 'number'],
  ['heard', 'list', Heard],
];

class CallReport extends Answer {}
CallReport.fields = [
  ['sessionId', 'id'],
  ['appKey', 'key'],
  ['caller', 'group', Phone],
  ['callee', 'group', Phone],
  ['began', 'time'],
  ['answered', 'time'],
  ['ended', 'time'],
  ['stateCode', 'integer'],
  ['stateDesc', 'text'],
  ['cause', 'explanation', 'cause', 'stateCode'],
  ['recorded', 'boolean'],
  ['recording', 'text'],
  ['subscriptionId', 'id'],
  ['redialledAs', 'id'],
  ['remarks', 'texts'],
];

class ReceivedSms extends Answer {}
ReceivedSms.fields = [
  ['to', 'number'],
  ['shows', 'number'],
  ['text', 'text'],
];

class SmsReport extends Answer {}
SmsReport.fields = [
  ['smsIdentifier', 'id'],
  ['appKey', 'key'],
  ['from', 'number'],
  ['to', 'number'],
  ['parts', 'integer'],
  ['sendResult', 'integer'],
  ['result', 'explanation', 'sms_result', 'sendResult'],
  ['received', 'group', ReceivedSms],
  ['subscriptionId', 'id'],
  ['remarks', 'texts'],
];

/**
 * A report from the platform's JSON. What is not known is no property.
 * @param {any} Class
 * @param {any} json
 * @returns {any}
 */
function reportOf(Class, json) {
  const report = new Class();
  for (const [name, form, inner, of] of Class.fields) {
    const value = json[form === 'explanation' ? of : name];
    if (value === undefined) continue;
    if (form === 'time') report[name] = new Date(value);
    else if (form === 'group') report[name] = reportOf(inner, value);
    else if (form === 'list') report[name] = value.map((/** @type {any} */ item) => reportOf(inner, item));
    else if (form === 'explanation') report[name] = explained(inner, String(value));
    else report[name] = value;
    if (report[name] === undefined) delete report[name];
  }
  return report;
}

/**
 * @param {any} Class
 * @param {string | undefined} text the platform's JSON
 * @param {string} field
 * @param {readonly [string, string]} what
 */
function known(Class, text, field, [what, whatZh]) {
  if (text !== undefined) return reportOf(Class, JSON.parse(text));
  throw new classes.InvalidArgument({
    code: 'parameter.choice',
    field,
    message: `the platform does not know this ${what} any more`,
    messageZh: `平台已没有该${whatZh}的记录`,
    hint: 'it knows the last 1,000 that are over, and forgets all when it is reset: ask before',
    hintZh: '平台保留最近1000条已结束的记录，重置后全部清除：请提前查询',
  });
}

/** A call that has reached the platform. */
class Call {
  #read;

  /**
   * @param {string} sessionId
   * @param {() => string | undefined} read
   */
  constructor(sessionId, read) {
    this.#read = read;
    this.sessionId = sessionId;
    Object.freeze(this);
  }

  report() {
    return known(CallReport, this.#read(), 'sessionId', ['call', '呼叫']);
  }

  toString() {
    return `Call(${FORMS.id(this.sessionId)})`;
  }
}

/** An SMS that has reached the platform. */
class SentSms {
  #read;

  /**
   * @param {string} smsIdentifier
   * @param {() => string | undefined} read
   */
  constructor(smsIdentifier, read) {
    this.#read = read;
    this.smsIdentifier = smsIdentifier;
    Object.freeze(this);
  }

  report() {
    return known(SmsReport, this.#read(), 'smsIdentifier', ['SMS', '短信']);
  }

  toString() {
    return `SentSms(${FORMS.id(this.smsIdentifier)})`;
  }
}

for (const Class of [Call, SentSms]) {
  hide(Class.prototype, 'toJSON', Class.prototype.toString);
  hide(Class.prototype, INSPECT, Class.prototype.toString);
}

module.exports = { Call, SentSms };
