// @ts-check
'use strict';

const { answerFromCore } = require('./answer.cjs');
const { PrivateNumberError } = require('./errors.cjs');
const { FORMS, INSPECT, hide } = require('./print.cjs');
const { classes, kinds, terms } = require('./push-data.generated.cjs');
const wasm = require('./wasm.cjs');

/**
 * What is known of a kind of push.
 * @typedef {{ data: string, block: boolean, callEvent: boolean }} Kind
 */

/**
 * What a reader is made of; whoever makes one has seen to the types.
 * @typedef {object} ReaderOptions
 * @property {readonly { appKey: string, appSecret: string }[]} applications
 * @property {string} check
 * @property {string | undefined} [url]
 * @property {number} maxAge
 * @property {number} maxAhead
 * @property {number} maxBody
 */

/** Gives the core's copies of readers back. */
const forgotten = new FinalizationRegistry((/** @type {{ number: number, generation: number }} */ { number, generation }) => {
  if (generation === wasm.generation()) wasm.forgetReader(number);
});

/** Reads the pushes of one or more applications. */
class PushReader {
  /** What it is made of, kept for the case that the core has to be started anew. */
  #texts;
  #number = 0;
  #generation = 0;

  /** @param {ReaderOptions} options */
  constructor({ applications, check, url = '', maxAge, maxAhead, maxBody }) {
    const keys = applications.flatMap(({ appKey, appSecret }) => [appKey, appSecret]);
    this.#texts = [check, url, String(maxAge), String(maxAhead), String(maxBody), ...keys];
    this.#register();
  }

  #register() {
    this.#number = Number(wasm.ask('pushReader', this.#texts));
    this.#generation = wasm.generation();
    forgotten.register(this, { number: this.#number, generation: this.#generation });
  }

  /**
   * What is in a push: how it came, what to keep of its nonce, and each part of it.
   * @param {readonly (readonly [string, string])[]} headers
   * @param {string | Uint8Array} body
   * @param {number} seconds
   */
  read(headers, body, seconds) {
    if (this.#generation !== wasm.generation()) this.#register();
    const { delivery, nonce, pushes } = JSON.parse(wasm.readPush(this.#number, seconds, headers, body));
    return {
      delivery: new Delivery(delivery),
      nonce: /** @type {{ key: string, fingerprint: string, seconds: number } | undefined} */ (nonce),
      pushes: /** @type {{ kind: string, key: string | undefined, data: any }[]} */ (pushes.map(pushFromCore)),
    };
  }
}

/** @param {{ kind: string, key?: string, data: any }} push */
function pushFromCore({ kind, key, data }) {
  const known = /** @type {Record<string, Kind>} */ (kinds);
  return { kind, key, data: answerFromCore(/** @type {any} */ (classes)[known[kind].data], data) };
}

/** How a push came, and whether it is genuine. */
class Delivery {
  /** @param {{ genuine: boolean, scheme?: string, appKey?: string, created?: number, problem?: string }} told */
  constructor({ genuine, scheme, appKey, created, problem }) {
    this.genuine = genuine;
    if (scheme !== undefined) this.scheme = scheme;
    if (appKey !== undefined) this.appKey = appKey;
    if (created !== undefined) this.created = new Date(Math.round(created * 1000));
    if (problem !== undefined) this.problem = pushError(problem);
  }

  /**
   * The same, found to be no delivery of the platform's by a receiver.
   * @param {string} code
   */
  withProblem(code) {
    const { scheme, appKey, created } = this;
    const seconds = created === undefined ? undefined : created.getTime() / 1000;
    return new Delivery({
      genuine: false,
      problem: code,
      ...(scheme !== undefined && { scheme }),
      ...(appKey !== undefined && { appKey }),
      ...(seconds !== undefined && { created: seconds }),
    });
  }

  /** Of the APP_Key only the beginning is shown. */
  toJSON() {
    return this.appKey === undefined ? { ...this } : { ...this, appKey: FORMS.key(this.appKey) };
  }

  toString() {
    return `Delivery ${JSON.stringify(this)}`;
  }
}
hide(
  Delivery.prototype,
  INSPECT,
  /**
   * @this {Delivery}
   * @param {number} _depth
   * @param {object} options
   * @param {(value: unknown, options: object) => string} [inspect]
   */
  function inspectDelivery(_depth, options, inspect) {
    return inspect === undefined ? this.toString() : `Delivery ${inspect(this.toJSON(), options)}`;
  },
);

/**
 * The error of a push, by its code, about a push of this kind.
 * @param {string} code
 * @param {string} [kind]
 * @param {unknown} [cause]
 * @param {string} [what] in a word, what there was
 * @returns {InstanceType<typeof PrivateNumberError>}
 */
function pushError(code, kind = '', cause = undefined, what = '') {
  try {
    wasm.ask('pushError', [code, kind, what]);
  } catch (error) {
    if (!(error instanceof PrivateNumberError)) throw error;
    // Not listed, as the cause that is given to a constructor is not.
    if (cause !== undefined) hide(error, 'cause', cause);
    return error;
  }
  throw new Error(`the core knows no error ${code}`);
}

module.exports = { Delivery, PushReader, classes, kinds, pushError, terms };
