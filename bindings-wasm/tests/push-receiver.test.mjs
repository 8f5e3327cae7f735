// What becomes of a push: checked, handed over once, answered.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { inspect } from 'node:util';

import { InvalidArgument, PrivateNumberError, PushNotGenuine, PushNotHandled, PushUnreadable } from 'privatenumber';
import { MemoryStore, Receiver, close, connect, discard, keyValueStore, route } from 'privatenumber/push';

import { APPLICATION, X, blockedCall, callEvent, fee, numberStatus, record, signed, signedOfOld, sms } from './push-sender.mjs';
import { errorOf, packageFolder } from './support.mjs';

const receiverWith = (options = {}) => new Receiver({ applications: APPLICATION, ...options });
const pushed = (receiver, body, { headers = signed(), now } = {}) => receiver.receive({ headers, body, now });
const codeOf = ({ status, error }) => [status, error?.code];

/** A function that keeps what it is given, and fails while `failing` says so. */
function keeping(failing = () => false) {
  const kept = [];
  const run = (data, delivery) => {
    kept.push({ data, delivery });
    if (failing(data)) throw new Error('the database is down');
  };
  return { kept, run };
}

/** As newer Nodes have it. */
function withResolvers() {
  let resolve;
  const promise = new Promise((each) => (resolve = each));
  return { promise, resolve };
}

test('each record of a batch is handed over by itself, in order, and the answer is empty', async () => {
  const { kept, run } = keeping();
  const answer = await pushed(receiverWith().on('fee', run), fee('1', '2', '3'));
  assert.deepEqual([answer.status, answer.body, answer.headers, answer.error], [200, '', {}, undefined]);
  assert.deepEqual(kept.map(({ data }) => data.icid), ['1', '2', '3']);
  const [{ delivery }] = kept;
  assert.deepEqual([delivery.genuine, delivery.scheme, delivery.appKey, delivery.problem], [true, 'aksk', APPLICATION.appKey, undefined]);
  assert.ok(delivery.created instanceof Date);
});

test('of a batch with some seen before only the new ones are handed over', async () => {
  const { kept, run } = keeping();
  const receiver = receiverWith().on('fee', run);
  const ids = Array.from({ length: 50 }, (_, index) => `record-${index}`);
  await pushed(receiver, fee(...ids.slice(10, 30)));
  assert.equal((await pushed(receiver, fee(...ids))).status, 200);
  assert.deepEqual(kept.map(({ data }) => data.icid), [...ids.slice(10, 30), ...ids.slice(0, 10), ...ids.slice(30)]);
  assert.equal((await pushed(receiver, fee(...ids))).status, 200);
  assert.equal(kept.length, 50);
});

test('what fails in the program is printed, masked, unless somebody else is told', () => {
  const program = `
    const { Receiver } = require('privatenumber/push');
    const receiver = new Receiver({ applications: { appKey: 'app-key', appSecret: 'app-secret' }, check: 'off' });
    receiver.on('fee', (record) => { throw new Error('nobody called ' + record.b); });
    const record = { icid: '1', direction: 1, fwdDstNum: '+8613900000002' };
    receiver.receive({ headers: {}, body: '[]' })
      .then(() => receiver.receive({ headers: {}, body: JSON.stringify({ eventType: 'fee', feeLst: [record] }) }));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { cwd: packageFolder, encoding: 'utf8' });
  assert.equal(stdout, '');
  assert.match(stderr, /a push of fee:1 was answered with 500/);
  assert.match(stderr, /nobody called \+86139\*\*\*\*0002/);
  assert.doesNotMatch(stderr, /push\.foreign|13900000002/);
});

test('a generator function is refused, because it would do nothing', () => {
  assert.equal(errorOf(() => receiverWith().on('fee', function* () {})).code, 'parameter.type');
  assert.equal(errorOf(() => receiverWith().on('fee', async function* () {})).code, 'parameter.type');
});

test('what is handed on by itself still belongs to its receiver', async () => {
  const { receive } = receiverWith().on('fee', () => {});
  assert.equal((await receive({ headers: signed(), body: fee('1') })).status, 200);
});

test('what comes twice in one push is handed over once', async () => {
  const { kept, run } = keeping();
  assert.equal((await pushed(receiverWith().on('fee', run), fee('1', '1'))).status, 200);
  assert.equal(kept.length, 1);
});

test('two calls of one binding are two records', async () => {
  const { kept, run } = keeping();
  const body = JSON.stringify({ eventType: 'fee', feeLst: [record('1'), record('2', { subscriptionId: record('1').subscriptionId })] });
  await pushed(receiverWith().on('fee', run), body);
  assert.equal(kept.length, 2);
});

test('a function that fails keeps nothing of the rest of its batch, and has its record again with the resend', async () => {
  let down = true;
  const { kept, run } = keeping(({ icid }) => down && icid === '2');
  const told = [];
  const receiver = receiverWith({ onError: (error, data) => told.push([error.code, data.icid]) }).on('fee', run);
  const answer = await pushed(receiver, fee('1', '2', '3'));
  assert.deepEqual([...codeOf(answer), answer.body], [500, 'push.failed', 'push.failed']);
  assert.match(answer.headers['Content-Type'], /^text\/plain/);
  assert.ok(answer.error instanceof PushNotHandled);
  assert.deepEqual([answer.error.cause.message, answer.error.field, answer.error.httpStatus], ['the database is down', 'fee', 500]);
  assert.deepEqual(told, [['push.failed', '2']]);
  down = false;
  assert.equal((await pushed(receiver, fee('1', '2', '3'))).status, 200);
  assert.deepEqual(kept.map(({ data }) => data.icid), ['1', '2', '3', '2']);
});

test('a function may be asynchronous, and the answer waits for it', async () => {
  const order = [];
  const receiver = receiverWith().on('fee', async ({ icid }) => {
    await new Promise(setImmediate);
    order.push(icid);
    if (icid === '2') throw 'anything can be thrown';
  });
  const answer = await pushed(receiver, fee('1', '2'));
  order.push(answer.status);
  assert.deepEqual(order, ['1', '2', 500]);
  assert.equal(answer.error.cause, 'anything can be thrown');
});

test('what is being handled right now is not handled a second time', async () => {
  const { promise: gate, resolve: open } = withResolvers();
  let runs = 0;
  const receiver = receiverWith().on('disconnect', () => {
    runs += 1;
    return gate;
  });
  const first = pushed(receiver, callEvent('disconnect', 'session-1'));
  const second = await pushed(receiver, callEvent('disconnect', 'session-1'));
  assert.deepEqual(codeOf(second), [503, 'push.busy']);
  open();
  assert.equal((await first).status, 200);
  assert.equal((await pushed(receiver, callEvent('disconnect', 'session-1'))).status, 200);
  assert.equal(runs, 1);
});

test('what a process was handling when it was killed is handled when its claim is over', async () => {
  let now = 1_700_000_000;
  const { kept, run } = keeping();
  const store = new MemoryStore({ now: () => now });
  const dead = receiverWith({ store }).on('fee', () => new Promise(() => {}));
  const at = (receiver) => pushed(receiver, fee('1'), { headers: signed({ at: now }), now });
  void at(dead);
  const alive = receiverWith({ store }).on('fee', run);
  assert.deepEqual(codeOf(await at(alive)), [503, 'push.busy']);
  now += 60;
  assert.equal((await at(alive)).status, 200);
  assert.equal((await at(alive)).status, 200);
  assert.equal(kept.length, 1);
});

test('a claim that is over is not given back: it may be that of another process, or the event done', async (t) => {
  let now = 0;
  t.mock.method(performance, 'now', () => now);
  for (const [seconds, givenBack] of [[49, ['fee:1']], [50, []]]) {
    const deleted = [];
    const store = { add: () => undefined, set: () => {}, delete: (key) => void deleted.push(key) };
    const receiver = receiverWith({ store }).on('fee', () => {
      now += seconds * 1000;
      throw new Error('it took its time');
    });
    assert.deepEqual(codeOf(await pushed(receiver, fee('1'))), [500, 'push.failed']);
    assert.deepEqual(deleted, givenBack);
  }
});

test('an event is known for a day', async () => {
  let now = 1_700_000_000;
  const { kept, run } = keeping();
  const receiver = receiverWith({ store: new MemoryStore({ now: () => now }) }).on('fee', run);
  for (const later of [0, 86_399, 1]) {
    now += later;
    await pushed(receiver, fee('1'), { headers: signed({ at: now }), now });
  }
  assert.equal(kept.length, 2);
});

test('events of a call are told apart by their kind', async () => {
  const { kept, run } = keeping();
  const receiver = receiverWith().on('callEvent', run);
  for (const eventType of ['callin', 'collectInfo', 'callout', 'alerting', 'answer', 'disconnect', 'answer']) {
    assert.equal((await pushed(receiver, callEvent(eventType, 'session-1'))).status, 200);
  }
  assert.deepEqual(kept.map(({ data }) => data.eventType), ['callin', 'collectInfo', 'callout', 'alerting', 'answer', 'disconnect']);
});

test('a kind without a function is not lost: it is sent again until there is one', async () => {
  const told = [];
  const receiver = receiverWith({ onError: (error, data) => told.push([error.code, data.icid]) });
  const answer = await pushed(receiver, fee('1', '2'));
  assert.deepEqual(codeOf(answer), [501, 'push.unhandled']);
  assert.deepEqual(told, [['push.unhandled', '1'], ['push.unhandled', '2']]);
  const { kept, run } = keeping();
  assert.equal((await pushed(receiver.on('fee', run), fee('1', '2'))).status, 200);
  assert.equal(kept.length, 2);
});

test('of several errors the worst decides what is answered', async () => {
  const { run } = keeping(({ icid }) => icid === '2');
  const { promise: gate, resolve: open } = withResolvers();
  const receiver = receiverWith().on('fee', (data) => (data.icid === '1' ? gate : run(data)));
  const first = pushed(receiver, fee('1'));
  const answer = await pushed(receiver, fee('1', '2'));
  assert.deepEqual([...codeOf(answer), answer.body], [500, 'push.failed', 'push.failed']);
  open();
  await first;
});

test('what is ignored is taken and dropped', async () => {
  const { kept, run } = keeping();
  const receiver = receiverWith().ignore('callEvent', 'fee').on('disconnect', run);
  for (const body of [fee('1'), callEvent('callin', 's'), callEvent('disconnect', 's')]) assert.equal((await pushed(receiver, body)).status, 200);
  assert.deepEqual(kept.map(({ data }) => data.eventType), ['disconnect']);
});

test('an event that is ignored does not reach the function for all others', async () => {
  const { kept, run } = keeping();
  const receiver = receiverWith().on('callEvent', run).ignore('alerting');
  for (const eventType of ['callin', 'alerting']) assert.equal((await pushed(receiver, callEvent(eventType, 's'))).status, 200);
  assert.deepEqual(kept.map(({ data }) => data.eventType), ['callin']);
});

test('every kind of push reaches the function for it', async () => {
  for (const [kind, body] of [
    ['smsNotify', sms('Notify', '1')],
    ['numStatus', numberStatus(X, '10')],
    ['other', JSON.stringify({ eventType: 'somethingNew', about: 'something' })],
  ]) {
    const { kept, run } = keeping();
    const receiver = receiverWith().on(kind, run);
    const headers = signed();
    assert.equal((await pushed(receiver, body, { headers })).status, 200, kind);
    assert.equal((await pushed(receiver, body, { headers })).status, 200, kind);
    assert.equal(kept.length, 1, kind);
  }
});

test('a call that waits is answered with what the function decides, each time it asks', async () => {
  const decisions = [connect({ calleeNum: '+8613800000002' }), close()];
  const answers = [];
  for (const replyForm of ['list', 'object']) {
    let turn = 0;
    const receiver = receiverWith({ replyForm }).on('callinBlock', async () => decisions[turn++]);
    for (const operation of ['connect', 'close']) {
      const answer = await pushed(receiver, blockedCall());
      assert.deepEqual([answer.status, answer.headers], [200, { 'Content-Type': 'application/json;charset=UTF-8' }]);
      const told = JSON.parse(answer.body);
      assert.equal(told.operation, operation);
      if (operation === 'connect') answers.push(told.connectInfo);
    }
  }
  assert.deepEqual(answers, [[{ calleeNum: '+8613800000002' }], { calleeNum: '+8613800000002' }]);
});

test('an SMS that waits is passed on or dropped', async () => {
  const receiver = receiverWith().on('smsBlock', (each) => (each.smsIdentifier === '1' ? route(each, { called: '+8613800000002' }) : discard()));
  const { actions: [passed] } = JSON.parse((await pushed(receiver, sms('Block', '1'))).body);
  assert.deepEqual(passed, { operation: 'vNumberRoute', message: { called: '+8613800000002', calling: '+8613800000021' } });
  const { actions: [dropped] } = JSON.parse((await pushed(receiver, sms('Block', '2'))).body);
  assert.equal(dropped.operation, 'DiscardMessage');
});

test('what is no answer to a push that waits is not sent', async () => {
  for (const [body, kind, decision] of [
    [blockedCall(), 'callinBlock', undefined],
    [blockedCall(), 'callinBlock', { operation: 'connect' }],
    [blockedCall(), 'callinBlock', discard()],
    [sms('Block', '1'), 'smsBlock', close()],
  ]) {
    const answer = await pushed(receiverWith().on(kind, () => decision), body);
    assert.deepEqual([...codeOf(answer), answer.error.field], [500, 'push.reply', kind]);
  }
  const failing = receiverWith().on('callinBlock', () => connect({ calleeNum: 'nobody' }));
  const answer = await pushed(failing, blockedCall());
  assert.deepEqual(codeOf(answer), [500, 'push.failed']);
  assert.ok(answer.error.cause instanceof InvalidArgument);
  assert.deepEqual(codeOf(await pushed(receiverWith(), blockedCall())), [501, 'push.unhandled']);
});

test('what is not genuine is refused, and no function sees it', async () => {
  const told = [];
  const { kept, run } = keeping();
  const receiver = receiverWith({ onError: (...all) => told.push(all) }).on('fee', run);
  const hour = 3600;
  const now = Date.now() / 1000;
  const genuine = signed();
  for (const [headers, code] of [
    [{}, 'push.unsigned'],
    [{ ...genuine, 'X-AKSK': 'UsernameToken' }, 'push.header'],
    [signed({ appKey: 'another-app' }), 'push.app_key'],
    [signed({ appSecret: 'another-secret' }), 'push.signature'],
    [{ ...genuine, 'X-AKSK': genuine['X-AKSK'].replace(/Nonce="./, 'Nonce="g') }, 'push.signature'],
    [signed({ at: now - 12 * hour }), 'push.stale'],
    [signed({ at: now + hour }), 'push.stale'],
  ]) {
    const answer = await pushed(receiver, fee('1'), { headers });
    assert.deepEqual([...codeOf(answer), answer.body], [401, code, code]);
    assert.ok(answer.error instanceof PushNotGenuine);
    assert.deepEqual(told.pop(), [answer.error]);
  }
  assert.equal(kept.length, 0);
});

test('a resend of ten hours later is still fresh; how old and how far ahead is for the program to say', async () => {
  const now = 1_700_000_000;
  const { run } = keeping();
  for (const [options, at, status] of [
    [{}, now - 11 * 3600, 200],
    [{}, now - 11 * 3600 - 1, 401],
    [{}, now + 300, 200],
    [{}, now + 301, 401],
    [{ maxAge: 60 }, now - 61, 401],
    [{ maxAge: { minutes: 2 } }, now - 61, 200],
    [{ maxAhead: { minutes: 1 } }, now + 61, 401],
  ]) {
    assert.equal((await pushed(receiverWith(options).on('fee', run), fee('1'), { headers: signed({ at }), now })).status, status, `${at - now}`);
    const date = new Date(now * 1000);
    assert.equal((await pushed(receiverWith(options).on('fee', run), fee('1'), { headers: signed({ at }), now: date })).status, status);
  }
});

test('a signature is good for one body: with another it was taken from a push', async () => {
  const { kept, run } = keeping();
  const receiver = receiverWith().on('fee', run);
  const headers = signed();
  assert.equal((await pushed(receiver, fee('1'), { headers })).status, 200);
  const answer = await pushed(receiver, fee('2'), { headers });
  assert.deepEqual(codeOf(answer), [401, 'push.replayed']);
  assert.equal(kept.length, 1);
});

test('a resend with the same signature and body goes on to what was not handled', async () => {
  let down = true;
  const { kept, run } = keeping(() => down);
  const receiver = receiverWith().on('fee', run);
  const headers = signed();
  assert.equal((await pushed(receiver, fee('1'), { headers })).status, 500);
  down = false;
  assert.equal((await pushed(receiver, fee('1'), { headers })).status, 200);
  assert.equal((await pushed(receiver, fee('1'), { headers })).status, 200);
  assert.equal(kept.length, 2);
});

test('where it is only reported, the function is told of the problem', async () => {
  const { kept, run } = keeping();
  const told = [];
  const receiver = receiverWith({ check: 'report', onError: (...all) => told.push(all) }).on('fee', run);
  const headers = signed();
  for (const [body, given, code] of [
    [fee('1'), {}, 'push.unsigned'],
    [fee('2'), signed({ appSecret: 'another' }), 'push.signature'],
    [fee('3'), headers, undefined],
    [fee('4'), headers, 'push.replayed'],
  ]) {
    assert.equal((await pushed(receiver, body, { headers: given })).status, 200);
    const { delivery } = kept.at(-1);
    assert.deepEqual([delivery.genuine, delivery.problem?.code], [code === undefined, code]);
    assert.deepEqual(told.splice(0), code === undefined ? [] : [[delivery.problem]]);
  }
  assert.equal(kept.length, 4);
});

test('where nothing is checked, nothing is said of it, and no application need be named', async () => {
  const { kept, run } = keeping();
  const receiver = new Receiver({ check: 'off' }).on('fee', run);
  const headers = signed();
  for (const [body, given] of [[fee('1'), {}], [fee('2'), headers], [fee('3'), headers]]) {
    assert.equal((await pushed(receiver, body, { headers: given })).status, 200);
    const { delivery } = kept.at(-1);
    assert.deepEqual([delivery.genuine, delivery.problem], [false, undefined]);
  }
  assert.equal(kept.length, 3);
});

test('several applications push to one address, in either scheme', async () => {
  const { kept, run } = keeping();
  const other = { appKey: 'other-app', appSecret: 'other-secret' };
  const receiver = receiverWith({ applications: [APPLICATION, other] }).on('fee', run);
  for (const headers of [signed(), signed(other), signedOfOld()]) await pushed(receiver, fee(`${kept.length}`), { headers });
  assert.deepEqual(
    kept.map(({ delivery }) => [delivery.appKey, delivery.scheme]),
    [[APPLICATION.appKey, 'aksk'], ['other-app', 'aksk'], [APPLICATION.appKey, 'wsse']],
  );
});

test('headers come as servers have them, and bodies as bytes or text', async () => {
  const { kept, run } = keeping();
  const receiver = receiverWith().on('fee', run);
  const bytes = (text) => new TextEncoder().encode(text);
  for (const [headers, body] of [
    [new Headers(signed()), fee('0')],
    [Object.entries(signed()), bytes(fee('1'))],
    [Object.fromEntries(Object.entries(signed()).map(([name, value]) => [name.toLowerCase(), [value]])), Buffer.from(fee('2'))],
    [new Map(Object.entries(signed())), bytes(fee('3')).buffer],
    [{ ...signed(), missing: undefined }, bytes(`__${fee('4')}`).subarray(2)],
  ]) {
    assert.equal((await pushed(receiver, body, { headers })).status, 200);
  }
  assert.deepEqual(kept.map(({ data }) => data.icid), ['0', '1', '2', '3', '4']);
});

test('a body that a parser took apart is the mistake of the program, and says so', async () => {
  const receiver = receiverWith().ignore('fee');
  for (const body of [{}, JSON.parse(fee('1')), 7]) {
    const error = await receiver.receive({ headers: signed(), body }).catch((each) => each);
    assert.deepEqual([error.name, error.code, error.field], ['InvalidArgument', 'parameter.type', 'body']);
    assert.match(error.hint, /express\.raw/);
  }
  for (const [push, field] of [[{ headers: 'none', body: '' }, 'headers'], [{ headers: {}, body: '', now: '1' }, 'now'], [{ headers: {}, bodi: '' }, 'bodi']]) {
    const error = await receiver.receive(push).catch((each) => each);
    assert.deepEqual([error.name, error.field], ['InvalidArgument', field]);
  }
});

test('a genuine push that cannot be read is another error than one that is not genuine', async () => {
  const receiver = receiverWith({ maxBody: 1000 }).ignore('fee');
  for (const [body, status, code] of [
    ['', 400, 'push.not_json'],
    [undefined, 400, 'push.not_json'],
    ['{"eventType":"fee"', 400, 'push.not_json'],
    [Buffer.from([0x7b, 0xff, 0x7d]), 400, 'push.not_json'],
    ['[]', 400, 'push.foreign'],
    [fee('1', '2', '3'), 413, 'push.too_large'],
  ]) {
    const answer = await pushed(receiver, body);
    assert.deepEqual(codeOf(answer), [status, code]);
    assert.ok(answer.error instanceof PushUnreadable);
  }
});

test('a store that fails hands nothing over twice and loses nothing', async () => {
  const cause = new Error('no connection to the store');
  const broken = () => Promise.reject(cause);
  const working = { add: () => undefined, set: () => {}, delete: () => {} };
  for (const [options, failing, code, runs] of [
    [{ store: { ...working, add: broken } }, false, 'push.store', 0],
    [{ store: { ...working, set: broken } }, false, 'push.store', 1],
    [{ store: { ...working, delete: broken } }, true, 'push.failed', 1],
    [{ nonces: { ...working, add: broken } }, false, 'push.store', 0],
    [{ nonces: { ...working, add: () => { throw cause; } } }, false, 'push.store', 0],
  ]) {
    const { kept, run } = keeping(() => failing);
    const answer = await pushed(receiverWith(options).on('fee', run), fee('1'));
    assert.deepEqual([...codeOf(answer), kept.length], [500, code, runs]);
    if (code === 'push.store') assert.equal(answer.error.cause, cause);
  }
});

test('after a store has failed the rest of a batch is not tried, for each try may take long', async () => {
  const cause = new Error('no connection to the store');
  for (const [name, runs] of [['add', 0], ['set', 1]]) {
    const calls = [];
    const store = Object.fromEntries(['add', 'set', 'delete'].map((each) => [each, () => {
      calls.push(each);
      if (each === name) throw cause;
    }]));
    const { kept, run } = keeping();
    const answer = await pushed(receiverWith({ store }).on('fee', run), fee('1', '2', '3'));
    assert.deepEqual([...codeOf(answer), kept.length], [500, 'push.store', runs]);
    assert.deepEqual(calls, name === 'add' ? ['add'] : ['add', 'set']);
  }
});

test('a store that gives no text fails, and keeps nothing out for good', async () => {
  const working = { add: () => undefined, set: () => {}, delete: () => {} };
  for (const which of ['store', 'nonces']) {
    for (const value of [true, false, 1, Buffer.from('claimed')]) {
      const { kept, run } = keeping();
      const answer = await pushed(receiverWith({ [which]: { ...working, add: () => value } }).on('fee', run), fee('1'));
      assert.deepEqual([...codeOf(answer), kept.length], [500, 'push.store', 0]);
      assert.match(answer.error.cause.message, /instead of a text or nothing$/);
    }
  }
});

test('a store in which nothing is `null` is one too', async () => {
  const { kept, run } = keeping();
  const nothing = { add: async () => null, set: async () => {}, delete: async () => {} };
  assert.equal((await pushed(receiverWith({ store: nothing, nonces: nothing }).on('fee', run), fee('1'))).status, 200);
  assert.equal(kept.length, 1);
});

test('what is told of errors is waited for, and what it throws changes nothing', async () => {
  let told = 0;
  const onError = async () => {
    await new Promise(setImmediate);
    told += 1;
    throw new Error('the log is full');
  };
  assert.deepEqual(codeOf(await pushed(receiverWith({ onError }), fee('1'))), [501, 'push.unhandled']);
  assert.deepEqual(codeOf(await pushed(receiverWith({ onError }), fee('1'), { headers: {} })), [401, 'push.unsigned']);
  assert.equal(told, 2);
});

test('nothing that is printed shows a secret or a whole number', async () => {
  const receiver = receiverWith()
    .on('callinBlock', () => connect({ calleeNum: '+8613800000002' }))
    .on('fee', ({ callerNum }) => {
      throw new Error(`cannot call ${callerNum}`);
    });
  const decided = await pushed(receiver, blockedCall());
  const failed = await pushed(receiver, fee('1'));
  assert.match(decided.body, /13800000002/);
  for (const each of [receiver, decided, failed, failed.error, new MemoryStore(), keyValueStore({ get: () => {}, set: () => {} })]) {
    for (const shown of [inspect(each), inspect({ each }), JSON.stringify(each), `${each}`]) {
      assert.doesNotMatch(shown, /\d{8}|pushing-secret/, shown);
    }
  }
  assert.equal(inspect(receiver), 'Receiver(callinBlock, fee)');
  assert.equal(inspect(failed), 'PushAnswer(500, push.failed)');
});

test('a receiver says what is wrong with how it is made', () => {
  for (const [run, code, field] of [
    [() => new Receiver(), 'parameter.type', 'options'],
    [() => new Receiver({}), 'parameter.missing', 'applications'],
    [() => receiverWith({ applications: [] }), 'parameter.missing', 'applications'],
    [() => receiverWith({ url: '' }), 'parameter.type', 'url'],
    [() => receiverWith({ url: 'a b' }), 'parameter.characters', 'url'],
    [() => receiverWith({ maxBody: 1.5 }), 'parameter.type', 'maxBody'],
    [() => receiverWith({ maxBody: 0 }), 'parameter.range', 'maxBody'],
    [() => receiverWith({ maxAhead: -1 }), 'parameter.range', 'maxAhead'],
    [() => receiverWith({ applications: { appKey: 7, appSecret: 's' } }), 'parameter.type', 'appKey'],
    [() => receiverWith({ applications: 'app' }), 'parameter.type', 'applications'],
    [() => receiverWith({ applications: { appKey: '', appSecret: 's' } }), 'account.app_key', 'appKey'],
    [() => receiverWith({ applications: { appKey: 'k' } }), 'account.app_secret', 'appSecret'],
    [() => receiverWith({ applications: { appKey: 'k', appSekret: 's' } }), 'parameter.unknown', 'appSekret'],
    [() => receiverWith({ chek: 'off' }), 'parameter.unknown', 'chek'],
    [() => receiverWith({ check: 'maybe' }), 'parameter.choice', 'check'],
    [() => receiverWith({ maxAge: '1' }), 'parameter.type', 'maxAge'],
    [() => receiverWith({ maxAge: {} }), 'parameter.type', 'maxAge'],
    [() => receiverWith({ maxAge: { ours: 1 } }), 'parameter.unknown', 'ours'],
    [() => receiverWith({ replyForm: 'array' }), 'parameter.choice', 'replyForm'],
    [() => receiverWith({ replyForm: 5 }), 'parameter.type', 'replyForm'],
    [() => close().body('array'), 'parameter.choice', 'form'],
    [() => close().body(5), 'parameter.type', 'form'],
    [() => receiverWith({ store: {} }), 'parameter.type', 'store'],
    [() => receiverWith({ nonces: new Map() }), 'parameter.type', 'nonces'],
    [() => receiverWith({ onError: 'log' }), 'parameter.type', 'onError'],
    [() => receiverWith().on('fee'), 'parameter.type', 'run'],
    [() => receiverWith().on(undefined, () => {}), 'parameter.type', 'kind'],
    [() => receiverWith().on('fees', () => {}), 'parameter.choice', 'kind'],
    [() => receiverWith().ignore('toString'), 'parameter.choice', 'kind'],
    [() => receiverWith().on('fee', () => {}).on('fee', () => {}), 'parameter.repeated', 'kind'],
    [() => receiverWith().on('fee', () => {}).ignore('fee'), 'parameter.conflict', 'kind'],
    [() => receiverWith().ignore('fee', 'fee').on('fee', () => {}), 'parameter.conflict', 'kind'],
    [() => receiverWith().ignore('smsBlock'), 'parameter.choice', 'kind'],
  ]) {
    const error = errorOf(run);
    assert.ok(error instanceof InvalidArgument, `${run}: ${error}`);
    assert.deepEqual([error.code, error.field], [code, field], `${run}: ${error}`);
  }
  for (const [kind, meant] of [['call_event', 'callEvent'], ['Fee', 'fee'], ['numstatus', 'numStatus'], ['disconect', 'disconnect']]) {
    assert.equal(errorOf(() => receiverWith().on(kind, () => {})).hint, `did you mean \`${meant}\`?`);
  }
});

test('a receiver is made of the environment', async () => {
  const environment = { PRIVATENUMBER_APP_KEY: APPLICATION.appKey, PRIVATENUMBER_APP_SECRET: APPLICATION.appSecret };
  const { kept, run } = keeping();
  const receiver = Receiver.fromEnvironment({ environment, maxAge: 60 }).on('fee', run);
  assert.equal((await pushed(receiver, fee('1'))).status, 200);
  assert.equal(kept.length, 1);
  const error = errorOf(() => Receiver.fromEnvironment({ environment: { ...environment, PRIVATENUMBER_APP_SECRET: '' } }));
  assert.equal(error.code, 'account.app_secret');
  assert.match(error.message, /PRIVATENUMBER_APP_SECRET/);
  assert.equal(errorOf(() => Receiver.fromEnvironment({ applications: APPLICATION })).code, 'parameter.unknown');
});

test('the client does not load what receives', () => {
  const program = "require('privatenumber'); for (const each of Object.keys(require.cache)) console.log(each);";
  const { stdout } = spawnSync(process.execPath, ['-e', program], { cwd: packageFolder, encoding: 'utf8' });
  assert.match(stdout, /index\.cjs/);
  assert.doesNotMatch(stdout, /push/);
  assert.doesNotMatch(stdout, /duration/);
});

test('errors of a receiver are those of the main entry', () => {
  for (const Class of [PushNotGenuine, PushUnreadable, PushNotHandled]) assert.ok(Class.prototype instanceof PrivateNumberError);
});
