// `npx privatenumber`, its commands.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

import { Account, Client, VERSION, explain } from 'privatenumber';

import { packageFolder, require } from './support.mjs';

const program = join(packageFolder, require('privatenumber/package.json').bin.privatenumber);
const run = (...options) => spawnSync(process.execPath, [program, ...options], { encoding: 'utf8' });

/** Starts it and reads until a line fits. */
async function started(options, last) {
  const child = spawn(process.execPath, [program, 'simulate', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (last.test(line)) break;
  }
  return { child, lines };
}

test('help and version', () => {
  assert.deepEqual([run('--version').stdout, run('--version').status], [`${VERSION}\n`, 0]);
  for (const [options, usage] of [
    [['--help'], /^Usage: privatenumber COMMAND .*\n\n {2}explain .*\n {2}simulate /],
    [['-h'], /^Usage: privatenumber COMMAND/],
    [['simulate', '--help'], /^Usage: privatenumber simulate .*--port/s],
    [['explain', '-h'], /^Usage: privatenumber explain .*--json/s],
  ]) {
    const { stdout, stderr, status } = run(...options);
    assert.match(stdout, usage);
    assert.deepEqual([stderr, status], ['', 0]);
  }
});

test('what is not understood ends with 2 and says so', () => {
  for (const [options, said] of [
    [[], /a command is missing/],
    [['simulat'], /no command `simulat`/],
    [['simulate', 'now'], /takes no `now`/],
    [['simulate', '--prot', '1'], /--prot/],
    [['simulate', '--port', 'x'], /`x` is no port/],
    [['--port', '1', 'simulate'], /a command comes first/],
    [['explain'], /a code is missing/],
    [['explain', '--jsn', '8014'], /--jsn/],
    [['simulate', '--port', '65536'], /`65536` is no port: it is a whole number from 0 to 65535/],
  ]) {
    const { stderr, stdout, status } = run(...options);
    assert.equal(status, 2, options.join(' '));
    assert.match(stderr, said);
    assert.match(stderr, /\nTry: privatenumber (explain |simulate )?--help\n$/);
    assert.equal(stdout, '');
  }
});

test('it serves, says how to be reached, and ends when it is told to', async () => {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    const { child, lines } = await started([], /_simulator\/state/);
    const text = lines.join('\n');
    const variable = (name) => new RegExp(`export PRIVATENUMBER_${name}=(\\S+)`).exec(text)[1];
    const environment = Object.fromEntries(['APP_KEY', 'APP_SECRET', 'BASE_URL', 'MODE'].map((name) => [`PRIVATENUMBER_${name}`, variable(name)]));
    assert.match(environment.PRIVATENUMBER_BASE_URL, /^http:\/\/127\.0\.0\.1:\d+$/);
    const [, x] = /X +(\+86\d+)/.exec(text);
    assert.equal(environment.PRIVATENUMBER_MODE, 'axb');
    assert.ok(lines.includes('For another application, export its key, its secret and its mode from the list above.'), text);
    const client = new Client(Account.fromEnvironment({ environment, mode: 'axb' }));
    const bound = await client.axb.createBinding({ callerNum: '+8613800000001', calleeNum: '+8613800000002', relationNum: x });
    assert.equal(bound.relationNum, x);
    child.kill(signal);
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  }
});

test('quiet, with a setup from a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'privatenumber-'));
  try {
    const file = join(folder, 'setup.json');
    writeFileSync(file, JSON.stringify({ applications: [{ appKey: 'one', appSecret: 'secret-1' }] }));
    const { child, lines } = await started(['--quiet', '--setup', file], /./);
    const baseUrl = lines[0];
    const client = new Client(new Account({ appKey: 'one', appSecret: 'secret-1', baseUrl }));
    const error = await client.axb.queryBinding({ subscriptionId: 'none' }).catch((thrown) => thrown);
    assert.equal(error.code, 'service.1012007');
    child.kill('SIGINT');
    assert.deepEqual(await once(child, 'exit'), [0, null]);

    writeFileSync(file, '{"applicatons":[]}');
    const wrong = run('simulate', '--setup', file);
    assert.equal(wrong.status, 1);
    assert.ok(wrong.stderr.startsWith(`privatenumber: ${file}: applicatons: `), wrong.stderr);

    writeFileSync(file, '\ufeff{"applicatons":[]}');
    assert.equal(run('simulate', '--setup', file).stderr, wrong.stderr);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const missing = run('simulate', '--setup', '/nowhere/at/all.json');
  assert.equal(missing.status, 1);
  assert.equal(missing.stderr, 'privatenumber: /nowhere/at/all.json: ENOENT: no such file or directory\n');
});

test('what is owed to the addresses of a setup is sent', async () => {
  const pushed = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    pushed.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const folder = mkdtempSync(join(tmpdir(), 'privatenumber-'));
  const file = join(folder, 'setup.json');
  const numbers = [{ number: '+8617000000001', areaCode: '0755' }];
  const pushes = { feeUrl: `http://127.0.0.1:${server.address().port}/fees` };
  writeFileSync(file, JSON.stringify({ applications: [{ appKey: 'one', appSecret: 'secret-1', numbers, pushes }] }));
  const { child, lines } = await started(['--quiet', '--setup', file], /./);
  try {
    const post = async (path, body) => (await fetch(`${lines[0]}/_simulator/${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
    const { sessionId } = await post('call', { from: '+8613800000001', to: '+8617000000001' });
    await post('advance', { seconds: 60 });
    assert.deepEqual(pushed.map(({ eventType, feeLst }) => [eventType, feeLst[0].sessionId]), [['fee', sessionId]]);
  } finally {
    child.kill('SIGINT');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    server.close();
    rmSync(folder, { recursive: true });
  }
});

test('on all addresses it says so, and prints one that accounts take', async () => {
  const { child, lines } = await started(['--host', '0.0.0.0'], /_simulator\/state/);
  const [, port] = /listening on all addresses, port (\d+); from this machine http:\/\/127\.0\.0\.1:\1 /.exec(lines[0]);
  assert.ok(lines.includes(`  export PRIVATENUMBER_BASE_URL=http://127.0.0.1:${port}`));
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('a port that is taken is no mystery', async () => {
  const { child, lines } = await started(['--quiet'], /./);
  const { stderr, status } = run('simulate', '--port', new URL(lines[0]).port);
  assert.equal(status, 1);
  assert.match(stderr, /EADDRINUSE/);
  child.kill();
  await once(child, 'exit');
});

test('explain says in two languages what codes mean and what to do', () => {
  const { stdout, stderr, status } = run('explain', '8014', 'service.1010010');
  assert.deepEqual([stderr, status], ['', 0]);
  const [cause, digest, flow] = [explain(8014)[0], ...explain('1010010')];
  for (const row of [cause, digest, flow]) {
    for (const text of [row.code, row.english, row.chinese, row.hint, row.hintZh, row.page]) assert.ok(stdout.includes(text), text);
  }
  assert.match(stdout, /^8014: hang-up cause, binding \/ 挂机原因值，绑定关系\n/);
  assert.match(stdout, /^1010010 \(HTTP 403\): result code \/ 结果码\n/m);
  assert.match(stdout, /^ {2}error: FlowControl$/m);
});

test('explain prints JSON, and ends with 1 for what nobody knows', () => {
  const both = run('explain', '--json', '8014', '8138', 'number.format');
  assert.deepEqual(JSON.parse(both.stdout), [...explain('8014'), ...explain('number.format')]);
  assert.equal(both.status, 1);
  assert.match(both.stderr, /`8138`.*\n.*`8138`.*\n$/);
  const none = run('explain', '13800000001', '1010999', 'a\nb\u001b[1m');
  assert.deepEqual([none.stdout, none.status], ['', 1]);
  assert.match(none.stderr, /`138\*{4}0001`/);
  assert.match(none.stderr, /`1010999`/);
  assert.match(none.stderr, /`a b \[1m`/);
});
