// @ts-check
'use strict';

const { checkOptions, classes, PrivateNumberError, wrongArgument } = require('./errors.cjs');
const { INSPECT, hide, mask } = require('./print.cjs');
const wasm = require('./wasm.cjs');

/** A request. Its properties are its data; printed it shows no number, no digest and no body. */
class Request {
  /**
   * @param {string} method
   * @param {string} url
   * @param {Record<string, string>} headers
   * @param {string | undefined} body
   */
  constructor(method, url, headers, body) {
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.body = body;
  }
}

/** @this {Request} */
function shown() {
  const { method, url, headers, body } = this;
  const length = typeof body === 'string' ? String(body.length) : '';
  return wasm.ask('maskRequest', [String(method), String(url), length, ...Object.keys(headers)]);
}
hide(Request.prototype, 'toString', shown);
hide(Request.prototype, 'toJSON', shown);
hide(Request.prototype, INSPECT, shown);

/** Headers of an answer: names and values, or nothing of what cannot be read. */
/**
 * @param {any} headers
 * @returns {[string, string][]}
 */
function headerPairs(headers) {
  if (headers === undefined || headers === null) return [];
  if (typeof headers !== 'object') throw wrongHeaders();
  const pairs = typeof headers[Symbol.iterator] === 'function' ? [...headers] : Object.entries(headers);
  return pairs.flatMap((pair) => {
    if (!Array.isArray(pair) || pair.length !== 2) throw wrongHeaders();
    const [name, value] = pair;
    if (value === undefined || value === null) return [];
    return [[String(name), Array.isArray(value) ? value.join(', ') : String(value)]];
  });
}

function wrongHeaders() {
  return wrongArgument(
    'response.headers',
    'an object, a list of pairs, or `Headers`',
    '对象、键值对列表或Headers',
    'hand over the headers as the HTTP client gives them, or leave them out',
    '请原样传入HTTP客户端给出的响应头，或不传',
  );
}

/**
 * Checks the form of what came back; what it says is for others to read.
 * @param {any} response
 * @returns {string | Uint8Array} its body
 */
function responseBody(response) {
  const hint = 'the form is { status, headers, body }; if the request was sent, query before repeating a bind';
  const hintZh = '格式为{ status, headers, body }；若请求已发送，重新绑定之前请先查询';
  if (typeof response !== 'object' || response === null) {
    throw wrongArgument('response', 'an object with `status` and `body`', '包含status和body的对象', hint, hintZh);
  }
  const { status, body } = response;
  if (!Number.isInteger(status) || status < 100 || status > 999) {
    throw wrongArgument('response.status', 'an HTTP status, a whole number', 'HTTP状态码（整数）', hint, hintZh);
  }
  if (typeof body === 'string') return body;
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  throw wrongArgument(
    'response.body',
    'the text or the bytes of the body',
    '响应体的文本或字节',
    'hand over the body as it came, not the object that was made of it; an empty body is the empty text',
    '请传入原始响应体，而不是解析后的对象；空响应体请传空字符串',
  );
}

/** Names under which HTTP clients say that time ran out. */
const TIMEOUTS = new Set([
  'TimeoutError',
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'ECONNABORTED',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
]);

/**
 * The error for what a sender threw.
 * @param {unknown} thrown
 * @returns {Error}
 */
function transportError(thrown) {
  if (thrown instanceof PrivateNumberError) return thrown;
  const chain = [];
  let next = /** @type {any} */ (thrown);
  while (next !== undefined && next !== null && chain.length < 4) {
    chain.push(next);
    next = typeof next === 'object' ? next.cause : undefined;
  }
  const timedOut = chain.some((error) => TIMEOUTS.has(error.name) || TIMEOUTS.has(error.code));
  const what = chain.map((error) => (error instanceof Error ? error.message || error.name : String(error)));
  const error = transportFailed(timedOut, what.filter((text) => text !== '').join(': ') || 'no reason given');
  hide(error, 'cause', thrown);
  return error;
}

/**
 * @param {boolean} timedOut
 * @param {string} what
 * @returns {Error}
 */
function transportFailed(timedOut, what) {
  try {
    wasm.ask(timedOut ? 'timeout' : 'connection', [what]);
  } catch (error) {
    return /** @type {Error} */ (error);
  }
  return new classes.TransportFailed({ code: 'transport.connection', message: what, messageZh: what, hint: '', hintZh: '' });
}

/**
 * A sender that uses `fetch`.
 * @param {{ timeout?: number, fetch?: typeof fetch }} [options]
 */
function fetchSend(options = {}) {
  checkOptions('fetchSend', options, ['timeout', 'fetch']);
  const { timeout = 10_000, fetch: own } = options;
  if (typeof timeout !== 'number' || !(timeout > 0 && timeout <= 2 ** 31 - 1)) {
    throw wrongArgument('timeout', 'a number of milliseconds above 0', '大于0的毫秒数', 'the default is 10000', '默认值为10000');
  }
  if (own !== undefined && typeof own !== 'function') {
    throw wrongArgument('fetch', 'a function', '函数', 'leave it out to use the global one', '不传则使用全局fetch');
  }
  /** @param {Request} request */
  return async function send(request) {
    try {
      const answer = await (own ?? globalThis.fetch)(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
      return { status: answer.status, headers: answer.headers, body: new Uint8Array(await answer.arrayBuffer()) };
    } catch (thrown) {
      throw transportError(thrown);
    }
  };
}

module.exports = { Request, fetchSend, headerPairs, mask, responseBody, transportError };
