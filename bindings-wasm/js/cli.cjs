#!/usr/bin/env node
// @ts-check
'use strict';

const { readFileSync } = require('node:fs');
const { parseArgs } = require('node:util');

const HELP = `Usage: privatenumber simulate [options]

Serves an embedded PrivateNumber platform on this machine, to develop and test against.

  --port NUMBER   port to listen on (default: 0, any free one)
  --host ADDRESS  address to listen on (default: 127.0.0.1)
  --setup FILE    applications, numbers and so on, as JSON (default: one application, six X numbers)
  --quiet         print the address alone
  --help          print this
  --version       print the version
`;

/** @param {string} message */
function refuse(message) {
  process.stderr.write(`privatenumber: ${message}\nTry: privatenumber --help\n`);
  process.exitCode = 2;
}

function main() {
  /** @type {any} */
  let given;
  try {
    given = parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '0' },
        host: { type: 'string', default: '127.0.0.1' },
        setup: { type: 'string' },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return refuse(/** @type {Error} */ (error).message);
  }
  const { values, positionals } = given;
  if (values.help) return void process.stdout.write(HELP);
  if (values.version) return void process.stdout.write(`${require('./index.cjs').VERSION}\n`);
  if (positionals.length === 0) return refuse('a command is missing');
  if (positionals[0] !== 'simulate') return refuse(`there is no command \`${positionals[0]}\``);
  if (positionals.length > 1) return refuse(`\`simulate\` takes no \`${positionals[1]}\``);
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) return refuse(`\`${values.port}\` is no port`);
  return simulate(values);
}

/** @param {{ port: string, host: string, setup?: string, quiet: boolean }} options */
async function simulate({ port, host, setup, quiet }) {
  const { Platform, serve } = require('./simulator.cjs');
  let platform;
  let served;
  try {
    platform = new Platform(setup === undefined ? '' : readFileSync(setup, 'utf8'));
    served = await serve(platform, { port: Number(port), host });
  } catch (error) {
    const { message, hint, field } = /** @type {any} */ (error);
    const where = field === undefined || field === '' ? '' : `${field}: `;
    process.stderr.write(`privatenumber: ${where}${message}${hint === undefined ? '' : ` (${hint})`}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(quiet ? `${served.url}\n` : greeting(platform, served.url));
  const end = () => {
    // Twice is for those who cannot wait.
    process.removeListener('SIGINT', end).removeListener('SIGTERM', end);
    served.close();
  };
  process.on('SIGINT', end).on('SIGTERM', end);
}

/**
 * @param {any} platform
 * @param {string} url
 */
function greeting(platform, url) {
  const lines = [`PrivateNumber simulator, listening on ${url} (Ctrl+C ends it)`, ''];
  const applications = platform.credentials();
  for (const { appKey, appSecret, mode } of applications) {
    lines.push(`Application, mode ${mode}; its key and secret are the simulator's own and open nothing else:`);
    lines.push(`  APP_Key     ${appKey}`, `  APP_Secret  ${appSecret}`);
    for (const { number, areaCode } of platform.numbers(appKey)) lines.push(`  X           ${number}  (${areaCode})`);
    lines.push('');
  }
  if (applications.length > 0) {
    lines.push(
      'Point a client at it:',
      `  export PRIVATENUMBER_BASE_URL=${url}`,
      `  export PRIVATENUMBER_APP_KEY=${applications[0].appKey}`,
      `  export PRIVATENUMBER_APP_SECRET=${applications[0].appSecret}`,
      '',
    );
  }
  lines.push(`What it holds, and what was wrong with requests: ${url}/_simulator/state`, '');
  return lines.join('\n');
}

main();
