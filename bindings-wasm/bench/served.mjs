// Measures how many requests a second the served simulator answers, over loopback HTTP, with sixteen connections that are
// kept open: a signed query of one binding, again and again.
//
//   node served.mjs FOLDER PYTHON   writes FOLDER/served-node.json and FOLDER/served-python.json

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

import { Account, Client, axb } from 'privatenumber';

const CONNECTIONS = 16;
const REQUESTS = 8000;

const [folder, python] = process.argv.slice(2);
const cli = join(dirname(createRequire(import.meta.url).resolve('privatenumber/package.json')), 'cli.cjs');

/** One request; resolves with the status when the whole answer is there. */
function send(agent, { method, url, headers }) {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, headers, agent }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Requests a second. */
async function measure(command, parameters) {
  const server = spawn(command, [...parameters, 'simulate', '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [baseUrl] = await once(createInterface({ input: server.stdout }), 'line');
    const account = new Account({ appKey: 'SimulatorAppKey0000000000001', appSecret: 'SimulatorAppSecretNotReal001', baseUrl });
    const { subscriptionId } = await new Client(account).axb.createBinding({ callerNum: '+8613800000001', calleeNum: '+8613900000002', areaCode: '0755' });
    const query = axb.queryBinding.request(account, { subscriptionId });
    const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    const run = async (count) => {
      let left = count;
      const begin = process.hrtime.bigint();
      await Promise.all(
        Array.from({ length: CONNECTIONS }, async () => {
          while (left-- > 0) if ((await send(agent, query)) !== 200) throw new Error('a query was refused');
        }),
      );
      return count / (Number(process.hrtime.bigint() - begin) / 1e9);
    };
    await run(REQUESTS / 4);
    const best = Math.max(await run(REQUESTS), await run(REQUESTS));
    agent.destroy();
    return Math.round(best);
  } finally {
    server.kill();
  }
}

for (const [language, command, parameters] of [
  ['node', process.execPath, [cli]],
  ['python', python, ['-m', 'privatenumber']],
]) {
  const figures = { [`${language}.served.requests_per_second`]: await measure(command, parameters) };
  console.log(figures);
  writeFileSync(join(folder, `served-${language}.json`), `${JSON.stringify(figures, null, 2)}\n`);
}
