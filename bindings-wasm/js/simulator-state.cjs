// @ts-check
'use strict';

const { setupError, snapshots } = require('./simulator-platform.cjs');

// A file that has what a served platform holds, so that it goes on after its process ended, in whatever way.

/** The file of a platform. Everything is written anew each time, into a file beside it that then takes its place. */
class StateFile {
  #file;
  #snapshot;
  /** The writing under way, if there is one. */
  #writing = /** @type {Promise<void>} */ (Promise.resolve());
  /** The one after it, which has not looked at the platform yet. @type {Promise<void> | undefined} */
  #next;
  /** What was said last. @type {unknown} */
  #told;

  /**
   * @param {object} platform
   * @param {string} file
   */
  constructor(platform, file) {
    this.#file = require('node:path').resolve(file);
    this.#snapshot = /** @type {{ take(): string, restore(text: string): void }} */ (snapshots.get(platform));
  }

  /** Lets the platform go on from the file, if it is there. */
  restore() {
    const { readFileSync, realpathSync } = require('node:fs');
    let text;
    try {
      // A link stays one.
      this.#file = realpathSync(this.#file);
      text = readFileSync(this.#file, 'utf8').replace(/^\uFEFF/, '');
    } catch (error) {
      if (/** @type {any} */ (error).code === 'ENOENT') return;
      throw unusable(['read', '读取'], error);
    }
    this.#snapshot.restore(text);
  }

  /**
   * Waits until what the platform holds now is in the file. Who asks while it is being written waits for the next writing, and
   * shares it with all others who do.
   */
  write() {
    this.#next ??= this.#writing.catch(() => {}).then(() => {
      this.#next = undefined;
      this.#writing = this.#replace(this.#snapshot.take());
      return this.#writing;
    });
    return this.#next;
  }

  /** The same; gives whether it is, and says on the standard error why it is not. */
  async keep() {
    try {
      await this.write();
      return true;
    } catch (error) {
      const { message, hint } = /** @type {any} */ (error);
      // Many may have waited for one writing.
      if (this.#told !== error) console.error(`privatenumber: ${message} (${hint})`);
      this.#told = error;
      return false;
    }
  }
  /** @param {string} text */
  async #replace(text) {
    const { promises } = require('node:fs');
    const beside = `${this.#file}.tmp`;
    try {
      await writeThrough(beside, 'w', text);
      await promises.rename(beside, this.#file);
      // The name has to last as well. Windows does not open folders.
      if (process.platform !== 'win32') await writeThrough(require('node:path').dirname(this.#file), 'r');
    } catch (error) {
      await promises.rm(beside, { force: true }).catch(() => {});
      throw unusable(['written', '写入'], error);
    }
  }
}

/**
 * Has a file on the disk, and not only on its way there.
 * @param {string} path
 * @param {string} flags
 * @param {string} [text]
 */
async function writeThrough(path, flags, text) {
  // There are telephone numbers in it.
  const file = await require('node:fs').promises.open(path, flags, 0o600);
  try {
    if (text !== undefined) await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * @param {readonly [string, string]} done
 * @param {unknown} error of Node, which says the rest of the call, and in it the file, but not always
 */
function unusable([done, doneZh], error) {
  const [why] = /** @type {Error} */ (error).message.split(', ');
  return setupError(
    'state',
    `the file of the state cannot be ${done}: ${why}`,
    'name a file in a folder that this program may write to',
    `状态文件无法${doneZh}：${why}`,
    '请指定本程序有权写入的目录中的文件',
  );
}

module.exports = { StateFile };
