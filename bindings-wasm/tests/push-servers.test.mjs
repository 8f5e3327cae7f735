// Each server of the examples, as a process of its own with its real framework, over HTTP.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Platform, serve } from 'privatenumber/simulator';

import { APPLICATION, blockedCall, callEvent, fee, send, signed, signedOfOld, sms } from './push-sender.mjs';

const examples = fileURLToPath(new URL('../pushes', import.meta.url));
const MIB = 1024 * 1024;

const environment = (folder) => ({
  PATH: process.env.PATH,
  PRIVATENUMBER_APP_KEY: APPLICATION.appKey,
  PRIVATENUMBER_APP_SECRET: APPLICATION.appSecret,
  PUSH_FOLDER: folder,
  PORT: '0',
});

/** Runs with a folder that is gone afterwards. */
async function withFolder(run) {
  const folder = mkdtempSync(join(tmpdir(), 'privatenumber-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs with an example that serves, and gives what it printed. */
async function withServer(name, folder, run) {
  const server = spawn(process.execPath, [join(examples, name)], { env: environment(folder) });
  const over = once(server, 'close');
  let printed = '';
  try {
    const address = new Promise((resolve, reject) => {
      for (const stream of [server.stdout, server.stderr]) {
        stream.setEncoding('utf8').on('data', (text) => {
          printed += text;
          const [, url] = /^listening on (\S+)$/m.exec(printed) ?? [];
          if (url !== undefined) resolve(url);
        });
      }
      over.then(() => reject(new Error(`${name} ended: ${printed}`)));
    });
    await run(await address);
  } finally {
    server.kill('SIGKILL');
    await over;
  }
  return printed;
}

/** The records that wait for the worker. */
const waiting = (folder) =>
  readdirSync(join(folder, 'records')).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(readFileSync(join(folder, 'records', name), 'utf8')));

/** What every server must answer, whoever brings the pushes to it. */
async function assertReceives(folder, call, statusOfLong = async (length) => (await call({ body: ' '.repeat(length) })).status) {
  const answer = async (body, given = {}) => {
    const { status, body: text } = await call({ body, ...given });
    return [status, text];
  };
  const icids = () => waiting(folder).map(({ icid }) => icid);

  const headers = signed();
  assert.deepEqual(await answer(fee('first', 'second'), { headers }), [200, '']);
  assert.deepEqual(icids().sort(), ['first', 'second']);
  rmSync(join(folder, 'records'), { recursive: true });

  // A duplicate is taken, and nothing is done; with its signature, and with a new one.
  const { Queue } = await import('../pushes/queue.mjs');
  new Queue(join(folder, 'records'));
  assert.deepEqual(await answer(fee('first', 'second'), { headers }), [200, '']);
  assert.deepEqual(await answer(fee('first', 'second')), [200, '']);
  assert.deepEqual(icids(), []);
  assert.deepEqual(await answer(fee('second', 'third'), { headers: signedOfOld() }), [200, '']);
  assert.deepEqual(icids(), ['third']);

  for (const [given, code] of [
    [{ headers: {} }, 'push.unsigned'],
    [{ headers: signed({ appSecret: 'a-guess' }) }, 'push.signature'],
    [{ headers: signed({ appKey: 'another-app' }) }, 'push.app_key'],
    [{ headers: { 'X-AKSK': 'UsernameToken Username' } }, 'push.header'],
    [{ headers: signed({ at: Date.now() / 1000 - 12 * 3600 }) }, 'push.stale'],
    [{ headers }, 'push.replayed'],
  ]) {
    assert.deepEqual(await answer(fee('forged'), given), [401, code]);
  }
  assert.deepEqual(icids(), ['third']);

  for (const [body, code] of [
    ['', 'push.not_json'],
    ['{"eventType":"fee","feeLst":[', 'push.not_json'],
    [Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]), 'push.not_json'],
    ['eventType=fee', 'push.not_json'],
    ['[]', 'push.foreign'],
  ]) {
    assert.deepEqual(await answer(body), [400, code]);
  }
  const [status] = await answer('['.repeat(10_000));
  assert.equal(status, 400);

  for (const eventType of ['callin', 'answer', 'DISCONNECT']) assert.deepEqual(await answer(callEvent(eventType, 'a session')), [200, '']);
  assert.deepEqual(await answer(sms('Notify', 'an sms')), [200, '']);
  assert.deepEqual(await answer('{"eventType":"somethingNew"}'), [501, 'push.unhandled']);

  for (const [body, expected] of [
    [blockedCall(), { operation: 'connect', connectInfo: [{ calleeNum: '+8613800000001', maxDuration: 60 }] }],
    [blockedCall('+8617000000009'), { operation: 'close' }],
    [sms('Block', 'another'), { actions: [{ operation: 'vNumberRoute', message: { called: '+8613800000001', calling: '+8613800000021' } }] }],
    [sms('Block', 'a third', { virtualNumber: '+8617000000009' }), { actions: [{ operation: 'DiscardMessage' }] }],
  ]) {
    const decided = await call({ body });
    assert.equal(decided.status, 200);
    assert.match(decided.headers['content-type'], /^application\/json; ?charset=utf-8$/i);
    const told = JSON.parse(decided.body);
    assert.deepEqual(told, { ...told, ...expected });
  }

  for (const method of ['GET', 'PUT', 'DELETE']) {
    const { status: refused, headers: with_ } = await call({ method, ...(method === 'PUT' && { body: fee('put') }) });
    assert.deepEqual([refused, with_.allow], [405, 'POST'], method);
  }
  for (const length of [MIB + 1, 10 * MIB]) assert.equal(await statusOfLong(length), 413);
  assert.deepEqual(icids(), ['third']);
}

for (const name of ['plain.mjs', 'express.mjs', 'fastify.mjs', 'hono.mjs']) {
  test(`${name} answers what is genuine, forged, stale, replayed, duplicate, malformed or too long as it should`, async () => {
    await withFolder(async (folder) => {
      const printed = await withServer(name, folder, async (url) => {
        // Fastify closes the connection of whoever announces too much, at once: of the rest nothing can be sent.
        const announced = async (length) => (await send(url, { headers: { ...signed(), 'Content-Length': length }, announceAlone: true })).status;
        await assertReceives(folder, (given) => send(url, given), name === 'fastify.mjs' ? announced : undefined);
        // Headers of a megabyte are refused by the server of Node itself.
        const socket = connect(new URL(url).port, '127.0.0.1');
        socket.on('error', () => {});
        socket.write(`POST /pushes HTTP/1.1\r\nHost: localhost\r\nX-AKSK: ${'a'.repeat(MIB)}\r\n\r\n`);
        let text = '';
        socket.on('data', (part) => (text += part));
        await new Promise((resolve) => socket.on('close', resolve));
        assert.match(text, /^HTTP\/1\.1 431 /);
      });
      assert.match(printed, /CallEvent \{/);
      assert.match(printed, /push\.signature/);
      assert.doesNotMatch(printed, /\d{8}|pushing-secret/);
    });
  });
}

test('what came before a restart is known after it: events, and with which body each signature came', async () => {
  await withFolder(async (folder) => {
    const headers = signed();
    await withServer('plain.mjs', folder, async (url) => {
      assert.equal((await send(url, { body: fee('one'), headers })).status, 200);
    });
    rmSync(join(folder, 'records'), { recursive: true });
    await withServer('plain.mjs', folder, async (url) => {
      const { status, body } = await send(url, { body: fee('forged'), headers });
      assert.deepEqual([status, body], [401, 'push.replayed']);
      assert.equal((await send(url, { body: fee('one'), headers })).status, 200);
    });
    assert.deepEqual(waiting(folder), []);
  });
});

test('fetch.mjs is a function from a request to a response, and needs no server', async () => {
  await withFolder(async (folder) => {
    Object.assign(process.env, environment(folder));
    const log = console.log;
    const error = console.error;
    console.log = console.error = () => {};
    try {
      const { default: server, POST } = await import('../pushes/fetch.mjs');
      assert.equal(server.fetch, POST);
      await assertReceives(folder, async ({ method = 'POST', headers = signed(), body }) => {
        const response = await server.fetch(new Request('http://localhost/pushes', { method, headers, body: body === '' ? undefined : body }));
        return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
      });
    } finally {
      Object.assign(console, { log, error });
    }
  });
});

test('what was put into the queue is done by the worker, beside the receiver', async () => {
  await withFolder(async (folder) => {
    await withServer('plain.mjs', folder, async (url) => {
      assert.equal((await send(url, { body: fee('recorded', 'too-short') })).status, 200);
    });
    const recordings = [{ fileName: 'recorded.wav', recordDomain: 'recordings.example.com' }];
    const served = await serve(new Platform({ applications: [{ ...APPLICATION, recordings }] }));
    try {
      const env = { ...environment(folder), PRIVATENUMBER_BASE_URL: served.url };
      const worker = spawn(process.execPath, [join(examples, 'worker.mjs')], { env });
      let printed = '';
      for (const stream of [worker.stdout, worker.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
      const [status] = await once(worker, 'close');
      assert.equal(status, 0, printed);
      assert.equal([...printed.matchAll(/^download /gm)].length, 1);
      assert.equal([...printed.matchAll(/^no recording: NotFound: /gm)].length, 1);
      assert.deepEqual(waiting(folder), []);
    } finally {
      await served.close();
    }
  });
});

const sqlite = spawnSync(process.execPath, ['-e', "require('node:sqlite')"]).status === 0;

test('sqlite.mjs has each record once, and knows it after it was killed', { skip: !sqlite && 'this Node has no node:sqlite' }, async () => {
  await withFolder(async (folder) => {
    const headers = signed();
    for (const _ of ['first', 'restarted']) {
      await withServer('sqlite.mjs', folder, async (url) => {
        assert.equal((await send(url, { body: fee('one', 'two'), headers })).status, 200);
        assert.equal((await send(url, { body: fee('one', 'two', 'three') })).status, 200);
        assert.equal((await send(url, { body: fee('one'), headers: {} })).status, 401);
        assert.equal((await send(url, { body: fee('forged'), headers })).status, 401);
        assert.equal((await send(url, { body: callEvent('answer', 'a session') })).status, 200);
      });
    }
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(join(folder, 'pushes.sqlite'));
    const rows = database.prepare('SELECT record FROM record ORDER BY rowid').all();
    assert.deepEqual(rows.map(({ record }) => JSON.parse(record).icid), ['one', 'two', 'three']);
    database.close();
  });
});
