// No printed form of anything holds a whole telephone number or a secret.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format, inspect } from 'node:util';

import { Account, Client, InvalidArgument, axb, axe } from 'privatenumber';
import { Platform } from 'privatenumber/simulator';

import { accountOf, bodyOf, casesOf, errorOf, operationOf } from './support.mjs';

/** Every way to print a value that does not ask for its data. */
const printed = (value) => [
  inspect(value),
  inspect({ value }, { depth: 9 }),
  inspect([value], { compact: false, depth: 9, showHidden: false }),
  format('%s %o %O %j', value, value, value, value),
  JSON.stringify(value) ?? '',
  JSON.stringify({ list: [{ value }] }, null, 2),
  String(value),
  `${value}`,
  ...(value instanceof Error ? [value.stack, value.message] : []),
];

/** Runs of digits as long as a telephone number, in a vector's data; points in time are shown. */
const numbersIn = (text) =>
  [...text.replace(/\d{4}-\d\d?-\d\d? \d\d?:/g, '').matchAll(/(?<![0-9a-z-])\+?\d[\d ()-]{5,}\d(?![0-9a-z-])/gi)].map(([run]) => run.replace(/\D/g, '')).filter((digits) => digits.length >= 8);

/** The numbers of the vectors: none may be there, whatever stands between its digits. */
const PLANTED = [
  '13800000021',
  '13800000023',
  '13800006666',
  '13800000001',
  '13800000002',
  '17000000001',
  '18000000001',
  '75528000001',
  '28000001',
];

function assertMasked(value, numbers, secrets) {
  for (const text of printed(value)) {
    const digits = text.replace(/\D/g, '');
    for (const number of [...PLANTED, ...numbers]) assert.ok(!digits.includes(number), `${number} in ${text}`);
    for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} in ${text}`);
  }
}

test('requests, their errors and accounts', () => {
  let checked = 0;
  for (const { given } of casesOf('requests')) {
    const secrets = [given.account.appSecret, given.account.appKey].filter((secret) => secret?.length > 5);
    let account;
    const refused = errorOf(() => {
      account = accountOf(given);
    });
    if (refused !== undefined) {
      assertMasked(refused, [], secrets);
      continue;
    }
    assertMasked(account, [], secrets);
    assert.ok(!JSON.stringify({ account }).includes(given.account.appSecret));
    const numbers = numbersIn(JSON.stringify(given.parameters));
    checked += numbers.length;
    let request;
    const error = errorOf(() => {
      request = operationOf(given.operation).request(account, given.parameters, given);
    });
    const value = error instanceof InvalidArgument ? error : request;
    if (value === undefined) continue;
    assertMasked(value, numbers, secrets);
    if (value === request) {
      const digest = /PasswordDigest="([^"]+)"/.exec(request.headers['X-AKSK'])[1];
      assertMasked(request, numbers, [digest]);
      const json = JSON.stringify([request]);
      for (const hidden of [...numbers, digest]) assert.ok(!json.includes(hidden), json);
    }
  }
  assert.ok(checked > 100, 'the vectors hold hardly any numbers');
});

test('a request is whole where it is used', async () => {
  const account = new Account({ appKey: 'key', appSecret: 'secret' });
  const request = axb.queryBinding.request(account, { relationNum: '+8617000000001' });
  assert.match({ ...request }.url, /relationNum=%2B8617000000001$/);
  const sent = new Request(request.url, request);
  assert.equal(sent.method, 'GET');
  assert.equal(sent.headers.get('x-aksk'), request.headers['X-AKSK']);
  const bind = axb.createBinding.request(account, { callerNum: '+8613800000001', calleeNum: '+8613800000002' });
  assert.equal(await new Request(bind.url, bind).text(), bind.body);
});

test('answers and their errors', () => {
  let checked = 0;
  for (const { given } of casesOf('answers')) {
    const body = bodyOf(given);
    // A cursor is printed as it is; the test below says when.
    const text = (typeof body === 'string' ? body : Buffer.from(body).toString('latin1')).replace(/("nextCur?sor": ?)"(?:\d{13}_\d+|\d{20})"/, '$1""');
    const numbers = numbersIn(text);
    checked += numbers.length;
    let answer;
    const error = errorOf(() => {
      answer = operationOf(given.operation).parse({ ...given, body });
    });
    assertMasked(error ?? answer, numbers, []);
  }
  assert.ok(checked > 50, 'the vectors hold hardly any numbers');
});

test('a cursor is whole wherever an answer is printed, so that it can be handed back', () => {
  const page = (nextCursor) => axe.queryBindingV2.parse({ status: 200, body: JSON.stringify({ resultcode: '0', bindings: [], nextCursor }) });
  const counted = (nextCursor) => axe.queryBindingCount.parse({ status: 200, body: JSON.stringify({ resultcode: '0', counts: [], nextCursor }) });
  for (const answer of [page('1527294930000_12345'), counted('12345678901234567890'), counted('7')]) {
    for (const text of printed(answer)) assert.ok(text.includes(answer.nextCursor), text);
    assert.equal(JSON.parse(JSON.stringify(answer)).nextCursor, answer.nextCursor);
  }
  for (const number of ['13800000021', '8613800000021_1', '+8613800000021', '0755 2800 0001']) {
    for (const answer of [page(number), counted(number)]) {
      for (const text of printed(answer)) assert.ok(text.includes('****') && !text.includes(number), text);
      assert.equal(answer.nextCursor, number);
    }
  }
});

test('what others throw is masked in what is printed of it', async () => {
  const account = new Account({ appKey: 'key', appSecret: 'secret' });
  const client = new Client(account, {
    send: () => {
      throw new Error('GET https://a/?callerNum=%2B8613800000001 failed', { cause: '+8613800000002' });
    },
  });
  const error = await client.axb.queryBinding({ subscriptionId: 'a' }).catch((thrown) => thrown);
  assert.equal(error.code, 'transport.sender');
  assertMasked(error, ['8613800000001', '8613800000002'], []);
  assert.match(inspect(error), /cause: /);
});

test('the Y of a call', async () => {
  const platform = new Platform();
  const { axyb } = platform.client({ mode: 'axyb' });
  const { relationNumber: x } = await axyb.createAxBinding({ origNum: '+8613800000001', areaCode: '0755' });
  const assigned = platform.assignY({ x, caller: '+8613800000002' });
  assertMasked(assigned, [assigned.y.slice(1), '13800000002'], []);
  assert.equal(String(assigned), 'YAssignment(y +86170****0032)');
  assert.equal(String(platform.assignY({ x, caller: '+8613800000001' })), 'YAssignment(cause 8032)');
});

test('clients and platforms', () => {
  const platform = new Platform();
  const [{ appKey, appSecret }] = platform.credentials();
  const numbers = platform.numbers().map(({ number }) => number.slice(1));
  for (const value of [platform, platform.client(), platform.account()]) {
    assertMasked(value, numbers, [appSecret, appKey]);
    assert.ok(!JSON.stringify({ value }).includes(appSecret));
  }
});
