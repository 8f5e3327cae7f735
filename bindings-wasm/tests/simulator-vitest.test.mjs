// `testPlatform` under vitest, whose tests have another context than those of `node:test`.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

test('vitest runs tests with a platform, and what they serve ends with them', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vitest, 'run', '--root', fileURLToPath(new URL('vitest', import.meta.url)), '--reporter', 'json'],
    { encoding: 'utf8', env: { ...process.env, NODE_TEST_CONTEXT: '' } },
  );
  assert.equal(status, 0, stdout + stderr);
  const { numPassedTests, numTotalTests } = JSON.parse(stdout.slice(stdout.indexOf('{')));
  assert.deepEqual({ numPassedTests, numTotalTests }, { numPassedTests: 3, numTotalTests: 3 });
});
