// @ts-check
'use strict';

const { checkOptions, wrongArgument } = require('./errors.cjs');
const { LONGEST, Platform, answerers, deliveries } = require('./simulator-platform.cjs');
const { StateFile } = require('./simulator-state.cjs');

/** @typedef {import('./simulator-faults.cjs').Answer} Answer */
/** @typedef {(request: any) => Answer} Answerer */

/** What a request may bring at most; the service's own are far below 2 KB. */
const LARGEST_BODY = 1024 * 1024;

/** Where time is made to run ahead. */
const ADVANCE = '/_simulator/advance';

/**
 * What is answered where the state is not in its file.
 * @type {Answer}
 */
const NOT_KEPT = {
  status: 500,
  headers: { 'Content-Type': 'text/plain;charset=utf-8' },
  body: new TextEncoder().encode(
    'the state cannot be written to its file; what was asked for may have been done\n状态文件无法写入；请求可能已被执行\n',
  ),
  delivery: null,
};

/** Addresses that stand for all of a machine's. */
const ALL_ADDRESSES = new Set(['0.0.0.0', '::']);

/**
 * @param {InstanceType<typeof Platform>} platform
 * @param {{ port?: number, host?: string, state?: string }} [options]
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
async function serve(platform, options = {}) {
  if (!(platform instanceof Platform)) {
    throw wrongArgument('platform', 'a Platform', 'Platform', 'serve(new Platform())', 'serve(new Platform())');
  }
  checkOptions('serve', options, ['port', 'host', 'state'], 'serve(platform, { port })');
  const { port = 0, host = '127.0.0.1', state } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw wrongArgument('port', 'a whole number from 0 to 65535', '0到65535的整数', '0 takes any free one', '0表示任意空闲端口');
  }
  if (state !== undefined && (typeof state !== 'string' || state === '')) {
    throw wrongArgument('state', 'the path of a file', '文件路径', "write `state: 'simulator.json'`", "请使用`state: 'simulator.json'`");
  }
  const file = state === undefined ? undefined : new StateFile(platform, state);
  const ways = /** @type {InstanceType<typeof import('./simulator-deliveries.cjs').Deliveries>} */ (deliveries.get(platform));
  const answer = /** @type {Answerer} */ (answerers.get(platform));
  let base = '';
  const { createServer } = require('node:http');
  const server = createServer((incoming, outgoing) => {
    let length = 0;
    const chunks = /** @type {Buffer[]} */ ([]);
    incoming.on('data', (chunk) => {
      length += chunk.length;
      if (length <= LARGEST_BODY) chunks.push(chunk);
    });
    incoming.on('error', () => outgoing.destroy());
    incoming.on('end', () => {
      if (length > LARGEST_BODY) {
        outgoing.writeHead(413, { 'Content-Type': 'text/plain;charset=utf-8' }).end('the body is too long\n');
        return;
      }
      const request = {
        method: incoming.method,
        url: incoming.url,
        // Recordings are served where the platform is reached; who does not say where that is reached it here.
        headers: { host: base, ...incoming.headers },
        body: Buffer.concat(chunks),
      };
      answered(answer, ways, request).then(async (told) => {
        const kept = file === undefined || onlyLooks(request) || (await file.keep());
        deliver(kept ? told : NOT_KEPT, outgoing);
      });
    });
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 5000;
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  // Who listens on all addresses is reached, from this machine, by its own.
  const shown = ALL_ADDRESSES.has(address.address) ? '127.0.0.1' : address.address;
  base = `${shown.includes(':') ? `[${shown}]` : shown}:${address.port}`;
  try {
    file?.restore();
    await file?.write();
  } catch (error) {
    server.close();
    server.closeAllConnections();
    throw error;
  }
  const stop = ways.watch(file === undefined ? undefined : () => file.keep());
  let closing = /** @type {Promise<void> | undefined} */ (undefined);
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await Promise.all([closed, stop()]);
    await file?.keep();
  };
  return { url: `http://${base}`, close: () => (closing ??= close()) };
}

/**
 * Whether a request can change nothing: it looks at a page of the simulator's own.
 * @param {{ method?: string, url?: string }} request
 */
function onlyLooks({ method, url = '' }) {
  return method === 'GET' && (url === '/' || url.startsWith('/?') || url.startsWith('/_simulator/'));
}

/**
 * Lets an answer arrive as it is to.
 * @param {Answer} answer
 * @param {import('node:http').ServerResponse} outgoing
 */
function deliver({ status, headers, body, delivery }, outgoing) {
  if (delivery?.lost) {
    outgoing.destroy();
    return;
  }
  const { ms = 0, wholeBytes } = delivery ?? {};
  const write = () => {
    outgoing.writeHead(status, { ...headers, 'Content-Length': wholeBytes ?? body.length });
    if (wholeBytes === undefined) outgoing.end(body);
    else outgoing.write(body, () => outgoing.destroy());
  };
  if (ms === 0) {
    write();
    return;
  }
  const timer = setTimeout(write, ms);
  // Who does not wait that long is not answered.
  outgoing.once('close', () => clearTimeout(timer));
}

/**
 * The answer to a request. Time that runs ahead does so step by step, so that pushes are sent on the way.
 * @param {Answerer} answer
 * @param {InstanceType<typeof import('./simulator-deliveries.cjs').Deliveries>} ways
 * @param {any} request
 * @returns {Promise<Answer>}
 */
async function answered(answer, ways, request) {
  const seconds = request.method === 'POST' && request.url === ADVANCE ? secondsIn(request.body) : 0;
  if (seconds === 0) return answer(request);
  const { delivered, expired } = await ways.runAhead(seconds);
  // What is left is to say how late it is.
  const late = answer({ ...request, body: '{"seconds":0}' });
  const told = JSON.parse(new TextDecoder().decode(late.body));
  return { ...late, body: Buffer.from(JSON.stringify({ ...told, expired: expired + told.expired, delivered })) };
}

/**
 * The seconds that a body says, if they can be stepped through; what else it may be is the platform's to answer.
 * @param {Buffer} body
 */
function secondsIn(body) {
  try {
    const { seconds, ...others } = JSON.parse(body.toString());
    return Object.keys(others).length === 0 && Number.isInteger(seconds) && seconds > 0 && seconds <= LONGEST ? seconds : 0;
  } catch {
    return 0;
  }
}

module.exports = { serve };
