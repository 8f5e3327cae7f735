// Errors are errors, and a core that stops does not stay so.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';

import * as privatenumber from 'privatenumber';
import { Account, Client, InvalidArgument, PrivateNumberError, TransportFailed, axb, fetchSend, parseNumber, signing } from 'privatenumber';
import { Platform } from 'privatenumber/simulator';

import { errorOf, inside } from './support.mjs';

const account = new Account({ appKey: 'key', appSecret: 'secret' });

test('an error is an Error, with its name, its stack and its properties', () => {
  const error = errorOf(() => parseNumber('12'));
  assert.ok(error instanceof InvalidArgument && error instanceof PrivateNumberError && error instanceof Error);
  assert.equal(error.name, 'InvalidArgument');
  assert.equal(error.constructor.name, 'InvalidArgument');
  assert.match(error.stack, /^InvalidArgument: the value .*\n +at /);
  assert.match(error.stack, /errors\.test\.mjs/);
  assert.equal(Object.prototype.toString.call(error), '[object Error]');
  // What it does not have is no property, and does not clutter what is printed.
  assert.deepEqual(Object.keys(error), ['code', 'messageZh', 'hint', 'hintZh', 'retryable']);
  assert.deepEqual([error.field, error.reason, error.httpStatus], [undefined, undefined, undefined]);
  const refused = errorOf(() => axb.deleteBinding.parse({ status: 403, body: '{"resultcode":"1012007","resultdesc":"none"}' }));
  assert.deepEqual(Object.keys(refused), ['code', 'messageZh', 'hint', 'hintZh', 'reason', 'retryable', 'httpStatus', 'resultCode', 'resultDesc']);
});

test('as JSON an error has its name and its message', () => {
  const error = errorOf(() => axb.createBinding.request(account, { callerNum: '12', calleeNum: '+8613800000001' }));
  const { code, field, message, messageZh, hint, hintZh } = error;
  const expected = { name: 'InvalidArgument', code, message, field, messageZh, hint, hintZh, retryable: false };
  assert.deepEqual(JSON.parse(JSON.stringify({ error })), { error: expected });
  assert.ok(!Object.keys(error).includes('toJSON'));
});

test('as JSON, what others hang on an error is masked', () => {
  const error = errorOf(() => axb.deleteBinding.parse({ status: 403, body: '{"resultcode":"1012007","resultdesc":"none"}' }));
  const before = JSON.parse(JSON.stringify(error));
  const bound = axb.createBinding.parse({ status: 200, body: '{"resultcode":"0","subscriptionId":"1234567","relationNum":"+8617000000001"}' });
  Object.assign(error, {
    phone: '13800000021',
    order: 17,
    long: 13800000021,
    at: new Date(0),
    list: ['+8613800000021', { deep: '138 0000 0021', 13800000021: true }],
    link: new URL('https://a.example.com/?n=13800000021'),
    bound,
    none: undefined,
  });
  const { phone, order, long, at, list, link, bound: shown, ...rest } = JSON.parse(JSON.stringify(error));
  assert.deepEqual(rest, before);
  assert.deepEqual([phone, order, long, at], ['138****0021', 17, '138****0021', '1970-01-01T00:00:00.000Z']);
  assert.deepEqual(list, ['+86138****0021', { deep: '138****0021', '138****0021': true }]);
  assert.equal(link, 'https://a.example.com/?n=138****0021');
  // An answer knows how each of its fields is printed.
  assert.deepEqual(shown, { subscriptionId: '1234567', relationNum: '+86170****0001' });
  assert.equal(error.phone, '13800000021');
});

test('errors are made by the package alone', () => {
  for (const details of [undefined, null, 'no', {}, { message: 'no' }]) {
    assert.throws(() => new TransportFailed(details), { name: 'TypeError', message: /made by it alone/ });
  }
});

test('an account from the environment names the variable that is missing', () => {
  const whole = { PRIVATENUMBER_APP_KEY: 'key', PRIVATENUMBER_APP_SECRET: 'secret' };
  for (const [name, value, code] of [
    ['PRIVATENUMBER_APP_KEY', undefined, 'account.app_key'],
    ['PRIVATENUMBER_APP_KEY', '', 'account.app_key'],
    ['PRIVATENUMBER_APP_SECRET', '', 'account.app_secret'],
    ['PRIVATENUMBER_BASE_URL', 'ftp://a', 'account.base_url'],
  ]) {
    const error = errorOf(() => Account.fromEnvironment({ environment: { ...whole, [name]: value } }));
    assert.ok(error instanceof InvalidArgument);
    assert.equal(error.code, code);
    assert.ok(error.message.endsWith(`; it is read from the environment variable ${name}`), error.message);
    assert.ok(error.messageZh.endsWith(`；取自环境变量${name}`), error.messageZh);
    assert.ok(error.stack.includes(error.message));
  }
  assert.equal(Account.fromEnvironment({ environment: { ...whole, PRIVATENUMBER_BASE_URL: '' } }).appKey, 'key');
});

test('what has no named members is not taken for parameters', () => {
  class Later {
    then() {}
  }
  for (const [given, name] of [
    [new Map([['callerNum', '+8613800000001']]), 'a Map'],
    [new Set(), 'a Set'],
    [Promise.resolve({}), 'a Promise'],
    [new Later(), 'a Promise'],
    [new Date(), 'a Date'],
    [new URLSearchParams(), 'a URLSearchParams'],
    [new Uint8Array(2), 'a Uint8Array'],
    [new Error('no'), 'an Error'],
    [[], 'a list'],
    [null, 'null'],
    ['callerNum', 'a text'],
    [13800000001, 'a number'],
    [() => ({}), 'a function'],
  ]) {
    for (const run of [() => axb.createBinding.request(account, given), () => new Account(given)]) {
      const error = errorOf(run);
      assert.ok(error instanceof InvalidArgument);
      assert.deepEqual([error.code, error.field], ['parameter.type', 'parameters']);
      assert.ok(error.message.endsWith(`must be an object, not ${name}`), error.message);
      if (name === 'a Promise') assert.match(error.hint, /^`await` it first/);
    }
  }
  assert.equal(errorOf(() => axb.deleteBinding.request(account, { subscriptionId: 'a' }, new Date())).code, 'parameter.type');
});

test('options in another form are told the right call', async () => {
  for (const [run, said, call] of [
    [() => new Client(account, () => 1), '`options` of `Client` must be an object, not a function', 'new Client(account, { send })'],
    [() => new Client(account, fetchSend()), '`options` of `Client` must be an object, not a function', 'new Client(account, { send })'],
    [() => fetchSend(3000), '`options` of `fetchSend` must be an object, not a number', 'fetchSend({ timeout })'],
    [() => account.sign(new Date(0)), '`options` of `account.sign` must be an object, not a Date', 'account.sign({ created, nonce })'],
  ]) {
    const error = errorOf(run);
    assert.equal(error.message, said);
    assert.ok(error.hint.startsWith(`write \`${call}\`; the options are `), error.hint);
    assert.ok(error.hintZh.includes(call), error.hintZh);
  }
  assert.match(errorOf(() => fetchSend({ timeout: 1e12 })).message, /above 0 and up to 2147483647$/);
  assert.match(errorOf(() => fetchSend({ timeout: Infinity })).message, /up to 2147483647, not an infinite number$/);
  assert.equal(typeof fetchSend({ timeout: 2147483647 }), 'function');
});

test('Chinese texts are Chinese', async () => {
  const axe = (bindExpiredTime) => () => privatenumber.axe.createBinding.request(account, { virtualNum: '+8617000000001', bindNum: '+8613800000001', bindExpiredTime });
  const sent = (send) => new Client(account, { send }).axb.deleteBinding({ subscriptionId: 'a' }).catch((error) => error);
  const thrower = (thrown) => () => {
    throw thrown;
  };
  const kinds = [new Date(), new Map(), 7n, Symbol('s'), () => 1, [], 'text', '', NaN, Infinity, true, 1.5, Promise.resolve(), {}];
  const errors = [
    ...kinds.flatMap((kind) => [
      errorOf(() => axb.createBinding.request(account, { callerNum: kind, calleeNum: kind })),
      errorOf(axe(kind)),
      errorOf(() => axb.deleteBinding.parse({ status: 200, body: kind, headers: kind })),
      errorOf(() => new Client(account, { send: kind })),
      errorOf(() => new Client(account, kind)),
      errorOf(() => privatenumber.userData.encode({ a: kind })),
      errorOf(() => new Platform({ seed: kind })),
      errorOf(() => new Platform().advance(kind)),
      errorOf(() => privatenumber.explain(kind)),
    ]),
    ...(await Promise.all(kinds.flatMap((kind) => [sent(() => kind), sent(() => ({ status: kind })), sent(() => ({ status: 200, body: kind })), sent(thrower(kind))]))),
    errorOf(() => new Platform().advance({ hour: 2 })),
    errorOf(() => new Platform().client({ mode: 'AX' })),
  ].filter((error) => error instanceof PrivateNumberError);
  assert.ok(errors.length > 120, String(errors.length));
  // Words of English that are no names.
  const english = /(?<![`\w])(?:an?|the|not|is|of|text|list|object|number|function|instance|duration|what|which|nothing|gave|back|threw|must|whole) /;
  for (const { code, messageZh, hintZh, message } of errors) {
    // What JSON has is refused by the simulator itself, whose words on a setup are English.
    if (code === 'simulator.setup' && !messageZh.includes('不能是')) continue;
    assert.match(messageZh, /[\u4e00-\u9fff]/, message);
    assert.doesNotMatch(messageZh, english, message);
    assert.doesNotMatch(hintZh, english, message);
  }
});

test('what is printed says code and hint', () => {
  const error = errorOf(() => parseNumber('12'));
  for (const text of [String(error), inspect(error), inspect({ error })]) {
    assert.ok(text.includes(error.code), text);
    assert.ok(text.includes(error.hint), text);
  }
});

test('arguments that never reach the core are refused alike', () => {
  for (const [run, code, field] of [
    [() => new Account(), 'parameter.type', 'parameters'],
    [() => new Account({ appKey: 'k', appSecret: 's', baseURL: 'https://a' }), 'parameter.unknown', 'baseURL'],
    [() => new Account({ appKey: 7, appSecret: 's' }), 'parameter.type', 'appKey'],
    [() => new Account({ appKey: 'k' }), 'account.app_secret', 'appSecret'],
    [() => Account.fromEnvironment({ environment: {} }), 'account.app_key', 'appKey'],
    [() => Account.fromEnvironment({ environment: 'production' }), 'parameter.type', 'environment'],
    [() => Account.fromEnvironment({ PRIVATENUMBER_APP_KEY: 'key' }), 'parameter.unknown', 'PRIVATENUMBER_APP_KEY'],
    [() => new Client(account, () => 1), 'parameter.type', 'options'],
    [() => fetchSend(3000), 'parameter.type', 'options'],
    [() => fetchSend({ timeout: Infinity }), 'parameter.type', 'timeout'],
    [() => fetchSend({ timeout: 1e12 }), 'parameter.type', 'timeout'],
    [() => account.sign({ created: new Date('x') }), 'signing.created', 'created'],
    [() => account.sign({ nonce: 'a b' }), 'signing.nonce', 'nonce'],
    [() => new Client({}), 'parameter.type', 'account'],
    [() => new Client(account, { sender: 1 }), 'parameter.unknown', 'sender'],
    [() => new Client(account, { send: 1 }), 'parameter.type', 'send'],
    [() => fetchSend({ timeOut: 1 }), 'parameter.unknown', 'timeOut'],
    [() => fetchSend({ timeout: 0 }), 'parameter.type', 'timeout'],
    [() => fetchSend({ timeout: '1' }), 'parameter.type', 'timeout'],
    [() => axb.createBinding.request({}, {}), 'parameter.type', 'account'],
    [() => axb.createBinding.request(account, null), 'parameter.type', 'parameters'],
    [() => axb.createBinding.request(account, []), 'parameter.type', 'parameters'],
    [() => axb.createBinding.request(account, 'callerNum'), 'parameter.type', 'parameters'],
    [() => axb.deleteBinding.request(account, { subscriptionId: 'a' }, { once: 1 }), 'parameter.unknown', 'once'],
    [() => axb.deleteBinding.request(account, { subscriptionId: 'a' }, { nonce: 1 }), 'parameter.type', 'nonce'],
    [() => axb.deleteBinding.request(account, { subscriptionId: 'a' }, { nonce: '' }), 'signing.nonce', 'nonce'],
    [() => axb.deleteBinding.request(account, { subscriptionId: 'a' }, { created: '0' }), 'parameter.type', 'created'],
    [() => axb.deleteBinding.request(account, { subscriptionId: 'a' }, { created: NaN }), 'signing.created', 'created'],
    [() => axb.deleteBinding.request(account, { subscriptionId: 'a' }, { created: new Date(NaN) }), 'signing.created', 'created'],
    [() => axb.deleteBinding.request(account), 'parameter.missing', 'subscriptionId'],
    [() => axb.deleteBinding.parse(), 'parameter.type', 'response'],
    [() => axb.deleteBinding.parse({ body: '{}' }), 'parameter.type', 'response.status'],
    [() => axb.deleteBinding.parse({ status: '200', body: '{}' }), 'parameter.type', 'response.status'],
    [() => axb.deleteBinding.parse({ status: 200 }), 'parameter.type', 'response.body'],
    [() => axb.deleteBinding.parse({ status: 200, body: { resultcode: '0' } }), 'parameter.type', 'response.body'],
    [() => axb.deleteBinding.parse({ status: 200, body: '', headers: 7 }), 'parameter.type', 'response.headers'],
    [() => parseNumber(undefined), 'parameter.type', undefined],
    [() => parseNumber(13800000021), 'parameter.type', undefined],
    [() => signing.digest('s', 'n'), 'parameter.type', 'created'],
    [() => signing.passwordDigest('00'), 'parameter.type', 'digest'],
  ]) {
    const error = errorOf(run);
    assert.ok(error instanceof InvalidArgument, `${run}: ${error}`);
    assert.deepEqual([error.code, error.field], [code, field], String(run));
    for (const text of [error.message, error.messageZh, error.hint, error.hintZh]) assert.ok(text.length > 5, String(run));
  }
});

test('functions can be taken off their objects', () => {
  const { request, parse } = axb.deleteBinding;
  assert.match(request(account, { subscriptionId: 'a' }).url, /subscriptionId=a$/);
  parse({ status: 200, body: '{"resultcode":"0"}' });
});

test('an account outlives a core that stopped', () => {
  const wasm = inside('wasm.cjs');
  const before = wasm.generation();
  // An operation that no core has: the same way as a core that stops halfway.
  const error = errorOf(() => wasm.request(1e6, 0, {}, 0, undefined));
  assert.deepEqual([error.constructor, error.code], [PrivateNumberError, 'internal']);
  assert.equal(wasm.generation(), before + 1);
  assert.match(account.sign({ created: 0, nonce: 'a' }), /^UsernameToken Username="key",/);
  assert.match(axb.deleteBinding.request(account, { subscriptionId: 'a' }).url, /subscriptionId=a$/);
});

test('a memory that grows is followed', () => {
  const long = 'x'.repeat(3_000_000);
  assert.equal(errorOf(() => parseNumber(long)).code, 'number.format');
  const body = JSON.stringify({ resultcode: '0', relationNumList: [{ subscriptionId: 's', other: long }] });
  const [binding] = axb.queryBinding.parse({ status: 200, body }).relationNumList;
  assert.equal(binding.extra.other.length, long.length);
  assert.match(account.sign(), /^UsernameToken /);
});

test('a body that the core has no room for is refused, and the next call works', async () => {
  // Never written to, so that it takes no memory.
  for (const length of [2 ** 31, 2 ** 32]) {
    const body = new Uint8Array(length);
    for (const status of [200, 500]) {
      const error = errorOf(() => axb.createBinding.parse({ status, body }));
      assert.ok(error instanceof PrivateNumberError, String(error));
      assert.equal(error.code, 'internal');
      assert.equal(parseNumber('13800000021'), '+8613800000021');
      assert.match(account.sign(), /^UsernameToken /);
    }
  }
});

test('what a sender throws or gives may be what is no text', async () => {
  const bare = Object.create(null);
  const odd = (properties) => Object.assign(new Error('gone'), properties);
  const sending = async (send) => {
    try {
      await new Client(account, { send }).axb.deleteBinding({ subscriptionId: '1' });
    } catch (error) {
      return error;
    }
    return undefined;
  };
  for (const thrown of [odd({ code: bare }), odd({ message: Symbol('13800000021') }), odd({ message: bare }), odd({ name: bare }), odd({ name: Symbol('x'), message: '' }), odd({ cause: bare }), { code: bare }]) {
    const error = await sending(() => Promise.reject(thrown));
    assert.ok(error instanceof TransportFailed, String(error?.stack));
    assert.equal(error.code, 'transport.sender');
    assert.equal(error.cause, thrown);
    assert.ok(!error.message.includes('13800000021'), error.message);
  }
  const refused = odd({ code: 'ECONNREFUSED', message: bare });
  assert.equal((await sending(() => Promise.reject(refused))).code, 'transport.connection');
  for (const headers of [{ 'x-odd': bare }, { 'x-odd': [bare, Symbol('s')] }, [[bare, 'x']], { 'x-odd': Symbol('s') }]) {
    const error = await sending(() => ({ status: 403, headers, body: '{"resultcode":"1012007","resultdesc":"none"}' }));
    assert.equal(error?.resultCode, '1012007', String(error?.stack));
  }
});
