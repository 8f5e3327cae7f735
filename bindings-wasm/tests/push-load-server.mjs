// A receiver as a process of its own, with all that it must not forget in a folder. It fails as the sender asks it to, and
// lives in the time that the sender says.

import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

import { Receiver, keyValueStore } from 'privatenumber/push';

import { Journal } from '../pushes/journal.mjs';
import { APPLICATION } from './push-sender.mjs';

const [, , folder] = process.argv;
let now = 0;
const journal = (name) => keyValueStore(new Journal(join(folder, name), () => now));

/** What was handled: a line for each, and never a second one under a name. */
const path = join(folder, 'handled');
const handled = new Set(existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []);
const [file, runs] = [openSync(path, 'a'), openSync(join(folder, 'runs'), 'a')];

/** What is to go wrong with the request that is being handled. */
const fault = new AsyncLocalStorage();
const turn = () => new Promise(setImmediate);

async function handle({ icid, sessionId, eventType }) {
  const name = icid ?? `${eventType} ${sessionId}`;
  await turn();
  // Of a batch the first is handled all the same.
  if (fault.getStore() === 'failing' && !name.endsWith('-0')) throw new Error('the database is down');
  if (!handled.has(name)) writeSync(file, `${name}\n`);
  handled.add(name);
  writeSync(runs, `${name}\n`);
  await turn();
  if (fault.getStore() !== 'stuck') return;
  process.send({ stuck: name });
  await new Promise(() => {});
}

const receiver = new Receiver({ applications: APPLICATION, store: journal('store'), nonces: journal('nonces'), onError: () => {} });
receiver.on('fee', handle).on('callEvent', handle);

const server = createServer(async (request, response) => {
  const { 'x-fault': wanted, 'x-now': at } = request.headers;
  now = Math.max(now, Number(at));
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  // Whoever sees this gives up, as a platform whose time is over.
  const hang = () => response.writeProcessing();
  const drop = () => request.socket.destroy();
  if (wanted === 'hanging before') return hang();
  if (wanted === 'dropping before') return drop();
  const push = { headers: request.headers, body: Buffer.concat(chunks), now };
  const { status, headers, body } = await fault.run(wanted, () => receiver.receive(push));
  if (wanted === 'hanging after') return hang();
  if (wanted === 'dropping after') return drop();
  response.writeHead(status, headers).end(body);
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
