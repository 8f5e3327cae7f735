#!/usr/bin/env node
// @ts-check
'use strict';

const { parseArgs } = require('node:util');

/**
 * A command: what it is for, its options and its help, and what it does.
 * @typedef {object} Command
 * @property {string} about
 * @property {string} help
 * @property {Record<string, any>} options
 * @property {(values: any, positionals: string[]) => unknown} run
 */

/** @type {Record<string, () => Command>} */
const COMMANDS = {
  explain: () => require('./cli-explain.cjs'),
  simulate: () => require('./cli-simulate.cjs'),
};

/** @type {Record<string, any>} */
const COMMON = { help: { type: 'boolean', short: 'h', default: false } };

/** @param {string} message */
function refuse(message, command = '') {
  process.stderr.write(`privatenumber: ${message}\nTry: privatenumber ${command}${command && ' '}--help\n`);
  process.exitCode = 2;
}

function help() {
  const lines = Object.entries(COMMANDS).map(([name, load]) => `  ${name.padEnd(10)}${load().about}`);
  return `Usage: privatenumber COMMAND [options]

${lines.join('\n')}

  --help     print this; after a command, print what it takes
  --version  print the version
`;
}

/** @param {string[]} given */
function main([first, ...rest]) {
  if (first === '--help' || first === '-h') return void process.stdout.write(help());
  if (first === '--version') return void process.stdout.write(`${require('./index.cjs').VERSION}\n`);
  if (first === undefined) return refuse('a command is missing');
  if (!Object.hasOwn(COMMANDS, first)) {
    return refuse(first.startsWith('-') ? `a command comes first, and then ${first}` : `there is no command \`${first}\``);
  }
  const command = COMMANDS[first]();
  let given;
  try {
    given = parseArgs({ args: rest, allowPositionals: true, options: { ...COMMON, ...command.options } });
  } catch (error) {
    return refuse(/** @type {Error} */ (error).message, first);
  }
  const { values, positionals } = given;
  if (values.help === true) return void process.stdout.write(command.help);
  const wrong = command.run(values, positionals);
  if (typeof wrong === 'string') refuse(wrong, first);
}

main(process.argv.slice(2));
