// Data of the caller's in a `userData`: nothing is lost or changed on its way without a word.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';

import { InvalidArgument, axb, userData } from 'privatenumber';

import { accountOf, errorOf } from './support.mjs';

test('what was encoded comes back', () => {
  for (const value of [
    { order: 17, city: '深圳', tags: ['a', null, true, 0.5] },
    'a text',
    0,
    null,
    [],
    Object.assign(Object.create(null), { a: 1 }),
    runInNewContext('({ a: [1] })'),
    JSON.parse('{"__proto__":1,"toJSON":2}'),
  ]) {
    const text = userData.encode(value);
    assert.match(text, /^[\w-]+$/);
    assert.deepEqual(JSON.stringify(userData.decode(text)), JSON.stringify(value));
  }
  const shared = { a: 1 };
  assert.deepEqual(userData.decode(userData.encode([shared, shared])), [shared, shared]);
});

test('an encoded text is a userData that the service takes', () => {
  const account = accountOf({ account: { appKey: 'key', appSecret: 'secret' } });
  const text = userData.encode({ note: '^{加急}' });
  const { body } = axb.createBinding.request(account, { callerNum: '+8613800000001', calleeNum: '+8613800000002', userData: text });
  assert.equal(JSON.parse(body).userData, text);
});

test('what JSON would drop or change is refused where it is', () => {
  const circle = {};
  circle.again = circle;
  let deep = 1;
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  class Order {
    id = 1;
  }
  for (const [value, field, what] of [
    [undefined, 'userData', 'undefined'],
    [{ a: undefined }, 'userData.a', 'undefined'],
    [{ a: { b: [0, () => 1] } }, 'userData.a.b[1]', 'a function'],
    [{ a: Symbol('s') }, 'userData.a', 'a symbol'],
    [{ a: 7n }, 'userData.a', 'a bigint'],
    [[NaN], 'userData[0]', 'NaN'],
    [-Infinity, 'userData', 'an infinite number'],
    [{ at: new Date(0) }, 'userData.at', 'a Date'],
    [new Map([['a', 1]]), 'userData', 'a Map'],
    [new Set(), 'userData', 'a Set'],
    [new Order(), 'userData', 'an object'],
    [new String('x'), 'userData', 'a String'],
    [{ toJSON: () => 1 }, 'userData.toJSON', 'a function'],
    [new Array(2), 'userData', 'a list with holes or names'],
    [Object.assign([1], { name: 1 }), 'userData', 'a list with holes or names'],
    [{ [Symbol('s')]: 1 }, 'userData', 'an object with a symbol for a name'],
    ['a\ud800', 'userData', 'a text with half a character'],
    [{ 'a\ud800': 1 }, 'userData', 'an object with half a character in a name'],
    [circle, 'userData.again', 'the object that it lies in'],
    [deep, undefined, 'nested more than 100 deep'],
  ]) {
    const error = errorOf(() => userData.encode(value));
    assert.ok(error instanceof InvalidArgument, String(error));
    assert.equal(error.code, 'parameter.type');
    if (field !== undefined) assert.equal(error.field, field);
    assert.ok(error.message.includes(`, not ${what}`), error.message);
  }
});

test('a telephone number in it is refused, and never shown', () => {
  const error = errorOf(() => userData.encode({ a: ['13800000001'] }));
  assert.deepEqual([error.code, error.field], ['user_data.number', 'userData']);
  assert.ok(!String(error).includes('13800000001'));
});

test('what is no text cannot be decoded', () => {
  for (const value of [undefined, null, 7, {}]) {
    const error = errorOf(() => userData.decode(value));
    assert.deepEqual([error.code, error.field], ['parameter.type', 'userData']);
  }
});
