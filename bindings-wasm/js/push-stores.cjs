// @ts-check
'use strict';

const { checkMembers, checkOptions, kindOf, wrongArgument } = require('./errors.cjs');
const { INSPECT, hide } = require('./print.cjs');
const { isPlain } = require('./wasm.cjs');

/**
 * Remembers texts for a time: which pushes were handled, and which nonces came. `add` puts a value only where there is
 * none, and gives the one that is there.
 * @typedef {object} Store
 * @property {(key: string, value: string, seconds: number) => any} add
 * @property {(key: string, value: string, seconds: number) => any} set
 * @property {(key: string) => any} delete
 */

/** What a store must have. */
const STORE = Object.freeze(/** @type {const} */ (['add', 'set', 'delete']));

/**
 * Refuses what cannot be a store.
 * @param {string} field
 * @param {any} store
 * @returns {Store}
 */
function checkStore(field, store) {
  const missing = STORE.find((name) => typeof store?.[name] !== 'function');
  if (missing === undefined) return store;
  const isMap = typeof store?.get === 'function' && typeof store.set === 'function';
  throw wrongArgument(
    field,
    'a store with `add`, `set` and `delete`',
    '具有add、set和delete的存储',
    isMap ? `what has \`get\` and \`set\` becomes one with keyValueStore({ get, set })` : 'leave it out for one in memory; new MemoryStore() and keyValueStore({ get, set }) make others',
    isMap ? '只有get和set时，请使用keyValueStore({ get, set })' : '不传则使用内存存储；也可使用new MemoryStore()或keyValueStore({ get, set })',
    typeof store === 'object' && store !== null ? [`one without \`${missing}\``, `缺少\`${missing}\`的存储`] : kindOf(store),
  );
}

/** A store in the memory of this process, of bounded size. */
class MemoryStore {
  /** In the order in which they were written. */
  #entries = /** @type {Map<string, { value: string, until: number }>} */ (new Map());
  #capacity;
  #now;

  /** @param {{ capacity?: number, now?: () => number }} [options] */
  constructor(options = {}) {
    checkOptions('MemoryStore', options, ['capacity', 'now'], 'new MemoryStore({ capacity })');
    const { capacity = 100_000, now = () => performance.now() / 1000 } = options;
    if (!Number.isSafeInteger(capacity) || capacity < 1) {
      throw wrongArgument('capacity', 'a whole number from 1', '不小于1的整数', 'the default is 100000', '默认值为100000');
    }
    if (typeof now !== 'function') {
      throw wrongArgument('now', 'a function that gives seconds', '返回秒数的函数', 'leave it out for a clock of this process', '不传则使用进程时钟', kindOf(now));
    }
    this.#capacity = capacity;
    this.#now = now;
  }

  get size() {
    return this.#entries.size;
  }

  /**
   * @param {string} key
   * @param {string} value
   * @param {number} seconds
   * @returns {string | undefined} what was there already
   */
  add(key, value, seconds) {
    const found = this.#entries.get(key);
    if (found !== undefined && found.until > this.#now()) return found.value;
    this.set(key, value, seconds);
    return undefined;
  }

  /**
   * @param {string} key
   * @param {string} value
   * @param {number} seconds
   */
  set(key, value, seconds) {
    // Written anew it is the newest, wherever it stood.
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: this.#now() + seconds });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#capacity) break;
      this.#entries.delete(oldest);
    }
  }

  /** @param {string} key */
  delete(key) {
    this.#entries.delete(key);
  }

  toString() {
    return `MemoryStore(${this.size} of ${this.#capacity})`;
  }
}
hide(MemoryStore.prototype, 'toJSON', MemoryStore.prototype.toString);
hide(MemoryStore.prototype, INSPECT, MemoryStore.prototype.toString);

/** How often a value may vanish between the moment it keeps out another and the moment it is read. */
const VANISHING = 3;

/** A store over a key-value store of somebody else's. */
class KeyValueStore {
  #inner;
  /** The last addition to each key that is not over yet: without an `add` of its own, one must wait for the other. */
  #adding = /** @type {Map<string, Promise<unknown>>} */ (new Map());

  /** @param {any} inner */
  constructor(inner) {
    this.#inner = inner;
  }

  /**
   * @param {string} key
   * @param {string} value
   * @param {number} seconds
   */
  async add(key, value, seconds) {
    if (this.#inner.add !== undefined) return this.#addThere(key, value, seconds);
    const before = this.#adding.get(key);
    const adding = (async () => {
      await before?.catch(() => {});
      const found = await this.#get(key);
      if (found === undefined) await this.#inner.set(key, value, seconds);
      return found;
    })();
    this.#adding.set(key, adding);
    try {
      return await adding;
    } finally {
      if (this.#adding.get(key) === adding) this.#adding.delete(key);
    }
  }

  /**
   * @param {string} key
   * @param {string} value
   * @param {number} seconds
   */
  async #addThere(key, value, seconds) {
    for (let turn = 0; turn < VANISHING; turn += 1) {
      if (await this.#inner.add(key, value, seconds)) return undefined;
      const found = await this.#get(key);
      // It may have come to its end in between.
      if (found !== undefined) return found;
    }
    throw new Error('`add` of the key-value store says that there is a value, and `get` finds none');
  }

  /** @param {string} key */
  async #get(key) {
    const found = await this.#inner.get(key);
    if (found === undefined || found === null || found === '') return undefined;
    if (typeof found === 'string') return found;
    throw new TypeError(`\`get\` of the key-value store gave ${kindOf(found)[0]} instead of a text`);
  }

  /**
   * @param {string} key
   * @param {string} value
   * @param {number} seconds
   */
  async set(key, value, seconds) {
    await this.#inner.set(key, value, seconds);
  }

  /** @param {string} key */
  async delete(key) {
    // An empty text counts as none.
    if (this.#inner.delete === undefined) await this.#inner.set(key, '', 1);
    else await this.#inner.delete(key);
  }

  toString() {
    return 'KeyValueStore()';
  }
}
hide(KeyValueStore.prototype, 'toJSON', KeyValueStore.prototype.toString);
hide(KeyValueStore.prototype, INSPECT, KeyValueStore.prototype.toString);

/**
 * @param {any} inner
 * @returns {Store}
 */
function keyValueStore(inner) {
  const names = ['get', 'set', 'add', 'delete'];
  const form = 'keyValueStore({ get, set })';
  checkMembers('store', inner, `write \`${form}\``, `请使用\`${form}\``);
  // An instance of a class may have more.
  if (isPlain(inner)) checkOptions('keyValueStore', inner, names, form);
  for (const name of names) {
    const given = inner[name];
    if (typeof given === 'function' || (given === undefined && (name === 'add' || name === 'delete'))) continue;
    throw wrongArgument(
      name,
      'a function',
      '函数',
      'write `keyValueStore({ get: (key) => ..., set: (key, value, seconds) => ... })`',
      '请使用`keyValueStore({ get: (key) => ..., set: (key, value, seconds) => ... })`',
      kindOf(given),
    );
  }
  return new KeyValueStore(inner);
}

module.exports = { MemoryStore, checkStore, keyValueStore };
