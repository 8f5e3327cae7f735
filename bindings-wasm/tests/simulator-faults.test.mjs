// Faults of the embedded platform, as the client meets them in process and over HTTP.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';

import { Account, AuthenticationFailed, Client, InvalidArgument, ServiceRefused, TransportFailed, UnreadableAnswer } from 'privatenumber';
import { Platform, serve, testPlatform } from 'privatenumber/simulator';

import { errorOf } from './support.mjs';

const A = '+8613800000001';
const B = '+8613900000002';
const X = '+8617000000001';
const pair = { callerNum: A, calleeNum: B, relationNum: X };
const failed = (promise) => promise.then(() => assert.fail('it went well'), (error) => error);
const CREATE = '/rest/caas/relationnumber/partners/v1.0';

/** A test of a platform in process, and of one that is served. `run` gets a client, and how others are made. */
function bothWays(name, run) {
  test(`${name}, in process`, async () => {
    const platform = new Platform();
    const clientOf = (account) => new Client(account, { send: platform.send });
    await run({ platform, client: platform.client(), clientOf, served: false });
  });
  test(`${name}, over HTTP`, async (t) => {
    const platform = new Platform();
    const { url, close } = await serve(platform);
    t.after(close);
    const clientOf = (account) => new Client(account);
    await run({ platform, client: new Client(platform.account({ baseUrl: url })), clientOf, served: true, url });
  });
}

bothWays('a lost answer to a bind leaves the binding there, a lost request does not', async ({ platform, client, served }) => {
  for (const [fault, bindings] of [['requestLost', 0], ['answerLost', 1]]) {
    platform.setFaults({ requests: [{ fault, operation: 'axb.CreateBinding', next: 1 }] });
    // Another operation goes well or wrong by itself.
    assert.ok((await failed(client.axb.deleteBinding({ subscriptionId: 'none' }))) instanceof ServiceRefused);
    const error = await failed(client.axb.createBinding(pair));
    assert.ok(error instanceof TransportFailed, String(error));
    assert.equal(error.code, served ? 'transport.connection' : 'transport.timeout');
    assert.equal(platform.state().bindings.length, bindings);
    assert.equal(platform.faults.requests[0].next, 0);
    assert.equal(platform.state().log.at(-1).fault, fault);
  }
  assert.equal((await client.axb.queryBinding({ relationNum: X })).totalCount, 1);
});

test('a lost answer says so in both languages', async () => {
  const platform = new Platform({ faults: { requests: [{ fault: 'answerLost' }] } });
  const error = await failed(platform.client().axb.createBinding(pair));
  assert.match(error.message, /lost the request or its answer/);
  assert.match(error.messageZh, /丢失了请求或响应/);
  assert.match(error.hint, /query before repeating a bind/);
  assert.ok(errorOf(() => platform.send({ method: 'POST', url: CREATE, headers: {} })) instanceof TransportFailed);
  // Its own endpoints have no faults.
  assert.equal(platform.send({ method: 'GET', url: '/_simulator/faults', headers: {} }).status, 200);
});

bothWays('errors of the platform and of what is between', async ({ platform, client }) => {
  for (const [fault, code, Wanted, bindings] of [
    ['internalError', 'service.1010001', ServiceRefused, 0],
    ['flowControl', 'service.1010010@403', ServiceRefused, 0],
    ['bareError', 'answer.empty', UnreadableAnswer, 0],
    ['proxyPage', 'answer.html', UnreadableAnswer, 0],
    ['responseTimeout', 'service.1023002', ServiceRefused, 1],
  ]) {
    platform.setFaults({ requests: [{ fault }] });
    const error = await failed(client.axb.createBinding(pair));
    assert.ok(error instanceof Wanted, String(error));
    assert.equal(error.code, code);
    assert.equal(platform.state().bindings.length, bindings, fault);
  }
  platform.setFaults({});
  assert.equal((await client.axb.queryBinding({ relationNum: X })).totalCount, 1);
});

bothWays('an answer that is cut off', async ({ platform, client, served }) => {
  platform.setFaults({ requests: [{ fault: 'cutOff', next: 1 }] });
  const error = await failed(client.axb.createBinding(pair));
  assert.ok(error instanceof (served ? TransportFailed : UnreadableAnswer), String(error));
  assert.equal(platform.state().bindings.length, 1);
  assert.equal((await client.axb.queryBinding({ relationNum: X })).totalCount, 1);
});

test('served, what is cut off has the length of the whole', async (t) => {
  const platform = new Platform();
  const { url, close } = await serve(platform);
  t.after(close);
  const set = await fetch(`${url}/_simulator/faults`, { method: 'POST', body: '{"requests":[{"fault":"cutOff"}]}' });
  assert.deepEqual(await set.json(), platform.faults);
  const answer = await fetch(`${url}${CREATE}`, { method: 'POST' });
  const whole = Number(answer.headers.get('Content-Length'));
  const half = platform.send({ method: 'POST', url: CREATE, headers: {} }).body.length;
  assert.equal(Math.floor(whole / 2), half);
  await assert.rejects(answer.text());
});

test('in process nobody waits for what is slow', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const platform = new Platform({ faults: { requests: [{ fault: 'slow', ms: 10_000, next: 1 }, { fault: 'slow', ms: 10_001, next: 1 }] } });
  const client = platform.client();
  assert.equal((await client.axb.createBinding(pair)).relationNum, X);
  assert.equal(platform.state().log.at(-1).fault, 'slow');
  const error = await failed(client.axb.queryBinding({ relationNum: X }));
  assert.ok(error instanceof TransportFailed && error.code === 'transport.timeout', String(error));
  assert.match(error.message, /takes 10001 ms/);
  assert.match(error.messageZh, /10001毫秒/);
});

test('served, what is slow takes its time', async (t) => {
  const platform = new Platform({ faults: { requests: [{ fault: 'slow', ms: 3000 }] } });
  const { url, close } = await serve(platform);
  t.after(close);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let answer;
  const asked = fetch(`${url}${CREATE}`, { method: 'POST' }).then((came) => (answer = came));
  while (platform.state().log.length === 0) await turn();
  t.mock.timers.tick(2999);
  for (let turns = 0; turns < 20; turns += 1) await turn();
  assert.equal(answer, undefined);
  t.mock.timers.tick(1);
  assert.equal((await asked).status, 400);
});

test('a server that is closed leaves nobody waiting for what is slow', async () => {
  const platform = new Platform({ faults: { requests: [{ fault: 'slow', ms: 86_400_000 }] } });
  const { url, close } = await serve(platform);
  const asked = failed(fetch(`${url}${CREATE}`, { method: 'POST' }));
  while (platform.state().log.length === 0) await turn();
  await close();
  assert.ok((await asked) instanceof TypeError);
});

bothWays('wrong digests lock everybody out for half an hour', async ({ platform, client, clientOf, url }) => {
  platform.setFaults({ lockOutAfter: 2 });
  const wrong = clientOf(new Account({ appKey: platform.appKeys[0], appSecret: 'wrong', ...(url === undefined ? {} : { baseUrl: url }) }));
  for (let attempts = 0; attempts < 2; attempts += 1) {
    const error = await failed(wrong.axb.queryBinding({ relationNum: X }));
    assert.equal(error.code, 'service.1010010@401', String(error));
  }
  assert.equal((await failed(client.axb.createBinding(pair))).resultCode, '1020176');
  platform.advance({ minutes: 30 });
  await client.axb.createBinding(pair);
});

bothWays('a wrong clock refuses what is signed by a right one, and is in `Date`', async ({ platform, client, url }) => {
  const date = async () => {
    if (url !== undefined) return (await fetch(`${url}${CREATE}`, { method: 'POST' })).headers.get('Date');
    return platform.send({ method: 'POST', url: CREATE, headers: {} }).headers.Date;
  };
  const off = async () => Math.round((Date.parse(await date()) - Date.now()) / 60_000) + 0;
  assert.equal(await off(), 0);
  platform.setFaults({ clockSkewSeconds: 3600 });
  const error = await failed(client.axb.createBinding(pair));
  assert.ok(error instanceof AuthenticationFailed && error.resultCode === '1010013', String(error));
  assert.equal(await off(), 60);
});

test('the same seed and requests meet the same faults', async () => {
  const outcomes = async (seed) => {
    const { axb } = new Platform({ seed, faults: { requests: [{ fault: 'flowControl', probability: 0.5 }] } }).client();
    const told = [];
    for (let round = 0; round < 20; round += 1) told.push((await failed(axb.queryBinding({ relationNum: X }))).resultCode);
    return told;
  };
  const first = await outcomes(1);
  assert.equal(new Set(first).size, 2);
  assert.deepEqual(await outcomes(1), first);
  assert.notDeepEqual(await outcomes(2), first);
});

test('pushes come twice, or out of order', async (t) => {
  const { platform, pushes } = testPlatform(t);
  platform.setFaults({ pushes: [{ fault: 'duplicate', next: 1 }, { fault: 'reordered', next: 1 }] });
  const [one, two, three] = ['one', 'two', 'three'].map((text) => platform.sms({ from: A, to: X, text }).smsIdentifier);
  assert.equal(await platform.settle(), 4);
  assert.deepEqual(pushes.of('smsNotify').map(({ smsIdentifier }) => smsIdentifier), [one, three, two]);
  assert.deepEqual(platform.faults.pushes.map(({ next }) => next), [0, 0]);
});

test('faults are shown whole, can be set again, and are those of the setup after a reset', () => {
  const platform = new Platform({ faults: { lockOutAfter: 5 } });
  const ofSetup = { requests: [], pushes: [], clockSkewSeconds: 0, lockOutAfter: 5 };
  assert.deepEqual(platform.faults, ofSetup);
  platform.setFaults({ requests: [{ fault: 'slow', next: undefined }], lockOutAfter: undefined, pushes: [{ fault: 'reordered', probability: 0.25 }] });
  const set = {
    requests: [{ fault: 'slow', probability: 1, next: null, operation: null, ms: 5000 }],
    pushes: [{ fault: 'reordered', probability: 0.25, next: null, ms: 30_000 }],
    clockSkewSeconds: 0,
    lockOutAfter: null,
  };
  assert.deepEqual(platform.faults, set);
  platform.setFaults(platform.faults);
  assert.deepEqual(platform.faults, set);
  platform.reset();
  assert.deepEqual(platform.faults, ofSetup);
  assert.equal(errorOf(() => new Platform({ faults: { requests: [{ fault: 'gone' }] } })).code, 'simulator.setup');
});

test('faults that cannot be set are refused, and change nothing', () => {
  const platform = new Platform({ faults: { lockOutAfter: 5 } });
  const slow = (members) => ({ requests: [{ fault: 'slow', ...members }] });
  for (const [faults, code, field] of [
    [undefined, 'parameter.type', 'options'],
    ['{}', 'parameter.type', 'options'],
    [{ request: [] }, 'parameter.unknown', 'request'],
    [{ requests: { fault: 'slow' } }, 'parameter.type', 'requests'],
    [{ requests: ['slow'] }, 'parameter.type', 'requests[0]'],
    [{ requests: new Array(1) }, 'parameter.type', 'requests[0]'],
    [{ requests: [{}] }, 'parameter.type', 'requests[0].fault'],
    [{ requests: [{ fault: 'answerlost' }] }, 'parameter.choice', 'requests[0].fault'],
    [{ requests: new Array(101).fill({ fault: 'slow' }) }, 'parameter.range', 'requests'],
    [{ pushes: [{ fault: 'duplicate' }, { fault: 'slow' }] }, 'parameter.choice', 'pushes[1].fault'],
    [{ pushes: [{ fault: 'duplicate', operation: 'axb.CreateBinding' }] }, 'parameter.unknown', 'pushes[0].operation'],
    [slow({ probability: 1.5 }), 'parameter.range', 'requests[0].probability'],
    [slow({ probability: NaN }), 'parameter.type', 'requests[0].probability'],
    [slow({ probability: '1' }), 'parameter.type', 'requests[0].probability'],
    [slow({ next: -1 }), 'parameter.range', 'requests[0].next'],
    [slow({ next: 1.5 }), 'parameter.type', 'requests[0].next'],
    [slow({ ms: 86_400_001 }), 'parameter.range', 'requests[0].ms'],
    [slow({ ms: null }), 'parameter.type', 'requests[0].ms'],
    [slow({ operation: 7 }), 'parameter.type', 'requests[0].operation'],
    [slow({ operation: 'axb.createBinding' }), 'parameter.choice', 'requests[0].operation'],
    [{ clockSkewSeconds: 315_360_001 }, 'parameter.range', 'clockSkewSeconds'],
    [{ clockSkewSeconds: null }, 'parameter.type', 'clockSkewSeconds'],
    [{ lockOutAfter: 0 }, 'parameter.range', 'lockOutAfter'],
    [{ lockOutAfter: Infinity }, 'parameter.type', 'lockOutAfter'],
  ]) {
    const error = errorOf(() => platform.setFaults(faults));
    assert.ok(error instanceof InvalidArgument, String(error));
    assert.deepEqual([error.code, error.field], [code, field], String(error));
    assert.match(error.messageZh, /[\u4e00-\u9fff]/);
    assert.match(error.hintZh, /[\u4e00-\u9fff]/);
    assert.equal(platform.faults.lockOutAfter, 5);
  }
});
