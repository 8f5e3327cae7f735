// The types of the installed package, compiled by a strict TypeScript, if there is one: `make check` always has it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

import { packageFolder } from './support.mjs';

const folder = fileURLToPath(new URL('..', import.meta.url));
const toolchain = process.env.PRIVATENUMBER_TOOLCHAIN ?? join(process.env.PRIVATENUMBER_VECTORS ?? folder, '../toolchain');
const compiler = join(toolchain, 'node_modules/.bin/tsc');

const options = [
  ...['--ignoreConfig', '--strict', '--noEmit', '--module', 'nodenext', '--types', 'node'],
  ...['--typeRoots', join(toolchain, 'node_modules/@types')],
];
const skip = !existsSync(compiler) && 'no TypeScript';

function assertCompiles(...more) {
  const { stdout, status } = spawnSync(compiler, [...options, ...more], { cwd: folder, encoding: 'utf8' });
  assert.equal(stdout, '');
  assert.equal(status, 0);
}

test('strict TypeScript takes the types, and they refuse what they should', { skip }, () => {
  const files = ['tests/types/esm.mts', 'tests/types/commonjs.cts'];
  assertCompiles('--target', 'es2023', '--lib', 'es2023', ...files);
  assertCompiles('--target', 'es2023', '--lib', 'es2023', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', ...files);
});

test("the package's own JavaScript is as its comments say", { skip }, () => {
  // Below node_modules TypeScript does not look into JavaScript, so it looks at a copy.
  const copy = mkdtempSync(join(folder, 'package-'));
  try {
    for (const name of readdirSync(packageFolder)) {
      if (name.endsWith('.cjs')) copyFileSync(join(packageFolder, name), join(copy, name));
    }
    const files = ['index.cjs', 'simulator.cjs', 'cli.cjs'].map((name) => join(copy, name));
    assertCompiles('--allowJs', '--checkJs', '--target', 'es2024', '--lib', 'es2024', ...files);
  } finally {
    rmSync(copy, { recursive: true });
  }
});
