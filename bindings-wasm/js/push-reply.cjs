// @ts-check
'use strict';

const { NO_ADVICE, adviceFromCore } = require('./advice.cjs');
const { checkChoice } = require('./choice.cjs');
const { checkMembers, kindOf, wrongArgument } = require('./errors.cjs');
const { INSPECT, hide, mask } = require('./print.cjs');
const { classes, replyForms } = require('./push-data.generated.cjs');
const wasm = require('./wasm.cjs');

const { Sms } = /** @type {any} */ (classes);

/** What is to become of a call or an SMS that the platform asks about. */
class Reply {
  #bodies;
  #calling;

  /**
   * @param {string} kind
   * @param {readonly unknown[]} members
   */
  constructor(kind, members) {
    const [list, object, calling, advice] = wasm.askNamed('reply', kind, members).split('\0');
    this.#bodies = /** @type {Record<string, string>} */ ({ list, object });
    this.#calling = calling;
    this.kind = kind;
    hide(this, 'advice', advice === '[]' ? NO_ADVICE : adviceFromCore(JSON.parse(advice)));
    Object.freeze(this);
  }

  /** @param {string} [form] */
  body(form = 'list') {
    return this.#bodies[checkChoice('form', form, replyForms)];
  }

  /**
   * Throws `push.reply` if it is no answer to this push.
   * @param {string} kind
   * @param {any} data
   */
  fits(kind, data) {
    wasm.ask('replyFits', [this.kind, this.#calling, kind, (data instanceof Sms && data.calling) || '']);
  }

  toString() {
    return `Reply ${mask(this.#bodies.list)}`;
  }
}
hide(Reply.prototype, 'toJSON', Reply.prototype.toString);
hide(Reply.prototype, INSPECT, Reply.prototype.toString);

/**
 * @param {string} kind
 * @param {any} parameters
 */
function made(kind, parameters) {
  checkMembers('parameters', parameters, 'pass one object with a member for each parameter', '请传入一个对象，每个参数为一个成员');
  return new Reply(kind, wasm.membersOf(parameters));
}

/** @param {any} parameters */
const connect = (parameters) => made('connect', parameters);

/** @param {any} [parameters] */
const close = (parameters = {}) => made('close', parameters);

/**
 * @param {any} sms
 * @param {any} parameters
 */
function route(sms, parameters) {
  if (!(sms instanceof Sms)) {
    throw wrongArgument('sms', 'an Sms of a push', '推送中的Sms', 'pass what the function for `smsBlock` was given', '请传入`smsBlock`处理函数收到的对象', kindOf(sms));
  }
  checkMembers('parameters', parameters, 'write route(sms, { called })', '请写作route(sms, { called })');
  // Before the others, so that it cannot be given twice; without a sender the core says what is missing.
  return new Reply('route', ['calling', sms.calling, ...wasm.membersOf(parameters)]);
}

const discard = () => new Reply('discard', []);

module.exports = { Reply, close, connect, discard, route };
