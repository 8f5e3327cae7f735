// @ts-check
'use strict';

const { fromVariables, sayingVariables } = require('./account.cjs');
const { checkChoice } = require('./choice.cjs');
const { inSeconds } = require('./duration.cjs');
const { checkMembers, checkOptions, checkText, classes, kindOf, wrongArgument } = require('./errors.cjs');
const { headerPairs } = require('./http.cjs');
const { INSPECT, hide } = require('./print.cjs');
const { fetchGateway, nodeGateway } = require('./push-gateways.cjs');
const { checks, replyForms } = require('./push-data.generated.cjs');
const { PushReader, kinds, terms } = require('./push-reading.cjs');
const { IGNORED, isBlock, printFailure, receivePush, refuse } = require('./push-reception.cjs');
const { MemoryStore, checkStore } = require('./push-stores.cjs');
const { now } = require('./signing.cjs');

/** Stands for every call event that has no function of its own. */
const CALL_EVENT = 'callEvent';

/** What functions can be registered for. */
const KINDS = Object.freeze([...Object.keys(kinds), CALL_EVENT]);

const OPTIONS = Object.freeze(['applications', 'check', 'url', 'maxAge', 'maxAhead', 'maxBody', 'store', 'nonces', 'replyForm', 'onError']);

/** The most that the core can count. */
const MOST = 2 ** 32 - 1;

/** Receives pushes: checks them, hands what is new to functions, and says what to answer. */
class Receiver {
  #handlers = /** @type {Map<string, import('./push-reception.cjs').Handler>} */ (new Map());
  /** @type {import('./push-reception.cjs').Desk} */
  #desk;
  #largest;

  /** @param {any} options */
  constructor(options) {
    checkOptions('Receiver', options, OPTIONS, 'new Receiver({ applications: { appKey, appSecret } })');
    const { check = 'require', url, replyForm = 'list', onError = printFailure } = options;
    const { store = new MemoryStore(), nonces = new MemoryStore() } = options;
    if (typeof onError !== 'function') {
      throw wrongArgument('onError', 'a function', '函数', 'leave it out: what fails is then printed, masked', '可不传：失败时会打印脱敏的错误信息', kindOf(onError));
    }
    this.#largest = count('maxBody', options.maxBody ?? terms.maxBody, 1, 'bytes', '字节');
    this.#desk = {
      reader: new PushReader({
        applications: listed(options.applications),
        check: checkChoice('check', check, checks),
        url: checkUrl(url),
        maxAge: seconds('maxAge', options.maxAge ?? terms.maxAge),
        maxAhead: seconds('maxAhead', options.maxAhead ?? terms.maxAhead),
        maxBody: this.#largest,
      }),
      check,
      store: checkStore('store', store),
      nonces: checkStore('nonces', nonces),
      replyForm: checkChoice('replyForm', replyForm, replyForms),
      handlerOf: (kind) => this.#handlerOf(kind),
      onError,
    };
    const counter = {
      receive: (/** @type {any} */ push) => this.receive(push),
      refuse: (/** @type {any} */ error) => refuse(this.#desk, error),
      largest: this.#largest,
    };
    // Handed on by themselves, they still belong to this receiver.
    hide(this, 'receive', this.receive.bind(this));
    hide(this, 'node', nodeGateway(counter));
    hide(this, 'fetch', fetchGateway(counter));
  }

  /** @param {any} [options] */
  static fromEnvironment(options = {}) {
    const known = [...OPTIONS.filter((name) => name !== 'applications'), 'environment'];
    checkOptions('Receiver.fromEnvironment', options, known, 'Receiver.fromEnvironment({ store })');
    const { environment = process.env, ...others } = options;
    const applications = fromVariables(environment, ['appKey', 'appSecret']);
    return sayingVariables(() => new this({ ...others, applications }));
  }

  /**
   * @param {string} kind
   * @param {import('./push-reception.cjs').Handler} run
   */
  on(kind, run) {
    if (typeof run !== 'function') {
      throw wrongArgument('run', 'a function', '函数', 'write `receiver.on(kind, (data) => ...)`', '请使用`receiver.on(kind, (data) => ...)`', kindOf(run));
    }
    if (isGenerator(run)) {
      const hint = 'write an ordinary or an async function: what a generator does is done only when somebody asks it for values';
      throw wrongArgument('run', 'a function that does its work when it is called', '调用时即执行的函数', hint, '请使用普通函数或async函数：生成器函数被调用时并不执行', ['a generator function', '生成器函数']);
    }
    return this.#register(kind, run);
  }

  /** @param {string[]} kinds */
  ignore(...kinds) {
    for (const kind of kinds) {
      if (isBlock(kind)) throw notIgnored(kind);
      if (this.#handlers.get(kind) !== IGNORED) this.#register(kind, IGNORED);
    }
    return this;
  }

  /**
   * @param {string} kind
   * @param {import('./push-reception.cjs').Handler} run
   */
  #register(kind, run) {
    checkChoice('kind', kind, KINDS);
    const known = this.#handlers.get(kind);
    if (known !== undefined) throw known === IGNORED || run === IGNORED ? conflicting(kind) : repeated(kind);
    this.#handlers.set(kind, run);
    return this;
  }

  /** @param {string} kind */
  #handlerOf(kind) {
    const { callEvent } = /** @type {Record<string, import('./push-reading.cjs').Kind>} */ (kinds)[kind];
    return this.#handlers.get(kind) ?? (callEvent ? this.#handlers.get(CALL_EVENT) : undefined);
  }

  /** @param {{ headers?: any, body?: any, now?: Date | number }} push */
  async receive(push) {
    checkOptions('receiver.receive', push, ['headers', 'body', 'now'], 'receiver.receive({ headers, body })');
    const { headers, body, now: at } = push;
    const whole = rawBody(body);
    // Of what is too long, so much as is needed to see it.
    const raw = whole.length > this.#largest ? whole.slice(0, this.#largest + 1) : whole;
    return receivePush(this.#desk, headerPairs(headers, unfitHeaders), raw, at === undefined ? now() : moment(at));
  }

  toString() {
    const names = [...this.#handlers].map(([kind, run]) => (run === IGNORED ? `${kind} ignored` : kind));
    return `Receiver(${names.join(', ')})`;
  }
}
hide(Receiver.prototype, 'toJSON', Receiver.prototype.toString);
hide(Receiver.prototype, INSPECT, Receiver.prototype.toString);

/**
 * Whether calling it makes a generator, and does nothing.
 * @param {Function} run
 */
const isGenerator = (run) => /GeneratorFunction\]$/.test(Object.prototype.toString.call(run));

/**
 * Applications as a list: of their form only, what is in them is for the core to check.
 * @param {any} given
 */
function listed(given) {
  const form = 'applications: { appKey, appSecret }';
  const list = given === undefined ? [] : Array.isArray(given) ? given : [given];
  return list.map((/** @type {any} */ application) => {
    checkMembers('applications', application, `write \`${form}\`, or a list of them`, `请使用\`${form}\`，或其列表`);
    checkOptions('applications', application, ['appKey', 'appSecret'], form);
    const { appKey = '', appSecret = '' } = application;
    return { appKey: checkText('appKey', appKey), appSecret: checkText('appSecret', appSecret) };
  });
}

/** @param {unknown} url */
function checkUrl(url) {
  if (url === undefined || (typeof url === 'string' && url !== '')) return url;
  throw wrongArgument(
    'url',
    'the address that is pushed to',
    '推送接收地址',
    'write it as it is typed into the console, or leave it out',
    '请与控制台中填写的地址一致，或不传',
    kindOf(url),
  );
}

/**
 * @param {string} field
 * @param {unknown} given
 */
function seconds(field, given) {
  const form = `${field}: { minutes: 5 }`;
  return count(field, inSeconds(given, form), 0, 'seconds', '秒', `, or an object such as { minutes: 5 }`, '，或{ minutes: 5 }等对象');
}

/**
 * @param {string} field
 * @param {unknown} given
 * @param {number} least
 * @param {string} unit
 * @param {string} unitZh
 * @param {string} [or]
 * @param {string} [orZh]
 * @returns {number}
 */
function count(field, given, least, unit, unitZh, or = '', orZh = '') {
  if (typeof given === 'number' && Number.isInteger(given)) {
    if (given >= least && given <= MOST) return given;
    throw new classes.InvalidArgument({
      code: 'parameter.range',
      field,
      message: `\`${field}\` must be ${least} to ${MOST} ${unit}`,
      messageZh: `\`${field}\`须为${least}到${MOST}${unitZh}`,
      hint: 'leave it out for what is right for the platform as it is documented',
      hintZh: '不传则使用符合平台文档的默认值',
    });
  }
  throw wrongArgument(
    field,
    `a whole number of ${unit}${or}`,
    `整数${unitZh}${orZh}`,
    'leave it out for what is right for the platform as it is documented',
    '不传则使用符合平台文档的默认值',
    typeof given === 'number' ? undefined : kindOf(given),
  );
}

/** @param {unknown} at */
function moment(at) {
  if (typeof at === 'number') return at;
  if (at instanceof Date) return at.getTime() / 1000;
  throw wrongArgument('now', 'a Date or a number of Unix seconds', 'Date或Unix秒数', 'leave it out for this moment', '不传则使用当前时间', kindOf(at));
}

/**
 * @param {any} body
 * @returns {string | Uint8Array}
 */
function rawBody(body) {
  // Some servers have no body where it is empty.
  if (body === undefined || body === null) return '';
  if (typeof body === 'string') return body;
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  throw wrongArgument(
    'body',
    'the raw bytes of the body',
    '请求体的原始字节',
    'pass them as they came, not the object that a body parser made of them: express.raw({ type: () => true }) keeps them',
    '请传入原始请求体，而不是请求体解析后的对象：express.raw({ type: () => true })可保留原始字节',
    kindOf(body),
  );
}

/** @type {import('./http.cjs').Unfit} */
const unfitHeaders = (part, value, wanted, wantedZh) =>
  wrongArgument(String(part), wanted, wantedZh, 'pass the headers as the server gives them', '请原样传入服务器给出的请求头', kindOf(value));

/**
 * The error for a second function for a kind.
 * @param {string} kind
 */
function repeated(kind) {
  return new classes.InvalidArgument({
    code: 'parameter.repeated',
    field: 'kind',
    message: `\`${kind}\` has a function already`,
    messageZh: `\`${kind}\`已有处理函数`,
    hint: 'a kind has one function: call the others from it',
    hintZh: '每种推送只能有一个处理函数：请在其中调用其他函数',
  });
}

/**
 * The error for a function for what is ignored.
 * @param {string} kind
 */
function conflicting(kind) {
  return new classes.InvalidArgument({
    code: 'parameter.conflict',
    field: 'kind',
    message: `\`${kind}\` is both handled and ignored`,
    messageZh: `\`${kind}\`既注册了处理函数又声明了忽略`,
    hint: 'leave one of them out',
    hintZh: '请去掉其中之一',
  });
}

/**
 * The error for ignoring what waits for an answer.
 * @param {string} kind
 */
function notIgnored(kind) {
  const end = kind === 'smsBlock' ? 'discard()' : 'close()';
  return new classes.InvalidArgument({
    code: 'parameter.choice',
    field: 'kind',
    message: `\`${kind}\` cannot be ignored: the platform waits for a decision`,
    messageZh: `\`${kind}\`不能忽略：平台在等待决定`,
    hint: `register a function that decides; one that returns ${end} turns everything down`,
    hintZh: `请注册作出决定的函数；返回${end}表示一律拒绝`,
  });
}

module.exports = { Receiver };
