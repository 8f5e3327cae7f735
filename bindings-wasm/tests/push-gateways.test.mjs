// How pushes come in and answers go out: over node:http, and as Request and Response.

import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { connect as connectTo } from 'node:net';
import { test } from 'node:test';

import { InvalidArgument } from 'privatenumber';
import { Receiver } from 'privatenumber/push';

import { APPLICATION, fee, send, signed } from './push-sender.mjs';

const MIB = 1024 * 1024;
const receiverWith = (options = {}) => new Receiver({ applications: APPLICATION, ...options });

/** Serves for as long as something runs. */
async function served(handler, run) {
  const server = createServer(handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await run(`http://127.0.0.1:${server.address().port}/`, server);
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

test('a server of Node brings pushes, and sends the answers', async () => {
  const kept = [];
  const receiver = receiverWith().on('fee', ({ icid }) => void kept.push(icid));
  await served(receiver.node, async (url) => {
    const answer = await send(url, { body: fee('1') });
    assert.deepEqual([answer.status, answer.body, answer.headers['content-length'], answer.headers['content-type']], [200, '', '0', undefined]);
    const refused = await send(url, { body: fee('1'), headers: {} });
    assert.deepEqual([refused.status, refused.body, refused.headers['content-type']], [401, 'push.unsigned', 'text/plain;charset=UTF-8']);
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
      const other = await send(url, { method, body: method === 'PUT' ? fee('2') : '' });
      assert.deepEqual([other.status, other.body, other.headers.allow], [405, '', 'POST'], method);
    }
  });
  assert.deepEqual(kept, ['1']);
});

test('where somebody before the receiver has answered, that is the answer', async () => {
  const { promise: over, resolve: end } = (() => {
    let resolve;
    return { promise: new Promise((each) => (resolve = each)), resolve };
  })();
  const receiver = receiverWith().ignore('fee');
  const impatient = (request, response) => {
    response.writeHead(503).end('too late');
    end(receiver.node(request, response));
  };
  await served(impatient, async (url) => {
    const { status, body } = await send(url, { body: fee('1') });
    assert.deepEqual([status, body], [503, 'too late']);
    assert.equal(await over, undefined);
  });
});

test('a body in pieces is one body', async () => {
  const kept = [];
  const receiver = receiverWith().on('fee', ({ icid }) => void kept.push(icid));
  await served(receiver.node, async (url, server) => {
    const body = fee('1');
    const socket = connectTo(server.address().port, '127.0.0.1');
    const head = Object.entries({ ...signed(), Host: 'localhost', 'Transfer-Encoding': 'chunked', Connection: 'close' });
    socket.write(`POST / HTTP/1.1\r\n${head.map((pair) => pair.join(': ')).join('\r\n')}\r\n\r\n`);
    for (const letter of body) socket.write(`1\r\n${letter}\r\n`);
    socket.write('0\r\n\r\n');
    socket.setEncoding('utf8');
    let answer = '';
    socket.on('data', (text) => (answer += text));
    await once(socket, 'close');
    assert.match(answer, /^HTTP\/1\.1 200 /);
  });
  assert.deepEqual(kept, ['1']);
});

test('a sender that goes away is no push, and nothing waits for it', async () => {
  const told = [];
  const receiver = receiverWith({ onError: (error) => told.push(error) });
  const came = new EventEmitter();
  const handler = (request, response) => {
    const over = receiver.node(request, response);
    request.once('data', () => came.emit('some', { over }));
  };
  await served(handler, async (_url, server) => {
    const some = once(came, 'some');
    const socket = connectTo(server.address().port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{');
    const [{ over }] = await some;
    socket.destroy();
    assert.equal(await over, undefined);
  });
  assert.deepEqual(told, []);
});

test('a body that was read by somebody else is taken where its bytes were kept', async () => {
  const kept = [];
  const receiver = receiverWith().on('fee', ({ icid }) => void kept.push(icid));
  const reading = (keep) => async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    keep(request, Buffer.concat(chunks));
    await receiver.node(request, response);
  };
  for (const keep of [
    (request, bytes) => (request.body = bytes),
    (request, bytes) => (request.body = bytes.toString('utf8')),
    (request, bytes) => Object.assign(request, { rawBody: bytes, body: JSON.parse(bytes) }),
  ]) {
    await served(reading(keep), async (url) => assert.equal((await send(url, { body: fee(String(kept.length)) })).status, 200));
  }
  assert.deepEqual(kept, ['0', '1', '2']);
});

test('an object that some parsers put where they read nothing is no body', async () => {
  const receiver = receiverWith().ignore('fee');
  await served(
    (request, response) => void receiver.node(Object.assign(request, { body: {} }), response),
    async (url) => {
      assert.equal((await send(url, { body: fee('1') })).status, 200);
      assert.deepEqual((await send(url)).body, 'push.not_json');
    },
  );
});

test('a body of which the bytes are gone is the mistake of the program, for the framework to show', async () => {
  const told = [];
  const receiver = receiverWith({ onError: (error) => told.push(error) });
  const shown = [];
  for (const [keep, next] of [
    [(request, text) => (request.body = JSON.parse(text)), undefined],
    [() => {}, undefined],
    [(request, text) => (request.body = JSON.parse(text)), true],
  ]) {
    await served(
      async (request, response) => {
        let text = '';
        for await (const chunk of request) text += chunk;
        keep(request, text);
        await receiver.node(request, response, next && ((error) => (shown.push(error), response.writeHead(500).end('shown'))));
      },
      async (url) => {
        const answer = await send(url, { body: fee('1') });
        assert.deepEqual([answer.status, answer.body], [500, next ? 'shown' : 'parameter.type']);
      },
    );
  }
  assert.deepEqual([told.length, shown.length], [2, 1]);
  for (const error of [...told, ...shown]) {
    assert.ok(error instanceof InvalidArgument);
    assert.equal(error.field, 'body');
    assert.match(error.hint, /body parser/);
  }
});

test('of a body that is too long no more is kept than is needed to see it', async () => {
  const receiver = receiverWith({ maxBody: 1000 }).ignore('fee');
  await served(receiver.node, async (url) => {
    assert.equal((await send(url, { body: fee('1') })).status, 200);
    for (const length of [1001, MIB, 10 * MIB]) {
      const answer = await send(url, { body: ' '.repeat(length) });
      assert.deepEqual([answer.status, answer.body], [413, 'push.too_large']);
    }
  });
});

test('a sender without end is cut off', async () => {
  const told = [];
  const receiver = receiverWith({ maxBody: 1000, onError: ({ code }) => told.push(code) });
  await served(receiver.node, async (_url, server) => {
    const socket = connectTo(server.address().port, '127.0.0.1');
    const head = Object.entries({ ...signed(), Host: 'localhost', 'Transfer-Encoding': 'chunked' });
    socket.write(`POST / HTTP/1.1\r\n${head.map((pair) => pair.join(': ')).join('\r\n')}\r\n\r\n`);
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    socket.on('error', () => {});
    const more = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', more);
    more();
    // Whether the answer reaches somebody who does not listen is not said.
    await new Promise((resolve) => socket.on('close', resolve));
    assert.deepEqual(told, ['push.too_large']);
  });
});

test('a request becomes a response', async () => {
  const kept = [];
  const receiver = receiverWith().on('fee', ({ icid }) => void kept.push(icid));
  const request = (options) => new Request('http://localhost/pushes', { method: 'POST', headers: signed(), duplex: 'half', ...options });
  const ofPieces = (...pieces) => new ReadableStream({ start: (stream) => (pieces.forEach((piece) => stream.enqueue(new TextEncoder().encode(piece))), stream.close()) });
  for (const [options, status, body] of [
    [{ body: fee('1') }, 200, ''],
    [{ body: ofPieces(fee('2').slice(0, 9), '', fee('2').slice(9)) }, 200, ''],
    [{ body: fee('3'), headers: {} }, 401, 'push.unsigned'],
    [{}, 400, 'push.not_json'],
    [{ body: ' '.repeat(10 * MIB) }, 413, 'push.too_large'],
    [{ method: 'GET' }, 405, ''],
    [{ method: 'PUT', body: fee('4') }, 405, ''],
  ]) {
    const response = await receiver.fetch(request(options));
    assert.ok(response instanceof Response);
    assert.deepEqual([response.status, await response.text()], [status, body]);
    assert.equal(response.headers.get('allow'), status === 405 ? 'POST' : null);
    assert.equal(response.headers.get('content-type'), body === '' ? null : 'text/plain;charset=UTF-8');
  }
  assert.deepEqual(kept, ['1', '2']);
});

test('a stream without end is ended', async () => {
  let [given, ended] = [0, false];
  const body = new ReadableStream({
    pull: (stream) => (stream.enqueue(new Uint8Array(MIB)), void (given += MIB)),
    cancel: () => void (ended = true),
  });
  const receiver = receiverWith({ maxBody: 10_000 });
  const response = await receiver.fetch(new Request('http://localhost/', { method: 'POST', headers: signed(), body, duplex: 'half' }));
  assert.equal(response.status, 413);
  assert.ok(given < 20 * MIB, String(given));
  assert.ok(ended);
});

test('a request that broke off, or was read already, is none', async () => {
  const receiver = receiverWith();
  const request = (body) => new Request('http://localhost/', { method: 'POST', headers: signed(), body, duplex: 'half' });
  const broken = new ReadableStream({ pull: (stream) => stream.error(new Error('gone')) });
  assert.equal((await receiver.fetch(request(broken))).status, 400);
  const read = request(fee('1'));
  await read.text();
  const error = await receiver.fetch(read).catch((each) => each);
  assert.deepEqual([error.name, error.field], ['InvalidArgument', 'body']);
  assert.match(error.hint, /clone\(\)/);
});

test('gateways can be handed on by themselves', async () => {
  const { node, fetch } = receiverWith().ignore('fee');
  await served(node, async (url) => assert.equal((await send(url, { body: fee('1') })).status, 200));
  const request = new Request('http://localhost/', { method: 'POST', headers: signed(), body: fee('2') });
  assert.equal((await fetch(request)).status, 200);
});
