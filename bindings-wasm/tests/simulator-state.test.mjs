// What a platform holds, written down and taken up again: as a text, and in the file of a served one.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';

import { Account, Client, InvalidArgument } from 'privatenumber';
import { Platform, serve } from 'privatenumber/simulator';

import { errorOf, packageFolder, require } from './support.mjs';

const A = '+8613800000001';
const B = '+8613900000002';
const X = '+8617000000001';
const pair = { callerNum: A, calleeNum: B, relationNum: X };
const program = join(packageFolder, require('privatenumber/package.json').bin.privatenumber);

/** A folder that is gone after the test. */
function folderFor(t) {
  const folder = fs.mkdtempSync(join(tmpdir(), 'privatenumber-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  return folder;
}

/** A platform that is served with a file in such a folder. */
async function servedFor(t, platform) {
  const folder = fs.mkdtempSync(join(tmpdir(), 'privatenumber-'));
  const state = join(folder, 'state.json');
  const { url, close } = await serve(platform, { state });
  t.after(async () => {
    await close();
    fs.rmSync(folder, { recursive: true });
  });
  return { url, state, folder };
}

/** That a file has what a platform holds, but for the time that has passed since. */
function assertKept(state, platform) {
  const [kept, held] = [fs.readFileSync(state, 'utf8'), platform.snapshot()].map((text) => {
    const { clock: _, ...others } = JSON.parse(text);
    return JSON.stringify(others);
  });
  assert.ok(kept === held);
}

const post = (url, path, body) => fetch(`${url}/_simulator/${path}`, { method: 'POST', body: JSON.stringify(body) });

test('a platform goes on from a snapshot as if nothing had happened', async () => {
  const platform = new Platform({ seed: 7 });
  const bound = await platform.client().axb.createBinding(pair);
  platform.call({ from: A, to: X, talkSeconds: 61 });
  platform.advance({ hours: 1 });
  const text = platform.snapshot();
  assert.ok(platform.snapshot() === text);

  class Own extends Platform {}
  const again = Own.restore(text, { seed: 7 });
  assert.ok(again instanceof Own);
  assert.ok(again.snapshot() === text);
  assert.deepEqual(again.state().bindings, platform.state().bindings);
  const query = await again.client().axb.queryBinding({ subscriptionId: bound.subscriptionId });
  assert.equal(query.relationNumList[0].relationNum, X);
  assert.deepEqual(again.state().calls, platform.state().calls);
  const next = { callerNum: B, calleeNum: '+8613700000003', areaCode: '0755' };
  const [one, other] = await Promise.all([platform, again].map((each) => each.client().axb.createBinding(next)));
  assert.deepEqual([other.subscriptionId, other.relationNum], [one.subscriptionId, one.relationNum]);
});

test('a push that was under way has failed, and comes again', async () => {
  let held;
  const platform = new Platform('', { onPush: () => new Promise((resolve) => (held = resolve)) });
  const { smsIdentifier } = platform.sms({ from: A, to: X, text: 'here' });
  const settled = platform.settle();
  while (held === undefined) await turn();
  const text = platform.snapshot();
  held(200);
  await settled;

  const taken = [];
  const again = Platform.restore(text, '', { onPush: ({ body, attempt }) => taken.push([JSON.parse(body).smsEvent?.smsIdentifier, attempt]) && 200 });
  await again.settle();
  assert.deepEqual(taken, [[smsIdentifier, 2]]);
});

test('what cannot be restored is refused in both languages', () => {
  const text = new Platform().snapshot();
  for (const [snapshot, setup, code, field] of [
    [undefined, '', 'parameter.type', 'snapshot'],
    [{}, '', 'parameter.type', 'snapshot'],
    ['', '', 'simulator.setup', 'snapshot'],
    [text.slice(0, -1), '', 'simulator.setup', 'snapshot'],
    ['{"format":"privatenumber-simulator","version":0}', '', 'simulator.setup', 'snapshot'],
    [text, { applications: [{ appKey: 'one', appSecret: 'secret-1' }] }, 'simulator.setup', 'snapshot.accounts'],
    [text, { applicatons: [] }, 'simulator.setup', 'applicatons'],
    [text, { onPush: () => 200 }, 'simulator.setup', 'onPush'],
  ]) {
    const error = errorOf(() => Platform.restore(snapshot, setup));
    assert.ok(error instanceof InvalidArgument, String(error));
    assert.deepEqual([error.code, error.field], [code, field], String(error));
    if (field.startsWith('snapshot')) for (const chinese of [error.messageZh, error.hintZh]) assert.match(chinese, /[\u4e00-\u9fff]/);
  }
});

test('nobody is answered before it is in the file, and who waits shares a writing', async (t) => {
  const platform = new Platform();
  const { url, state } = await servedFor(t, platform);
  assertKept(state, platform);

  const renaming = [];
  const { rename } = fs.promises;
  t.mock.method(fs.promises, 'rename', (...names) => new Promise((resolve) => renaming.push(() => resolve(rename(...names)))));
  const answered = [];
  const ask = (path) => post(url, path, { from: A, to: X, text: 'here' }).then(({ status }) => answered.push(status));
  const first = ask('sms');
  while (renaming.length < 1) await turn();
  const others = Array.from({ length: 8 }, () => ask('sms'));
  while (platform.state().sms.length < 9) await turn();
  // A look is not kept waiting.
  assert.equal((await fetch(`${url}/_simulator/state`)).status, 200);
  assert.deepEqual(answered, []);
  renaming[0]();
  await first;
  assert.deepEqual(answered.length, 1);
  while (renaming.length < 2) await turn();
  renaming[1]();
  await Promise.all(others);
  assert.equal(renaming.length, 2);
  assertKept(state, platform);
  t.mock.restoreAll();
});

test('nobody is pushed to before it is in the file', async (t) => {
  let pushed = 0;
  const platform = new Platform('', { onPush: () => (pushed += 1) && 200 });
  const { url, state } = await servedFor(t, platform);
  let letGo;
  const { rename } = fs.promises;
  const mocked = t.mock.method(fs.promises, 'rename', (...names) => new Promise((resolve) => (letGo = () => resolve(rename(...names)))));
  const asked = post(url, 'sms', { from: A, to: X, text: 'here' });
  while (letGo === undefined) await turn();
  for (let turns = 0; turns < 20; turns += 1) await turn();
  assert.deepEqual([pushed, platform.state().owedPushes], [0, 1]);
  mocked.mock.restore();
  letGo();
  assert.equal((await asked).status, 200);
  while (platform.state().owedPushes > 0) await turn();
  assert.equal(pushed, 1);
  // What came of it is written without anybody's asking.
  while (JSON.parse(fs.readFileSync(state, 'utf8')).outbox.log.entries.length === 0) await turn();
});

test('what cannot be written is no success, and the next that can be is', async (t) => {
  const platform = new Platform();
  const { url, state, folder } = await servedFor(t, platform);
  const said = t.mock.method(console, 'error', () => {});
  const broken = t.mock.method(fs.promises, 'rename', async () => {
    throw new Error("ENOSPC: no space left on device, rename 'here'");
  });
  const answer = await post(url, 'sms', { from: A, to: X, text: 'here' });
  assert.equal(answer.status, 500);
  assert.match(await answer.text(), /cannot be written.*\n.*无法写入/);
  assert.deepEqual(said.mock.calls.map(({ arguments: [line] }) => line), [
    'privatenumber: the file of the state cannot be written: ENOSPC: no space left on device (name a file in a folder that this program may write to)',
  ]);
  broken.mock.restore();
  assert.equal((await post(url, 'sms', { from: A, to: X, text: 'here' })).status, 200);
  assertKept(state, platform);
  assert.deepEqual(fs.readdirSync(folder), ['state.json']);
});

test('a file that cannot be used is refused before anything is served', async (t) => {
  const folder = folderFor(t);
  const broken = join(folder, 'broken.json');
  fs.writeFileSync(broken, '{"format":');
  for (const [state, field, message] of [
    [broken, 'snapshot', /cannot be read/],
    [folder, 'state', /cannot be read: EISDIR/],
    [join(folder, 'none', 'state.json'), 'state', /cannot be written: ENOENT/],
  ]) {
    const error = await serve(new Platform(), { state }).catch((thrown) => thrown);
    assert.deepEqual([error.code, error.field], ['simulator.setup', field], String(error));
    assert.match(error.message, message);
    assert.match(error.messageZh, /无法/);
    const { stderr, status } = spawnSync(process.execPath, [program, 'simulate', '--state', state], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.ok(stderr.startsWith(`privatenumber: ${state}: ${field}: `), stderr);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
  }
  assert.equal(fs.readFileSync(broken, 'utf8'), '{"format":');
  for (const state of ['', 7, null]) {
    const error = await serve(new Platform(), { state }).catch((thrown) => thrown);
    assert.deepEqual([error.code, error.field], ['parameter.type', 'state']);
  }
  assert.equal(spawnSync(process.execPath, [program, 'simulate', '--state', '']).status, 2);
});

test('killed among many binds, it has every one that was answered, the calls, and the pushes that it owes', async (t) => {
  const folder = folderFor(t);
  const pushed = [];
  let takes = false;
  const receiver = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    pushed.push([request.url, JSON.parse(Buffer.concat(chunks).toString())]);
    receiver.emit('pushed');
    // Of SMS nothing is heard before the end, and of fees that they are to come again.
    if (takes) response.end();
    else if (request.url === '/fees') response.writeHead(500).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  t.after(() => receiver.close() && receiver.closeAllConnections());
  const address = `http://127.0.0.1:${receiver.address().port}`;
  const numbers = Array.from({ length: 300 }, (_, index) => ({ number: `+8617000000${String(index).padStart(3, '0')}`, areaCode: '0755' }));
  const [setup, state] = ['setup.json', 'state.json'].map((name) => join(folder, name));
  const pushes = { feeUrl: `${address}/fees`, smsNotifyUrl: `${address}/sms` };
  fs.writeFileSync(setup, JSON.stringify({ applications: [{ appKey: 'one', appSecret: 'secret-1', numbers, pushes }] }));

  const start = async () => {
    const child = spawn(process.execPath, [program, 'simulate', '--quiet', '--setup', setup, '--state', state], { stdio: ['ignore', 'pipe', 'inherit'] });
    t.after(() => child.kill('SIGKILL'));
    const [url] = await once(createInterface({ input: child.stdout }), 'line');
    return { child, url, client: new Client(new Account({ appKey: 'one', appSecret: 'secret-1', baseUrl: url })) };
  };
  const read = async (url, path) => (await fetch(`${url}/_simulator/${path}`)).json();

  const first = await start();
  await first.client.axb.createBinding(pair);
  const { sessionId } = await (await post(first.url, 'call', { from: A, to: X, script: { talkSeconds: 5 } })).json();
  await post(first.url, 'advance', { seconds: 60 });
  assert.deepEqual(pushed.map(([path]) => path), ['/fees']);
  const report = await read(first.url, `calls/${sessionId}`);
  const underWay = once(receiver, 'pushed');
  const { smsIdentifier } = await (await post(first.url, 'sms', { from: A, to: X, text: 'here' })).json();
  await underWay;

  const answered = new Map();
  const asked = numbers.filter(({ number }) => number !== X).map(async ({ number }, index) => {
    const callerNum = `+8613800001${String(index).padStart(3, '0')}`;
    try {
      const { subscriptionId } = await first.client.axb.createBinding({ callerNum, calleeNum: B, relationNum: number });
      answered.set(number, subscriptionId);
      if (answered.size === 100) first.child.kill('SIGKILL');
    } catch (error) {
      assert.ok(answered.size >= 100, String(error));
    }
  });
  await Promise.all([once(first.child, 'exit'), ...asked]);
  assert.ok(answered.size >= 100);

  takes = true;
  pushed.length = 0;
  const second = await start();
  for (const [number, subscriptionId] of answered) {
    const { relationNumList } = await second.client.axb.queryBinding({ relationNum: number });
    assert.deepEqual(relationNumList.map((each) => each.subscriptionId), [subscriptionId]);
  }
  assert.deepEqual(await read(second.url, `calls/${sessionId}`), report);
  assert.equal((await read(second.url, 'pushes')).owed, 2);
  await post(second.url, 'advance', { seconds: 120 });
  assert.equal((await read(second.url, 'pushes')).owed, 0);
  const found = Object.fromEntries(pushed);
  assert.equal(pushed.length, 2);
  assert.equal(found['/fees'].feeLst[0].sessionId, sessionId);
  assert.ok(JSON.stringify(found['/sms']).includes(smsIdentifier));
  second.child.kill('SIGINT');
  assert.deepEqual(await once(second.child, 'exit'), [0, null]);
});
