// Ten thousand pushes at a receiver that fails three times in ten and is killed twice, sent again as the platform does: every
// event is handled, and none twice.

import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { callEvent, fee, signed } from './push-sender.mjs';

const PUSHES = 10_000;
const AT_ONCE = 32;
/** The pushes at which the receiver is killed, in the first round. */
const KILLED_AT = new Set([3000, 6500]);
/** When each round begins, in minutes. */
const ROUNDS = [0, 1, 4, 9, 106, 203, 300].reduce((begun, after) => [...begun, (begun.at(-1) ?? 0) + after], []);
const START = 1_700_000_000;
const FAULTS = ['failing', 'hanging before', 'hanging after', 'dropping before', 'dropping after'];

/** The same numbers every time (mulberry32). */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Events and batches of records, each with the names of what is in it, and with what goes wrong in each round. */
function madePushes(random) {
  const fault = () => (random() < 0.3 ? FAULTS[Math.floor(random() * FAULTS.length)] : 'none');
  const kinds = ['callin', 'callout', 'alerting', 'answer', 'disconnect'];
  return Array.from({ length: PUSHES }, (_, index) => {
    // Of so many, two would fail in every round: no receiver could help them, so in the last nothing goes wrong.
    const faults = ROUNDS.map((_each, round) => (round === ROUNDS.length - 1 ? 'none' : fault()));
    if (KILLED_AT.has(index)) faults[0] = 'stuck';
    if (random() < 0.6) {
      const kind = kinds[Math.floor(random() * kinds.length)];
      return { index, faults, names: [`${kind} session-${index}`], body: callEvent(kind, `session-${index}`) };
    }
    const length = random() < 0.02 ? 50 : 1 + Math.floor(random() * 4);
    const names = Array.from({ length }, (_each, at) => `record-${index}-${at}`);
    return { index, faults, names, body: fee(...names) };
  });
}

/** A receiver that can be killed, and then is another one. */
class Server {
  #folder;
  #process;
  /** The port, once it listens. */
  port;
  onStuck = () => {};
  killed = 0;

  constructor(folder) {
    this.#folder = folder;
    this.#start();
  }

  #start() {
    const program = fileURLToPath(new URL('push-load-server.mjs', import.meta.url));
    this.#process = fork(program, [this.#folder]);
    const started = this.#process;
    this.port = new Promise((resolve, reject) => {
      started.on('message', ({ port, stuck }) => (stuck === undefined ? resolve(port) : this.onStuck(stuck)));
      started.on('exit', () => reject(new Error('the receiver ended before it listened')));
    });
  }

  /** Nothing is sent from here on until the next one listens. */
  restart() {
    const { promise, resolve, reject } = withResolvers();
    this.port = promise;
    this.end().then(() => {
      this.#start();
      this.port.then(resolve, reject);
    }, reject);
  }

  async end() {
    const over = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    assert.deepEqual(await over, [null, 'SIGKILL']);
    this.killed += 1;
  }
}

function withResolvers() {
  let functions;
  const promise = new Promise((resolve, reject) => (functions = { resolve, reject }));
  return { promise, ...functions };
}

/** Whether a push was taken. */
function taken(agent, port, { headers, body }) {
  return new Promise((resolve) => {
    const outgoing = request({ host: '127.0.0.1', port, method: 'POST', path: '/pushes', agent, headers: { ...headers, 'Content-Length': Buffer.byteLength(body) } });
    // Time is over when the receiver says that it will not answer: nobody waits for a clock.
    outgoing.on('information', () => outgoing.destroy());
    outgoing.on('error', () => resolve(false));
    outgoing.on('response', (response) => {
      response.resume();
      response.on('error', () => resolve(false));
      response.on('end', () => resolve(response.statusCode === 200));
    });
    outgoing.end(body);
  });
}

test('every event of ten thousand pushes is handled, and none twice', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'privatenumber-'));
  const lines = (name) => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1);
  const server = new Server(folder);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  try {
    const pushes = madePushes(randomNumbers(4));
    const [underWay, interrupted, stuck] = [new Set(), new Set(), []];
    server.onStuck = (name) => {
      stuck.push(name);
      for (const push of underWay) interrupted.add(push);
      server.restart();
    };
    let [waiting, sent, faults] = [pushes, 0, 0];
    for (const [round, minutes] of ROUNDS.entries()) {
      const now = START + minutes * 60;
      const failed = [];
      const turns = waiting.values();
      const sender = async () => {
        for (const push of turns) {
          const fault = push.faults[round];
          // Whether the platform signs a resend anew is not known.
          push.signed = push.signed !== undefined && push.index % 3 === 0 ? push.signed : signed({ at: now });
          const port = await server.port;
          underWay.add(push);
          const isTaken = await taken(agent, port, { headers: { ...push.signed, 'X-Fault': fault, 'X-Now': now }, body: push.body });
          underWay.delete(push);
          sent += 1;
          if (fault !== 'none') faults += 1;
          if (!isTaken) failed.push(push);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, sender));
      if (round === 0) assert.ok(failed.length > 0.2 * PUSHES);
      waiting = failed;
    }
    await server.end();
    assert.equal(server.killed, 3);
    assert.deepEqual(waiting.map(({ names }) => names), []);
    assert.ok(faults > 0.25 * sent, `${faults} of ${sent}`);

    const names = pushes.flatMap((push) => push.names);
    assert.deepEqual(lines('handled').sort(), names.toSorted());

    // A function ran again at most for what was under way when its process was killed.
    const again = new Map();
    for (const name of lines('runs')) again.set(name, (again.get(name) ?? 0) + 1);
    const twice = [...again].filter(([, times]) => times > 1).map(([name]) => name);
    const excused = new Set([...interrupted].flatMap((push) => push.names));
    assert.deepEqual(twice.filter((name) => !excused.has(name)), []);
    // And the two whose process was killed between the work and its mark did.
    assert.equal(stuck.length, KILLED_AT.size);
    for (const name of stuck) assert.equal(again.get(name), 2, name);
    assert.ok(interrupted.size <= KILLED_AT.size * AT_ONCE);
  } finally {
    agent.destroy();
    rmSync(folder, { recursive: true });
  }
});
