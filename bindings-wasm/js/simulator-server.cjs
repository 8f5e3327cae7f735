// @ts-check
'use strict';

const { checkOptions, wrongArgument } = require('./errors.cjs');
const { LONGEST, Platform, deliveries } = require('./simulator-platform.cjs');

/** What a request may bring at most; the service's own are far below 2 KB. */
const LARGEST_BODY = 1024 * 1024;

/** Where time is made to run ahead. */
const ADVANCE = '/_simulator/advance';

/** Addresses that stand for all of a machine's. */
const ALL_ADDRESSES = new Set(['0.0.0.0', '::']);

/**
 * @param {InstanceType<typeof Platform>} platform
 * @param {{ port?: number, host?: string }} [options]
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
async function serve(platform, options = {}) {
  if (!(platform instanceof Platform)) {
    throw wrongArgument('platform', 'a Platform', 'Platform', 'serve(new Platform())', 'serve(new Platform())');
  }
  checkOptions('serve', options, ['port', 'host'], 'serve(platform, { port })');
  const { port = 0, host = '127.0.0.1' } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw wrongArgument('port', 'a whole number from 0 to 65535', '0到65535的整数', '0 takes any free one', '0表示任意空闲端口');
  }
  const ways = /** @type {InstanceType<typeof import('./simulator-deliveries.cjs').Deliveries>} */ (deliveries.get(platform));
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
      answered(platform, ways, request).then(({ status, headers, body }) => {
        outgoing.writeHead(status, { ...headers, 'Content-Length': body.length });
        outgoing.end(body);
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
  const stop = ways.watch();
  let closing = /** @type {Promise<void> | undefined} */ (undefined);
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await Promise.all([closed, stop()]);
  };
  return { url: `http://${base}`, close: () => (closing ??= close()) };
}

/**
 * The answer to a request. Time that runs ahead does so step by step, so that pushes are sent on the way.
 * @param {any} platform
 * @param {InstanceType<typeof import('./simulator-deliveries.cjs').Deliveries>} ways
 * @param {any} request
 * @returns {Promise<{ status: number, headers: Record<string, string>, body: Uint8Array }>}
 */
async function answered(platform, ways, request) {
  const seconds = request.method === 'POST' && request.url === ADVANCE ? secondsIn(request.body) : 0;
  if (seconds === 0) return platform.send(request);
  const { delivered, expired } = await ways.runAhead(seconds);
  // What is left is to say how late it is.
  const { status, headers, body } = platform.send({ ...request, body: '{"seconds":0}' });
  const told = JSON.parse(new TextDecoder().decode(body));
  return { status, headers, body: Buffer.from(JSON.stringify({ ...told, expired: expired + told.expired, delivered })) };
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
