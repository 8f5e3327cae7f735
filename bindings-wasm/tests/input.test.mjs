// Nothing that a caller passes is lost or turned into something else on its way.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';

import { Account, InvalidArgument, axb, mask, parseNumber } from 'privatenumber';

import { errorOf } from './support.mjs';

const account = new Account({ appKey: 'key', appSecret: 'secret' });
const numbers = { callerNum: '+8613800000001', calleeNum: '+8613800000002' };
const at = { created: 0, nonce: 'a' };
const bind = (more) => axb.createBinding.request(account, { ...numbers, ...more }, at);
const plain = bind().body;

test('a misspelt parameter is refused and told the right one', () => {
  const error = errorOf(() => bind({ durration: 1 }));
  assert.deepEqual([error.code, error.field], ['parameter.unknown', 'durration']);
  assert.match(error.hint, /did you mean `duration`\?/);
});

test('values that JSON would drop or change are refused as what they are', () => {
  for (const [value, name] of [
    [() => 1, 'a function'],
    [class {}, 'a function'],
    [Symbol('s'), 'a symbol'],
    [7n, 'a bigint'],
    [NaN, 'NaN'],
    [Infinity, 'an infinite number'],
    [null, 'null'],
    [[], 'a list'],
    [new Date(0), 'a Date'],
    [new Map(), 'an instance of a class'],
    [new String('x'), 'an instance of a class'],
    [/x/, 'an instance of a class'],
    ['a\ud800', 'a text with half a character'],
    ['\udc00b', 'a text with half a character'],
  ]) {
    const error = errorOf(() => bind({ userData: value }));
    assert.ok(error instanceof InvalidArgument, String(error));
    assert.deepEqual([error.code, error.field], ['parameter.type', 'userData']);
    assert.ok(error.message.includes(name), `${error.message}, not ${name}`);
    // The same inside a group.
    const nested = errorOf(() => bind({ preVoice: { callerHintTone: value } }));
    assert.deepEqual([nested.code, nested.field], ['parameter.type', 'preVoice.callerHintTone']);
  }
});

test('an unknown name is refused whatever its value is', () => {
  for (const value of [() => 1, Symbol('s'), NaN, null]) {
    assert.equal(errorOf(() => bind({ durration: value })).code, 'parameter.unknown');
  }
  for (const name of ['__proto__', 'constructor', 'toString', '', 'a\ud800', '电话']) {
    assert.equal(errorOf(() => bind(JSON.parse(`{${JSON.stringify(name)}:1}`))).code, 'parameter.unknown', name);
  }
});

test('a misspelt name is refused even if nothing is behind it', () => {
  class Order {
    get areacode() {
      return undefined;
    }
  }
  for (const [parameters, field] of [
    [{ areacode: undefined }, 'areacode'],
    [Object.assign(new Order(), numbers), 'areacode'],
    [{ duration: { hour: undefined } }, 'duration.hour'],
    [{ preVoice: { callerHinttone: undefined, callerHintTone: 'a.wav' } }, 'callerHinttone'],
  ]) {
    const error = errorOf(() => axb.createBinding.request(account, parameters instanceof Order ? parameters : { ...numbers, ...parameters }, at));
    assert.equal(error?.code, 'parameter.unknown', JSON.stringify(parameters));
    assert.ok(error.field.endsWith(field), error.field);
    assert.match(error.hint, /did you mean/);
  }
  assert.equal(errorOf(() => new Account({ appKey: 'key', appSecret: 'secret', baseURL: undefined })).code, 'parameter.unknown');
});

test('undefined means absent', () => {
  assert.equal(bind({ userData: undefined, duration: undefined }).body, plain);
  assert.equal(bind({ duration: { hours: 1, minutes: undefined } }).body, bind({ duration: 3600 }).body);
  assert.equal(errorOf(() => bind({ duration: { hours: undefined } })).code, 'parameter.missing');
  assert.equal(bind({ preVoice: { callerHintTone: 'a.wav', calleeHintTone: undefined } }).body, bind({ preVoice: { callerHintTone: 'a.wav' } }).body);
});

test('a form of its own that an object offers to JSON is not taken', () => {
  const trap = { toJSON: () => 'wait.wav' };
  assert.equal(errorOf(() => bind({ userData: trap })).code, 'parameter.type');
  assert.equal(errorOf(() => bind({ toJSON: () => ({}) })).code, 'parameter.unknown');
  class Trap {
    toJSON() {
      return 'x';
    }
  }
  assert.equal(errorOf(() => bind({ userData: new Trap() })).code, 'parameter.type');
});

test('a cycle is no trap', () => {
  const cycle = {};
  cycle.hours = cycle;
  assert.equal(errorOf(() => bind({ duration: cycle })).code, 'parameter.type');
});

test('properties count wherever they come from', () => {
  class Order {
    callerNum = numbers.callerNum;
    get calleeNum() {
      return numbers.calleeNum;
    }
    method() {}
  }
  class Later extends Order {}
  for (const parameters of [
    new Order(),
    new Later(),
    Object.create(numbers),
    Object.assign(Object.create(null), numbers),
    runInNewContext(`(${JSON.stringify(numbers)})`),
  ]) {
    assert.equal(axb.createBinding.request(account, parameters, at).body, plain);
  }
  class Misspelt extends Order {
    get durration() {
      return 1;
    }
  }
  assert.equal(errorOf(() => axb.createBinding.request(account, new Misspelt(), at)).code, 'parameter.unknown');
  assert.equal(bind({ duration: runInNewContext('({ hours: 1 })') }).body, bind({ duration: 3600 }).body);
});

test('numbers arrive as they are', () => {
  for (const [duration, seconds] of [
    [0, 0],
    [-0, 0],
    [60.0, 60],
    [{ minutes: 1.5 }, 90],
    [{ days: 1, hours: 1, minutes: 1, seconds: 1 }, 90_061],
    [{ seconds: 0.1 + 0.2 + 0.7 }, 1],
  ]) {
    assert.equal(JSON.parse(bind({ duration }).body).duration, seconds);
  }
  for (const duration of [1.5, -1, 7_776_001, 2 ** 53, 1e300, -1e300, 5e-324, { seconds: 0.5 }, { hours: 1e300 }]) {
    assert.equal(errorOf(() => bind({ duration })).code, 'parameter.range', String(duration));
  }
});

test('texts arrive as they are', () => {
  for (const text of ['a"b\\c', 'é', '\u{1f600}', 'a\u0301', '\u00a0x', 'é'.repeat(256), '~'.repeat(256)]) {
    assert.equal(JSON.parse(bind({ userData: text }).body).userData, text);
  }
  // Not ASCII in one place, ASCII in the others.
  const { body } = bind({ userData: 'ü', recordFlag: false, maxDuration: 60, lastMinVoice: 'a.wav' });
  assert.deepEqual(JSON.parse(body), { ...numbers, userData: 'ü', recordFlag: 'false', maxDuration: 60, lastMinVoice: 'a.wav' });
});

test('requests are not alike', () => {
  const nonces = new Set();
  for (let index = 0; index < 200; index += 1) {
    nonces.add(/Nonce="([0-9a-f]{32})"/.exec(axb.createBinding.request(account, numbers).headers['X-AKSK'])[1]);
    nonces.add(/Nonce="([0-9a-f]{32})"/.exec(account.sign())[1]);
  }
  assert.equal(nonces.size, 400);
});

test('a getter may call the package while its own object is read', () => {
  const busy = () => {
    parseNumber('13800000021');
    mask('call 13800000021');
    assert.throws(() => axb.createBinding.request(account, { callerNum: '电话' }), { code: 'number.format' });
    axb.createBinding.parse({ status: 200, headers: { 'X-None': '1' }, body: '{"resultcode":"0","subscriptionId":"1","relationNum":"+8617000000001","new":"\\u4e2d"}' });
    assert.equal(bind({ get userData() { return mask('y'); } }).body, bind({ userData: 'y' }).body);
  };
  const expected = bind({ areaCode: '0755', preVoice: { callerHintTone: 'a.wav', calleeHintTone: 'b.wav' }, userData: 'x' }).body;
  const given = {
    get callerNum() {
      busy();
      return parseNumber('13800000001');
    },
    calleeNum: numbers.calleeNum,
    areaCode: '0755',
    get preVoice() {
      busy();
      return {
        callerHintTone: 'a.wav',
        get calleeHintTone() {
          busy();
          return 'b.wav';
        },
      };
    },
    get userData() {
      busy();
      return 'x';
    },
  };
  assert.equal(axb.createBinding.request(account, given, at).body, expected);
  assert.match(axb.createBinding.request(account, given).headers['X-AKSK'], /^UsernameToken /);
  class Order {
    #number = '13800000001';
    calleeNum = numbers.calleeNum;
    get callerNum() {
      busy();
      return this.#number;
    }
  }
  assert.equal(axb.createBinding.request(account, new Order(), at).body, plain);
  // Whatever a proxy is asked, too.
  const asked = Object.fromEntries(['get', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf'].map((trap) => [trap, (...given) => (busy(), Reflect[trap](...given))]));
  const preVoice = new Proxy({ callerHintTone: 'a.wav', calleeHintTone: 'b.wav' }, asked);
  assert.equal(axb.createBinding.request(account, new Proxy({ ...numbers, areaCode: '0755', preVoice, userData: 'x' }, asked), at).body, expected);
  const error = errorOf(() => parseNumber(new Proxy({ a: 1 }, asked)));
  assert.deepEqual([error.code, error.message], ['parameter.type', errorOf(() => parseNumber({ a: 1 })).message]);
});

test('a getter that throws is heard, and the next call knows nothing of it', () => {
  const thrown = new Error('no');
  const given = {
    ...numbers,
    get userData() {
      mask('13800000021');
      throw thrown;
    },
  };
  assert.equal(errorOf(() => axb.createBinding.request(account, given, at)), thrown);
  assert.equal(bind().body, plain);
});

test('each getter is read once, the nearest of its name', () => {
  const reads = [];
  class Base {
    calleeNum = numbers.calleeNum;
    get callerNum() {
      reads.push('base');
      return 'none';
    }
  }
  class Derived extends Base {
    get callerNum() {
      reads.push('derived');
      return numbers.callerNum;
    }
  }
  assert.equal(axb.createBinding.request(account, new Derived(), at).body, plain);
  assert.deepEqual(reads, ['derived']);
});

test('an account may be made of an instance of a class, and keeps what it was made of', () => {
  class Settings {
    appKey = 'appSecret';
    secret = 's';
    get appSecret() {
      return this.secret;
    }
    get mode() {
      return mask('axb');
    }
  }
  Object.defineProperty(Settings.prototype, 'baseUrl', { enumerable: true, value: 'https://a.example.com' });
  const settings = new Settings();
  Object.defineProperty(settings, 'secret', { enumerable: false });
  const made = new Account(settings);
  settings.secret = 'another';
  const same = new Account({ appKey: 'appSecret', appSecret: 's' });
  assert.deepEqual([made.appKey, made.mode, made.baseUrl], ['appSecret', 'axb', 'https://a.example.com']);
  assert.equal(made.sign(at), same.sign(at));
  assert.deepEqual(axb.createBinding.request(made, numbers, at).headers, axb.createBinding.request(same, numbers, at).headers);
  const error = errorOf(() => new Account(Object.assign(settings, { scheem: 'wsse' })));
  assert.deepEqual([error.code, error.field], ['parameter.unknown', 'scheem']);
});
