// What a program does with pushes, whichever server brings them; each server has a file of its own beside this one.
//
// PRIVATENUMBER_APP_KEY and PRIVATENUMBER_APP_SECRET are those of the application; PUSH_FOLDER is where this program keeps
// what it must not forget.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { mask } from 'privatenumber';
import { Receiver, close, connect, discard, keyValueStore, route } from 'privatenumber/push';

import { Journal } from './journal.mjs';
import { Queue } from './queue.mjs';

const folder = process.env.PUSH_FOLDER ?? 'push-data';
mkdirSync(folder, { recursive: true });

/** Records of calls, for `worker.mjs`. */
export const records = new Queue(join(folder, 'records'));

/** In mode X nothing is bound: who is reached through an X is this program's to know. */
const behind = new Map([['+8617000000001', '+8613800000001']]);

/** Which events were handled, and with which body each signature came. */
const store = keyValueStore(new Journal(join(folder, 'handled.journal')));

export const receiver = Receiver.fromEnvironment({
  store,
  nonces: store,
  onError: (error) => console.error(error),
});

// The platform waits for the answer: what takes time is put where it is safe, and done by somebody else.
receiver.on('fee', (record) => records.put(record.toObject(), record.key));

receiver.on('callEvent', (event) => console.log(`${event}`)); // printed, numbers are masked
receiver.on('smsNotify', (sms) => console.log(`${sms}`));
receiver.on('numStatus', ({ number, meaning }) => console.log(`X ${mask(number ?? '')}: ${meaning?.english}`));

receiver.on('callinBlock', ({ called }) => {
  const callee = behind.get(called ?? '');
  return callee === undefined ? close() : connect({ calleeNum: callee, maxDuration: 60 });
});
receiver.on('smsBlock', (sms) => {
  const receiving = behind.get(sms.virtualNumber ?? '');
  return receiving === undefined ? discard() : route(sms, { called: receiving });
});
