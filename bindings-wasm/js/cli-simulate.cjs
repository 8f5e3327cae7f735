// @ts-check
'use strict';

const { readFileSync } = require('node:fs');

const about = 'serve an embedded platform on this machine';

const help = `Usage: privatenumber simulate [options]

Serves an embedded PrivateNumber platform on this machine, to develop and test against. What it owes to the addresses for
pushes in the setup, it sends as it becomes due.

  --port NUMBER   port to listen on (default: 0, any free one)
  --host ADDRESS  address to listen on (default: 127.0.0.1; 0.0.0.0: all addresses)
  --setup FILE    applications, numbers and so on, as JSON (default: applications and X numbers ready to use)
  --state FILE    go on from this file if it is there, and keep everything in it: bindings, calls, pushes that are owed;
                  nothing is answered before it is in the file
  --quiet         print the address alone
  --help          print this
`;

const options = {
  port: { type: 'string', default: '0' },
  host: { type: 'string', default: '127.0.0.1' },
  setup: { type: 'string' },
  state: { type: 'string' },
  quiet: { type: 'boolean', default: false },
};

/**
 * @param {any} values
 * @param {string[]} positionals
 * @returns {string | undefined} what is wrong with them
 */
function run(values, positionals) {
  if (positionals.length > 0) return `\`simulate\` takes no \`${positionals[0]}\``;
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
    return `\`${values.port}\` is no port: it is a whole number from 0 to 65535`;
  }
  if (values.state === '') return '`--state` needs the path of a file';
  serveUntilTold(values);
  return undefined;
}

/** @param {{ port: string, host: string, setup?: string, state?: string, quiet: boolean }} options */
async function serveUntilTold({ port, host, setup, state, quiet }) {
  const { Platform, serve } = require('./simulator.cjs');
  let platform;
  let served;
  try {
    platform = new Platform(setup === undefined ? '' : setupIn(setup));
  } catch (error) {
    return fail(error, setup);
  }
  try {
    served = await serve(platform, { port: Number(port), host, state });
  } catch (error) {
    // What the port is to blame for has no field.
    return fail(error, /** @type {any} */ (error).field === undefined ? undefined : state);
  }
  const end = () => {
    // Twice is for those who cannot wait.
    process.removeListener('SIGINT', end).removeListener('SIGTERM', end);
    served.close();
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  process.stdout.write(quiet ? `${served.url}\n` : greeting(platform, served.url, host));
}

/**
 * The text of a file. Some editors begin it with a mark that says it is Unicode.
 * @param {string} file
 */
function setupIn(file) {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    // Node says the rest of the call, and in it the file, but not always.
    throw new Error(/** @type {Error} */ (error).message.split(', ')[0]);
  }
}

/**
 * @param {unknown} error
 * @param {string} [file] where the mistake is
 */
function fail(error, file) {
  const { message, hint, field } = /** @type {any} */ (error);
  const where = [file, field].filter((part) => part !== undefined && part !== '').map((part) => `${part}: `);
  process.stderr.write(`privatenumber: ${where.join('')}${message}${hint === undefined ? '' : ` (${hint})`}\n`);
  process.exitCode = 1;
}

/**
 * @param {any} platform
 * @param {string} url
 * @param {string} host
 */
function greeting(platform, url, host) {
  // On all addresses a server is reached by another one than it was given.
  const { hostname, port } = new URL(url);
  const everywhere = hostname === '127.0.0.1' && (host === '0.0.0.0' || host.includes(':'));
  const place = everywhere ? `all addresses, port ${port}; from this machine ${url}` : url;
  const lines = [`PrivateNumber simulator, listening on ${place} (Ctrl+C ends it)`, ''];
  const applications = platform.credentials();
  for (const { appKey, appSecret, mode } of applications) {
    lines.push(`Application, mode ${mode}; its key and secret are the simulator's own and open nothing else:`);
    lines.push(`  APP_Key     ${appKey}`, `  APP_Secret  ${appSecret}`);
    for (const { number, areaCode } of platform.numbers(appKey)) lines.push(`  X           ${number}  (${areaCode})`);
    lines.push('');
  }
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    lines.push('This library takes http for this machine alone: it will not call that address.', '');
  } else if (applications.length > 0) {
    const [{ appKey, appSecret, mode }, ...others] = applications;
    lines.push(
      `Point a client of mode ${mode} at it:`,
      `  export PRIVATENUMBER_BASE_URL=${url}`,
      `  export PRIVATENUMBER_APP_KEY=${appKey}`,
      `  export PRIVATENUMBER_APP_SECRET=${appSecret}`,
      `  export PRIVATENUMBER_MODE=${mode}`,
    );
    if (others.length > 0) lines.push('For another application, export its key, its secret and its mode from the list above.');
    lines.push('');
  }
  lines.push(
    'Place a call; without addresses for pushes in the setup nobody is told of it:',
    `  curl -d '{"from":"+86...","to":"+86..."}' ${url}/_simulator/call`,
    '',
    `What it holds, and what was wrong with requests and pushes: ${url}/_simulator/state`,
    '',
  );
  return lines.join('\n');
}

module.exports = { about, help, options, run };
