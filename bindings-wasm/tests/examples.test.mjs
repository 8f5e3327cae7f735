// The examples run against the installed package; they lie beside this folder.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const run = (name, variables = {}) =>
  spawnSync(process.execPath, [fileURLToPath(new URL(`../${name}`, import.meta.url))], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...variables },
  });

const wholeNumber = /\d{8}/;
const uuid = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

test('the quickstart', () => {
  const { stdout, stderr, status } = run('quickstart.mjs');
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^A and B call each other through \+86170\*{4}000\d\nQueryBindingAnswer \{\n/);
  assert.match(stdout, /callerNum: '\+86138\*{4}0001'/);
  assert.doesNotMatch(stdout.replace(uuid, ''), wholeNumber);
});

test('the demo', () => {
  const { stdout, stderr, status } = run('demo.mjs');
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /Every scene went as it should\.\n$/);
  for (const scene of [8, 9, 10, 11, 12, 13]) assert.equal([...stdout.matchAll(new RegExp(`^${scene}\\. `, 'gm'))].length, 2);
  const withoutIds = stdout.replace(uuid, '');
  assert.doesNotMatch(withoutIds, wholeNumber);
});

test('the demo asks for numbers before it talks to the real service', () => {
  const { stderr, status } = run('demo.mjs', { PRIVATENUMBER_APP_KEY: 'key', PRIVATENUMBER_APP_SECRET: 'secret' });
  assert.equal(status, 2);
  assert.match(stderr, /PRIVATENUMBER_DEMO_A/);
});
