// @ts-check
'use strict';

const { kindOf, wrongArgument } = require('./errors.cjs');

/** What stands before a result code in the stable code of a refusal. */
const SERVICE = 'service.';

/** What a code is without what does not matter: blanks around it, and upper case. As the core sees it: ASCII alone. */
const bare = (/** @type {string} */ code) =>
  code.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '').replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/**
 * What is known of a code: an explanation for each of its meanings. The rules are the core's (`explain` in
 * core/src/catalog/explanation.rs), which vectors hold both to; the texts lie here, so that the core is loaded without
 * them.
 * @param {string | number} code
 * @returns {any[]}
 */
function explain(code) {
  if (typeof code !== 'string' && !Number.isSafeInteger(code)) {
    throw wrongArgument(
      'code',
      'a text or a whole number',
      '字符串或整数',
      'pass a code as it came: 8014, `1010010@401`, `number.format`',
      '请原样传入错误码，如8014、`1010010@401`、`number.format`',
      kindOf(code),
    );
  }
  const asked = bare(String(code));
  const refusal = asked.startsWith(SERVICE);
  const whole = refusal ? asked.slice(SERVICE.length) : asked;
  const at = whole.indexOf('@');
  const plain = at === -1 ? whole : whole.slice(0, at);
  const status = at === -1 ? undefined : whole.slice(at + 1);
  return explanations().filter(
    (row) =>
      bare(row.code) === plain &&
      (!refusal || row.kind === 'result') &&
      (status === undefined || String(row.httpStatus) === status),
  );
}

/**
 * Everything that can be explained; an explanation has no member for what it does not say.
 * @returns {any[]}
 */
function explanations() {
  const { members, rows } = require('./catalog.generated.cjs');
  return rows.map((/** @type {unknown[]} */ row) => {
    const explanation = /** @type {any} */ ({});
    members.forEach((/** @type {string} */ name, /** @type {number} */ index) => {
      if (row[index] !== null) explanation[name] = row[index];
    });
    return explanation;
  });
}

/** Explanations by kind and code, made when the first is asked for. */
let byCode = /** @type {Map<string, any> | undefined} */ (undefined);

/**
 * What a code of one kind means; nothing for an unknown one.
 * @param {string} kind
 * @param {string} code
 */
function explained(kind, code) {
  byCode ??= new Map(explanations().map((row) => [`${row.kind} ${row.code}`, Object.freeze(row)]));
  return byCode.get(`${kind} ${code}`);
}

module.exports = { explain, explained };
