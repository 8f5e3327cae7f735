// An application has one mode: what an account says of it, and what a client then offers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';

import { Account, Client, InvalidArgument, Mode, Scheme, ax, axb, axe } from 'privatenumber';

import { errorOf } from './support.mjs';

const key = { appKey: 'key', appSecret: 'secret' };
const MODES = ['ax', 'axb', 'axe', 'axyb'];
const EVERY = ['recording', 'call'];

test('an account knows its mode and its scheme', () => {
  assert.deepEqual(Object.values(Mode), MODES);
  assert.deepEqual(Object.values(Scheme), ['aksk', 'wsse']);
  const plain = new Account(key);
  assert.deepEqual([plain.mode, plain.scheme], [undefined, 'aksk']);
  for (const mode of MODES) assert.equal(new Account({ ...key, mode }).mode, mode);
  const account = new Account({ ...key, mode: Mode.Axe, scheme: Scheme.Wsse });
  assert.deepEqual([account.mode, account.scheme], ['axe', 'wsse']);
  for (const part of ['mode', 'scheme']) {
    const error = errorOf(() => new Account({ ...key, [part]: 'AXB' }));
    assert.ok(error instanceof InvalidArgument);
    assert.deepEqual([error.code, error.field], ['parameter.choice', part]);
  }
});

test('the environment says mode and scheme, too', () => {
  const environment = { PRIVATENUMBER_APP_KEY: 'key', PRIVATENUMBER_APP_SECRET: 'secret' };
  const account = Account.fromEnvironment({ environment: { ...environment, PRIVATENUMBER_MODE: 'ax', PRIVATENUMBER_SCHEME: 'wsse' } });
  assert.deepEqual([account.mode, account.scheme], ['ax', 'wsse']);
  assert.equal(Account.fromEnvironment({ environment: { ...environment, PRIVATENUMBER_MODE: '', PRIVATENUMBER_SCHEME: '' } }).mode, undefined);
  for (const name of ['PRIVATENUMBER_MODE', 'PRIVATENUMBER_SCHEME']) {
    const error = errorOf(() => Account.fromEnvironment({ environment: { ...environment, [name]: 'x' } }));
    assert.equal(error.code, 'parameter.choice');
    assert.ok(error.message.endsWith(`; it is read from the environment variable ${name}`), error.message);
  }
});

test('a program of one mode is not given the account of another', () => {
  const environment = { PRIVATENUMBER_APP_KEY: 'key', PRIVATENUMBER_APP_SECRET: 'secret' };
  assert.equal(Account.fromEnvironment({ environment, mode: 'ax' }).mode, 'ax');
  assert.equal(Account.fromEnvironment({ environment: { ...environment, PRIVATENUMBER_MODE: 'ax' }, mode: 'ax' }).mode, 'ax');
  const error = errorOf(() => Account.fromEnvironment({ environment: { ...environment, PRIVATENUMBER_MODE: 'axb' }, mode: 'ax' }));
  assert.ok(error instanceof InvalidArgument);
  assert.deepEqual([error.code, error.field], ['account.mode', 'mode']);
  assert.match(error.message, /^`mode` is AX, but the environment variable PRIVATENUMBER_MODE .* of mode AXB$/);
  const wrong = errorOf(() => Account.fromEnvironment({ environment, mode: 'AX' }));
  assert.deepEqual([wrong.code, wrong.field], ['parameter.choice', 'mode']);
  assert.doesNotMatch(wrong.message, /environment/);
});

test('a client offers the operations of its mode, and of every mode', () => {
  for (const mode of MODES) {
    const client = new Client(new Account({ ...key, mode }));
    for (const name of [mode, ...EVERY]) assert.ok(Object.keys(client[name]).length > 0, name);
    for (const name of MODES.filter((other) => other !== mode)) {
      const error = errorOf(() => client[name]);
      assert.ok(error instanceof InvalidArgument);
      assert.deepEqual([error.code, error.field, error.retryable], ['account.mode', 'mode', false]);
      const [wanted, own] = [name.toUpperCase(), mode.toUpperCase()];
      for (const text of [error.message, error.messageZh]) assert.ok(text.includes(wanted) && text.includes(own), text);
      assert.match(error.hint, /one mode for life/);
    }
  }
});

test('without a mode all are there', () => {
  const client = new Client(new Account(key));
  for (const name of [...MODES, ...EVERY]) assert.ok(Object.keys(client[name]).length > 0, name);
  assert.equal(client.axb, client.axb);
});

test('a look at a client does not touch what it refuses', () => {
  const client = new Client(new Account({ ...key, mode: 'axe' }));
  assert.equal(inspect(client), 'Client(Account(****, https://rtcpns.cn-north-1.myhuaweicloud.com, mode AXE))');
  assert.equal(inspect({ client }, { showHidden: true, getters: true }).includes('mode AXE'), true);
  assert.deepEqual({ ...client }, {});
  assert.equal(JSON.stringify({ client }), JSON.stringify({ client: String(client) }));
  assert.deepEqual(Object.keys(client), []);
  assert.deepEqual([client.then, 'axb' in client], [undefined, true]);
  for (const name in client) assert.fail(name);
});

test('an operation refuses an account of another mode by itself', () => {
  const account = new Account({ ...key, mode: 'axe' });
  const error = errorOf(() => axb.deleteBinding.request(account, { subscriptionId: 'a' }));
  assert.deepEqual([error.code, error.field], ['account.mode', 'mode']);
  axe.deleteBinding.request(account, { subscriptionId: 'a' });
});

test('an account signs as its scheme says', async () => {
  const account = new Account({ ...key, scheme: 'wsse' });
  const { headers } = ax.queryBinding.request(account, { subscriptionId: 'a' }, { created: 0, nonce: 'n' });
  assert.deepEqual(Object.keys(headers), ['Content-Type', 'Authorization', 'X-WSSE']);
  assert.match(headers.Authorization, /^WSSE realm="SDP"/);
  assert.equal(headers['X-WSSE'], account.sign({ created: 0, nonce: 'n' }));
  assert.match(account.sign(), /^UsernameToken Username="key",PasswordDigest="[\w+/]{43}=",Nonce="[0-9a-f]{32}",/);
  let sent;
  const client = new Client(account, { send: (request) => ((sent = request), { status: 200, body: '{"resultcode":"0"}' }) });
  await client.ax.deleteBinding({ subscriptionId: 'a' });
  assert.ok('X-WSSE' in sent.headers && !('X-AKSK' in sent.headers));
});
