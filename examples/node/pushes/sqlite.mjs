// @ts-nocheck: the types of Node 20 do not know node:sqlite
// Node 22.13 and newer: records and the marks that they were handled in one database, written in one transaction. So each
// record is there once, even if the process is killed in between; several processes may share the file.

import { createServer } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { Receiver } from 'privatenumber/push';

const DAY = 24 * 60 * 60;

class SqliteStore {
  #add;
  #set;
  #get;
  #delete;
  #forget;

  constructor(database) {
    database.exec('CREATE TABLE IF NOT EXISTS mark (key TEXT PRIMARY KEY, value TEXT NOT NULL, until REAL NOT NULL) WITHOUT ROWID');
    // Takes the place of a mark whose time is over, and of no other.
    this.#add = database.prepare(
      `INSERT INTO mark VALUES (?1, ?2, ?3 + unixepoch('subsec'))
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until WHERE until <= unixepoch('subsec')`,
    );
    this.#set = database.prepare(`INSERT OR REPLACE INTO mark VALUES (?1, ?2, ?3 + unixepoch('subsec'))`);
    this.#get = database.prepare('SELECT value FROM mark WHERE key = ?');
    this.#delete = database.prepare('DELETE FROM mark WHERE key = ?');
    this.#forget = database.prepare(`DELETE FROM mark WHERE until <= unixepoch('subsec')`);
  }

  add(key, value, seconds) {
    if (this.#add.run(key, value, seconds).changes > 0) return undefined;
    return this.#get.get(key)?.value ?? value; // given back in between: it is not ours yet
  }

  set(key, value, seconds) {
    this.#set.run(key, value, seconds);
  }

  delete(key) {
    this.#delete.run(key);
  }

  forget() {
    this.#forget.run();
  }
}

const database = new DatabaseSync(join(process.env.PUSH_FOLDER ?? '.', 'pushes.sqlite'));
database.exec('PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 5000');
database.exec('CREATE TABLE IF NOT EXISTS record (key TEXT PRIMARY KEY, record TEXT NOT NULL)');
const insert = database.prepare('INSERT OR IGNORE INTO record VALUES (?, ?)');
const store = new SqliteStore(database);
setInterval(() => store.forget(), 60_000).unref();

const receiver = Receiver.fromEnvironment({ store, nonces: store, onError: (error) => console.error(error) });

receiver.on('fee', (record) => {
  database.exec('BEGIN IMMEDIATE');
  try {
    insert.run(record.key, JSON.stringify(record.toObject()));
    store.set(record.key, 'done', DAY);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
});
receiver.ignore('callEvent');

const server = createServer(receiver.node);
server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/pushes`);
});
