// @ts-check
'use strict';

const { explain } = require('./explain.cjs');
const { mask } = require('./print.cjs');

const about = 'say what codes mean and what to do about them';

const help = `Usage: privatenumber explain [options] CODE...

Says in English and Chinese what codes mean and what to do about them: result codes, hang-up causes, Q.850 causes, SMS
results, statuses of X numbers and their causes, filing codes, and the codes of this library.

  CODE    8014, 1012007, 1010010@401 (with an HTTP status), PPT.0001, number.format
  --json  print a JSON array, an object for each meaning
  --help  print this

It ends with 1 if a code is not known.
`;

const options = { json: { type: 'boolean', default: false } };

/**
 * @param {{ json?: boolean }} values
 * @param {string[]} codes
 * @returns {string | undefined} what is wrong with them
 */
function run({ json }, codes) {
  if (codes.length === 0) return 'a code is missing';
  const found = codes.map((code) => ({ code, rows: explain(code) }));
  const rows = found.flatMap((each) => each.rows);
  if (json === true) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else process.stdout.write(rows.map(shown).join('\n'));
  for (const { code } of found.filter((each) => each.rows.length === 0)) {
    process.stderr.write(
      `privatenumber: no meaning of \`${visible(code)}\` is known: check its digits, or look for a newer version\n` +
        `privatenumber: 未找到\`${visible(code)}\`的含义：请核对错误码，或升级到新版本\n`,
    );
    process.exitCode = 1;
  }
  return undefined;
}

/**
 * One meaning, on a few lines.
 * @param {any} row
 */
function shown(row) {
  const { groups, kinds } = /** @type {any} */ (require('./catalog.generated.cjs'));
  const [kind, kindZh] = kinds[row.kind];
  const [group, groupZh] = row.group === undefined ? ['', ''] : [`, ${row.group}`, `，${groups[row.group]}`];
  const status = row.httpStatus === undefined ? '' : ` (HTTP ${row.httpStatus})`;
  const lines = [
    `${row.code}${status}: ${kind}${group} / ${kindZh}${groupZh}`,
    `  ${row.english}`,
    `  ${row.chinese}`,
    `  what to do: ${row.hint}`,
    `  处理建议：${row.hintZh}`,
  ];
  if (row.retryable) lines.push('  the same may succeed later / 稍后重试可能成功');
  if (row.class !== undefined) lines.push(`  error: ${row.class}`);
  if (row.page !== undefined) lines.push(`  page: ${row.page}`);
  return `${lines.join('\n')}\n`;
}

/**
 * What was typed, on one line and not too long of it. Result codes have seven digits and are not mistaken for numbers.
 * @param {string} code
 */
const visible = (code) => (/^(service\.)?[0-9]{7}(@[0-9]{3})?$/i.test(code) ? code : mask(code.replace(/\p{C}|\s/gu, ' ')).slice(0, 64));

module.exports = { about, help, options, run };
