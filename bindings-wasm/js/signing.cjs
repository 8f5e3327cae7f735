// @ts-check
'use strict';

const { checkOptions, checkText, kindOf, wrongArgument } = require('./errors.cjs');
const { schemes } = require('./surface.generated.cjs');
const wasm = require('./wasm.cjs');

// When something is signed, with what, and the stages of it.

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
    kindOf(created),
  );
}

/**
 * @param {unknown} nonce
 * @returns {string}
 */
function nonceText(nonce) {
  if (typeof nonce === 'string') return nonce;
  throw wrongArgument('nonce', 'a text', '字符串', 'leave it out: a random one is made', '不传则自动生成随机值', kindOf(nonce));
}

/**
 * All stages at once: the value of the header that carries the signature.
 * @param {string} scheme
 * @param {string} appKey
 * @param {string} appSecret
 * @param {number} seconds
 * @param {string | undefined} nonce
 */
function signature(scheme, appKey, appSecret, seconds, nonce) {
  const texts = [scheme, appKey, appSecret];
  return wasm.ask('signature', nonce === undefined ? texts : [...texts, nonce], seconds);
}

const signing = Object.freeze({
  authorization: schemes.aksk.authorization,
  /**
   * @param {string} appKey
   * @param {string} appSecret
   * @param {{ scheme?: string, created?: Date | number, nonce?: string }} [options]
   */
  headers: (appKey, appSecret, options = {}) => {
    checkOptions('signing.headers', options, ['scheme', 'created', 'nonce'], 'signing.headers(appKey, appSecret, { scheme })');
    const { scheme = 'aksk', created, nonce } = options;
    const value = signature(
      checkText('scheme', scheme),
      checkText('appKey', appKey),
      checkText('appSecret', appSecret),
      created === undefined ? now() : secondsOf(created),
      nonce === undefined ? undefined : nonceText(nonce),
    );
    const { authorization, header } = /** @type {any} */ (schemes)[scheme];
    return { Authorization: authorization, [header]: value };
  },
  /**
   * @param {string} nonce
   * @param {Date | number} created
   */
  message: (nonce, created) => wasm.ask('message', [nonceText(nonce)], secondsOf(created)),
  /**
   * @param {string} appSecret
   * @param {string} nonce
   * @param {Date | number} created
   * @param {string} [scheme]
   */
  digest: (appSecret, nonce, created, scheme = 'aksk') => {
    const texts = [checkText('scheme', scheme), checkText('appSecret', appSecret), nonceText(nonce)];
    const digits = wasm.ask('digest', texts, secondsOf(created));
    return Uint8Array.from({ length: 32 }, (_, index) => Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16));
  },
  /**
   * @param {Uint8Array} digest
   * @param {string} [scheme]
   */
  passwordDigest: (digest, scheme = 'aksk') => {
    if (!(digest instanceof Uint8Array) || digest.length !== 32) {
      throw wrongArgument('digest', 'a Uint8Array of 32 bytes', '32字节的Uint8Array', 'pass what signing.digest gave', '请传入signing.digest的返回值');
    }
    const digits = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return wasm.ask('passwordDigest', [checkText('scheme', scheme), digits]);
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
      [checkText('appKey', appKey), checkText('passwordDigest', passwordDigest), nonceText(nonce)],
      secondsOf(created),
    ),
});

module.exports = { nonceText, now, secondsOf, signature, signing };
