// The loop around a sender: what it is given, what it may give back, what becomes of its failures.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createPlainServer } from 'node:net';
import { test } from 'node:test';

import { Account, Client, InvalidArgument, NotFound, TransportFailed, UnreadableAnswer, axb, fetchSend } from 'privatenumber';

import { errorOf } from './support.mjs';

const account = new Account({ appKey: 'key', appSecret: 'secret' });
const success = { status: 200, body: '{"resultcode":"0"}' };
const one = { subscriptionId: 'a' };
const coded = (message, code) => Object.assign(new Error(message), { code });
const failed = (promise) => promise.then(() => assert.fail('it went well'), (error) => error);

/** A server on this machine, and an account that points at it. */
async function listening(server, run) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  try {
    return await run(new Account({ appKey: 'key', appSecret: 'secret', baseUrl }));
  } finally {
    server.closeAllConnections?.();
    server.close();
  }
}

test('a sender gets the request, and may answer now or later', async () => {
  for (const send of [() => success, async () => success, () => ({ then: (done) => done(success) })]) {
    let sent;
    const client = new Client(account, {
      send: (request) => {
        sent = request;
        return send();
      },
    });
    assert.ok((await client.axb.deleteBinding(one)) instanceof axb.DeleteBindingAnswer);
    assert.equal(sent.method, 'DELETE');
    assert.match(sent.url, /\?subscriptionId=a$/);
    assert.equal(sent.body, undefined);
    assert.match(sent.headers['X-AKSK'], /^UsernameToken /);
  }
});

test('each call is signed anew', async () => {
  const seen = new Set();
  const client = new Client(account, { send: (request) => (seen.add(request.headers['X-AKSK']), success) });
  await client.axb.deleteBinding(one);
  await client.axb.deleteBinding(one);
  assert.equal(seen.size, 2);
});

test('nothing is sent if an argument is wrong, and the promise says so', async () => {
  const client = new Client(account, { send: () => assert.fail('it was sent') });
  const promise = client.axb.deleteBinding({ subscriptionID: 'a' });
  assert.equal((await failed(promise)).code, 'parameter.unknown');
});

test('every operation is there', () => {
  const client = new Client(account);
  const operations = Object.entries(axb).filter(([, value]) => typeof value !== 'function').map(([name]) => name);
  assert.deepEqual(Object.keys(client.axb), operations);
});

test('what a sender throws becomes a failure of transport', async () => {
  const cases = [
    [coded('socket hang up', 'ECONNRESET'), 'transport.connection', /socket hang up/],
    [coded('getaddrinfo', 'ENOTFOUND'), 'transport.connection', /getaddrinfo/],
    [coded('getaddrinfo', 'EAI_AGAIN'), 'transport.connection', /getaddrinfo/],
    [coded('expired', 'CERT_HAS_EXPIRED'), 'transport.connection', /expired/],
    [new TypeError('fetch failed', { cause: new Error('unexpected redirect') }), 'transport.connection', /unexpected redirect/],
    [new TypeError('terminated', { cause: coded('other side closed', 'UND_ERR_SOCKET') }), 'transport.connection', /other side closed/],
    [new Error('request failed', { cause: coded('refused', 'ECONNREFUSED') }), 'transport.connection', /refused/],
    ['out of order', 'transport.sender', /`send` threw out of order/],
    [undefined, 'transport.sender', /`send` threw undefined/],
    [{ phone: '13800000001' }, 'transport.sender', /`send` threw an object/],
    [Object.create(null), 'transport.sender', /`send` threw an object/],
    [new Error('no luck'), 'transport.sender', /`send` threw Error: no luck/],
    [new TypeError('x is not a function'), 'transport.sender', /`send` threw TypeError: x is not a function/],
    [new TypeError('Failed to parse URL', { cause: coded('Invalid URL', 'ERR_INVALID_URL') }), 'transport.sender', /Failed to parse URL/],
    [new ReferenceError('x is not defined'), 'transport.sender', /ReferenceError/],
    [new assert.AssertionError({ message: 'one call' }), 'transport.sender', /AssertionError: one call/],
    [coded('no such file', 'ENOENT'), 'transport.sender', /no such file/],
    [coded('aborted', 'UND_ERR_ABORTED'), 'transport.sender', /aborted/],
    [errorOf(() => fetchSend({ timeOut: 1 })), 'transport.sender', /`timeOut` is no option/],
    [Object.assign(new Error('slow'), { code: 'ETIMEDOUT' }), 'transport.timeout', /slow/],
    [Object.assign(new Error('timeout of 10 ms exceeded'), { code: 'ECONNABORTED' }), 'transport.timeout', /10 ms/],
    [new TypeError('fetch failed', { cause: Object.assign(new Error('Headers Timeout'), { code: 'UND_ERR_HEADERS_TIMEOUT' }) }), 'transport.timeout', /fetch failed: Headers Timeout/],
    [new DOMException('time is over', 'TimeoutError'), 'transport.timeout', /time is over/],
    [new DOMException('stopped', 'AbortError'), 'transport.sender', /`send` threw AbortError: stopped/],
  ];
  for (const [thrown, code, message] of cases) {
    for (const send of [
      () => {
        throw thrown;
      },
      () => Promise.reject(thrown),
    ]) {
      const error = await failed(new Client(account, { send }).axb.deleteBinding(one));
      assert.ok(error instanceof TransportFailed);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      assert.match(error.hint, /query before repeating a bind/);
      assert.equal(error.cause, thrown);
      assert.ok(!Object.keys(error).includes('cause'));
    }
  }
});

test('an error of this package goes through as it is', async () => {
  const own = await failed(new Client(account, { send: () => ({ status: 403, body: '{"resultcode":"1012007"}' }) }).axb.queryBinding(one));
  assert.ok(own instanceof NotFound);
  assert.equal(await failed(new Client(account, { send: () => Promise.reject(own) }).axb.queryBinding(one)), own);
});

test('a sender that answers nonsense is told what to answer', async () => {
  for (const [nonsense, said, field] of [
    [undefined, 'what `send` gave back is undefined, not an object with `status` and `body`', 'response'],
    [null, 'what `send` gave back is null, ', 'response'],
    ['{"resultcode":"0"}', 'what `send` gave back is a text, ', 'response'],
    [{}, 'what `send` gave back has no `status`', 'response.status'],
    [{ status: '200', body: '' }, 'the `status` of what `send` gave back is a text, ', 'response.status'],
    [{ status: NaN, body: '' }, 'the `status` of what `send` gave back is NaN, ', 'response.status'],
    [{ status: 20, body: '' }, 'the `status` of what `send` gave back is 20, ', 'response.status'],
    [{ status: 200 }, 'what `send` gave back has no `body`', 'response.body'],
    [{ status: 200, body: null }, 'the `body` of what `send` gave back is null, ', 'response.body'],
    [{ status: 200, body: { resultcode: '0' } }, 'the `body` of what `send` gave back is an object, ', 'response.body'],
    [{ status: 200, body: ['{}'] }, 'the `body` of what `send` gave back is a list, ', 'response.body'],
    [{ status: 200, body: Promise.resolve('') }, 'the `body` of what `send` gave back is a Promise, ', 'response.body'],
    [new Response('{}'), 'the `body` of what `send` gave back is a ReadableStream, ', 'response.body'],
    [{ status: 502, body: '', headers: 7 }, 'the `headers` of what `send` gave back is a number, ', 'response.headers'],
  ]) {
    const error = await failed(new Client(account, { send: () => nonsense }).axb.deleteBinding(one));
    assert.ok(error instanceof TransportFailed);
    assert.deepEqual([error.code, error.field, error.retryable], ['transport.sender', undefined, false]);
    assert.ok(error.message.includes(said), error.message);
    assert.match(error.hint, /query before repeating a bind/);
    assert.match(error.messageZh, /`send`(的?返回值|返回值的)/);
    // Handed to `parse` directly, it is an argument like any other.
    const direct = errorOf(() => axb.deleteBinding.parse(nonsense));
    assert.ok(direct instanceof InvalidArgument);
    assert.deepEqual([direct.code, direct.field], ['parameter.type', field]);
  }
});

test('a call takes its parameters and nothing else', async () => {
  const client = new Client(account, { send: () => success });
  const error = await failed(client.axb.deleteBinding(one, { timeout: 5 }));
  assert.ok(error instanceof InvalidArgument);
  assert.equal(error.code, 'parameter.unknown');
  assert.match(error.message, /^`deleteBinding` takes .* an object too$/);
  await client.axb.deleteBinding(one, undefined);
  for (const [name, call] of Object.entries(client.axb)) assert.equal(call.name, name);
});

test('what only looks like a sender is refused at once', () => {
  for (const [send, hint] of [
    [fetchSend, /call it: .*fetchSend\(\)/],
    [fetch, /use fetchSend\(\)/],
    [{ send: () => success }, /leave it out/],
    [null, /leave it out/],
  ]) {
    const error = errorOf(() => new Client(account, { send }));
    assert.ok(error instanceof InvalidArgument);
    assert.deepEqual([error.code, error.field], ['parameter.type', 'send']);
    assert.match(error.hint, hint);
  }
});

test('fetch sends what was built, byte for byte', async () => {
  const seen = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method, url: request.url, headers: request.headers, body });
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('{"resultcode":"0","subscriptionId":"s","relationNum":"+8617000000001"}');
  });
  await listening(server, async (local) => {
    const client = new Client(local);
    await client.axb.createBinding({ callerNum: '13800000001', calleeNum: '0755-28000001', userData: 'é"' });
    await client.axb.deleteAllBindings({ relationNum: '+8617000000001' });
  });
  const [bind, release] = seen;
  assert.equal(bind.method, 'POST');
  assert.equal(bind.url, '/rest/caas/relationnumber/partners/v1.0');
  assert.equal(bind.headers['content-type'], 'application/json;charset=UTF-8');
  assert.equal(bind.headers.authorization, 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"');
  assert.equal(bind.body, String.raw`{"callerNum":"+8613800000001","calleeNum":"+8675528000001","userData":"\u00e9\""}`);
  assert.equal(release.method, 'DELETE');
  assert.equal(release.url, '/rest/caas/relationnumber/partners/v1.0?relationNum=%2B8617000000001');
  assert.equal(release.body, '');
});

test('a server that never answers is given up', async () => {
  // It takes connections and is silent, at first altogether and then in the middle of a body.
  for (const begin of ['', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{']) {
    const sockets = [];
    const server = createPlainServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {});
      socket.write(begin);
    });
    const error = await listening(server, async (local) => {
      const client = new Client(local, { send: fetchSend({ timeout: 80 }) });
      return failed(client.axb.deleteBinding(one)).finally(() => sockets.forEach((socket) => socket.destroy()));
    });
    assert.ok(error instanceof TransportFailed);
    assert.equal(error.code, 'transport.timeout');
    assert.equal(error.cause.name, 'TimeoutError');
  }
});

test('a connection that is refused or broken is told from it', async () => {
  let baseUrl;
  await listening(createPlainServer(), async (local) => ({ baseUrl } = local));
  const closed = new Account({ appKey: 'key', appSecret: 'secret', baseUrl });
  const refused = await failed(new Client(closed).axb.deleteBinding(one));
  assert.equal(refused.code, 'transport.connection');
  assert.match(refused.message, /ECONNREFUSED/);
  const broken = await listening(createPlainServer((socket) => socket.destroy()), (local) => failed(new Client(local).axb.deleteBinding(one)));
  assert.equal(broken.code, 'transport.connection');
});

test('a redirect is not followed', async () => {
  let visits = 0;
  const server = createServer((request, response) => {
    visits += 1;
    response.writeHead(302, { Location: '/elsewhere' }).end();
  });
  const error = await listening(server, (local) => failed(new Client(local).axb.deleteBinding(one)));
  assert.ok(error instanceof UnreadableAnswer);
  assert.equal(error.code, 'answer.redirected');
  assert.match(error.message, /\/elsewhere/);
  assert.equal(visits, 1);
});

test('another fetch can be taken', async () => {
  const send = fetchSend({ fetch: async (url, { redirect, signal }) => (assert.equal(redirect, 'manual'), assert.ok(signal), new Response('{"resultcode":"0"}')) });
  await new Client(account, { send }).axb.deleteBinding(one);
});
