// @ts-check
'use strict';

const { classes, kindOf, wrongArgument } = require('./errors.cjs');
const { responseBody } = require('./http.cjs');
const { INSPECT, hide, mask } = require('./print.cjs');
const wasm = require('./wasm.cjs');

// Pushes of the platform on their way: in process to a function or a receiver, else over HTTP; in virtual time step by step,
// or in real time while the platform is served.

/** How long an application may take to answer over HTTP, in milliseconds. */
const TIMEOUT = 10_000;

/** The most milliseconds that a timer of Node's waits. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Where everything is pushed to if a platform has `onPush`, and its setup names no address. */
const PUSH_URL = 'http://127.0.0.1/pushes';

/** A push as its receiver gets it. Printed it shows no number, no digest and no body. */
class PushRequest {
  /**
   * @param {any} head
   * @param {string} body
   */
  constructor({ appKey, kind, method, url, headers, attempt, decides }, body) {
    this.method = method;
    this.url = url;
    this.headers = /** @type {Record<string, string>} */ (Object.fromEntries(headers));
    this.body = body;
    this.appKey = appKey;
    this.kind = kind;
    this.attempt = attempt;
    this.decides = decides;
  }

  toString() {
    return wasm.ask('maskRequest', [this.method, this.url, String(this.body.length), ...Object.keys(this.headers)]);
  }
}
hide(PushRequest.prototype, 'toJSON', PushRequest.prototype.toString);
hide(PushRequest.prototype, INSPECT, PushRequest.prototype.toString);

/**
 * What was sent in one piece: a head in JSON, a line feed, a body.
 * @param {Uint8Array} whole
 * @returns {[head: any, body: Uint8Array]}
 */
function inTwo(whole) {
  const end = whole.indexOf(10);
  return [JSON.parse(new TextDecoder().decode(whole.subarray(0, end))), whole.subarray(end + 1)];
}

/**
 * Whoever takes pushes, as a function.
 * @param {any} onPush
 * @returns {((request: PushRequest) => any) | undefined}
 */
function takerOf(onPush) {
  if (onPush === undefined || typeof onPush === 'function') return onPush;
  if (typeof onPush?.receive === 'function') {
    return ({ headers, body }) => onPush.receive({ headers, body });
  }
  throw wrongArgument(
    'onPush',
    'a Receiver or a function',
    'Receiver或函数',
    'write `onPush: receiver`, or `onPush: (request) => 200`',
    '请使用`onPush: receiver`或`onPush: (request) => 200`',
    kindOf(onPush),
  );
}

/**
 * An answer as the platform takes it; nothing where there was none.
 * @param {any} answer what a function gave back
 * @returns {{ status: number, body: string | Uint8Array } | undefined}
 */
function readAnswer(answer) {
  if (answer === null) return undefined;
  const whole = typeof answer === 'number' ? { status: answer, body: '' } : answer;
  const hint = 'give back a status, { status, body }, or null if no answer is to come';
  const hintZh = '请返回状态码、{ status, body }，或返回null表示不响应';
  /** @type {import('./http.cjs').Unfit} */
  const unfit = (part, value, wanted, wantedZh) =>
    wrongArgument(part === undefined ? 'onPush' : `onPush.${part}`, part === undefined ? `a function that gives back ${wanted}` : wanted, part === undefined ? `返回${wantedZh}的函数` : wantedZh, hint, hintZh, part === undefined ? undefined : kindOf(value));
  const filled = whole?.body === undefined && whole?.status !== undefined ? { status: whole.status, body: '' } : whole;
  return { body: responseBody(filled, unfit), status: filled.status };
}

class Deliveries {
  #core;
  #take;
  /** Of each address, when what was sent to it before is done; in process there is one for all. */
  #queues = /** @type {Map<string, Promise<void>>} */ (new Map());
  /** @type {Set<Promise<void>>} */
  #underWay = new Set();
  /** @type {Set<AbortController>} */
  #open = new Set();
  /** What functions threw while time passed step by step. */
  #thrown = /** @type {unknown[]} */ ([]);
  /** What writes down what the platform holds, for each who watches and wants that. */
  #keepers = /** @type {Set<() => Promise<unknown>>} */ (new Set());
  #delivered = 0;
  #watching = 0;
  /** Whether what waits for its turn is not to be sent any more. */
  #stopped = false;
  /** @type {Promise<{ delivered: number, expired: number }> | undefined} */
  #stepping;
  #tells = false;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /**
   * @param {any} core
   * @param {any} onPush
   */
  constructor(core, onPush) {
    this.#core = core;
    this.#take = takerOf(onPush);
  }

  /**
   * Lets time pass, and what is due on the way happen.
   * @param {number} seconds
   * @returns {Promise<{ delivered: number, expired: number }>}
   */
  elapse(seconds) {
    return this.#alone('elapse', () => this.#stepFor(seconds));
  }

  /**
   * Lets time pass until nothing is due any more.
   * @returns {Promise<{ delivered: number, expired: number }>}
   */
  settle() {
    return this.#alone('settle', () => this.#stepTo(Infinity));
  }

  /**
   * The same as `elapse` for somebody outside the program: it waits for its turn, and is not told what a function threw.
   * @param {number} seconds
   * @returns {Promise<{ delivered: number, expired: number }>}
   */
  async runAhead(seconds) {
    while (this.#stepping !== undefined) await this.#stepping.catch(() => {});
    return this.#alone('advance', () => this.#stepFor(seconds), false);
  }

  /**
   * Sends what is due now, and what becomes due, in real time until the function that is given back was called.
   * @param {() => Promise<unknown>} [keep] writes down what the platform holds, before a push goes out and after it was
   * answered; never fails
   */
  watch(keep) {
    this.#watching += 1;
    if (keep !== undefined) this.#keepers.add(keep);
    this.#stopped = false;
    this.changed();
    return async () => {
      this.#watching -= 1;
      if (this.#watching > 0) return void (keep !== undefined && this.#keepers.delete(keep));
      clearTimeout(this.#timer);
      this.#stopped = true;
      for (const controller of this.#open) controller.abort();
      // A function is not to be hurried.
      if (this.#take === undefined) await Promise.all(this.#underWay);
      this.#stopped = false;
      if (keep !== undefined) this.#keepers.delete(keep);
    };
  }

  /** Something may be due sooner than before. */
  changed() {
    if (this.#watching === 0) return;
    clearTimeout(this.#timer);
    this.#begin();
    const due = this.#core.nextDue();
    if (due === undefined) return;
    this.#timer = setTimeout(() => this.changed(), Math.min(Math.max(due - this.#core.now(), 1), LONGEST_TIMER));
    this.#timer.unref();
  }

  /**
   * @param {string} name
   * @param {() => Promise<{ delivered: number, expired: number }>} run
   * @param {boolean} [tells] whether what a function throws is thrown here
   */
  async #alone(name, run, tells = true) {
    if (this.#stepping !== undefined) {
      throw new classes.InvalidArgument({
        code: 'parameter.conflict',
        field: name,
        message: `\`${name}\` was called while time is passing already`,
        messageZh: `虚拟时间推进期间不能再次调用\`${name}\``,
        hint: '`await` elapse and settle one after the other, and call neither from `onPush`',
        hintZh: '请依次await elapse和settle，且不要在onPush中调用',
      });
    }
    this.#tells = tells;
    this.#stepping = run();
    try {
      return await this.#stepping;
    } finally {
      this.#stepping = undefined;
      this.#tells = false;
    }
  }

  /** @param {number} seconds */
  #stepFor(seconds) {
    this.#core.observe(Date.now());
    return this.#stepTo(this.#core.now() + seconds * 1000);
  }

  /** @param {number} end in Unix milliseconds of virtual time */
  async #stepTo(end) {
    const before = this.#delivered;
    let expired = 0;
    for (;;) {
      await this.#drain();
      const due = this.#core.nextDue();
      if (due === undefined || due > end) break;
      expired += this.#core.advanceTo(due);
    }
    if (end !== Infinity) {
      expired += this.#core.advanceTo(end);
      await this.#drain();
    }
    return { delivered: this.#delivered - before, expired };
  }

  /** Delivers what is due now, and what follows from the answers at once. */
  async #drain() {
    for (;;) {
      this.#begin();
      if (this.#underWay.size === 0) break;
      await Promise.all(this.#underWay);
    }
    const [first] = this.#thrown.splice(0);
    if (first !== undefined) throw first;
  }

  /** Sets off what is due now. */
  #begin() {
    this.#core.observe(Date.now());
    for (let push = this.#core.nextPush(); push !== undefined; push = this.#core.nextPush()) {
      const [head, body] = inTwo(push);
      const request = new PushRequest(head, new TextDecoder().decode(body));
      const queue = this.#take === undefined ? request.url : '';
      const run = (this.#queues.get(queue) ?? Promise.resolve()).then(() => this.#deliver(head.id, request));
      this.#queues.set(queue, run);
      this.#underWay.add(run);
      run.then(() => {
        this.#underWay.delete(run);
        if (this.#queues.get(queue) === run) this.#queues.delete(queue);
        this.changed();
      });
    }
  }

  /**
   * @param {number} id
   * @param {PushRequest} request
   */
  async #deliver(id, request) {
    this.#delivered += 1;
    // Whoever is told of something is told of what will not be forgotten.
    await this.#keep();
    let answer;
    try {
      answer = this.#take === undefined ? await this.#post(request) : readAnswer(await this.#take(request));
    } catch (error) {
      if (this.#take !== undefined) this.#failed(error);
    }
    if (answer === undefined) {
      this.#core.pushFailed(id);
    } else {
      const { status, body } = answer;
      this.#core.pushAnswered(id, status, typeof body === 'string' ? new TextEncoder().encode(body) : body);
    }
    await this.#keep();
  }

  async #keep() {
    if (this.#keepers.size > 0) await Promise.all([...this.#keepers].map((keep) => keep()));
  }

  /**
   * What a function throws is a mistake in the program, and nothing that an application answers.
   * @param {any} error
   */
  #failed(error) {
    if (this.#tells) this.#thrown.push(error ?? new Error('`onPush` threw nothing'));
    else console.error(`privatenumber: \`onPush\` failed: ${mask(String(error?.stack ?? error))}`);
  }

  /** @param {PushRequest} request */
  async #post({ method, url, headers, body }) {
    if (this.#stopped) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), TIMEOUT);
    timer.unref();
    this.#open.add(controller);
    try {
      const answer = await fetch(url, { method, headers, body, redirect: 'manual', signal: controller.signal });
      return { status: answer.status, body: new Uint8Array(await answer.arrayBuffer()) };
    } finally {
      clearTimeout(timer);
      this.#open.delete(controller);
    }
  }
}

module.exports = { Deliveries, PUSH_URL, inTwo, takerOf };
