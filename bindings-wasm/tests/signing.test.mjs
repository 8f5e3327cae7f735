// Signatures for requests that this package does not build. What they are, the vectors say.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { InvalidArgument, signing } from 'privatenumber';

import { errorOf } from './support.mjs';

test('a nonce and a time are found if none are given', () => {
  const [one, other] = [signing.headers('key', 'secret'), signing.headers('key', 'secret', { scheme: 'wsse_hex' })];
  assert.deepEqual(Object.keys(one), ['Authorization', 'X-AKSK']);
  assert.deepEqual(Object.keys(other), ['Authorization', 'X-WSSE']);
  const [, nonce, created] = /Nonce="([0-9a-f]{32})",Created="([^"]+)"$/.exec(one['X-AKSK']);
  assert.ok(Math.abs(Date.parse(created) - Date.now()) < 60_000);
  assert.ok(!other['X-WSSE'].includes(nonce));
  assert.match(other['X-WSSE'], /PasswordDigest="[\w+/=]{88}"/);
});

test('what cannot be signed with is refused', () => {
  for (const [run, code, field] of [
    [() => signing.headers('', 'secret'), 'account.app_key', 'appKey'],
    [() => signing.headers('k"', 'secret'), 'account.app_key', 'appKey'],
    [() => signing.headers('key', ''), 'account.app_secret', 'appSecret'],
    [() => signing.headers('key', undefined), 'parameter.type', 'appSecret'],
    [() => signing.headers('key', 'secret', { scheme: 'AKSK' }), 'parameter.choice', 'scheme'],
    [() => signing.headers('key', 'secret', { scheme: 7 }), 'parameter.type', 'scheme'],
    [() => signing.headers('key', 'secret', { schema: 'aksk' }), 'parameter.unknown', 'schema'],
    [() => signing.headers('key', 'secret', { nonce: '' }), 'signing.nonce', 'nonce'],
    [() => signing.headers('key', 'secret', { nonce: 'a b' }), 'signing.nonce', 'nonce'],
    [() => signing.headers('key', 'secret', { created: -1 }), 'signing.created', 'created'],
    [() => signing.headers('key', 'secret', null), 'parameter.type', 'options'],
    [() => signing.digest('secret', 'n', 0, 'md5'), 'parameter.choice', 'scheme'],
    [() => signing.passwordDigest(new Uint8Array(32), 'md5'), 'parameter.choice', 'scheme'],
  ]) {
    const error = errorOf(run);
    assert.ok(error instanceof InvalidArgument, `${run}: ${error}`);
    assert.deepEqual([error.code, error.field], [code, field], String(run));
  }
});
