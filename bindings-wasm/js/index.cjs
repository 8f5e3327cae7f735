// @ts-check
'use strict';

const { answerFromCore } = require('./answer.cjs');
const { PrivateNumberError, adding, checkMembers, checkOptions, classes, kindOf, wrongArgument } = require('./errors.cjs');
const { Request, fetchSend, headerPairs, responseBody, transportError, unfitAnswer, unfitArgument } = require('./http.cjs');
const { INSPECT, hide, mask } = require('./print.cjs');
const { VERSION, answers, choices, errorCodes, headers, operations } = require('./surface.generated.cjs');
const wasm = require('./wasm.cjs');

/** The Unix second. */
const now = () => Math.floor(Date.now() / 1000);

/**
 * Seconds of a point in time; what is none is refused by the core.
 * @param {unknown} created
 * @returns {number}
 */
function secondsOf(created) {
  if (typeof created === 'number') return created;
  if (created instanceof Date) return created.getTime() / 1000;
  throw wrongArgument(
    'created',
    'a Date or a number of Unix seconds',
    'Date或Unix秒数',
    'leave it out to sign for this moment',
    '不传则使用当前时间',
  );
}

/**
 * @param {unknown} nonce
 * @returns {string}
 */
function nonceText(nonce) {
  if (typeof nonce === 'string') return nonce;
  throw wrongArgument('nonce', 'a text', '字符串', 'leave it out: a random one is made', '不传则自动生成随机值');
}

/** @type {(account: Account) => number} */
let numberOf;

/** @type {(operation: Operation, response: any, unfit: import('./http.cjs').Unfit) => any} */
let readAnswer;

/** The variables of the environment that an account can be made of. */
const ENVIRONMENT = Object.freeze({
  appKey: 'PRIVATENUMBER_APP_KEY',
  appSecret: 'PRIVATENUMBER_APP_SECRET',
  baseUrl: 'PRIVATENUMBER_BASE_URL',
});

/** Gives the core's copies of accounts back. */
const forgotten = new FinalizationRegistry((/** @type {{ number: number, generation: number }} */ { number, generation }) => {
  if (generation === wasm.generation()) wasm.forget(number);
});

class Account {
  /** What it is made of, kept for the case that the core has to be started anew. */
  #given;
  #number = 0;
  #generation = 0;
  #appKey = '';
  #baseUrl = '';
  #shown = '';

  static {
    numberOf = (account) => {
      if (typeof account !== 'object' || account === null || !(#given in account)) {
        throw wrongArgument(
          'account',
          'an Account of this package',
          '本软件包的Account',
          'make one: new Account({ appKey, appSecret })',
          '请创建：new Account({ appKey, appSecret })',
        );
      }
      if (account.#generation !== wasm.generation()) account.#register();
      return account.#number;
    };
  }

  /** @param {any} parameters */
  constructor(parameters) {
    const form = 'new Account({ appKey, appSecret, baseUrl })';
    checkMembers('parameters', parameters, form, form);
    this.#given = { ...parameters };
    this.#register();
  }

  #register() {
    wasm.begin();
    wasm.putParameters(this.#given);
    const [appKey, baseUrl, shown, number] = wasm.answer('account').split('\0');
    this.#appKey = appKey;
    this.#baseUrl = baseUrl;
    this.#shown = shown;
    this.#number = Number(number);
    this.#generation = wasm.generation();
    forgotten.register(this, { number: this.#number, generation: this.#generation });
  }

  /** @param {Record<string, string | undefined>} [environment] */
  static fromEnvironment(environment = process.env) {
    try {
      return new Account(
        // An empty variable is how a shell leaves one out.
        Object.fromEntries(Object.entries(ENVIRONMENT).map(([name, variable]) => [name, environment[variable] || undefined])),
      );
    } catch (error) {
      const { field } = /** @type {any} */ (error);
      if (!(error instanceof PrivateNumberError) || !Object.hasOwn(ENVIRONMENT, String(field))) throw error;
      const variable = ENVIRONMENT[/** @type {keyof typeof ENVIRONMENT} */ (field)];
      throw adding(error, `; it is read from the environment variable ${variable}`, `；取自环境变量${variable}`);
    }
  }

  get appKey() {
    return this.#appKey;
  }

  get baseUrl() {
    return this.#baseUrl;
  }

  /** @param {{ created?: Date | number, nonce?: string }} [options] */
  sign(options) {
    if (options === undefined) return wasm.sign(numberOf(this), now());
    checkOptions('sign', options, ['created', 'nonce']);
    const seconds = options.created === undefined ? now() : secondsOf(options.created);
    if (options.nonce === undefined) return wasm.sign(numberOf(this), seconds);
    const nonce = nonceText(options.nonce);
    const digest = signing.digest(this.#given.appSecret, nonce, seconds);
    return signing.xAksk(this.#appKey, signing.passwordDigest(digest), nonce, seconds);
  }

  toString() {
    return this.#shown;
  }
}
hide(Account.prototype, 'toJSON', Account.prototype.toString);
hide(Account.prototype, INSPECT, Account.prototype.toString);

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
   * @param {Account} account
   * @param {any} parameters
   * @param {{ created?: Date | number, nonce?: string }} [options]
   */
  request(account, parameters = {}, options = undefined) {
    const number = numberOf(account);
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
      checkOptions('request', options, ['created', 'nonce']);
      seconds = options.created === undefined ? now() : secondsOf(options.created);
      if (options.nonce !== undefined) nonce = nonceText(options.nonce);
    }
    const text = wasm.request(this.#index, number, parameters, seconds, nonce);
    const [urlEnd, headerEnd] = wasm.ends;
    return new Request(
      this.#description.method,
      text.slice(0, urlEnd),
      {
        'Content-Type': headers.contentType,
        Authorization: headers.authorization,
        'X-AKSK': text.slice(urlEnd, headerEnd),
      },
      headerEnd === text.length ? undefined : text.slice(headerEnd),
    );
  }

  /** @param {{ status: number, headers?: any, body: string | Uint8Array | ArrayBuffer }} response */
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
      const answer = readPlain(plain, body);
      if (answer !== undefined) return answer;
    }
    const pairs = headerPairs(response.headers, unfit);
    return answerFromCore(Answer, JSON.parse(wasm.parse(this.#index, status, pairs, body)));
  }
}

/**
 * Reads a success that is exactly as described, as nearly all are: `JSON.parse` is faster than asking the core. Whatever
 * differs, be it by an escape or an unknown field, is the core's to read.
 * @param {(body: any, left: number) => any} plain
 * @param {string | Uint8Array} body
 */
function readPlain(plain, body) {
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
  return plain(fields, left);
}

/** @type {Record<string, any>} */
const modes = {};
operations.forEach((/** @type {any} */ description, /** @type {number} */ index) => {
  const { mode, name } = description;
  modes[mode] ??= { ...(/** @type {any} */ (answers)[mode]) };
  modes[mode][name] = new Operation(index, description);
});

class Client {
  #account;
  #send;

  /**
   * @param {Account} account
   * @param {{ send?: (request: any) => any }} [options]
   */
  constructor(account, options = {}) {
    numberOf(account);
    checkOptions('Client', options, ['send']);
    const { send = fetchSend() } = options;
    checkSend(send);
    this.#account = account;
    this.#send = send;
    for (const [mode, members] of Object.entries(modes)) {
      const calls = /** @type {Record<string, Function>} */ ({});
      for (const [name, operation] of Object.entries(members)) {
        if (operation instanceof Operation) {
          // Written so, the function has the operation's name.
          const call = {
            [name]: async (/** @type {any} */ parameters, /** @type {unknown[]} */ ...more) => {
              if (more.length > 0) checkAlone(name, more);
              return this.#run(operation, parameters);
            },
          };
          calls[name] = call[name];
        }
      }
      hide(this, mode, Object.freeze(calls));
    }
  }

  /**
   * @param {Operation} operation
   * @param {any} parameters
   */
  async #run(operation, parameters) {
    const request = operation.request(this.#account, parameters);
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
    throw wrongArgument('send', 'what fetchSend() makes', 'fetchSend()的返回值', hint, '请调用它：send: fetchSend()', '`fetchSend` itself');
  }
  if (send === globalThis.fetch) {
    throw wrongArgument(
      'send',
      'a function from a request to { status, headers, body }',
      '由请求得到{ status, headers, body }的函数',
      'use fetchSend(), which sends with fetch',
      '请使用fetchSend()，它通过fetch发送',
      '`fetch`',
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
  throw new classes.InvalidArgument({
    code: 'parameter.unknown',
    message: `\`${name}\` takes its parameters in one object and nothing behind it, and was given ${kindOf(extra)} too`,
    messageZh: `\`${name}\`只接受一个参数对象，却另外传入了${kindOf(extra)}`,
    hint: 'how requests are sent, a time limit for one, is said of the client: new Client(account, { send: fetchSend({ timeout }) })',
    hintZh: '发送方式（如超时时间）在创建客户端时指定：new Client(account, { send: fetchSend({ timeout }) })',
  });
}

/**
 * @param {'number' | 'xNumber' | 'areaCode'} kind
 * @returns {(text: string) => string}
 */
function parser(kind) {
  return (text) => {
    wasm.begin();
    wasm.putValue(text === undefined ? null : text);
    return wasm.answer(kind);
  };
}

const signing = Object.freeze({
  authorization: headers.authorization,
  /**
   * @param {string} nonce
   * @param {Date | number} created
   */
  message: (nonce, created) => wasm.ask('message', [nonceText(nonce)], secondsOf(created)),
  /**
   * @param {string} appSecret
   * @param {string} nonce
   * @param {Date | number} created
   */
  digest: (appSecret, nonce, created) => {
    const digits = wasm.ask('digest', [text('appSecret', appSecret), nonceText(nonce)], secondsOf(created));
    return Uint8Array.from({ length: 32 }, (_, index) => Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16));
  },
  /** @param {Uint8Array} digest */
  passwordDigest: (digest) => {
    if (!(digest instanceof Uint8Array) || digest.length !== 32) {
      throw wrongArgument('digest', 'a Uint8Array of 32 bytes', '32字节的Uint8Array', 'pass what signing.digest gave', '请传入signing.digest的返回值');
    }
    return wasm.ask('passwordDigest', [Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')]);
  },
  /**
   * @param {string} appKey
   * @param {string} passwordDigest
   * @param {string} nonce
   * @param {Date | number} created
   */
  xAksk: (appKey, passwordDigest, nonce, created) =>
    wasm.ask(
      'xAksk',
      [text('appKey', appKey), text('passwordDigest', passwordDigest), nonceText(nonce)],
      secondsOf(created),
    ),
});

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {string}
 */
function text(name, value) {
  if (typeof value === 'string') return value;
  throw wrongArgument(name, 'a text', '字符串', 'pass a text', '请传入字符串');
}

for (const members of Object.values(modes)) Object.freeze(members);

module.exports = {
  VERSION,
  Account,
  Client,
  fetchSend,
  parseNumber: parser('number'),
  parseXNumber: parser('xNumber'),
  parseAreaCode: parser('areaCode'),
  mask: (/** @type {string} */ given) => mask(text('text', given)),
  signing,
  errorCodes: Object.freeze(errorCodes),
  ...modes,
  ...choices,
  ...classes,
  PrivateNumberError,
};
