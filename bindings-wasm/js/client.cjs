// @ts-check
'use strict';

const { numberOf } = require('./account.cjs');
const { checkOptions, classes, kindOf, wrongArgument } = require('./errors.cjs');
const { fetchSend, transportError, unfitAnswer } = require('./http.cjs');
const { Operation, modules, readAnswer } = require('./operation.cjs');
const { INSPECT, hide } = require('./print.cjs');
const { modes } = require('./surface.generated.cjs');

/** @typedef {InstanceType<typeof import('./account.cjs').Account>} Account */

class Client {
  #account;
  #send;
  #onAdvice;
  /** The calls of each module of operations, made when they are first asked for. */
  #calls = /** @type {Record<string, any>} */ ({});

  static {
    for (const name of Object.keys(modules)) {
      // Not listed, as methods are not: who walks through a client's properties meets none that refuses.
      Object.defineProperty(Client.prototype, name, {
        configurable: true,
        /** @this {Client} */
        get() {
          return (this.#calls[name] ??= this.#module(name));
        },
      });
    }
  }

  /**
   * @param {Account} account
   * @param {{ send?: (request: any) => any, onAdvice?: (advice: any, request: any) => unknown }} [options]
   */
  constructor(account, options = {}) {
    numberOf(account);
    checkOptions('Client', options, ['send', 'onAdvice'], 'new Client(account, { send })');
    const { send = fetchSend(), onAdvice } = options;
    checkSend(send);
    if (onAdvice !== undefined && typeof onAdvice !== 'function') {
      throw wrongArgument('onAdvice', 'a function', '函数', 'leave it out to ignore advice', '不传则忽略', kindOf(onAdvice));
    }
    this.#account = account;
    this.#send = send;
    this.#onAdvice = onAdvice;
  }

  /** @param {string} name */
  #module(name) {
    const { mode } = this.#account;
    if (mode !== undefined && mode !== name && modes.includes(name)) throw otherMode(name, mode);
    const calls = /** @type {Record<string, Function>} */ ({});
    for (const [called, operation] of Object.entries(modules[name])) {
      if (operation instanceof Operation) {
        // Written so, the function has the operation's name.
        const call = {
          [called]: async (/** @type {any} */ parameters, /** @type {unknown[]} */ ...more) => {
            if (more.length > 0) checkAlone(called, more);
            return this.#run(operation, parameters);
          },
        };
        calls[called] = call[called];
      }
    }
    return Object.freeze(calls);
  }

  /**
   * @param {InstanceType<typeof Operation>} operation
   * @param {any} parameters
   */
  async #run(operation, parameters) {
    const request = operation.request(this.#account, parameters);
    if (this.#onAdvice !== undefined) {
      for (const advice of request.advice) await this.#onAdvice(advice, request);
    }
    let response;
    try {
      response = await this.#send(request);
    } catch (thrown) {
      throw transportError(thrown);
    }
    return readAnswer(operation, response, unfitAnswer);
  }

  toString() {
    return `Client(${this.#account})`;
  }
}
hide(Client.prototype, 'toJSON', Client.prototype.toString);
hide(Client.prototype, INSPECT, Client.prototype.toString);

/**
 * The error for the operations of another mode than the account's. The core says the same of a single operation.
 * @param {string} name
 * @param {string} mode
 */
function otherMode(name, mode) {
  const [wanted, own] = [name.toUpperCase(), mode.toUpperCase()];
  return new classes.InvalidArgument({
    code: 'account.mode',
    field: 'mode',
    message: `\`${name}\` has the operations of mode ${wanted}, but the account of this client is of mode ${own}`,
    messageZh: `\`${name}\`是${wanted}模式的接口，而该客户端账号的应用为${own}模式`,
    hint: `an application has one mode for life: use \`${mode}\`, or a client with the account of an ${wanted} application`,
    hintZh: `一个应用只有一种模式：请使用\`${mode}\`，或使用${wanted}模式应用的账号创建客户端`,
  });
}

/**
 * Refuses what cannot be a sender, and two functions that look like one.
 * @param {any} send
 */
function checkSend(send) {
  if (typeof send !== 'function') {
    const hint = 'leave it out to send with fetch';
    throw wrongArgument('send', 'a function', '函数', hint, '不传则使用fetch发送', kindOf(send));
  }
  if (send === fetchSend) {
    const hint = 'call it: send: fetchSend()';
    throw wrongArgument('send', 'what fetchSend() makes', 'fetchSend()的返回值', hint, '请调用它：send: fetchSend()', ['`fetchSend` itself', '`fetchSend`本身']);
  }
  if (send === globalThis.fetch) {
    throw wrongArgument(
      'send',
      'a function from a request to { status, headers, body }',
      '由请求得到{ status, headers, body }的函数',
      'use fetchSend(), which sends with fetch',
      '请使用fetchSend()，它通过fetch发送',
      ['`fetch`', '`fetch`'],
    );
  }
}

/**
 * Refuses further arguments of a call, which would have no effect.
 * @param {string} name
 * @param {unknown[]} more
 */
function checkAlone(name, more) {
  const extra = more.find((each) => each !== undefined);
  if (extra === undefined) return;
  const [is, isZh] = kindOf(extra);
  throw new classes.InvalidArgument({
    code: 'parameter.unknown',
    message: `\`${name}\` takes its parameters in one object and nothing after it, and was given ${is} too`,
    messageZh: `\`${name}\`只接受一个参数对象，却另外传入了${isZh}`,
    hint: 'how requests are sent (a time limit, for instance) is said when the client is made: new Client(account, { send: fetchSend({ timeout }) })',
    hintZh: '发送方式（如超时时间）在创建客户端时指定：new Client(account, { send: fetchSend({ timeout }) })',
  });
}

module.exports = { Client };
