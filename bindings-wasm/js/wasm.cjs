// @ts-check
'use strict';

// The core, and the way texts go in and out of it. Everything here is written for the few hundred nanoseconds that a
// signature takes: the functions of the core take and return numbers, texts are copied into its memory and out of it.

/** Kinds of texts that go in; the same numbers stand in src/given.rs. */
const TEXT = 0;
const INTEGER = 1;
const NUMBER = 2;
const BOOLEAN = 3;
const GROUP = 4;
const OTHER = 5;
const NAME = 6;

/** What the core can be asked; the same numbers stand in src/question.rs. */
const QUESTIONS = Object.freeze({
  account: 0,
  mask: 1,
  maskRequest: 2,
  number: 3,
  xNumber: 4,
  areaCode: 5,
  timeout: 6,
  connection: 7,
  setup: 8,
  message: 9,
  digest: 10,
  passwordDigest: 11,
  xAksk: 12,
  lists: 13,
  maskId: 14,
  maskKey: 15,
  sender: 16,
  signature: 17,
  calleeNumber: 18,
  maskUrl: 19,
  encode: 20,
  decode: 21,
  maskCursor: 22,
  pushReader: 23,
  pushError: 24,
  reply: 25,
  replyFits: 26,
});

/** What a text with half a character is called; the core knows it by this name. */
const HALF_CHARACTER = 'a text with half a character (a lone surrogate)';

const BufferClass = /** @type {any} */ (globalThis).Buffer;
const fastTexts =
  typeof BufferClass?.prototype?.latin1Slice === 'function' && typeof BufferClass.prototype.utf8Write === 'function';
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * How errors are made: of what the core refused, and of a core that stopped. Set by errors.cjs, which knows the classes.
 * @type {{ refused: (told: string[]) => Error, broken: (why: string, cause: unknown) => Error }}
 */
const errors = {
  refused: (told) => new Error(told[2]),
  broken: (why, cause) => new Error(why, { cause }),
};

/** The functions of the core. */
let core = /** @type {any} */ (undefined);
/** Counts the instances: what was made in an earlier one is not known to this one. */
let generation = 0;
let bytes = /** @type {any} */ (new Uint8Array(0));
let words = new Uint32Array(0);
/** Index of the seven numbers that say where the buffers are (`Place` in src/state.rs). */
let place = 0;
let input = 0;
let capacity = 0;

/** The core is loaded when it is first asked something: whoever only imports this package does not wait for it. */
function instantiate() {
  core = require('./core.cjs').start();
  generation += 1;
  place = core.place() >>> 2;
  look();
}

/** Makes new views: growing memory takes the old ones away, which are then empty. */
function look() {
  if (core === undefined) return instantiate();
  const { buffer } = core.memory;
  bytes = fastTexts ? BufferClass.from(buffer) : new Uint8Array(buffer);
  words = new Uint32Array(buffer);
  input = words[place + 5];
  capacity = words[place + 6];
}

/** The most bytes that the core's memory can hold as one piece. */
const MOST = 2 ** 31 - 1;

/** @param {number} wanted */
function makeRoom(wanted) {
  run(() => {
    // The core counts in 32 bits, and would take what is beyond for little.
    if (wanted > MOST) throw new RangeError(`${wanted} bytes are more than it can be given`);
    core.reserve(wanted);
  });
  look();
}

// Input.

/** The texts that go in next, joined, and a word for each: its length times 8, plus its kind. */
let joined = '';
let count = 0;
const pending = /** @type {number[]} */ ([]);

function begin() {
  joined = '';
  count = 0;
}

/**
 * @param {string} text
 * @param {number} kind
 */
function put(text, kind) {
  pending[count++] = (text.length << 3) | kind;
  joined += text;
}

/** What the core hears of an object. Made before anything is packed: an object's getters are free to call this package. */
class Told {
  /**
   * @param {number} kind
   * @param {string} text
   * @param {readonly unknown[]} members names and values in turn
   */
  constructor(kind, text, members = NOTHING) {
    this.kind = kind;
    this.text = text;
    this.members = members;
  }
}
const NOTHING = Object.freeze(/** @type {unknown[]} */ ([]));

/**
 * Reads an object, so that the core can say what it should be. Nothing is left out or turned into another.
 * @param {object | null} value
 * @param {boolean} inside whether it is the member of a group
 * @returns {Told}
 */
function told(value, inside) {
  if (value === null) return new Told(OTHER, 'null');
  if (Array.isArray(value)) return new Told(OTHER, 'a list');
  if (value instanceof Date) return new Told(OTHER, 'a Date');
  if (!isPlain(value)) return new Told(OTHER, 'an instance of a class');
  if (inside) return new Told(OTHER, 'an object inside an object');
  const members = [];
  for (const [name, member] of Object.entries(value)) members.push(name, typeof member === 'object' ? told(member, true) : member);
  return new Told(GROUP, String(members.length / 2), members);
}

/**
 * Puts a value, as it was read.
 * @param {unknown} value
 */
function putValue(value) {
  switch (typeof value) {
    case 'string':
      return put(value, TEXT);
    case 'number':
      if (Number.isSafeInteger(value)) return put(String(value), INTEGER);
      if (Number.isFinite(value)) return put(bitsOf(value), NUMBER);
      return put(Number.isNaN(value) ? 'NaN' : 'an infinite number', OTHER);
    case 'boolean':
      return put(value ? 'true' : 'false', BOOLEAN);
    case 'object': {
      const { kind, text, members } = /** @type {Told} */ (value);
      put(text, kind);
      return putMembers(members);
    }
    case 'undefined':
      return put('undefined', OTHER);
    default:
      return put(`a ${typeof value}`, OTHER);
  }
}

/** @param {readonly unknown[]} members names and values in turn, as they were read */
function putMembers(members) {
  for (let index = 0; index < members.length; index += 2) {
    put(/** @type {string} */ (members[index]), NAME);
    const value = members[index + 1];
    if (typeof value === 'string') put(value, TEXT);
    else putValue(value);
  }
}

/**
 * Whether it is made by `{}`, in this or another realm.
 * @param {object} value
 */
function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Reads parameters: names and values in turn, each value once. One that is `undefined` is absent to the core, but its name
 * is checked.
 * @param {any} parameters an object
 * @returns {unknown[]}
 */
function membersOf(parameters) {
  const members = [];
  for (const name in parameters) {
    const value = parameters[name];
    members.push(name, typeof value === 'object' ? told(value, false) : value);
  }
  const prototype = Object.getPrototypeOf(parameters);
  if (prototype !== Object.prototype && prototype !== null) addAccessors(members, parameters, prototype);
  return members;
}

/**
 * An instance of a class may have properties that are not its own; they count like all others.
 * @param {unknown[]} members
 * @param {any} parameters
 * @param {any} prototype
 */
function addAccessors(members, parameters, prototype) {
  const hidden = new Set();
  for (let next = prototype, after; (after = Object.getPrototypeOf(next)) !== null; next = after) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(next))) {
      if (property.get === undefined || property.enumerable || hidden.has(name) || Object.hasOwn(parameters, name)) continue;
      hidden.add(name);
      const value = parameters[name];
      members.push(name, typeof value === 'object' ? told(value, false) : value);
    }
  }
}

const float = new DataView(new ArrayBuffer(8));

/** @param {number} value */
function bitsOf(value) {
  float.setFloat64(0, value);
  return float.getBigUint64(0).toString(16);
}

/** Writes what was put into the core's input, and gives the number of bytes. */
function write() {
  const head = 4 + 4 * count;
  const most = head + 3 * joined.length;
  if (bytes.length === 0) look();
  if (most > capacity) makeRoom(most);
  const at = input + head;
  const written = fastTexts
    ? bytes.utf8Write(joined, at, 3 * joined.length)
    : encoder.encodeInto(joined, bytes.subarray(at)).written;
  if (written !== joined.length) return writeUnicode();
  writeWords();
  return head + written;
}

function writeWords() {
  let word = input >>> 2;
  words[word] = count;
  for (let index = 0; index < count; index += 1) words[(word += 1)] = pending[index];
}

/** The same, for texts that are not all ASCII: each has its own length in bytes. */
function writeUnicode() {
  const texts = [];
  let from = 0;
  for (let index = 0; index < count; index += 1) {
    const kind = pending[index] & 7;
    let text = joined.slice(from, (from += pending[index] >>> 3));
    let shown = kind;
    if (!text.isWellFormed()) {
      // A value that cannot be said in UTF-8 is refused by its parameter; a name is unknown however it is written.
      [text, shown] = kind === TEXT ? [HALF_CHARACTER, OTHER] : [text.toWellFormed(), kind];
    }
    const encoded = encoder.encode(text);
    pending[index] = (encoded.length << 3) | shown;
    texts.push(encoded);
  }
  const head = 4 + 4 * count;
  const total = texts.reduce((sum, text) => sum + text.length, head);
  if (total > capacity) makeRoom(total);
  let at = input + head;
  for (const text of texts) {
    bytes.set(text, at);
    at += text.length;
  }
  writeWords();
  return total;
}

// Output.

/** What the core put out, as Unicode. */
function output() {
  if (bytes.length === 0) look();
  const at = words[place];
  const end = at + words[place + 1];
  return fastTexts ? bytes.utf8Slice(at, end) : decoder.decode(bytes.subarray(at, end));
}

/** What the core put out, if it is known to be ASCII. */
function plainOutput() {
  if (bytes.length === 0) look();
  const at = words[place];
  const end = at + words[place + 1];
  return fastTexts ? bytes.latin1Slice(at, end) : decoder.decode(bytes.subarray(at, end));
}

/**
 * The error for what a function of the core gave.
 * @param {number} end
 * @returns {Error}
 */
function failure(end) {
  return end === 1 ? errors.refused(output().split('\0')) : broken(output());
}

/**
 * The error for a core that did not do its work, and a new core: the old one may have stopped halfway.
 * @param {unknown} cause
 */
function broken(cause) {
  instantiate();
  return errors.broken(cause instanceof Error ? cause.message : String(cause), cause);
}

// Calls.

/**
 * Asks the core for something that is not needed for each request.
 * @param {keyof typeof QUESTIONS} question
 * @param {readonly string[]} texts
 * @param {number} [seconds]
 * @returns {string}
 */
function ask(question, texts, seconds = 0) {
  begin();
  for (const text of texts) put(text.isWellFormed() ? text : text.toWellFormed(), TEXT);
  return answer(question, seconds);
}

/**
 * The same, with one value of any kind.
 * @param {keyof typeof QUESTIONS} question
 * @param {unknown} value
 */
function askOf(question, value) {
  const read = typeof value === 'object' ? told(value, false) : value;
  begin();
  putValue(read);
  return answer(question);
}

/**
 * The same, with parameters.
 * @param {keyof typeof QUESTIONS} question
 * @param {readonly unknown[]} members what {@link membersOf} gave
 */
function askWith(question, members) {
  begin();
  putMembers(members);
  return answer(question);
}

/**
 * The same, with a name before the parameters.
 * @param {keyof typeof QUESTIONS} question
 * @param {string} name
 * @param {readonly unknown[]} members what {@link membersOf} gave
 */
function askNamed(question, name, members) {
  begin();
  put(name, TEXT);
  putMembers(members);
  return answer(question);
}

/**
 * The same, for what was put already.
 * @param {keyof typeof QUESTIONS} question
 * @param {number} [seconds]
 * @returns {string}
 */
function answer(question, seconds = 0) {
  const size = write();
  const end = run(() => core.ask(QUESTIONS[question], seconds, size));
  if (end !== 0) throw failure(end);
  return output();
}

/**
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
function run(call) {
  try {
    return call();
  } catch (cause) {
    throw broken(cause);
  }
}

/**
 * The value of an account's `X-AKSK` or `X-WSSE` header.
 * @param {number} account
 * @param {number} seconds
 * @returns {string}
 */
function sign(account, seconds) {
  let end;
  try {
    end = core.sign(account, seconds);
  } catch (cause) {
    throw broken(cause);
  }
  if (end !== 0) throw failure(end);
  return plainOutput();
}

/** Ends of URL, signature and body in what {@link request} gave. */
const ends = [0, 0, 0];

/**
 * URL, signature, body and advice of a request, joined; {@link ends} says where one ends and the next begins.
 * @param {number} operation
 * @param {number} account
 * @param {readonly unknown[]} members what {@link membersOf} gave
 * @param {number} seconds
 * @param {string | undefined} nonce
 * @returns {string}
 */
function request(operation, account, members, seconds, nonce) {
  begin();
  let end;
  if (nonce === undefined) {
    putMembers(members);
    const size = write();
    try {
      end = core.request(operation, account, seconds, size);
    } catch (cause) {
      throw broken(cause);
    }
  } else {
    put(nonce, NAME);
    putMembers(members);
    const size = write();
    end = run(() => core.request_with_nonce(operation, account, seconds, size));
  }
  if (end !== 0) throw failure(end);
  const text = plainOutput();
  ends[0] = words[place + 2];
  ends[1] = words[place + 3];
  ends[2] = words[place + 4];
  return text;
}

/**
 * The answer as JSON.
 * @param {number} operation
 * @param {number} status
 * @param {readonly (readonly [string, string])[]} headers
 * @param {string | Uint8Array} body
 * @returns {string}
 */
function parse(operation, status, headers, body) {
  return message(headers, body, (head, rest) => core.parse(operation, status, head, rest));
}

/**
 * What is in a push, as JSON.
 * @param {number} reader
 * @param {number} seconds
 * @param {readonly (readonly [string, string])[]} headers
 * @param {string | Uint8Array} body
 * @returns {string}
 */
function readPush(reader, seconds, headers, body) {
  return message(headers, body, (head, rest) => core.read_push(reader, seconds, head, rest));
}

/**
 * Hands headers and a body to the core.
 * @param {readonly (readonly [string, string])[]} headers
 * @param {string | Uint8Array} body
 * @param {(head: number, rest: number) => number} read
 * @returns {string}
 */
function message(headers, body, read) {
  begin();
  for (const [name, value] of headers) {
    put(name.toWellFormed(), TEXT);
    put(value.toWellFormed(), TEXT);
  }
  const encoded = typeof body === 'string' ? encoder.encode(body) : body;
  const head = write();
  if (head + encoded.length > capacity) {
    // A larger input keeps what was written.
    makeRoom(head + encoded.length);
  }
  bytes.set(encoded, input + head);
  const end = run(() => read(head, encoded.length));
  if (end !== 0) throw failure(end);
  return output();
}

/** @param {number} account */
function forget(account) {
  core.forget(account);
}

/** @param {number} reader */
function forgetReader(reader) {
  core.forget_reader(reader);
}

module.exports = {
  ask,
  askNamed,
  askOf,
  askWith,
  ends,
  errors,
  forget,
  forgetReader,
  generation: () => generation,
  isPlain,
  membersOf,
  parse,
  readPush,
  request,
  sign,
  /** @param {Uint8Array} body */
  decode: (body) =>
    fastTexts
      ? BufferClass.prototype.utf8Slice.call(body, 0, body.length)
      : decoder.decode(body),
};
