// What was handled, in a file that survives the process: for one process, on Node 20 too.
//
// It outlives a killed process; for a machine that loses its power, add fsyncSync(this.#file) to #append.

import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';

/** @typedef {{ value: string, until: number }} Entry */

export class Journal {
  #entries = /** @type {Map<string, Entry>} */ (new Map());
  #path;
  #now;
  #file = -1;
  #lines = 0;

  /**
   * @param {string} path
   * @param {() => number} [now] Unix seconds
   */
  constructor(path, now = () => Date.now() / 1000) {
    this.#path = path;
    this.#now = now;
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    lines.pop(); // what follows the last line break was cut off
    for (const line of lines) this.#apply(JSON.parse(line));
    this.#rewrite();
  }

  /** @param {string} key */
  get(key) {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.until > this.#now() ? entry.value : undefined;
  }

  /** @type {(key: string, value: string, seconds: number) => void} */
  set(key, value, seconds) {
    this.#append([key, value, this.#now() + seconds]);
  }

  /** @param {string} key */
  delete(key) {
    this.#append([key]);
  }

  /** @param {[key: string, value?: string, until?: number]} line */
  #append(line) {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
    this.#apply(line);
    this.#lines += 1;
    if (this.#lines > 1000 + 4 * this.#entries.size) this.#rewrite();
  }

  /** @param {[key: string, value?: string, until?: number]} line */
  #apply([key, value, until]) {
    if (value === undefined || until === undefined) this.#entries.delete(key);
    else this.#entries.set(key, { value, until });
  }

  /** Leaves out what is over. */
  #rewrite() {
    for (const [key, { until }] of this.#entries) if (until <= this.#now()) this.#entries.delete(key);
    const lines = Array.from(this.#entries, ([key, { value, until }]) => `${JSON.stringify([key, value, until])}\n`);
    writeFileSync(`${this.#path}.new`, lines.join(''));
    renameSync(`${this.#path}.new`, this.#path);
    const before = this.#file;
    this.#file = openSync(this.#path, 'a');
    if (before !== -1) closeSync(before);
    this.#lines = lines.length;
  }
}
