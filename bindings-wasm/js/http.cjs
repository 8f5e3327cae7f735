// @ts-check
'use strict';

const { PrivateNumberError, checkOptions, classes, kindOf, wrongArgument } = require('./errors.cjs');
const { INSPECT, hide } = require('./print.cjs');
const wasm = require('./wasm.cjs');

/** A request. Its properties are its data; printed it shows no number, no digest and no body. */
class Request {
  /**
   * @param {string} method
   * @param {string} url
   * @param {Record<string, string>} headers
   * @param {string | undefined} body
   * @param {readonly InstanceType<typeof import('./advice.cjs').Advice>[]} advice
   */
  constructor(method, url, headers, body, advice) {
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.body = body;
    this.advice = advice;
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

/**
 * Makes the error for a response that has not the form of one. `part` is what of it is wrong, nothing if it is no object.
 * @typedef {(part: string | undefined, value: unknown, wanted: string, wantedZh: string, hint: string, hintZh: string) => Error} Unfit
 */

/**
 * A status may be shown as it is, numbers elsewhere may not.
 * @param {string | undefined} part
 * @param {unknown} value
 * @returns {import('./errors.cjs').Words}
 */
const kindOfPart = (part, value) => {
  return part === 'status' && Number.isFinite(value) ? [String(value), String(value)] : kindOf(value);
};

/** @type {Unfit} the caller's argument */
const unfitArgument = (part, value, wanted, wantedZh, hint, hintZh) => {
  const field = part === undefined ? 'response' : `response.${part}`;
  return wrongArgument(field, wanted, wantedZh, hint, hintZh, kindOfPart(part, value));
};

/** @type {Unfit} what a sender gave back: by then the request may have been sent */
const unfitAnswer = (part, value, wanted, wantedZh) => {
  const [is, isZh] = kindOfPart(part, value);
  if (part === undefined) {
    return senderFailed(`what \`send\` gave back is ${is}, not ${wanted}`, `\`send\`的返回值是${isZh}，而不是${wantedZh}`);
  }
  if (value === undefined) {
    return senderFailed(`what \`send\` gave back has no \`${part}\`, which is ${wanted}`, `\`send\`的返回值缺少\`${part}\`（${wantedZh}）`);
  }
  return senderFailed(
    `the \`${part}\` of what \`send\` gave back is ${is}, not ${wanted}`,
    `\`send\`返回值的\`${part}\`是${isZh}，而不是${wantedZh}`,
  );
};

/**
 * A value of somebody else's as a text. Not everything can be made one, which must not hide what it is about.
 * @param {unknown} value
 * @returns {string}
 */
function textOf(value) {
  try {
    return String(value);
  } catch {
    return kindOf(value)[0];
  }
}

/**
 * Headers of an answer: names and values.
 * @param {any} headers
 * @param {Unfit} unfit
 * @returns {[string, string][]}
 */
function headerPairs(headers, unfit) {
  if (headers === undefined || headers === null) return [];
  const wrong = () =>
    unfit(
      'headers',
      headers,
      'an object, a list of pairs, or `Headers`',
      '对象、键值对列表或Headers',
      'pass the headers as the HTTP client gives them, or leave them out',
      '请原样传入HTTP客户端给出的响应头，或不传',
    );
  if (typeof headers !== 'object') throw wrong();
  const pairs = typeof headers[Symbol.iterator] === 'function' ? [...headers] : Object.entries(headers);
  return pairs.flatMap((pair) => {
    if (!Array.isArray(pair) || pair.length !== 2) throw wrong();
    const [name, value] = pair;
    if (value === undefined || value === null) return [];
    return [[textOf(name), Array.isArray(value) ? value.map(textOf).join(', ') : textOf(value)]];
  });
}

/**
 * Checks the form of what came back; what it says is for others to read.
 * @param {any} response
 * @param {Unfit} unfit
 * @returns {string | Uint8Array} its body
 */
function responseBody(response, unfit) {
  const hint = 'the form is { status, headers, body }; if the request was sent, query before repeating a bind';
  const hintZh = '格式为{ status, headers, body }；若请求已发送，重新绑定之前请先查询';
  if (typeof response !== 'object' || response === null) {
    throw unfit(undefined, response, 'an object with `status` and `body`', '包含status和body的对象', hint, hintZh);
  }
  const { status, body } = response;
  if (!Number.isInteger(status) || status < 100 || status > 999) {
    throw unfit('status', status, 'an HTTP status, a whole number of three digits', 'HTTP状态码（三位整数）', hint, hintZh);
  }
  if (typeof body === 'string') return body;
  // A redirect is told by its headers, and some clients have nothing else of it.
  if ((body === undefined || body === null) && status >= 300 && status < 400) return '';
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  throw unfit(
    'body',
    body,
    'the text or the bytes of the body',
    '响应体的文本或字节',
    'pass the body as it came, neither as a stream nor as the object parsed from it; an empty body is the empty text',
    '请传入原始响应体，而不是数据流或解析后的对象；空响应体请传空字符串',
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

/** Codes under which Node, its `fetch` and OpenSSL say that a connection could not be made, or broke. */
const NETWORK = new RegExp(
  '^(?:' +
    'E(?:CONN(?:REFUSED|RESET)|NOTFOUND|AI_\\w+|PIPE|PROTO|(?:HOST|NET)(?:UNREACH|DOWN)|NETRESET|ADDRNOTAVAIL|NODATA)|' +
    'UND_ERR_(?!ABORTED|INVALID_|NOT_SUPPORTED)\\w+|' +
    'CERT_\\w+|CRL_\\w+|UNABLE_TO_\\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH|' +
    'ERR_(?:TLS|SSL|HTTP2|SOCKET|NETWORK|PROXY)(?:_\\w+)?|ERR_STREAM_PREMATURE_CLOSE|HPE_\\w+' +
    ')$',
);

/**
 * Whether it is a failure of the network and not of the program.
 * @param {any} error
 */
const ofNetwork = ({ name, code, message, cause }) =>
  NETWORK.test(textOf(code)) || (name === 'TypeError' && message === 'fetch failed' && cause !== undefined);

/**
 * The error for what a sender threw.
 * @param {unknown} thrown
 * @returns {Error}
 */
function transportError(thrown) {
  // That something was a wrong argument says of a client's call that nothing was sent, which nobody knows here.
  if (thrown instanceof PrivateNumberError && !(thrown instanceof classes.InvalidArgument)) return thrown;
  const chain = [];
  let next = /** @type {any} */ (thrown);
  while (next !== undefined && next !== null && chain.length < 4) {
    chain.push(next);
    next = typeof next === 'object' ? next.cause : undefined;
  }
  const texts = chain.map(shownThrown).filter(([text]) => text !== '');
  const [what, whatZh] = [0, 1].map((language) => texts.map((text) => text[language]).join(': '));
  const [kind, kindZh] = thrown instanceof Error ? [`${textOf(thrown.name)}: `, `${textOf(thrown.name)}: `] : what === '' ? kindOf(thrown) : ['', ''];
  const error = chain.some((each) => TIMEOUTS.has(each.name) || TIMEOUTS.has(each.code))
    ? failure('timeout', what)
    : chain.some(ofNetwork)
      ? failure('connection', what)
      : senderFailed(`\`send\` threw ${kind}${what}`, `\`send\`抛出${kindZh}${whatZh}`);
  hide(error, 'cause', thrown);
  return error;
}

/**
 * Anything can be thrown, even what cannot be made a text.
 * @param {unknown} thrown
 * @returns {import('./errors.cjs').Words}
 */
function shownThrown(thrown) {
  if (typeof thrown !== 'string' && !(thrown instanceof Error)) return kindOf(thrown);
  const text = typeof thrown === 'string' ? thrown : textOf(thrown.message || thrown.name);
  return [text, text];
}

/**
 * @param {string} what
 * @param {string} whatZh
 */
const senderFailed = (what, whatZh) => failure('sender', what, whatZh);

/**
 * An error of transport, in the core's words.
 * @param {'timeout' | 'connection' | 'sender'} kind
 * @param {string} what
 * @param {string} [whatZh]
 * @returns {Error}
 */
function failure(kind, what, whatZh = what) {
  try {
    wasm.ask(kind, [what, whatZh]);
  } catch (error) {
    return /** @type {Error} */ (error);
  }
  return new classes.TransportFailed({ code: `transport.${kind}`, message: what, messageZh: whatZh, hint: '', hintZh: '' });
}

/** The most milliseconds that a timer of Node's waits. */
const LONGEST = 2 ** 31 - 1;

/**
 * A sender that uses `fetch`.
 * @param {{ timeout?: number, fetch?: typeof fetch }} [options]
 */
function fetchSend(options = {}) {
  checkOptions('fetchSend', options, ['timeout', 'fetch'], 'fetchSend({ timeout })');
  const { timeout = 10_000, fetch: own } = options;
  if (typeof timeout !== 'number' || !(timeout > 0 && timeout <= LONGEST)) {
    throw wrongArgument(
      'timeout',
      `a number of milliseconds above 0 and up to ${LONGEST}`,
      `大于0且不超过${LONGEST}的毫秒数`,
      'the default is 10000; no timer waits longer than 24 days',
      '默认值为10000；定时器最长约24天',
      typeof timeout === 'number' && Number.isFinite(timeout) ? undefined : kindOf(timeout),
    );
  }
  if (own !== undefined && typeof own !== 'function') {
    throw wrongArgument('fetch', 'a function', '函数', 'leave it out to use the global one', '不传则使用全局fetch', kindOf(own));
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

module.exports = { Request, failure, fetchSend, headerPairs, responseBody, transportError, unfitAnswer, unfitArgument };
