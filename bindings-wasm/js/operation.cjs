// @ts-check
'use strict';

const { numberOf } = require('./account.cjs');
const { NO_ADVICE, adviceFromCore } = require('./advice.cjs');
const { answerFromCore } = require('./answer.cjs');
const { checkMembers, checkOptions } = require('./errors.cjs');
const { Request, headerPairs, responseBody, unfitArgument } = require('./http.cjs');
const { hide } = require('./print.cjs');
const { nonceText, now, secondsOf } = require('./signing.cjs');
const { answers, operations, schemes } = require('./surface.generated.cjs');
const wasm = require('./wasm.cjs');

/** @type {(operation: Operation, response: any, unfit: import('./http.cjs').Unfit) => any} */
let readAnswer;

/** One operation: builds its request, reads its answer. */
class Operation {
  #index;
  #description;

  static {
    readAnswer = (operation, response, unfit) => operation.#read(response, unfit);
  }

  /**
   * @param {number} index
   * @param {any} description
   */
  constructor(index, description) {
    this.#index = index;
    this.#description = description;
    // So that they can be handed on by themselves.
    hide(this, 'request', this.request.bind(this));
    hide(this, 'parse', this.parse.bind(this));
  }

  get official() {
    return this.#description.official;
  }

  /**
   * @param {InstanceType<typeof import('./account.cjs').Account>} account
   * @param {any} parameters
   * @param {{ created?: Date | number, nonce?: string }} [options]
   */
  request(account, parameters = {}, options = undefined) {
    numberOf(account);
    checkMembers(
      'parameters',
      parameters,
      'pass one object with a member for each parameter',
      '请传入一个对象，每个参数为一个成员',
    );
    let seconds;
    let nonce;
    if (options === undefined) {
      seconds = now();
    } else {
      checkOptions('request', options, ['created', 'nonce'], 'request(account, parameters, { created, nonce })');
      seconds = options.created === undefined ? now() : secondsOf(options.created);
      if (options.nonce !== undefined) nonce = nonceText(options.nonce);
    }
    const members = wasm.membersOf(parameters);
    // Its number in the core that is asked now: what was read may have brought a new one about.
    const text = wasm.request(this.#index, numberOf(account), members, seconds, nonce);
    const [urlEnd, signatureEnd, bodyEnd] = wasm.ends;
    const scheme = /** @type {'aksk' | 'wsse'} */ (account.scheme);
    return new Request(
      this.#description.method,
      text.slice(0, urlEnd),
      schemes[scheme].headers(text.slice(urlEnd, signatureEnd)),
      bodyEnd === signatureEnd ? undefined : text.slice(signatureEnd, bodyEnd),
      bodyEnd === text.length ? NO_ADVICE : adviceFromCore(JSON.parse(text.slice(bodyEnd))),
    );
  }

  /** @param {{ status: number, headers?: any, body?: string | Uint8Array | ArrayBuffer | null }} response */
  parse(response) {
    return this.#read(response, unfitArgument);
  }

  /**
   * @param {any} response
   * @param {import('./http.cjs').Unfit} unfit
   */
  #read(response, unfit) {
    const body = responseBody(response, unfit);
    const { status } = response;
    const { Answer, plain } = this.#description;
    if (plain !== undefined && status >= 200 && status < 300) {
      const answer = readPlain(Answer, plain, body);
      if (answer !== undefined) return answer;
    }
    const pairs = headerPairs(response.headers, unfit);
    return answerFromCore(Answer, JSON.parse(wasm.parse(this.#index, status, pairs, body)));
  }
}

/** What is longer is no success as described, and may be more than fits into a text. */
const LONGEST_PLAIN = 1024 * 1024;

/**
 * Reads a success that is exactly as described, as nearly all are: `JSON.parse` is faster than asking the core. Whatever
 * differs, be it by an escape or an unknown field, is the core's to read.
 * @param {any} Answer
 * @param {(Class: any, body: any, left: number) => any} plain
 * @param {string | Uint8Array} body
 */
function readPlain(Answer, plain, body) {
  if (body.length > LONGEST_PLAIN) return undefined;
  const text = typeof body === 'string' ? body : wasm.decode(body);
  // The core refuses broken Unicode, which `JSON.parse` lets through: as an escape, as half a character, as bytes.
  if (text.includes('\\') || !text.isWellFormed() || (text !== body && text.includes('\uFFFD'))) return undefined;
  // Two result codes are none, and `JSON.parse` would see the last one alone.
  const code = text.indexOf('"resultcode"');
  if (text.indexOf('"resultcode"', code + 1) !== -1) return undefined;
  let fields;
  try {
    fields = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (fields === null || fields.resultcode !== '0') return undefined;
  let left = -1;
  for (const _name in fields) left += 1;
  const { resultdesc } = fields;
  if (resultdesc !== undefined) {
    if (typeof resultdesc !== 'string') return undefined;
    left -= 1;
  }
  return plain(Answer, fields, left);
}

/**
 * The modules of operations, by name: operations and the classes of their answers.
 * @type {Record<string, any>}
 */
const modules = {};
operations.forEach((/** @type {any} */ description, /** @type {number} */ index) => {
  const { module: name } = description;
  modules[name] ??= { ...(/** @type {any} */ (answers)[name]) };
  modules[name][description.name] = new Operation(index, description);
});
for (const members of Object.values(modules)) Object.freeze(members);

module.exports = { Operation, modules, readAnswer };
