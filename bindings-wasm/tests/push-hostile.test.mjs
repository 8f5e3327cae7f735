// What nobody sends who means well: an error, in bounded time and memory, and the next push is received as ever.

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

import { PrivateNumberError } from 'privatenumber';
import { Receiver } from 'privatenumber/push';

import { APPLICATION, callEvent, fee, send, signed } from './push-sender.mjs';

const MIB = 1024 * 1024;
const nested = (depth, [open, end] = '[]') => open.repeat(depth) + end.repeat(depth);

const bodies = {
  '10 MB of blanks': ' '.repeat(10 * MIB),
  '10 MB of one text': `{"eventType":"${'a'.repeat(10 * MIB)}"}`,
  '10 MB of brackets': '['.repeat(10 * MIB),
  '10,000 nested brackets': nested(10_000),
  '10,000 nested brackets without an end': '['.repeat(10_000),
  '10,000 nested objects': '{"a":'.repeat(10_000),
  'bytes that are no UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  'half a character': Buffer.from('{"eventType":"\ud83d"}', 'utf16le'),
  'no bytes': '',
  'a million records': `{"eventType":"fee","feeLst":[${'0,'.repeat(500_000)}0]}`,
  'a compressed body': Buffer.from('1f8b0800000000000003abae05004350bf2c02000000', 'hex'),
};

test('a hostile body is an error, whoever signed it', { timeout: 120_000 }, async () => {
  const told = [];
  const onError = (error) => told.push(error);
  const receivers = [new Receiver({ applications: APPLICATION, onError }), new Receiver({ check: 'off', onError })];
  for (const receiver of receivers) {
    receiver.ignore('callEvent', 'fee', 'other');
    for (const [what, body] of Object.entries(bodies)) {
      for (const form of [body, Buffer.from(body)]) {
        const { status, error } = await receiver.receive({ headers: signed(), body: form });
        assert.ok(status === 400 || status === 413, `${what}: ${status}`);
        assert.ok(error instanceof PrivateNumberError && error.httpStatus === status, what);
        assert.equal(told.pop(), error);
      }
    }
    assert.equal((await receiver.receive({ headers: signed(), body: fee('1') })).status, 200);
  }
});

test('a hostile header is an error', { timeout: 120_000 }, async () => {
  const receiver = new Receiver({ applications: APPLICATION }).ignore('fee');
  const genuine = signed();
  const value = genuine['X-AKSK'];
  for (const [what, header] of Object.entries({
    '1 MB of letters': 'a'.repeat(MIB),
    '1 MB of commas': `UsernameToken ${','.repeat(MIB)}`,
    '1 MB of blanks': `UsernameToken${' '.repeat(MIB)}`,
    '1 MB of quotes': `UsernameToken ${'"'.repeat(MIB)}`,
    'a nonce of 1 MB': value.replace(/Nonce="[^"]*"/, `Nonce="${'a'.repeat(MIB)}"`),
    'a name twice': `${value},${value.slice('UsernameToken '.length)}`,
    'a header twice': [value, value],
    'what is no text': 7,
    'a line end': `${value}\r\nX-Other: 1`,
    'half a character': `${value}\ud83d`,
  })) {
    const { status, error } = await receiver.receive({ headers: { ...genuine, 'X-AKSK': header }, body: fee('1') });
    assert.equal(status, 401, what);
    assert.match(error.code, /^push\.(header|signature|app_key)$/, what);
    assert.ok(inspect(error).length < 10_000, what);
  }
  const many = Array.from({ length: 100_000 }, (_, index) => [`X-Header-${index}`, 'a']);
  assert.equal((await receiver.receive({ headers: many, body: fee('1') })).error.code, 'push.unsigned');
  assert.equal((await receiver.receive({ headers: [...many, ...Object.entries(genuine)], body: fee('1') })).status, 200);
  for (const headers of [[['one']], [1], new Set([1])]) {
    assert.equal((await receiver.receive({ headers, body: '' }).catch((error) => error)).field, 'headers');
  }
});

test('what is nested deeply in a push is handed over, and can be printed and kept', async () => {
  let event;
  const receiver = new Receiver({ applications: APPLICATION }).on('answer', (given) => void (event = given));
  const body = callEvent('answer', 'a session', { deep: 0 }).replace('"deep":0', `"deep":${nested(10_000)}`);
  assert.equal((await receiver.receive({ headers: signed(), body })).status, 200);
  for (const shown of [inspect(event), JSON.stringify(event), String(event)]) assert.match(shown, /deep/);
  assert.equal(JSON.parse(JSON.stringify(event.toObject())).sessionId, 'a session');
});

test('two objects of many fields are one event, without a look at each pair of fields', { timeout: 120_000 }, async () => {
  const fields = (name) => Object.fromEntries(Array.from({ length: 40_000 }, (_, index) => [`${name}${index}`, 1]));
  const { eventType, statusInfo } = JSON.parse(callEvent('answer', 'a session', fields('a')));
  let event;
  const receiver = new Receiver({ applications: APPLICATION }).on('answer', (given) => void (event = given));
  const body = JSON.stringify({ eventType, statusInfo, ...fields('b') });
  assert.equal((await receiver.receive({ headers: signed(), body })).status, 200);
  assert.equal(Object.keys(event.extra).length, 80_000);
});

test('a hundred senders of 10 MB at once do not fill the memory', { timeout: 120_000 }, async () => {
  const server = fork(fileURLToPath(new URL('push-weighed-server.mjs', import.meta.url)));
  const over = once(server, 'exit');
  const peak = async () => {
    server.send('?');
    return (await once(server, 'message'))[0].peak;
  };
  try {
    const [{ url }] = await once(server, 'message');
    assert.equal((await send(url, { body: fee('1') })).status, 200);
    const before = await peak();
    const body = Buffer.alloc(10 * MIB, ' ');
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(url, { body })));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([413]));
    // What they sent is a gigabyte; what may be kept of it is a tenth.
    const grown = (await peak()) - before;
    assert.ok(grown < 400 * MIB, `${Math.round(grown / MIB)} MiB`);
    assert.equal((await send(url, { body: fee('2') })).status, 200);
  } finally {
    server.kill('SIGKILL');
    await over;
  }
});
