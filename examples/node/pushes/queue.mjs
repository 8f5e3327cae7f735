// Work that waits in a folder, a file for each piece: it survives the process, and any number of processes may put work in.

import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export class Queue {
  #folder;

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /**
   * Put twice under a name, a piece waits once.
   *
   * @param {object} piece
   * @param {string} [name]
   */
  put(piece, name = randomUUID()) {
    const draft = join(this.#folder, `${randomUUID()}.draft`);
    writeFileSync(draft, JSON.stringify(piece));
    renameSync(draft, join(this.#folder, `${createHash('sha256').update(name).digest('hex')}.json`));
  }

  /**
   * Does what waits. A piece whose work fails goes on waiting.
   *
   * @param {(piece: any) => unknown} run
   */
  async work(run) {
    for (const entry of readdirSync(this.#folder)) {
      if (!entry.endsWith('.json')) continue;
      const file = join(this.#folder, entry);
      await run(JSON.parse(readFileSync(file, 'utf8')));
      rmSync(file);
    }
  }
}
