// @ts-check
'use strict';

const { kindOf, wrongArgument } = require('./errors.cjs');

// Between a receiver and those who bring it pushes: the server of Node and what is built on it, and servers that know
// `Request` and `Response`.

/**
 * How many bytes are read, and not kept, of a push that is too long. Who is answered while it is still sending may see a
 * broken connection instead of the answer; who sends without end is answered then.
 */
const PATIENCE = 16 * 1024 * 1024;

/** What is answered to what is no POST. */
const NOT_POST = Object.freeze({ status: 405, headers: Object.freeze({ Allow: 'POST' }), body: '' });

/**
 * What a gateway hands on to, and how much of a body at most.
 * @typedef {object} Counter
 * @property {(push: { headers: any, body: any }) => Promise<{ status: number, headers: Record<string, string>, body: string }>} receive
 * @property {(error: unknown) => Promise<{ status: number, headers: Record<string, string>, body: string }>} refuse
 * @property {number} largest
 */

/** @param {string} hint @param {string} hintZh @param {unknown} came */
const noRawBody = (hint, hintZh, came) => wrongArgument('body', 'the raw bytes of the body', '请求体的原始字节', hint, hintZh, kindOf(came));

/** @param {Counter} counter */
function nodeGateway({ receive, refuse, largest }) {
  /**
   * @param {any} request
   * @param {any} response
   * @param {unknown} [next]
   */
  return async function node(request, response, next) {
    if (request.method !== 'POST') return send(request, response, NOT_POST);
    let answer;
    try {
      const body = await bodyOf(request, largest);
      // The sender went away, and nobody waits for an answer.
      if (body === undefined) return;
      answer = await receive({ headers: request.headers, body });
    } catch (error) {
      // No push is to blame but the program around the receiver, which a framework shows to whoever wrote it.
      if (typeof next === 'function') return next(error);
      answer = await refuse(error);
    }
    send(request, response, answer);
  };
}

/**
 * @param {any} request
 * @param {any} response
 * @param {{ status: number, headers: Record<string, string>, body: string }} answer
 */
function send(request, response, { status, headers, body }) {
  // Somebody before the receiver lost patience and answered.
  if (response.headersSent === true) return;
  const length = { 'Content-Length': Buffer.byteLength(body) };
  // What has not come to its end must not be taken for the next request.
  const end = request.complete === false ? { Connection: 'close' } : {};
  response.writeHead(status, { ...headers, ...length, ...end });
  response.end(body);
}

/**
 * The body of a request, `largest` bytes and one more at most; nothing if the sender went away.
 * @param {any} request
 * @param {number} largest
 * @returns {Promise<Uint8Array | string | undefined>}
 */
async function bodyOf(request, largest) {
  // Some keep it beside what they made of it.
  for (const read of [request.rawBody, request.body]) if (typeof read === 'string' || ArrayBuffer.isView(read)) return /** @type {any} */ (read);
  if (request.readableEnded === true) {
    throw noRawBody(
      'something read it before: let no body parser of the framework come before the receiver, or one that keeps the bytes, such as express.raw({ type: () => true })',
      '请求体已被读取：请勿在接收端之前使用框架的请求体解析，或使用保留原始字节的解析，如express.raw({ type: () => true })',
      request.body,
    );
  }
  if (request.destroyed === true) return undefined;
  return new Promise((resolve) => {
    const chunks = /** @type {Buffer[]} */ ([]);
    let length = 0;
    const finish = () => resolve(Buffer.concat(chunks).subarray(0, largest + 1));
    request.on('data', (/** @type {Buffer} */ chunk) => {
      if (length <= largest) chunks.push(chunk);
      length += chunk.length;
      if (length > largest + PATIENCE) finish();
    });
    request.on('end', finish);
    request.on('error', () => resolve(undefined));
    request.on('close', () => resolve(undefined));
  });
}

/** @param {Counter} counter */
function fetchGateway({ receive, largest }) {
  /** @param {any} request */
  return async function fetch(request) {
    if (request.method !== 'POST') return response(NOT_POST);
    if (request.bodyUsed === true) {
      throw noRawBody('something read it before: hand the request over unread, or a clone() of it', '请求体已被读取：请传入未读取的请求或其clone()', request.body);
    }
    const body = await streamed(request.body, largest);
    return response(body === undefined ? { status: 400, headers: {}, body: '' } : await receive({ headers: request.headers, body }));
  };
}

/** @param {{ status: number, headers: Record<string, string>, body: string }} answer */
const response = ({ status, headers, body }) => new Response(body === '' ? null : body, { status, headers });

/**
 * What a stream brings, `largest` bytes and one more at most; nothing if it broke off.
 * @param {any} stream
 * @param {number} largest
 * @returns {Promise<Uint8Array | undefined>}
 */
async function streamed(stream, largest) {
  const chunks = /** @type {Uint8Array[]} */ ([]);
  let length = 0;
  if (stream !== null && stream !== undefined) {
    const reader = stream.getReader();
    try {
      while (length <= largest + PATIENCE) {
        const { done, value } = await reader.read();
        if (done) break;
        if (length <= largest) chunks.push(value);
        length += value.length;
      }
    } catch {
      return undefined;
    }
    // Whether the sender hears of it is its own affair.
    if (length > largest + PATIENCE) reader.cancel().catch(() => {});
  }
  const body = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body.subarray(0, largest + 1);
}

module.exports = { fetchGateway, nodeGateway };
