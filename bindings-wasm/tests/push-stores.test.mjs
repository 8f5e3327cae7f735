// What remembers which pushes were handled.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { MemoryStore, keyValueStore } from 'privatenumber/push';

import { Journal } from '../pushes/journal.mjs';
import { errorOf } from './support.mjs';

/** A clock that is moved by hand. */
class Clock {
  seconds = 1_700_000_000;
  now = () => this.seconds;
}

/** A key-value store as a server of its own is one: it answers later, and never two at the same moment. */
class Remote {
  entries = new Map();
  calls = [];
  constructor(clock) {
    this.clock = clock;
  }
  async get(key) {
    await new Promise(setImmediate);
    this.calls.push('get');
    const entry = this.entries.get(key);
    return entry !== undefined && entry.until > this.clock.seconds ? entry.value : null;
  }
  async set(key, value, seconds) {
    await new Promise(setImmediate);
    this.calls.push('set');
    this.entries.set(key, { value, until: this.clock.seconds + seconds });
    return 'OK';
  }
}

/** The same with an addition of its own, as Redis has it with NX: `OK`, or nothing. */
class RemoteWithAdd extends Remote {
  async add(key, value, seconds) {
    await new Promise(setImmediate);
    this.calls.push('add');
    const entry = this.entries.get(key);
    if (entry !== undefined && entry.until > this.clock.seconds) return null;
    this.entries.set(key, { value, until: this.clock.seconds + seconds });
    return 'OK';
  }
  async delete(key) {
    this.calls.push('delete');
    this.entries.delete(key);
  }
}

test('every store puts a value where there is none, and gives the one that is there, until its time is over', async () => {
  for (const make of [
    (clock) => new MemoryStore({ now: clock.now }),
    (clock) => keyValueStore(new Remote(clock)),
    (clock) => keyValueStore(new RemoteWithAdd(clock)),
  ]) {
    const clock = new Clock();
    const store = make(clock);
    assert.equal(await store.add('key', 'claimed', 60), undefined);
    assert.equal(await store.add('key', 'other', 60), 'claimed');
    assert.equal(await store.add('another', 'claimed', 60), undefined);
    clock.seconds += 59;
    assert.equal(await store.add('key', 'other', 60), 'claimed');
    clock.seconds += 1;
    assert.equal(await store.add('key', 'second', 60), undefined);
    await store.set('key', 'done', 3600);
    clock.seconds += 3599;
    assert.equal(await store.add('key', 'third', 60), 'done');
    await store.delete('key');
    assert.equal(await store.add('key', 'fourth', 60), undefined);
    await store.delete('never there');
  }
});

test('of many that add the same at once, one is told that it was the first', async () => {
  for (const make of [
    (clock) => new MemoryStore({ now: clock.now }),
    (clock) => keyValueStore(new Remote(clock)),
    (clock) => keyValueStore(new RemoteWithAdd(clock)),
  ]) {
    const store = make(new Clock());
    const found = await Promise.all(Array.from({ length: 100 }, (_, index) => store.add(`key-${index % 2}`, `value-${index}`, 60)));
    assert.deepEqual(found.slice(0, 2), [undefined, undefined]);
    assert.deepEqual(new Set(found.slice(2)), new Set(['value-0', 'value-1']));
  }
});

test('an addition that fails does not keep the next one out', async () => {
  let down = true;
  const entries = new Map();
  const store = keyValueStore({
    get: async (key) => {
      if (down) throw new Error('no connection');
      return entries.get(key);
    },
    set: async (key, value) => void entries.set(key, value),
  });
  const first = store.add('key', 'a', 60);
  const second = store.add('key', 'b', 60);
  await assert.rejects(first, /no connection/);
  await assert.rejects(second, /no connection/);
  down = false;
  assert.equal(await store.add('key', 'c', 60), undefined);
  assert.equal(await store.add('key', 'd', 60), 'c');
});

test("a store's own addition is used where it has one, and what it has no word for is written", async () => {
  const clock = new Clock();
  const [plain, adding] = [new Remote(clock), new RemoteWithAdd(clock)];
  for (const remote of [plain, adding]) {
    const store = keyValueStore(remote);
    await store.add('key', 'claimed', 60);
    await store.add('key', 'claimed', 60);
    await store.set('key', 'done', 60);
    await store.delete('key');
  }
  assert.deepEqual(plain.calls, ['get', 'set', 'get', 'set', 'set']);
  assert.deepEqual(adding.calls, ['add', 'add', 'get', 'set', 'delete']);
});

test('a value that comes to its end between two questions is no value', async () => {
  const entries = new Map([['key', 'claimed']]);
  const store = keyValueStore({
    add: (key, value) => {
      if (entries.has(key)) return false;
      entries.set(key, value);
      return true;
    },
    get: (key) => {
      entries.delete(key);
      return entries.get(key);
    },
    set: () => {},
  });
  assert.equal(await store.add('key', 'mine', 60), undefined);
  const never = keyValueStore({ add: () => false, get: () => undefined, set: () => {} });
  await assert.rejects(async () => never.add('key', 'mine', 60), /`get` finds none/);
});

test('what is no text in a store is told, and not taken for a mark', async () => {
  const store = keyValueStore({ get: () => Buffer.from('done'), set: () => {} });
  await assert.rejects(async () => store.add('key', 'claimed', 60), /a Uint8Array|an object|instead of a text/);
});

test('a store in memory holds so many and no more, and lets go of the oldest', () => {
  const store = new MemoryStore({ capacity: 3 });
  for (const key of ['a', 'b', 'c']) store.add(key, 'claimed', 60);
  store.set('a', 'done', 60);
  store.add('d', 'claimed', 60);
  assert.equal(store.size, 3);
  assert.equal(store.add('a', 'again', 60), 'done');
  assert.equal(store.add('c', 'again', 60), 'claimed');
  assert.equal(store.add('b', 'again', 60), undefined);
  for (let index = 0; index < 10_000; index += 1) store.add(`key-${index}`, 'claimed', 60);
  assert.equal(store.size, 3);
});

test('stores say what is wrong with how they are made', () => {
  for (const [run, code, field] of [
    [() => new MemoryStore({ capacity: 0 }), 'parameter.type', 'capacity'],
    [() => new MemoryStore({ capacity: 1.5 }), 'parameter.type', 'capacity'],
    [() => new MemoryStore({ now: 7 }), 'parameter.type', 'now'],
    [() => new MemoryStore({ size: 7 }), 'parameter.unknown', 'size'],
    [() => keyValueStore(), 'parameter.type', 'store'],
    [() => keyValueStore(new Map()), 'parameter.type', 'store'],
    [() => keyValueStore({ get: () => {} }), 'parameter.type', 'set'],
    [() => keyValueStore({ get: () => {}, set: () => {}, add: true }), 'parameter.type', 'add'],
    [() => keyValueStore({ get: () => {}, set: () => {}, del: () => {} }), 'parameter.unknown', 'del'],
  ]) {
    const error = errorOf(run);
    assert.deepEqual([error.name, error.code, error.field], ['InvalidArgument', code, field], `${run}: ${error}`);
  }
});

test('the journal of the examples outlives its process, whole lines alone, and forgets what is over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'privatenumber-'));
  try {
    const path = join(folder, 'handled.journal');
    const clock = new Clock();
    const store = keyValueStore(new Journal(path, clock.now));
    await store.add('short', 'claimed', 60);
    await store.add('given back', 'claimed', 60);
    await store.delete('given back');
    await store.set('long', 'done', 86_400);
    writeFileSync(path, '["cut off","do', { flag: 'a' });
    const next = keyValueStore(new Journal(path, clock.now));
    assert.equal(await next.add('long', 'claimed', 60), 'done');
    assert.equal(await next.add('short', 'claimed', 60), 'claimed');
    assert.equal(await next.add('given back', 'claimed', 60), undefined);
    assert.equal(await next.add('cut off', 'claimed', 60), undefined);
    clock.seconds += 3600;
    new Journal(path, clock.now);
    assert.deepEqual(readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)[0]), ['long']);
    const busy = new Journal(path, clock.now);
    for (let index = 0; index < 5000; index += 1) busy.set('again and again', String(index), 60);
    assert.ok(readFileSync(path, 'utf8').split('\n').length < 1100);
    assert.equal(new Journal(path, clock.now).get('again and again'), '4999');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
