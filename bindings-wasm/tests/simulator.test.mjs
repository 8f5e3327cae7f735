// The embedded platform, in process and over HTTP.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Account, AlreadyBound, AuthenticationFailed, Client, ServiceRefused, InvalidArgument, NoNumberLeft, NotFound, axb, explain } from 'privatenumber';
import { Platform, serve } from 'privatenumber/simulator';

import { errorOf } from './support.mjs';

const A = '+8613800000001';
const B = '+8613800000002';
const X = '+8617000000001';
const failed = (promise) => promise.then(() => assert.fail('it went well'), (error) => error);

/** A life of a binding, the same wherever the platform is. */
async function life(client, platform) {
  const bound = await client.axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X, duration: { hours: 2 }, userData: 'order-1' });
  assert.equal(bound.relationNum, X);
  assert.equal(bound.duration, 7200);
  const { subscriptionId } = bound;
  const found = await client.axb.queryBinding({ relationNum: X, callerNum: A });
  assert.equal(found.totalCount, 1);
  const [binding] = found.relationNumList;
  assert.equal(binding.subscriptionId, subscriptionId);
  assert.equal(binding.userData, 'order-1');
  assert.ok(binding.subscribeTime instanceof Date);
  assert.ok((await failed(client.axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X }))) instanceof AlreadyBound);
  await client.axb.modifyBinding({ subscriptionId, duration: { hours: 4 } });
  assert.equal(platform.advance({ hours: 3 }), 0);
  assert.equal((await client.axb.queryBinding({ subscriptionId })).relationNumList[0].duration, 14_400);
  assert.equal(platform.advance(3600), 1);
  assert.ok((await failed(client.axb.queryBinding({ subscriptionId }))) instanceof NotFound);
  const city = await client.axb.createBinding({ callerNum: A, calleeNum: B, areaCode: '010' });
  await client.axb.deleteBinding({ subscriptionId: city.subscriptionId });
  assert.ok((await failed(client.axb.deleteBinding({ subscriptionId: city.subscriptionId }))) instanceof NotFound);
  assert.ok((await failed(client.axb.createBinding({ callerNum: A, calleeNum: B, areaCode: '0571' }))) instanceof NoNumberLeft);
}

test('in process', async () => {
  const platform = new Platform();
  await life(platform.client(), platform);
  await life(new Client(platform.account(), { send: platform.send }), platform);
});

test('over HTTP', async () => {
  const platform = new Platform();
  const served = await serve(platform);
  try {
    await life(new Client(platform.account({ baseUrl: served.url })), platform);
  } finally {
    await served.close();
  }
});

test('who listens on all addresses is reached by one that accounts take', async () => {
  for (const host of ['0.0.0.0', '::']) {
    const platform = new Platform();
    let served;
    try {
      served = await serve(platform, { host });
    } catch (error) {
      // A machine without IPv6.
      if (host === '::') continue;
      throw error;
    }
    try {
      assert.match(served.url, /^http:\/\/127\.0\.0\.1:\d+$/);
      await life(new Client(platform.account({ baseUrl: served.url })), platform);
    } finally {
      await served.close();
    }
  }
});

test('a plus sign arrives escaped, once', async () => {
  const platform = new Platform();
  const served = await serve(platform);
  try {
    const account = platform.account({ baseUrl: served.url });
    const client = new Client(account);
    await client.axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X });
    const request = axb.queryBinding.request(account, { relationNum: X, calleeNum: B });
    assert.match(request.url, /relationNum=%2B8617000000001&calleeNum=%2B8613800000002$/);
    assert.equal((await client.axb.queryBinding({ relationNum: X, calleeNum: B })).relationNumList.length, 1);
    await client.axb.deleteAllBindings({ relationNum: X });
    assert.equal(platform.state().bindings.length, 0);
  } finally {
    await served.close();
  }
});

test('a wrong secret is refused, and a wrong key', async () => {
  const platform = new Platform();
  const [{ appKey, appSecret }] = platform.credentials();
  for (const [key, secret, code] of [
    [appKey, 'wrong', 'service.1010010@401'],
    ['wrong', appSecret, 'service.1010003'],
  ]) {
    const client = new Client(new Account({ appKey: key, appSecret: secret }), { send: platform.send });
    const error = await failed(client.axb.queryBinding({ relationNum: X }));
    assert.ok(error instanceof AuthenticationFailed);
    assert.equal(error.code, code);
  }
});

test('a platform shows what it holds, and starts anew', async () => {
  const platform = new Platform();
  const client = platform.client();
  const first = await client.axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X });
  platform.advance({ minutes: 1 });
  const state = platform.state();
  assert.equal(state.skippedSeconds, 60);
  assert.equal(state.bindings.length, 1);
  assert.equal(state.log.length, 1);
  assert.ok(!JSON.stringify(state).includes(platform.credentials()[0].appSecret));
  platform.reset();
  assert.deepEqual([platform.state().bindings, platform.state().log, platform.state().skippedSeconds], [[], [], 0]);
  const again = await client.axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X });
  assert.equal(again.subscriptionId, first.subscriptionId);
});

test('a setup of its own', async () => {
  const setup = {
    applications: [
      { appKey: 'one', appSecret: 'secret-1', numbers: [{ number: '+8617000000077', areaCode: '021' }] },
      { appKey: 'two', appSecret: 'secret-2' },
    ],
  };
  for (const platform of [new Platform(setup), new Platform(JSON.stringify(setup))]) {
    assert.deepEqual(platform.appKeys, ['one', 'two']);
    assert.deepEqual(platform.numbers(), [{ number: '+8617000000077', areaCode: '021' }]);
    assert.deepEqual(platform.numbers('two'), []);
    assert.equal(String(platform), 'Platform(axb with 1 X number, axb with 0 X numbers)');
    const bound = await platform.client().axb.createBinding({ callerNum: A, calleeNum: B, areaCode: '021' });
    assert.equal(bound.relationNum, '+8617000000077');
    assert.equal(platform.account({ appKey: 'two' }).appKey, 'two');
    assert.ok((await failed(platform.client('two').axb.createBinding({ callerNum: A, calleeNum: B }))) instanceof NoNumberLeft);
  }
});

test('an application is chosen by its mode, and its account carries it', async () => {
  const platform = new Platform();
  const modes = platform.credentials().map(({ mode }) => mode);
  assert.ok(modes.includes('axb'));
  for (const mode of modes) {
    const account = platform.account({ mode });
    assert.equal(account.mode, mode);
    assert.equal(account.appKey, platform.credentials().find((each) => each.mode === mode).appKey);
    const client = platform.client({ mode });
    assert.ok(Object.keys(client[mode]).length > 0);
    for (const other of modes.filter((each) => each !== mode)) assert.equal(errorOf(() => client[other]).code, 'account.mode');
    assert.ok(Object.keys(platform.client(account.appKey)[mode]).length > 0);
    assert.equal(platform.account({ appKey: account.appKey }).mode, mode);
    assert.equal(platform.account({ appKey: account.appKey, mode }).mode, mode);
  }
  assert.equal(platform.account().mode, modes[0]);
  // One by its id is never of another application: the platform was reached, and in its mode.
  for (const mode of modes.filter((each) => each !== 'axyb')) {
    const error = await failed(platform.client({ mode })[mode].queryBinding({ subscriptionId: 'none' }));
    assert.ok(error instanceof NotFound, String(error));
  }
  const only = new Platform({ applications: [{ appKey: 'one', appSecret: 'secret-1' }] });
  for (const [run, field] of [
    [() => platform.client({ mode: 'AXB' }), 'mode'],
    [() => platform.account({ mode: 7 }), 'mode'],
    [() => only.client({ mode: 'axe' }), 'mode'],
    [() => only.account({ mode: 'axb', appKey: 'two' }), 'appKey'],
    [() => only.client('two'), 'appKey'],
  ]) {
    const error = errorOf(run);
    assert.deepEqual([error.code, error.field], [run.toString().includes('7') ? 'parameter.type' : 'parameter.choice', field], `${run}: ${error}`);
  }
  assert.equal(errorOf(() => platform.client({ mode: 'AXB' })).message, errorOf(() => new Account({ appKey: 'k', appSecret: 's', mode: 'AXB' })).message);
  assert.match(errorOf(() => only.client({ mode: 'axe' })).hint, /of mode axb/);
  assert.equal(errorOf(() => only.client({ modus: 'axe' })).code, 'parameter.unknown');
});

test('an application may sign in the older scheme', async () => {
  const platform = new Platform();
  const account = platform.account({ scheme: 'wsse' });
  assert.equal(account.scheme, 'wsse');
  const client = platform.client({ scheme: 'wsse' });
  const bound = await client.axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X });
  assert.equal(bound.relationNum, X);
});

test('a recording is found, over HTTP too', async () => {
  const recording = { fileName: 'call-1.wav', recordDomain: 'recordings.example.com' };
  const platform = new Platform({ applications: [{ appKey: 'one', appSecret: 'secret-1', recordings: [recording] }] });
  const served = await serve(platform);
  try {
    for (const client of [platform.client(), new Client(platform.account({ baseUrl: served.url }))]) {
      const { location } = await client.recording.getDownloadUrl(recording);
      assert.match(location, /^https?:\/\/.*call-1\.wav/);
      assert.ok((await failed(client.recording.getDownloadUrl({ ...recording, fileName: 'none.wav' }))) instanceof NotFound);
    }
  } finally {
    await served.close();
  }
});

test('whoever calls an X of AXYB is given a Y, in process and over HTTP', async () => {
  const platform = new Platform();
  const { axyb } = platform.client({ mode: 'axyb' });
  const { subscriptionId, relationNumber: x } = await axyb.createAxBinding({ origNum: A, areaCode: '0755', duration: 600, ybDuration: 60 });
  const assigned = platform.assignY({ x, caller: B });
  assert.deepEqual(Object.entries(assigned), [['y', '+8617000000032']]);
  const [pair] = (await axyb.queryBinding({ subscriptionId })).xyRelationNumList;
  assert.deepEqual([pair.numX, pair.numY, pair.numB], [x, assigned.y, B]);
  // However it is written, it is the same number.
  assert.deepEqual(platform.assignY({ x: '170 0000 0031', caller: '138 0000 0002' }), assigned);
  assert.equal(platform.advance(60), 1);
  const served = await serve(platform);
  try {
    const call = async (caller) =>
      (await fetch(`${served.url}/_simulator/assign-y`, { method: 'POST', body: JSON.stringify({ x, caller }) })).json();
    assert.deepEqual(await call(B), { y: '+8617000000032' });
    assert.deepEqual(await call(A), { cause: 8032 });
  } finally {
    await served.close();
  }
});

test('a call that is hung up says why, and binds nothing', async () => {
  const platform = new Platform();
  const { axyb } = platform.client({ mode: 'axyb' });
  const { relationNumber: x } = await axyb.createAxBinding({ origNum: A, areaCode: '0755' });
  const oneWay = await axyb.createAxBinding({ origNum: A, areaCode: '010', callDirection: 1 });
  for (const [call, cause] of [
    [{ x: '+8617000000033', caller: B }, 8030],
    [{ x: X, caller: B }, 8030],
    [{ x, caller: A }, 8032],
    [{ x, caller: '0755-28000001' }, 8023],
    [{ x: oneWay.relationNumber, caller: B }, 8016],
  ]) {
    const assigned = platform.assignY(call);
    assert.deepEqual(Object.entries(assigned), [['cause', cause]]);
    assert.equal(explain(assigned.cause).length > 0, true);
  }
  assert.ok(platform.state().bindings.every(({ numY }) => numY === undefined));
  // Four numbers are left, and a 95 number of any length is a caller.
  for (const caller of ['95588', '4001234567', '95001234567', B]) assert.ok(platform.assignY({ x, caller }).y, caller);
  assert.deepEqual({ ...platform.assignY({ x, caller: '+8613800000003' }) }, { cause: 8031 });
});

test('an A is bound as often as the setup says', async () => {
  const [application] = new Platform().credentials();
  const platform = new Platform({ applications: [{ ...application, dailyBinds: 1, numbers: [{ number: X, areaCode: '0755' }] }] });
  const { axb } = platform.client();
  const { subscriptionId } = await axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X });
  await axb.deleteBinding({ subscriptionId });
  const error = await failed(axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X }));
  assert.ok(error instanceof ServiceRefused && error.resultCode === '1020182', String(error));
  platform.advance({ days: 1 });
  await axb.createBinding({ callerNum: A, calleeNum: B, relationNum: X });
});

test('time runs ahead by a hundred years at most, and by halves of hours', () => {
  const platform = new Platform();
  assert.equal(platform.advance({ hours: 0.5, seconds: undefined }), 0);
  assert.equal(platform.advance({ days: 36_525 }), 0);
});

test('what cannot be used is refused', () => {
  const circle = {};
  circle.x = circle;
  for (const [run, code, field] of [
    [() => new Platform({ apps: [] }), 'simulator.setup', 'apps'],
    [() => new Platform({ applications: [{ appKey: 'k', appSecret: 's', numbers: [{ number: '12', areaCode: '010' }] }] }), 'simulator.setup', 'applications[0].numbers[0].number'],
    [() => new Platform('{'), 'simulator.setup', undefined],
    [() => new Platform(7), 'parameter.type', 'setup'],
    [() => new Platform(7n), 'parameter.type', 'setup'],
    [() => new Platform(new Map()), 'parameter.type', 'setup'],
    [() => new Platform(Promise.resolve({})), 'parameter.type', 'setup'],
    [() => new Platform({ x: () => 1 }), 'simulator.setup', 'x'],
    [() => new Platform({ seed: 1n }), 'simulator.setup', 'seed'],
    [() => new Platform({ seed: NaN }), 'simulator.setup', 'seed'],
    [() => new Platform({ homes: new Map() }), 'simulator.setup', 'homes'],
    [() => new Platform({ applications: [{ appKey: 'k', appSecret: Symbol('s') }] }), 'simulator.setup', 'applications[0].appSecret'],
    [() => new Platform({ applications: [undefined] }), 'simulator.setup', 'applications[0]'],
    [() => new Platform({ applications: new Array(1) }), 'simulator.setup', 'applications'],
    [() => new Platform({ applications: [{ appKey: 'k', tones: new Date() }] }), 'simulator.setup', 'applications[0].tones'],
    [() => new Platform(circle), 'simulator.setup', 'x'],
    [() => new Platform(() => 1), 'parameter.type', 'setup'],
    [() => new Platform().advance(-1), 'parameter.range', 'time'],
    [() => new Platform().advance({ days: -1 }), 'parameter.range', 'time'],
    [() => new Platform().advance({ days: 36_526 }), 'parameter.range', 'time'],
    [() => new Platform().advance(36_525 * 86_400 + 1), 'parameter.range', 'time'],
    [() => new Platform().advance(1.5), 'parameter.type', 'time'],
    [() => new Platform().advance(NaN), 'parameter.type', 'time'],
    [() => new Platform().advance({ hours: '2' }), 'parameter.type', 'hours'],
    [() => new Platform().advance({ days: true }), 'parameter.type', 'days'],
    [() => new Platform().advance({ days: 1, minutes: NaN }), 'parameter.type', 'minutes'],
    [() => new Platform().advance({ seconds: 1n }), 'parameter.type', 'seconds'],
    [() => new Platform().advance({ seconds: null }), 'parameter.type', 'seconds'],
    [() => new Platform().advance({}), 'parameter.type', 'time'],
    [() => new Platform().advance({ hour: 1 }), 'parameter.unknown', 'hour'],
    [() => new Platform().advance('1'), 'parameter.type', 'time'],
    [() => new Platform().account({ appKey: 'none' }), 'parameter.choice', 'appKey'],
    [() => new Platform().numbers('none'), 'parameter.choice', 'appKey'],
    [() => new Platform().client('none'), 'parameter.choice', 'appKey'],
    [() => new Platform().assignY(), 'parameter.type', 'options'],
    [() => new Platform().assignY({ caller: A }), 'parameter.type', 'x'],
    [() => new Platform().assignY({ x: '0755-28000001', caller: A }), 'number.fixed_line', 'x'],
    [() => new Platform().assignY({ x: X, caller: 13_800_000_001 }), 'parameter.type', 'caller'],
    [() => new Platform().assignY({ x: X, caller: '12' }), 'number.format', 'caller'],
    [() => new Platform().assignY({ x: X, caller: A, y: X }), 'parameter.unknown', 'y'],
  ]) {
    const error = errorOf(run);
    assert.ok(error instanceof InvalidArgument, `${run}: ${error}`);
    assert.deepEqual([error.code, error.field], [code, field], `${run}: ${error}`);
  }
});

test('a server refuses what is far too long, and other doors stay shut', async () => {
  const served = await serve(new Platform());
  try {
    const long = await fetch(`${served.url}/rest/caas/relationnumber/partners/v1.0`, { method: 'POST', body: 'x'.repeat(2_000_000) });
    assert.equal(long.status, 413);
    assert.equal((await fetch(`${served.url}/nowhere`)).status, 404);
    assert.equal((await (await fetch(`${served.url}/_simulator/state`)).json()).bindings.length, 0);
  } finally {
    await served.close();
  }
  await assert.rejects(serve(new Platform(), { prot: 1 }), InvalidArgument);
  await assert.rejects(serve({}), InvalidArgument);
  await assert.rejects(serve(new Platform(), { port: 70_000 }), InvalidArgument);
});
