// @ts-check
'use strict';

const { Account, Client, parseCalleeNumber, parseXNumber } = require('./index.cjs');
const { UNITS, inSeconds } = require('./duration.cjs');
const { checkMembers, checkOptions, classes, kindOf, wrongArgument } = require('./errors.cjs');
const { foreignToJson } = require('./json.cjs');
const { INSPECT, hide, mask } = require('./print.cjs');
const { Deliveries, PUSH_URL, inTwo } = require('./simulator-deliveries.cjs');
const { arrived, faultsText, settingFaults } = require('./simulator-faults.cjs');
const { callText, numberChange, phoned, readNumber, smsText } = require('./simulator-phones.cjs');
const { Call, SentSms } = require('./simulator-reports.cjs');
const { modes } = require('./surface.generated.cjs');
const wasm = require('./wasm.cjs');
const core = require('./simulator-core.cjs');

/** The mode that has no operations of its own, and so is none of the client's. */
const X_MODE = 'x';

/** How the pushes of each platform are delivered, for whoever serves it. */
const deliveries = /** @type {WeakMap<object, InstanceType<typeof Deliveries>>} */ (new WeakMap());

/** What each platform holds, as text, and how it goes on from such a text, likewise. */
const snapshots = /** @type {WeakMap<object, { take(): string, restore(text: string): void }>} */ (new WeakMap());

/** What each platform answers, and how that is to arrive, likewise. */
const answerers = /** @type {WeakMap<object, (request: any) => import('./simulator-faults.cjs').Answer>} */ (new WeakMap());

/** What came of a call to an X, as far as Y goes: the caller's Y, or why the call was hung up. */
class YAssignment {
  /** @param {{ y?: string, cause?: number }} told the platform's JSON */
  constructor({ y, cause }) {
    // The one that is not there is no property either.
    if (y !== undefined) this.y = y;
    if (cause !== undefined) this.cause = cause;
    Object.freeze(this);
  }

  toString() {
    return this.y === undefined ? `YAssignment(cause ${this.cause})` : `YAssignment(y ${mask(this.y)})`;
  }
}
hide(YAssignment.prototype, 'toJSON', YAssignment.prototype.toString);
hide(YAssignment.prototype, INSPECT, YAssignment.prototype.toString);

class Platform {
  #core;
  #deliveries;
  /** @type {{ appKey: string, appSecret: string, mode: string, numbers: [string, string][] }[]} */
  #applications;

  /**
   * @param {object | string} [setup]
   * @param {{ onPush?: any }} [options]
   */
  constructor(setup = '', options = {}) {
    const text = typeof setup === 'string' ? setup : setupText(setup);
    checkOptions('Platform', options, ['onPush'], 'new Platform(setup, { onPush: receiver })');
    const { onPush } = options;
    try {
      this.#core = new core.Platform(text, onPush === undefined ? undefined : PUSH_URL);
    } catch (thrown) {
      if (typeof thrown !== 'string') throw thrown;
      const { field, message, hint } = JSON.parse(thrown);
      throw setupError(field, message, hint);
    }
    this.#applications = JSON.parse(this.#core.applications());
    this.#deliveries = new Deliveries(this.#core, onPush);
    deliveries.set(this, this.#deliveries);
    answerers.set(this, (request) => this.#answer(request));
    snapshots.set(this, { take: () => this.#core.snapshot(), restore: (text) => this.#restore(text) });
    /** @type {(request: any) => { status: number, headers: Record<string, string>, body: Uint8Array }} */
    const send = (request) => arrived(this.#answer(request));
    hide(this, 'send', send);
  }

  /**
   * @param {string} snapshot
   * @param {object | string} [setup]
   * @param {{ onPush?: any }} [options]
   */
  static restore(snapshot, setup = '', options = {}) {
    if (typeof snapshot !== 'string') {
      throw wrongArgument(
        'snapshot',
        'a text',
        '字符串',
        'give the text of platform.snapshot() as it was',
        '请原样传入platform.snapshot()返回的文本',
        kindOf(snapshot),
      );
    }
    const platform = new this(setup, options);
    platform.#restore(snapshot);
    return platform;
  }

  get appKeys() {
    return this.#applications.map(({ appKey }) => appKey);
  }

  /** @param {string} [appKey] */
  numbers(appKey) {
    return this.#application(appKey).numbers.map(([number, areaCode]) => ({ number, areaCode }));
  }

  credentials() {
    return this.#applications.map(({ appKey, appSecret, mode }) => ({ appKey, appSecret, mode }));
  }

  /** @param {{ appKey?: string, mode?: string, baseUrl?: string, scheme?: string }} [options] */
  account(options = {}) {
    checkOptions('platform.account', options, ['appKey', 'mode', 'baseUrl', 'scheme'], 'platform.account({ mode })');
    const { appKey, appSecret, mode } = this.#application(options.appKey, options.mode);
    const own = mode === X_MODE ? undefined : mode;
    return new Account({ appKey, appSecret, mode: own, baseUrl: options.baseUrl, scheme: options.scheme });
  }

  /** @param {string | { appKey?: string, mode?: string, scheme?: string, onAdvice?: any }} [options] a key, or more */
  client(options = {}) {
    /** @type {{ appKey?: string, mode?: string, scheme?: string, onAdvice?: any }} */
    const given = typeof options === 'string' ? { appKey: options } : options;
    checkOptions('platform.client', given, ['appKey', 'mode', 'scheme', 'onAdvice'], 'platform.client({ mode })');
    const { onAdvice, ...choice } = given;
    return new Client(this.account(choice), { send: (/** @type {any} */ request) => arrived(this.#answer(request)), onAdvice });
  }

  /** @param {number | { days?: number, hours?: number, minutes?: number, seconds?: number }} time */
  advance(time) {
    const expired = this.#core.advance(secondsOf(time, 'advance'));
    this.#deliveries.changed();
    return expired;
  }

  /** @param {number | { days?: number, hours?: number, minutes?: number, seconds?: number }} time */
  async elapse(time) {
    return (await this.#deliveries.elapse(secondsOf(time, 'elapse'))).delivered;
  }

  async settle() {
    return (await this.#deliveries.settle()).delivered;
  }

  /** @param {object} call */
  call(call) {
    const text = callText(call);
    const sessionId = this.#phoned(() => this.#core.call(text));
    return new Call(sessionId, () => this.#upToNow().callReport(sessionId));
  }

  /** @param {object} sms */
  sms(sms) {
    const text = smsText(sms);
    const smsIdentifier = this.#phoned(() => this.#core.sms(text));
    return new SentSms(smsIdentifier, () => this.#upToNow().smsReport(smsIdentifier));
  }

  /** @param {{ number: string, condition: string, cause?: string }} change */
  setNumber(change) {
    const [number, condition, cause] = numberChange(change);
    this.#phoned(() => this.#core.setNumber(number, condition, cause));
  }

  get faults() {
    return JSON.parse(this.#core.faults());
  }

  /** @param {object} faults */
  setFaults(faults) {
    const text = faultsText(faults);
    settingFaults(() => this.#core.setFaults(text));
  }

  /** @param {{ x: string, caller: string }} call */
  assignY(call) {
    checkOptions('platform.assignY', call, ['x', 'caller'], 'platform.assignY({ x, caller })');
    const body = JSON.stringify({
      x: readNumber('x', call.x, parseXNumber),
      caller: readNumber('caller', call.caller, parseCalleeNumber),
    });
    const { body: told } = this.#answer({ method: 'POST', url: '/_simulator/assign-y', body });
    return new YAssignment(JSON.parse(new TextDecoder().decode(told)));
  }

  state() {
    return JSON.parse(this.#core.state());
  }

  snapshot() {
    return this.#core.snapshot();
  }

  reset() {
    this.#core.reset();
    this.#deliveries.changed();
  }

  toString() {
    const shown = this.#applications.map(({ mode, numbers: { length } }) => `${mode} with ${length} X number${length === 1 ? '' : 's'}`);
    return `Platform(${shown.join(', ')})`;
  }

  /** The core, after what happened in the time that has passed since it was last used. */
  #upToNow() {
    this.#core.observe(Date.now());
    return this.#core;
  }

  /** @param {string} snapshot */
  #restore(snapshot) {
    try {
      this.#core.restore(snapshot);
    } catch (thrown) {
      if (typeof thrown !== 'string') throw thrown;
      const { field, message, hint } = JSON.parse(thrown);
      throw setupError(field, message, hint, ...(field === 'snapshot' ? UNREADABLE_ZH : OTHER_SETUP_ZH));
    }
    this.#deliveries.changed();
  }

  /**
   * Does something with a phone at this moment.
   * @template T
   * @param {() => T} run
   * @returns {T}
   */
  #phoned(run) {
    this.#upToNow();
    const done = phoned(run);
    this.#deliveries.changed();
    return done;
  }

  /**
   * The first application that has this key and is of this mode.
   * @param {string | undefined} appKey
   * @param {string | undefined} [mode]
   */
  #application(appKey, mode) {
    if (mode !== undefined && mode !== X_MODE && !modes.includes(mode)) {
      // The core knows the modes, and says so of any account.
      new Account({ appKey: 'key', appSecret: 'secret', mode });
    }
    const ofKey = this.#applications.filter((each) => appKey === undefined || each.appKey === appKey);
    if (ofKey.length === 0) {
      throw noApplication(
        'appKey',
        'the key of an application of this platform',
        '该平台中某个应用的APP_Key',
        'platform.appKeys lists them; a setup without applications has none',
        'platform.appKeys列出了所有APP_Key',
      );
    }
    if (mode === undefined) return ofKey[0];
    const found = ofKey.find((each) => each.mode === mode);
    if (found !== undefined) return found;
    const own = ofKey.map((each) => each.mode).join(', ');
    throw noApplication(
      'mode',
      `the mode of an application of this platform${appKey === undefined ? '' : ' with this key'}`,
      appKey === undefined ? '该平台中某个应用的模式' : '该APP_Key对应应用的模式',
      `there are applications of mode ${own}; a setup of your own may have others`,
      `现有应用的模式为${own}；可通过自定义配置添加其他模式的应用`,
      [mode, mode],
    );
  }

  /**
   * @param {{ method: string, url: string, headers?: Record<string, any>, body?: string | Uint8Array }} request
   * @returns {import('./simulator-faults.cjs').Answer}
   */
  #answer({ method, url, headers = {}, body = '' }) {
    const pairs = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const [[status, answered, delivery], answer] = inTwo(this.#core.answer(JSON.stringify([method, url, pairs]), bytes, Date.now()));
    this.#deliveries.changed();
    return { status, headers: Object.fromEntries(answered), body: answer, delivery };
  }
}
hide(Platform.prototype, 'toJSON', Platform.prototype.toString);
hide(Platform.prototype, INSPECT, Platform.prototype.toString);

/** Why a snapshot is not restored, and what helps, in Chinese: it is none that is read here, or is of another setup. */
const UNREADABLE_ZH = Object.freeze(['快照无法读取，或其版本不受支持', '请原样传入快照文本，或不使用快照重新开始']);
const OTHER_SETUP_ZH = Object.freeze(['快照与当前配置不符', '请使用生成快照时的配置恢复']);

/**
 * The error for a choice among the applications that none of them fits.
 * @param {Parameters<typeof wrongArgument>} words
 */
function noApplication(...words) {
  const error = wrongArgument(...words);
  error.code = 'parameter.choice';
  return error;
}

/**
 * @param {string} field
 * @param {string} message
 * @param {string} hint
 * @param {readonly string[]} inChinese message and hint
 */
function setupError(field, message, hint, ...inChinese) {
  try {
    wasm.ask('setup', [field, message, hint, ...inChinese]);
  } catch (error) {
    return error;
  }
  return new Error(message);
}

/**
 * A setup as JSON. What JSON would leave out or change without a word is refused.
 * @param {unknown} setup
 * @returns {string}
 */
function setupText(setup) {
  checkMembers('setup', setup, 'leave it out for the default setup; JSON text is taken too', '不传则使用默认配置；也可传入JSON文本');
  if ('onPush' in /** @type {object} */ (setup)) {
    throw setupError(
      'onPush',
      '`onPush` is no member of a setup',
      'write `new Platform(setup, { onPush })`, or `new Platform(undefined, { onPush })`',
      '`onPush`不是配置的成员',
      '请使用`new Platform(setup, { onPush })`或`new Platform(undefined, { onPush })`',
    );
  }
  // As everywhere, `undefined` means that a member is absent.
  const found = foreignToJson(setup, { path: '', absent: true });
  if (found !== undefined) {
    const { path, what: [is, isZh] } = found;
    throw setupError(
      path,
      `\`${path}\` cannot be ${is}`,
      'a setup is made of what JSON has: texts, numbers, true, false, null, lists and objects',
      `\`${path}\`不能是${isZh}`,
      '配置由JSON支持的值组成：字符串、数字、布尔值、null、列表和对象',
    );
  }
  return JSON.stringify(setup);
}

/** A hundred years: no binding lives longer, and dates stay dates. */
const LONGEST = 36_525 * UNITS.days;

/**
 * @param {unknown} time
 * @param {string} owner
 * @returns {number} whole seconds
 */
function secondsOf(time, owner) {
  const form = `platform.${owner}({ hours: 2 })`;
  const seconds = inSeconds(time, form);
  if (typeof seconds === 'number' && Number.isInteger(seconds)) {
    if (seconds >= 0 && seconds <= LONGEST) return seconds;
    throw new classes.InvalidArgument({
      code: 'parameter.range',
      field: 'time',
      message: '`time` must be 0 or more and at most a hundred years',
      messageZh: '`time`须为0到一百年',
      hint: 'a plain number is in seconds; time does not run back, but reset() begins anew',
      hintZh: '数值以秒为单位；时间不能倒流，reset()可重新开始',
    });
  }
  throw wrongArgument(
    'time',
    'a whole number of seconds, or an object such as { hours: 2 }',
    '整数秒，或{ hours: 2 }等对象',
    `write \`${form}\``,
    `请使用\`${form}\``,
    typeof time === 'object' || Number.isFinite(time) ? undefined : kindOf(time),
  );
}

module.exports = { LONGEST, Platform, answerers, deliveries, setupError, snapshots };
