// A plain success is read by JSON.parse and everything else by the core: both must say the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { axb } from 'privatenumber';

import { bodyOf, casesOf, errorOf, inside, operationOf } from './support.mjs';

const { operations } = inside('surface.generated.cjs');
const { answerFromCore } = inside('answer.cjs');
const wasm = inside('wasm.cjs');

/** What the core alone makes of it. */
function byCore(name, status, body, headers = []) {
  const index = operations.findIndex((each) => `${each.module}.${each.name}` === name.replace(/\.(.)/, (_, letter) => `.${letter.toLowerCase()}`));
  return answerFromCore(operations[index].Answer, JSON.parse(wasm.parse(index, status, headers, body)));
}

function outcome(run) {
  let answer;
  const error = errorOf(() => {
    answer = run();
  });
  return error === undefined ? answer : { ...error, message: error.message, name: error.name };
}

function same(name, status, body, headers = {}) {
  const [one, other] = [() => operationOf(name).parse({ status, headers, body }), () => byCore(name, status, body, Object.entries(headers))].map(outcome);
  assert.deepEqual(one, other, `${name} ${status} ${body}`);
  return one;
}

const vectors = casesOf('answers');

test('all answers of the vectors', () => {
  for (const { given } of vectors) {
    same(given.operation, given.status, bodyOf(given), given.headers);
    // And as answers of every other operation.
    for (const { module, name } of operations) same(`${module}.${name}`, given.status, bodyOf(given), given.headers);
  }
});

/** Numbers that are always the same. */
function* random(seed) {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

test('variations of a success', () => {
  const draw = random(7);
  const next = (count) => Math.floor(draw.next().value * count);
  const names = ['subscriptionId', 'relationNum', 'callDirection', 'duration', 'maxDuration', 'userData', 'resultdesc', 'resultcode', 'new', '__proto__', 'constructor', 'extra'];
  const values = [
    '"0"', '"s-1"', '""', '"+8613800006666"', '0', '-0', '1', '7200', '1.0', '1.5', '1e3', '9007199254740991', '9007199254740993',
    '1e999', '1e21', 'true', 'false', 'null', '"7200"', '" 1 "', '[]', '[1]', '{}', '{"a":1}', '"\\u0041"', '"\\ud800"', '"é"', '"\ud800"', '"\ufffd"', '"a\\nb"',
  ];
  let successes = 0;
  for (let round = 0; round < 4000; round += 1) {
    const fields = [['resultcode', '"0"'], ['resultdesc', '"Success"'], ['subscriptionId', '"s-1"'], ['relationNum', '"+8613800006666"'], ['callDirection', '0'], ['duration', '7200'], ['maxDuration', '0']];
    for (let change = next(3); change > 0; change -= 1) {
      const field = fields[next(fields.length)];
      const kind = next(4);
      if (kind === 0) field[1] = values[next(values.length)];
      else if (kind === 1) fields.splice(next(fields.length), 1);
      else {
        const name = names[next(names.length)];
        // A name that comes twice is JSON that has no one meaning.
        if (!fields.some(([known]) => known === name)) fields.splice(next(fields.length + 1), 0, [name, values[next(values.length)]]);
      }
      if (fields.length === 0) break;
    }
    const gap = ['', ' ', '\n', '\t'][next(4)];
    let body = `{${fields.map(([name, value]) => `${gap}"${name}"${gap}:${value}`).join(',')}}`;
    if (next(20) === 0) body = body.slice(0, next(body.length));
    if (next(20) === 0) body = ['\ufeff', ' ', '\u00a0', '[', '\0'][next(5)] + body;
    const status = [200, 200, 200, 201, 299, 300, 404, 500][next(8)];
    const form = next(2) === 0 ? body : new TextEncoder().encode(body);
    const read = same('axb.CreateBinding', status, form);
    if (!(read.name ?? '').startsWith('Un')) successes += 1;
    same('axb.DeleteBinding', status, form);
    same('ax.CreateBinding', status, form);
  }
  assert.ok(successes > 1000);
});

test('bytes that are no UTF-8 are not a success', () => {
  const body = Buffer.from('{"resultcode":"0","subscriptionId":"s-\xff","relationNum":"+8613800006666"}', 'latin1');
  assert.equal(same('axb.CreateBinding', 200, new Uint8Array(body)).code, 'answer.not_json');
});

test('headers may come in any form, and bodies in any kind of bytes', () => {
  const html = '<html>Bad Gateway</html>';
  for (const headers of [{ 'Content-Type': 'text/html' }, { 'content-type': ['text/html'] }, [['content-type', 'text/html']], new Headers({ 'content-type': 'text/html' }), new Map([['content-type', 'text/html']])]) {
    const error = errorOf(() => axb.deleteBinding.parse({ status: 502, headers, body: html }));
    assert.deepEqual([error.code, error.retryable], ['answer.html', false]);
    assert.match(error.message, /HTTP 502, text\/html, /);
  }
  const bytes = new TextEncoder().encode('{"resultcode":"0"}');
  for (const body of [bytes, bytes.buffer, Buffer.from(bytes), new DataView(bytes.buffer), Buffer.from(`xx{"resultcode":"0"}`).subarray(2)]) {
    assert.deepEqual({ ...axb.deleteBinding.parse({ status: 200, body }) }, { extra: {} });
  }
});

test('an answer is plain data', () => {
  const body = '{"resultcode":"0","relationNumList":[{"subscriptionId":"s","subscribeTime":"2018-2-24 15:15:15","preVoice":{"callerHintTone":"a.wav"},"new":{"a":[1,null]}}]}';
  const answer = axb.queryBinding.parse({ status: 200, body });
  assert.ok(answer instanceof axb.QueryBindingAnswer);
  const [binding] = answer.relationNumList;
  assert.ok(binding instanceof axb.Binding && binding.preVoice instanceof axb.PlayInfo);
  assert.deepEqual(binding.subscribeTime, new Date('2018-02-24T15:15:15Z'));
  assert.deepEqual(binding.extra, { new: { a: [1, null] } });
  assert.deepEqual(Object.keys(binding), ['subscriptionId', 'subscribeTime', 'preVoice', 'extra']);
  assert.deepEqual(JSON.parse(JSON.stringify(answer)).relationNumList[0].subscriptionId, 's');
});

test('toObject hands the data on whole, as plain objects', () => {
  const fields = { subscriptionId: 's', relationNum: '+8617000000001', callerNum: '+8613800000001', preVoice: { callerHintTone: 'a.wav' } };
  const body = JSON.stringify({ resultcode: '0', relationNumList: [{ ...fields, subscribeTime: '2018-02-24 15:15:15', new: { a: ['13800000002'] } }], totalCount: 1 });
  const answer = axb.queryBinding.parse({ status: 200, body });
  const data = answer.toObject();
  // Deep equality of this kind tells classes apart.
  assert.deepEqual(data, {
    relationNumList: [{ ...fields, subscribeTime: new Date('2018-02-24T15:15:15Z'), extra: { new: { a: ['13800000002'] } } }],
    totalCount: 1,
  });
  assert.match(JSON.stringify(data), /\+8613800000001/);
  data.relationNumList[0].extra.new.a.push('b');
  data.relationNumList[0].subscribeTime.setTime(0);
  assert.deepEqual(answer.relationNumList[0].extra.new.a, ['13800000002']);
  assert.equal(answer.relationNumList[0].subscribeTime.getUTCFullYear(), 2018);
  assert.deepEqual(axb.deleteBinding.parse({ status: 200, body: '{"resultcode":"0"}' }).toObject(), {});
  for (const name of ['toObject', 'toJSON']) assert.ok(!(name in { ...answer }) && !Object.keys(answer).includes(name));
});
