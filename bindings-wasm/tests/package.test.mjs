// What the package is: one module for `import` and `require`, and a copy of what the core has.

import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';

import * as imported from 'privatenumber';
import * as importedPush from 'privatenumber/push';
import * as importedSimulator from 'privatenumber/simulator';

import { inside, packageFolder, require, vectorFolder } from './support.mjs';

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

test('the table of operations names what there is and nothing else', () => {
  const table = readFileSync(join(vectorFolder, '..', 'OPERATIONS.md'), 'utf8');
  const rows = table.split('\n').filter((line) => line.includes('privatenumber_')).map((line) => line.split('|'));
  const listed = rows.map((cells) => cells[5].trim().replaceAll('`', ''));
  const there = lists()
    .filter(([head]) => head === 'operation')
    .map(([, mode, name]) => `${mode}.${name[0].toLowerCase()}${name.slice(1)}`);
  assert.deepEqual(listed, there);
  for (const [mode, name] of there.map((each) => each.split('.'))) {
    assert.equal(typeof imported[mode][name].request, 'function', `${mode}.${name}`);
  }
});

test('import and require give the same values', () => {
  for (const [name, all] of [
    ['privatenumber', imported],
    ['privatenumber/push', importedPush],
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

test('no line is so long that an error in a bundle would fill the screen', () => {
  for (const name of readdirSync(packageFolder)) {
    if (!name.endsWith('.cjs')) continue;
    for (const line of readFileSync(join(packageFolder, name), 'utf8').split('\n')) assert.ok(line.length < 2000, `${name}: ${line.slice(0, 80)}`);
  }
});

test('a simulator without its file says what to do', () => {
  const copy = mkdtempSync(join(tmpdir(), 'privatenumber-'));
  try {
    for (const name of readdirSync(packageFolder)) if (name.endsWith('.cjs')) copyFileSync(join(packageFolder, name), join(copy, name));
    assert.throws(
      () => require(join(copy, 'simulator.cjs')),
      (error) => {
        assert.deepEqual([error.name, error.code, error.cause.code], ['PrivateNumberError', 'internal', 'ENOENT']);
        assert.match(error.message, /^the simulator cannot read its file `simulator_bg\.wasm\.br`: ENOENT/);
        assert.match(error.hint, /mark `privatenumber` as external/);
        assert.match(error.hintZh, /external/);
        return true;
      },
    );
    copyFileSync(join(packageFolder, 'simulator_bg.wasm.br'), join(copy, 'simulator_bg.wasm.br'));
    assert.equal(new (require(join(copy, 'simulator.cjs')).Platform)().appKeys.length > 0, true);
  } finally {
    rmSync(copy, { recursive: true });
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
    const texts = [text, ...[...text.matchAll(/`([A-Za-z0-9+/=\n]{1000,})`/g)].map(([, base64]) => Buffer.from(base64, 'base64').toString('latin1'))];
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
  assert.deepEqual(Object.keys(expected), ['ax', 'axb', 'axe', 'axyb', 'recording', 'call']);
  for (const [mode, names] of Object.entries(expected)) {
    const present = Object.entries(imported[mode]).filter(([, value]) => typeof value !== 'function');
    assert.deepEqual(present.map(([name]) => name), names);
  }
});

test('the types name exactly the parameters and fields of the core', () => {
  const types = readFileSync(join(packageFolder, 'index.d.cts'), 'utf8');
  const bodyOf = (text, pattern) => pattern.exec(text)?.[1] ?? assert.fail(`${pattern} is not in the types`);
  const members = (text, pattern) => [...bodyOf(text, pattern).matchAll(/^ {4}(\w+)\??: /gm)].map((match) => match[1]);
  const operations = [];
  for (const [head, first, second] of lists()) {
    if (head === 'operation') operations.push({ module: first, name: second, parameters: [], fields: [] });
    else if (head === 'parameter') operations.at(-1).parameters.push(first);
    else if (head === 'field') operations.at(-1).fields.push(first);
  }
  assert.ok(operations.length >= 20);
  for (const { module, name, parameters, fields } of operations) {
    const own = bodyOf(types, new RegExp(`^export declare namespace ${module} \\{\\n([^]*?)^\\}`, 'm'));
    assert.deepEqual(members(own, new RegExp(`interface ${name}Parameters \\{([^]*?)\\n  \\}`)), parameters, `${module}.${name}`);
    const answer = bodyOf(own, new RegExp(`: Operation<${name}Parameters, (\\w+)>;`));
    assert.deepEqual(members(own, new RegExp(`class ${answer} extends Answer \\{([^]*?)\\n  \\}`)), fields, `${module}.${name}`);
  }
});

test('classes of the same name in two modes are two classes', () => {
  const { ax, axb, axe, axyb } = imported;
  assert.equal(new Set([ax, axb, axe].map(({ CreateBindingAnswer }) => CreateBindingAnswer)).size, 3);
  assert.equal(new Set([ax, axb, axe, axyb].map(({ Binding }) => Binding)).size, 4);
  const body = '{"resultcode":"0","subscriptionId":"s","privateNum":"+8617000000001","origNum":"+8613800000001"}';
  const bound = ax.createBinding.parse({ status: 200, body });
  assert.ok(bound instanceof ax.CreateBindingAnswer && !(bound instanceof axb.CreateBindingAnswer));
});

test('the core is loaded without the texts that `explain` alone needs', () => {
  const base64 = /`([A-Za-z0-9+/=\n]{1000,})`/.exec(readFileSync(join(packageFolder, 'core.cjs'), 'utf8'))[1];
  const core = Buffer.from(base64, 'base64').toString('utf8');
  const { members, rows } = inside('catalog.generated.cjs');
  const [kind, english, chinese] = ['kind', 'english', 'chinese'].map((name) => members.indexOf(name));
  // So that it is no accident that the others are not found.
  assert.ok(core.includes(imported.errorCodes.find(({ code }) => code === 'service.1012010').meaning.slice(0, 11)));
  const isWithout = (row) => ['cause', 'q850', 'sms_result', 'number_status', 'number_cause', 'filing'].includes(row[kind]);
  const others = JSON.stringify(rows.filter((row) => !isWithout(row)));
  const texts = rows.filter(isWithout).flatMap((row) => [row[english], row[chinese]]).filter((text) => text.length > 8 && !others.includes(text));
  assert.ok(texts.length > 200);
  for (const text of texts) assert.ok(!core.includes(text), text);
});
