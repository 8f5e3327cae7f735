// What codes mean: every code of the service's tables, and every one of this package.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

import * as privatenumber from 'privatenumber';

import { errorOf, vectorFolder } from './support.mjs';

const { InvalidArgument, errorCodes, explain } = privatenumber;

/** Tables of `codes.txt` and the kinds of explanations that come of them. */
const KINDS = {
  result: 'result',
  'hang-up': 'cause',
  'release-point': 'cause',
  q850: 'q850',
  'sms-result': 'sms_result',
  'number-status': 'number_status',
  'number-cause': 'number_cause',
  filing: 'filing',
};

test('every code of the tables is explained', () => {
  const rows = readFileSync(join(vectorFolder, 'codes.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' '));
  assert.ok(rows.length > 200);
  for (const [table, status, code] of rows) {
    assert.ok(table in KINDS, `an unknown table: ${table}`);
    const found = explain(code).filter(
      (row) => row.kind === KINDS[table] && (status === '-' || row.httpStatus === Number(status)),
    );
    assert.equal(found.length, 1, `${table} ${status} ${code}`);
    if (status !== '-') assert.ok(explain(`${code}@${status}`).length >= 1, `${code}@${status}`);
    for (const text of ['english', 'chinese', 'hint', 'hintZh', 'page']) assert.ok(found[0][text].length > 1, `${text} of ${code}`);
  }
});

test('every code of an error is explained, and by the class that it has', () => {
  for (const { code, class: name, meaning, reason } of errorCodes) {
    const rows = explain(code);
    assert.equal(rows.length, 1, code);
    const [row] = rows;
    assert.deepEqual([row.class, row.english, row.reason], [name, meaning, reason], code);
    assert.ok(privatenumber[row.class].prototype instanceof Error, row.class);
  }
});

test('a code may be a number, as pushes have it', () => {
  assert.deepEqual(explain(8014), explain('8014'));
  assert.deepEqual(explain('\u0085 8014\u00a0'), explain('8014'));
  // The core knows one upper case, that of ASCII: a Kelvin sign is no k.
  assert.deepEqual(explain('anSWER.not_json'), explain('answer.not_json'));
  assert.deepEqual(explain('\u212aey'), []);
  for (const wrong of [undefined, null, 1.5, NaN, {}, ['8014'], 8014n]) {
    const error = errorOf(() => explain(wrong));
    assert.ok(error instanceof InvalidArgument);
    assert.deepEqual([error.code, error.field], ['parameter.type', 'code']);
  }
});

test('what is handed out is the caller\'s own', () => {
  explain('8014')[0].english = '';
  assert.notEqual(explain('8014')[0].english, '');
});

test('the catalog is loaded when it is first asked, and not before', () => {
  const program = `
    const { explain } = require('privatenumber');
    const loaded = () => Object.keys(require.cache).some((file) => file.endsWith('catalog.generated.cjs'));
    const before = loaded();
    explain('8014');
    process.stdout.write(JSON.stringify([before, loaded()]));`;
  const { stdout } = spawnSync(process.execPath, ['-e', program], { cwd: dirname(fileURLToPath(import.meta.url)), encoding: 'utf8' });
  assert.equal(stdout, '[false,true]');
});
