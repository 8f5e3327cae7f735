// What the package is: one module for `import` and `require`, and a copy of what the core has.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';

import * as imported from 'privatenumber';
import * as importedSimulator from 'privatenumber/simulator';

import { inside, packageFolder, require } from './support.mjs';

const manifest = require('privatenumber/package.json');

/** The core's own lists, as rows. */
function lists() {
  const heads = ['kind', 'reason', 'code', 'result code', 'operation', 'parameter', 'field'];
  const lengths = { kind: 1, reason: 2, code: 2, 'result code': 3, operation: 2, parameter: 1, field: 1 };
  const told = inside('wasm.cjs').ask('lists', []).split('\0').slice(0, -1);
  const rows = [];
  for (let at = 0; at < told.length; ) {
    const head = told[at];
    assert.ok(heads.includes(head), `an unknown list: ${head}`);
    rows.push(told.slice(at, (at += 1 + lengths[head])));
  }
  return rows;
}

test('import and require give the same values', () => {
  for (const [name, all] of [
    ['privatenumber', imported],
    ['privatenumber/simulator', importedSimulator],
  ]) {
    const required = require(name);
    assert.deepEqual(Object.keys(all).sort(), Object.keys(required).sort());
    for (const [key, value] of Object.entries(required)) assert.equal(all[key], value, key);
  }
});

test('the simulator throws the errors of the main entry', () => {
  assert.throws(() => new importedSimulator.Platform({ nonsense: 1 }), imported.InvalidArgument);
});

test('there is nothing to install besides', () => {
  for (const name of ['dependencies', 'peerDependencies', 'optionalDependencies', 'scripts']) {
    assert.equal(manifest[name], undefined, name);
  }
  assert.equal(manifest.sideEffects, undefined);
  assert.equal(imported.VERSION, manifest.version);
});

test('every file that is exported is there', () => {
  for (const conditions of Object.values(manifest.exports)) {
    for (const condition of Object.values(typeof conditions === 'string' ? { default: { default: conditions } } : conditions)) {
      // Types are looked for in the order in which they stand.
      if (condition.types !== undefined) assert.equal(Object.keys(condition)[0], 'types');
      for (const file of Object.values(condition)) readFileSync(join(packageFolder, file));
    }
  }
});

test('no file tells where the package was made', () => {
  const names = readdirSync(packageFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(names.length > 15);
  const home = homedir();
  for (const { name, parentPath, path } of names) {
    const bytes = readFileSync(join(parentPath ?? path, name));
    const text = (name.endsWith('.br') ? brotliDecompressSync(bytes) : bytes).toString('latin1');
    // The core is there as Base64.
    const texts = [text, ...[...text.matchAll(/'([A-Za-z0-9+/=]{1000,})'/g)].map(([, base64]) => Buffer.from(base64, 'base64').toString('latin1'))];
    if (name === 'core.cjs') assert.equal(texts.length, 2);
    for (const each of texts) {
      assert.ok(!each.includes('.cargo/registry'), `${name} names .cargo/registry`);
      assert.ok(home.length < 3 || !each.includes(`${home}/`), `${name} names ${home}`);
    }
  }
});

test('the classes of errors are those of the core', () => {
  const rows = lists();
  const expected = ['PrivateNumberError'];
  for (const [head, name, own] of rows) {
    if (head === 'kind') {
      expected.push(name);
      assert.equal(Object.getPrototypeOf(imported[name]), imported.PrivateNumberError);
    } else if (head === 'reason' && own !== '') {
      expected.push(own);
      assert.equal(Object.getPrototypeOf(imported[own]), imported.ServiceRefused);
    }
  }
  const present = Object.keys(imported).filter((name) => imported[name]?.prototype instanceof Error);
  assert.deepEqual(present.sort(), expected.sort());
});

test('the codes of errors are those of the core', () => {
  const rows = lists();
  const classOf = Object.fromEntries(rows.filter(([head]) => head === 'reason').map(([, reason, own]) => [reason, own]));
  const results = rows.filter(([head]) => head === 'result code');
  const expected = rows.filter(([head]) => head === 'code').map(([, code, kind]) => [code, kind]);
  for (const [, code, status, reason] of results) {
    const twice = results.filter((other) => other[1] === code).length > 1;
    expected.push([`service.${code}${twice ? `@${status}` : ''}`, classOf[reason]]);
  }
  assert.deepEqual(imported.errorCodes.map((entry) => [entry.code, entry.class]), expected);
});

test('the operations are those of the core', () => {
  const expected = {};
  for (const [head, mode, name] of lists()) {
    if (head === 'operation') (expected[mode] ??= []).push(name[0].toLowerCase() + name.slice(1));
  }
  for (const [mode, names] of Object.entries(expected)) {
    const present = Object.entries(imported[mode]).filter(([, value]) => typeof value !== 'function');
    assert.deepEqual(present.map(([name]) => name), names);
  }
});

test('the types name exactly the parameters and fields of the core', () => {
  const types = readFileSync(join(packageFolder, 'index.d.cts'), 'utf8');
  const members = (pattern) => {
    const body = pattern.exec(types)?.[1] ?? assert.fail(`${pattern} is not in the types`);
    return [...body.matchAll(/^ {4}(\w+)\??: /gm)].map((match) => match[1]);
  };
  let operation;
  const parameters = {};
  const fields = {};
  for (const [head, first, second] of lists()) {
    if (head === 'operation') {
      operation = second;
      parameters[operation] = [];
      fields[operation] = [];
    } else if (head === 'parameter') parameters[operation].push(first);
    else if (head === 'field') fields[operation].push(first);
  }
  assert.ok(Object.keys(parameters).length >= 5);
  for (const name of Object.keys(parameters)) {
    assert.deepEqual(members(new RegExp(`interface ${name}Parameters \\{([^]*?)\\n  \\}`)), parameters[name], name);
    assert.deepEqual(members(new RegExp(`class ${name}Answer extends Answer \\{([^]*?)\\n  \\}`)), fields[name], name);
  }
});
