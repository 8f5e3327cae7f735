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
const compiler = join(toolchain, 'node_modules/typescript/bin/tsc');
/** The last one that looks for packages as Node 10 did, which is what `--module commonjs` alone still means to it. */
const classic = join(toolchain, 'node_modules/typescript-classic/bin/tsc');

const common = ['--strict', '--noEmit', '--types', 'node', '--typeRoots', join(toolchain, 'node_modules/@types')];
const skip = !existsSync(compiler) && 'no TypeScript';

function assertCompiles(...more) {
  assertPasses(compiler, ['--ignoreConfig', '--module', 'nodenext', ...more]);
}

function assertPasses(program, options) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...common, ...options], { cwd: folder, encoding: 'utf8' });
  assert.equal(stdout + stderr, '');
  assert.equal(status, 0);
}

test('strict TypeScript takes the types, and they refuse what they should', { skip }, () => {
  const files = ['tests/types/esm.mts', 'tests/types/commonjs.cts'];
  assertCompiles('--target', 'es2023', '--lib', 'es2023', ...files);
  assertCompiles('--target', 'es2023', '--lib', 'es2023', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', ...files);
});

test('the classic settings of a server find every entry', { skip: !existsSync(classic) && 'no classic TypeScript' }, () => {
  const files = ['tests/types/commonjs.cts', 'tests/types/classic.ts'];
  for (const target of ['es2016', 'es2022']) {
    assertPasses(classic, ['--module', 'commonjs', '--target', target, '--lib', 'es2022', '--esModuleInterop', ...files]);
  }
});

test("the package's own JavaScript is as its comments say", { skip }, () => {
  // Below node_modules TypeScript does not look into JavaScript, so it looks at a copy.
  const copy = mkdtempSync(join(folder, 'package-'));
  try {
    for (const name of readdirSync(packageFolder)) {
      if (name.endsWith('.cjs')) copyFileSync(join(packageFolder, name), join(copy, name));
    }
    const files = ['index.cjs', 'push.cjs', 'simulator.cjs', 'cli.cjs'].map((name) => join(copy, name));
    assertCompiles('--allowJs', '--checkJs', '--target', 'es2024', '--lib', 'es2024', ...files);
  } finally {
    rmSync(copy, { recursive: true });
  }
});
