// What is legal and will hardly do what is hoped for: it comes with the request, and disturbs nobody.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Account, Client, axb, axe } from 'privatenumber';

import { errorOf } from './support.mjs';

const account = new Account({ appKey: 'key', appSecret: 'secret' });
const numbers = { callerNum: '+8613800000001', calleeNum: '+8613800000002' };
const recorded = { ...numbers, recordFlag: true };
const success = { status: 200, body: '{"resultcode":"0","subscriptionId":"s","relationNum":"+8617000000001"}' };

test('a request says what will hardly work, in two languages', () => {
  const { advice } = axb.createBinding.request(account, { ...recorded, userData: '13800000001' });
  assert.deepEqual(advice.map(({ code, field }) => [code, field]), [
    ['advice.recording_tone', 'recordFlag'],
    ['advice.number_in_user_data', 'userData'],
  ]);
  for (const each of advice) {
    assert.deepEqual(Object.keys(each), ['code', 'field', 'message', 'messageZh', 'hint', 'hintZh']);
    for (const text of Object.values(each)) assert.ok(text.length > 3);
    assert.equal(String(each), `${each.message} [${each.code}]; ${each.hint}`);
    assert.ok(!JSON.stringify(each).includes('13800000001'));
  }
  assert.throws(() => advice.push(1), TypeError);
  assert.throws(() => {
    advice[0].code = '';
  }, TypeError);
});

test('nearly every request has none, and always the same', () => {
  const [one, other] = [axb.createBinding.request(account, numbers), axb.deleteBinding.request(account, { subscriptionId: 'a' })];
  assert.deepEqual(one.advice, []);
  assert.equal(one.advice, other.advice);
  assert.throws(() => one.advice.push(1), TypeError);
});

test('advice changes nothing of the request', () => {
  const at = { created: 0, nonce: 'a' };
  const request = axb.createBinding.request(account, recorded, at);
  assert.equal(request.body, '{"callerNum":"+8613800000001","calleeNum":"+8613800000002","recordFlag":"true"}');
  assert.equal(request.headers['X-AKSK'], axb.createBinding.request(account, numbers, at).headers['X-AKSK']);
  // In a query too, where nothing stands behind the signature but the advice.
  assert.equal(axb.queryBinding.request(account, { subscriptionId: 'a' }, at).body, undefined);
});

test('a client tells of it before it sends, once for each piece', async () => {
  const seen = [];
  const client = new Client(account, {
    onAdvice: async (advice, request) => {
      await undefined;
      seen.push([advice.code, request.method]);
    },
    send: () => (seen.push('sent'), success),
  });
  await client.axb.createBinding(recorded);
  await client.axb.createBinding(numbers);
  assert.deepEqual(seen, [['advice.recording_tone', 'POST'], 'sent', 'sent']);
});

test('without a listener it is not spoken of', async () => {
  const client = new Client(account, { send: () => success });
  await client.axb.createBinding(recorded);
  await new Client(account, { send: () => success, onAdvice: undefined }).axb.createBinding(recorded);
});

test('who throws on advice has nothing sent', async () => {
  const stop = new Error('not like this');
  for (const onAdvice of [() => { throw stop; }, async () => { throw stop; }]) {
    const client = new Client(account, { onAdvice, send: () => assert.fail('it was sent') });
    await assert.rejects(client.axb.createBinding(recorded), (error) => error === stop);
  }
  const error = errorOf(() => new Client(account, { onAdvice: 'warn' }));
  assert.deepEqual([error.code, error.field], ['parameter.type', 'onAdvice']);
});

test('an answer can give occasion for it', () => {
  const body = JSON.stringify({ resultcode: '0', counts: [{ number: '+8617000000001', count: 201 }] });
  const answer = axe.queryBindingCount.parse({ status: 200, body });
  assert.deepEqual(answer.counts.map(({ number, count }) => [number, count]), [['+8617000000001', 201]]);
  const [advice] = answer.advice;
  assert.deepEqual([advice.code, advice.field], ['advice.crowded_number', 'counts']);
  assert.equal(String(advice), `${advice.message} [${advice.code}]; ${advice.hint}`);
  // Deep equality of this kind tells classes apart.
  assert.deepEqual(answer.toObject().advice, [{ ...advice }]);
  assert.equal(JSON.parse(JSON.stringify(answer)).advice[0].code, 'advice.crowded_number');
  const calm = axe.queryBindingCount.parse({ status: 200, body: body.replace('201', '200') });
  assert.equal(calm.advice, undefined);
});
