// Calls, SMS and pushes of the embedded platform: what can be asked of it, how pushes are delivered, what is printed.

import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { format } from 'node:util';

import { Client, InvalidArgument, ServiceRefused } from 'privatenumber';
import { Receiver } from 'privatenumber/push';
import { Platform, serve, testPlatform } from 'privatenumber/simulator';

import { errorOf } from './support.mjs';

const A = '+8613800000001';
const B = '+8613900000002';
const X = '+8617000000001';
const failed = (promise) => promise.then(() => assert.fail('it went well'), (error) => error);
const text = (bytes) => new TextDecoder().decode(bytes);
const address = (server) => `http://127.0.0.1:${server.address().port}/pushes`;

/** A setup with one application of AXB, whose pushes go there. */
const pushingTo = (pushes) => ({
  applications: [{ appKey: 'one', appSecret: 'secret-1', numbers: [{ number: X, areaCode: '0755' }], pushes }],
});
const everything = (url) => ({ callStatusUrl: url, feeUrl: url, smsNotifyUrl: url, smsControlUrl: url });

/** Lets time pass by the platform's own doing alone, however slow the machine is. */
const stopClock = (t) => t.mock.timers.enable({ apis: ['Date'], now: Date.now() });

/** Whoever listens on a free port until the test is over. */
async function listening(t, handler) {
  const server = createServer(handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return server;
}

test('what cannot be asked of phones and numbers is refused, and says which member is meant', () => {
  const platform = new Platform();
  const call = (more) => () => platform.call({ from: A, to: X, ...more });
  const sms = (more) => () => platform.sms({ from: A, to: X, text: 'hello', ...more });
  const number = (more) => () => platform.setNumber({ number: X, condition: 'normal', ...more });
  for (const [run, code, field] of [
    [() => platform.call(), 'parameter.type', 'options'],
    [() => platform.call([A, X]), 'parameter.type', 'options'],
    [call({ talkSecond: 1 }), 'parameter.unknown', 'talkSecond'],
    [call({ script: { talkSeconds: 1 } }), 'parameter.unknown', 'script'],
    [call({ from: undefined }), 'parameter.type', 'from'],
    [call({ from: '12' }), 'number.format', 'from'],
    [call({ to: '0755-28000001' }), 'number.fixed_line', 'to'],
    [call({ to: '+8617000000099' }), 'parameter.choice', 'to'],
    [call({ callee: 'buzy' }), 'parameter.choice', 'callee'],
    [call({ callee: true }), 'parameter.type', 'callee'],
    [call({ ringSeconds: '5' }), 'parameter.type', 'ringSeconds'],
    [call({ ringSeconds: null }), 'parameter.type', 'ringSeconds'],
    [call({ talkSeconds: 1.5 }), 'parameter.type', 'talkSeconds'],
    [call({ talkSeconds: NaN }), 'parameter.type', 'talkSeconds'],
    [call({ talkSeconds: -1 }), 'parameter.range', 'talkSeconds'],
    [call({ talkSeconds: 864_001 }), 'parameter.range', 'talkSeconds'],
    [call({ hangsUp: 'A' }), 'parameter.choice', 'hangsUp'],
    [call({ callerGivesUp: 'ringing' }), 'parameter.choice', 'callerGivesUp'],
    [call({ extensions: '0001' }), 'parameter.type', 'extensions'],
    [call({ extensions: [1] }), 'parameter.type', 'extensions'],
    [call({ extensions: [undefined] }), 'parameter.type', 'extensions'],
    [call({ extensions: ['a'] }), 'parameter.range', 'extensions'],
    [call({ extensions: new Array(11).fill('1') }), 'parameter.range', 'extensions'],
    [call({ redials: 11 }), 'parameter.range', 'redials'],
    [sms({ txt: 'x' }), 'parameter.unknown', 'txt'],
    [sms({ text: 7 }), 'parameter.type', 'text'],
    [sms({ text: '' }), 'parameter.range', 'text'],
    [sms({ text: 'x'.repeat(2001) }), 'parameter.range', 'text'],
    [sms({ failsWith: 6 }), 'parameter.choice', 'failsWith'],
    [sms({ failsWith: '10' }), 'parameter.type', 'failsWith'],
    [sms({ to: '+8617000000099' }), 'parameter.choice', 'to'],
    [number({ state: 'x' }), 'parameter.unknown', 'state'],
    [number({ condition: undefined }), 'parameter.type', 'condition'],
    [number({ condition: 'gone' }), 'parameter.choice', 'condition'],
    [number({ cause: 'debts' }), 'parameter.choice', 'cause'],
    [number({ number: '+8617000000099' }), 'parameter.choice', 'number'],
    [() => new Platform({ onPush: () => 200 }), 'simulator.setup', 'onPush'],
    [() => new Platform('', { onpush: () => 200 }), 'parameter.unknown', 'onpush'],
    [() => new Platform('', { onPush: 200 }), 'parameter.type', 'onPush'],
    [() => testPlatform({ setpu: {} }), 'parameter.unknown', 'setpu'],
    [() => testPlatform({}, { setup: {} }), 'parameter.type', 't'],
    [() => testPlatform({ smsBlock: true }), 'parameter.type', 'smsBlock'],
    [() => testPlatform().pushes.of('fees'), 'parameter.type', 'kind'],
    [() => testPlatform().clients.x, 'parameter.choice', 'mode'],
  ]) {
    const error = errorOf(run);
    assert.ok(error instanceof InvalidArgument, `${run}: ${error}`);
    assert.deepEqual([error.code, error.field], [code, field], `${run}: ${error}`);
    assert.ok(!/\d{7}/.test(format('%s', error.message)), error.message);
  }
});

test('what can be chosen is what the platform knows', () => {
  const platform = new Platform();
  const chosen = (error) => [...error.message.matchAll(/"(\w+)"/g)].map(([, name]) => name).sort();
  const known = (path, body) => {
    const { error } = JSON.parse(text(platform.send({ method: 'POST', url: `/_simulator/${path}`, body: JSON.stringify(body) }).body));
    const [, list] = /expected (?:one of )?(.*)$/.exec(error.message);
    return [...list.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort();
  };
  const call = { from: A, to: X };
  for (const name of ['callee', 'hangsUp', 'callerGivesUp']) {
    const error = errorOf(() => platform.call({ ...call, [name]: '?' }));
    assert.deepEqual(chosen(error), known('call', { ...call, script: { [name]: '?' } }), name);
  }
  for (const name of ['condition', 'cause']) {
    const change = { number: X, condition: 'normal', [name]: '?' };
    assert.deepEqual(chosen(errorOf(() => platform.setNumber(change))), known('number', change), name);
  }
  for (let result = 0; result < 16; result += 1) {
    const sms = { from: A, to: X, text: 'hello', failsWith: result };
    const { status } = platform.send({ method: 'POST', url: '/_simulator/sms', body: JSON.stringify(sms) });
    assert.equal(errorOf(() => platform.sms(sms)) === undefined, status === 200, String(result));
  }
});

test('a call goes on as time passes, and its report tells of it at any moment', async (t) => {
  stopClock(t);
  const platform = new Platform();
  await platform.client().axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X });
  const call = platform.call({ from: A, to: X, ringSeconds: 5, talkSeconds: 30 });
  assert.deepEqual([call.report().callee, call.report().ended], [undefined, undefined]);
  assert.equal(await platform.elapse(4), 0);
  assert.deepEqual([call.report().callee.number, call.report().answered], [B, undefined]);
  platform.advance({ minutes: 1 });
  const { began, answered, ended, stateCode } = call.report();
  assert.deepEqual([answered - began, ended - answered, stateCode], [8000, 30_000, 0]);
  const missed = platform.call({ from: A, to: X, callee: 'busy', redials: 1 });
  assert.equal(await platform.settle(), 0, 'nobody is told');
  assert.equal(missed.report().stateCode, 8102);
  assert.match(missed.report().redialledAs, /^1200_/);
  platform.reset();
  assert.deepEqual([errorOf(() => call.report()).code, errorOf(() => call.report()).field], ['parameter.choice', 'sessionId']);
});

test('what is printed is masked, and what is asked for is whole', async () => {
  const requests = [];
  const platform = new Platform('', { onPush: (request) => requests.push(request) && 200 });
  await platform.client().axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X });
  const call = platform.call({ from: A, to: X });
  const sms = platform.sms({ from: A, to: X, text: 'call me: 13800000001' });
  await platform.settle();
  const printed = [call, sms, call.report(), sms.report(), call.report().caller, ...requests, platform, testPlatform()];
  for (const each of printed) {
    for (const form of [format('%s', each), format('%o', each), String(each), JSON.stringify({ each }), format({ each })]) {
      assert.ok(!/\d{11}/.test(form) && !/PasswordDigest|SecretNotReal/.test(form), form);
    }
  }
  assert.equal(call.report().toObject().caller.number, A);
  assert.equal(sms.report().toObject().received.text, 'call me: 13800000001');
  assert.ok(requests.some(({ body }) => body.includes(A)));
  assert.deepEqual(Object.keys({ ...call }), ['sessionId']);
});

test('without addresses everything is pushed, with addresses what they are for', async () => {
  const seen = [];
  const onPush = ({ kind, url, method, attempt, decides, appKey }) => {
    seen.push(kind);
    assert.deepEqual([method, attempt, decides, typeof appKey], ['POST', 1, false, 'string']);
    assert.ok(['http://127.0.0.1/pushes', 'http://fees.example/'].includes(url), url);
    return { status: 200 };
  };
  const all = new Platform('', { onPush });
  all.call({ from: A, to: X });
  all.setNumber({ number: X, condition: 'unavailable', cause: 'arrears' });
  all.sms({ from: A, to: X, text: 'hello' });
  assert.equal(await all.settle(), 5);
  assert.deepEqual(seen.splice(0).sort(), ['callStatus', 'callStatus', 'fee', 'numberStatus', 'smsNotify']);

  const some = new Platform(pushingTo({ feeUrl: 'http://fees.example/' }), { onPush });
  some.call({ from: A, to: X });
  some.setNumber({ number: X, condition: 'frozen' });
  assert.equal(await some.settle(), 1);
  assert.deepEqual(seen, ['fee']);

  const nobody = new Platform();
  nobody.call({ from: A, to: X });
  assert.deepEqual([await nobody.settle(), nobody.state().owedPushes], [0, 0]);
});

test('what is not answered with 200 is sent again, six times in all', async () => {
  const attempts = [];
  const answers = [500, null, { status: 404, body: 'no' }, { status: 201 }, 503, async () => 302, 200];
  const platform = new Platform(pushingTo({ feeUrl: 'http://fees.example/' }), {
    onPush: ({ attempt }) => {
      attempts.push([attempt, Date.parse(platform.state().now)]);
      const answer = answers[attempt - 1];
      return typeof answer === 'function' ? answer() : answer;
    },
  });
  platform.call({ from: A, to: X });
  assert.equal(await platform.elapse({ minutes: 3 }), 2);
  assert.equal(await platform.elapse({ minutes: 3 }), 1);
  assert.equal(await platform.settle(), 4);
  const minutes = attempts.map(([, at]) => Math.round((at - attempts[0][1]) / 60_000));
  assert.deepEqual(minutes, [0, 1, 5, 14, 120, 323, 623]);
  assert.equal(platform.state().owedPushes, 0);

  answers.fill(500);
  platform.call({ from: A, to: X });
  assert.equal(await platform.settle(), 7);
  assert.match(platform.state().pushes.at(-1).remark, /given up after 7 attempts/);
});

test('a leap leaves pushes owed, and the next step delivers them', async () => {
  const kinds = [];
  const platform = new Platform('', { onPush: ({ kind }) => kinds.push(kind) && 200 });
  await platform.client().axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X });
  platform.call({ from: A, to: X });
  platform.advance({ minutes: 5 });
  assert.deepEqual([kinds.length, platform.state().owedPushes], [0, 6]);
  assert.equal(await platform.elapse(0), 6);
  assert.deepEqual(kinds, ['callStatus', 'callStatus', 'callStatus', 'callStatus', 'callStatus', 'fee']);
});

test('a mistake in a function for pushes is thrown where time passes, and the push is sent again', async () => {
  let answer = () => {
    throw new RangeError('my mistake');
  };
  const platform = new Platform(pushingTo({ feeUrl: 'http://fees.example/' }), { onPush: () => answer() });
  platform.call({ from: A, to: X });
  await assert.rejects(platform.settle(), RangeError);
  for (const wrong of [undefined, 'OK', { status: '200' }, 7, { status: 200, body: {} }]) {
    answer = () => wrong;
    const error = await failed(platform.settle());
    assert.ok(error instanceof InvalidArgument, String(error));
    assert.match(error.field, /^onPush/);
    assert.equal(error.code, 'parameter.type');
  }
  answer = () => 200;
  assert.equal(await platform.settle(), 1);
});

test('time passes once at a time', async () => {
  const errors = [];
  const platform = new Platform('', {
    onPush: async () => {
      errors.push(await failed(platform.settle()));
      return 200;
    },
  });
  platform.sms({ from: A, to: X, text: 'hello' });
  const first = platform.elapse(10);
  errors.push(await failed(platform.elapse(10)));
  assert.equal(await first, 1);
  assert.deepEqual(errors.map(({ code, field }) => [code, field]), [['parameter.conflict', 'elapse'], ['parameter.conflict', 'settle']]);
  for (const [run, code] of [
    [() => platform.elapse(-1), 'parameter.range'],
    [() => platform.elapse('1'), 'parameter.type'],
    [() => platform.elapse({ hour: 1 }), 'parameter.unknown'],
  ]) {
    assert.equal((await failed(run())).code, code);
  }
});

test('a receiver takes the pushes of its application', async () => {
  const [application] = new Platform().credentials();
  const receiver = new Receiver({ applications: application && { appKey: application.appKey, appSecret: application.appSecret } });
  const records = [];
  receiver.on('fee', (record) => records.push(record)).ignore('callEvent');
  const platform = new Platform('', { onPush: receiver });
  platform.call({ from: A, to: X });
  assert.equal(await platform.settle(), 3);
  assert.deepEqual(records.map(({ cause }) => cause.code), ['8014']);
});

test('the status of a number counts for binds, and is pushed', async (t) => {
  const { platform, clients, pushes } = testPlatform(t);
  platform.setNumber({ number: '170 0000 0001', condition: 'unavailable', cause: 'restricted' });
  const bind = () => clients.axb.axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X });
  const error = await failed(bind());
  assert.ok(error instanceof ServiceRefused && error.resultCode === '1012102', String(error));
  platform.setNumber({ number: X, condition: 'normal' });
  await bind();
  assert.equal(await platform.settle(), 2);
  assert.deepEqual(pushes.of('numStatus').map(({ number, status, cause }) => [number, status, cause]), [[X, '10', '5'], [X, '5', undefined]]);
});

test('a recording lies where its address says, in process too, byte for byte', async (t) => {
  const { platform, clients, pushes } = testPlatform(t);
  const { relationNum } = await clients.axb.axb.createBinding({
    callerNum: A, calleeNum: B, areaCode: '010', recordFlag: true, recordHintTone: 'record-notice.wav',
  });
  platform.call({ from: A, to: relationNum, talkSeconds: 3 });
  await platform.settle();
  const [{ recording }] = pushes.of('fee');
  const { location } = await clients.axb.recording.getDownloadUrl({ fileName: recording.fileName, recordDomain: recording.recordDomain });
  const { status, headers, body } = platform.send({ method: 'GET', url: location, headers: {} });
  assert.deepEqual([status, headers['Content-Type'], body instanceof Uint8Array], [200, 'audio/wav', true]);
  assert.equal(Buffer.from(body).toString('latin1', 0, 4), 'RIFF');
  platform.advance({ days: 8 });
  assert.equal(platform.send({ method: 'GET', url: location, headers: {} }).status, 404);
  // No text, and no reason to stumble.
  const odd = platform.send({ method: 'POST', url: '/_simulator/sms', headers: {}, body: Uint8Array.of(0x7b, 0xff, 0xfe) });
  assert.equal(odd.status, 400);
});

test('over HTTP to the addresses of the setup, while time passes', async (t) => {
  const applications = { appKey: 'one', appSecret: 'secret-1' };
  const receiver = new Receiver({ applications });
  const records = [];
  receiver.on('fee', (record) => records.push(record)).ignore('callEvent');
  const server = await listening(t, receiver.node);
  const platform = new Platform(pushingTo(everything(address(server))));
  await platform.client().axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X });
  platform.call({ from: A, to: X, talkSeconds: 61 });
  assert.equal(await platform.settle(), 6);
  assert.deepEqual(records.map(({ a, b, billedMinutes }) => [a, b, billedMinutes]), [[A, B, 2]]);
});

test('an address where nobody answers is tried again, and a redirect is not followed', async (t) => {
  let asked = 0;
  const server = await listening(t, (request, response) => {
    asked += 1;
    response.writeHead(302, { Location: '/elsewhere' }).end();
  });
  const gone = await listening(t, (request) => request.socket.destroy());
  const platform = new Platform(pushingTo({ feeUrl: address(server), smsNotifyUrl: address(gone) }));
  platform.sms({ from: A, to: X, text: 'hello' });
  platform.call({ from: A, to: X });
  assert.equal(await platform.elapse({ minutes: 2 }), 4);
  assert.equal(asked, 2);
  assert.deepEqual([...new Set(platform.state().pushes.map(({ status }) => status))].sort(), [302, null]);
});

test('who does not answer in ten seconds has not answered', async (t) => {
  const heard = new EventEmitter();
  const server = await listening(t, () => heard.emit('push'));
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const platform = new Platform(pushingTo({ smsNotifyUrl: address(server) }));
  platform.sms({ from: A, to: X, text: 'hello' });
  const asked = once(heard, 'push');
  const passing = platform.elapse(0);
  await asked;
  assert.deepEqual(platform.state().pushes, []);
  t.mock.timers.tick(10_000);
  assert.equal(await passing, 1);
  assert.deepEqual(platform.state().pushes.map(({ status }) => status), [null]);
});

test('a served platform pushes in real time, and by steps where time runs ahead', async (t) => {
  stopClock(t);
  const heard = new EventEmitter();
  const pushes = [];
  const server = await listening(t, async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const push = JSON.parse(Buffer.concat(chunks).toString());
    pushes.push(push.statusInfo === undefined ? push.eventType : `${push.eventType} ${push.statusInfo.stateCode ?? ''}`.trim());
    response.end();
    heard.emit('push');
  });
  const platform = new Platform(pushingTo(everything(address(server))));
  const served = await serve(platform);
  t.after(() => served.close());
  const client = new Client(platform.account({ baseUrl: served.url }));
  await client.axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X, duration: 60 });
  const post = async (path, body) => (await fetch(`${served.url}/_simulator/${path}`, { method: 'POST', body: JSON.stringify(body) })).json();

  const first = once(heard, 'push');
  const { sessionId } = await post('call', { from: A, to: X, script: { talkSeconds: 40 } });
  await first;
  assert.deepEqual(pushes, ['callin']);

  const { now, expired, delivered } = await post('advance', { seconds: 120 });
  assert.match(now, /Z$/);
  assert.deepEqual([expired, delivered], [1, 5]);
  assert.deepEqual(pushes, ['callin', 'callout', 'alerting', 'answer', 'disconnect 0', 'fee']);
  const report = await (await fetch(`${served.url}/_simulator/calls/${encodeURIComponent(sessionId)}`)).json();
  assert.equal(report.stateCode, 0);

  for (const wrong of [{}, { seconds: -1 }, { seconds: 1, more: 1 }, 'x', { seconds: '1' }]) {
    const answer = await fetch(`${served.url}/_simulator/advance`, { method: 'POST', body: JSON.stringify(wrong) });
    assert.equal(answer.status, 400);
  }
  // Two at once take turns.
  const both = await Promise.all([post('advance', { seconds: 60 }), post('advance', { seconds: 60 })]);
  assert.deepEqual(both.map((each) => [each.expired, each.delivered]), [[0, 0], [0, 0]]);

  // What is asked for in this process is sent as well.
  const next = once(heard, 'push');
  platform.sms({ from: A, to: X, text: 'hello' });
  await next;
  assert.equal(pushes.at(-1), undefined);
});

test('a server that is closed leaves nobody waiting', async (t) => {
  const heard = new EventEmitter();
  const server = await listening(t, () => heard.emit('push'));
  const platform = new Platform(pushingTo(everything(address(server))));
  const served = await serve(platform);
  const asked = once(heard, 'push');
  for (const text of ['one', 'two', 'three']) platform.sms({ from: A, to: X, text });
  await asked;
  await served.close();
  await served.close();
  assert.deepEqual(platform.state().pushes.map(({ status }) => status), [null, null, null]);
  assert.equal(platform.state().owedPushes, 3);
});

test('what fails in a function of a served platform is printed, masked', async (t) => {
  const said = t.mock.method(console, 'error', () => {});
  const heard = new EventEmitter();
  const platform = new Platform('', {
    onPush: () => {
      setImmediate(() => heard.emit('push'));
      throw new Error('no room for +8613800000001');
    },
  });
  const served = await serve(platform);
  t.after(() => served.close());
  const failing = once(heard, 'push');
  platform.sms({ from: A, to: X, text: 'hello' });
  await failing;
  const [words] = said.mock.calls.map((call) => call.arguments.join(' '));
  assert.match(words, /^privatenumber: `onPush` failed: Error: no room for \+86138\*{4}0001/);
});

test('an application of mode X has a client, whose account names no mode', async () => {
  const platform = new Platform({
    applications: [{ appKey: 'x', appSecret: 'secret-1', mode: 'x', recordings: [{ fileName: 'a.wav', recordDomain: 'r.example' }] }],
  });
  for (const client of [platform.client(), platform.client('x'), platform.client({ mode: 'x' })]) {
    assert.match((await client.recording.getDownloadUrl({ fileName: 'a.wav', recordDomain: 'r.example' })).location, /a\.wav/);
  }
  assert.equal(platform.account({ mode: 'x' }).mode, undefined);
  assert.equal(errorOf(() => new Platform().client({ mode: 'x' })).code, 'parameter.choice');
});

test('the helper cleans up after its test, by whatever name it is asked', async () => {
  for (const name of ['after', 'onTestFinished']) {
    const cleaners = [];
    const helped = testPlatform({ [name]: (run) => cleaners.push(run) });
    const { url } = await helped.serve();
    assert.equal((await fetch(`${url}/_simulator/state`)).status, 200);
    for (const clean of cleaners) await clean();
    await assert.rejects(fetch(url));
  }
  const own = testPlatform();
  const { url } = await own.serve();
  await own.close();
  await assert.rejects(fetch(url));
});

test('what a test expects and does not get fails the test', async () => {
  const wanted = testPlatform({
    setup: { applications: [{ appKey: 'x', appSecret: 'secret-1', mode: 'x', numbers: [{ number: X, areaCode: '010' }] }] },
    smsBlock: () => assert.fail('no SMS was expected'),
    callinBlock: () => {},
  });
  wanted.platform.sms({ from: A, to: X, text: 'hello' });
  await assert.rejects(wanted.platform.settle(), /no SMS was expected/);
  wanted.platform.call({ from: A, to: X });
  assert.equal((await failed(wanted.platform.settle())).code, 'push.reply');
});

test('a receiver of the tested program answers, and the recorder has seen it', async (t) => {
  let refusals = 1;
  const { platform, pushes } = testPlatform(t, { onPush: () => (refusals-- > 0 ? 500 : 200) });
  platform.sms({ from: A, to: X, text: 'hello' });
  assert.equal(await platform.settle(), 2);
  assert.deepEqual(pushes.all.map(({ kind }) => kind), ['smsNotify']);
  pushes.clear();
  assert.equal(String(pushes), 'Pushes()');
});
