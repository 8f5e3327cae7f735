// @ts-check
'use strict';

const { checkOptions, classes, kindOf, wrongArgument } = require('./errors.cjs');
const { INSPECT, hide } = require('./print.cjs');
const { kinds } = require('./push-reading.cjs');
const { Receiver } = require('./push-receiver.cjs');
const { close, discard } = require('./push-reply.cjs');
const { PUSH_URL, takerOf } = require('./simulator-deliveries.cjs');
const { Platform } = require('./simulator-platform.cjs');
const { serve } = require('./simulator-server.cjs');
const { modes } = require('./surface.generated.cjs');

// For tests: a platform, clients, and what was pushed. It knows no test runner; whoever can clean up after a test is asked to.

const OPTIONS = Object.freeze(['setup', 'onPush', 'callinBlock', 'smsBlock']);

/** What was pushed, as a receiver understood it, in the order in which it came. */
class Pushes {
  all = /** @type {{ kind: string, data: any, delivery: any }[]} */ ([]);

  /** @param {string} kind */
  of(kind) {
    const known = /** @type {Record<string, import('./push-reading.cjs').Kind>} */ (kinds);
    if (kind !== 'callEvent' && known[kind] === undefined) {
      const names = ['callEvent', ...Object.keys(known)].join(', ');
      throw wrongArgument('kind', 'a kind of push', '推送类型', `the kinds are ${names}`, `可用类型为${names}`);
    }
    const isOfKind = (/** @type {string} */ each) => (kind === 'callEvent' ? known[each].callEvent : each === kind);
    return this.all.filter((each) => isOfKind(each.kind)).map(({ data }) => data);
  }

  clear() {
    this.all.length = 0;
  }

  toString() {
    return `Pushes(${this.all.map(({ kind }) => kind).join(', ')})`;
  }
}

/** A platform for one test, and what goes with it. */
class TestPlatform {
  #servers = /** @type {{ close(): Promise<void> }[]} */ ([]);

  /** @param {any} options */
  constructor({ setup, onPush, callinBlock = () => close(), smsBlock = () => discard() }) {
    this.pushes = new Pushes();
    const tester = takerOf(onPush);
    let recorder = /** @type {ReturnType<typeof recorderOf> | undefined} */ (undefined);
    this.platform = new Platform(setup, {
      onPush: async (/** @type {any} */ request) => {
        const answer = await recorder?.(request);
        return tester === undefined ? answer : tester(request);
      },
    });
    recorder = recorderOf(this.platform.credentials(), this.pushes, { callinBlock, smsBlock });
    const { platform } = this;
    const clients = [...modes, 'x'].map((mode) => [mode, { enumerable: true, get: () => platform.client({ mode }) }]);
    this.clients = Object.freeze(Object.defineProperties({}, Object.fromEntries(clients)));
  }

  /** @param {any} [options] */
  async serve(options) {
    const served = await serve(this.platform, options);
    this.#servers.push(served);
    return served;
  }

  async close() {
    await Promise.all(this.#servers.splice(0).map((served) => served.close()));
  }

  toString() {
    return `TestPlatform(${this.platform})`;
  }
}

for (const Class of [Pushes, TestPlatform]) {
  hide(Class.prototype, 'toJSON', Class.prototype.toString);
  hide(Class.prototype, INSPECT, Class.prototype.toString);
}
hide(TestPlatform.prototype, Symbol.asyncDispose, TestPlatform.prototype.close);

/**
 * What receives everything and writes it down.
 * @param {{ appKey: string, appSecret: string }[]} credentials
 * @param {Pushes} pushes
 * @param {Record<string, (data: any, delivery: any) => any>} deciding functions for what waits for an answer
 */
function recorderOf(credentials, pushes, deciding) {
  const applications = credentials.map(({ appKey, appSecret }) => ({ appKey, appSecret }));
  let failure = /** @type {any} */ (undefined);
  const receiver = new Receiver({
    applications,
    // An application may be set up to push without a signature; the delivery says whether it is genuine.
    check: applications.length === 0 ? 'off' : 'report',
    url: PUSH_URL,
    onError: (/** @type {any} */ error) => {
      if (!(error instanceof classes.PushNotGenuine)) failure ??= error.cause ?? error;
    },
  });
  for (const [kind, { block }] of Object.entries(kinds)) {
    receiver.on(kind, (data, delivery) => {
      pushes.all.push({ kind, data, delivery });
      return block ? deciding[kind](data, delivery) : undefined;
    });
  }
  return async (/** @type {{ headers: any, body: string }} */ { headers, body }) => {
    const answer = await receiver.receive({ headers, body });
    const thrown = failure;
    failure = undefined;
    // What fails in a test is to fail the test, and is no answer of an application's.
    if (thrown !== undefined) throw thrown;
    return answer;
  };
}

/**
 * How whoever runs a test is asked to clean up after it: `node:test` by `after`, vitest by `onTestFinished`.
 * @param {any} context
 * @returns {((run: () => unknown) => void) | undefined}
 */
function cleanerOf(context) {
  const name = ['after', 'onTestFinished'].find((each) => typeof context?.[each] === 'function');
  return name === undefined ? undefined : (run) => context[name](run);
}

/**
 * @param {any} [context] what the runner gives a test
 * @param {any} [options]
 */
function testPlatform(context, options) {
  const after = cleanerOf(context);
  if (after === undefined && options !== undefined && context !== undefined) {
    throw wrongArgument(
      't',
      'what the test runner gives a test',
      '测试框架传给测试的上下文',
      "write `test('...', async (t) => { testPlatform(t, { setup }) })`, or leave it out and call close()",
      "请使用`test('...', async (t) => { testPlatform(t, { setup }) })`，或不传并自行调用close()",
      kindOf(context),
    );
  }
  const given = options ?? (after === undefined ? context : undefined) ?? {};
  checkOptions('testPlatform', given, OPTIONS, 'testPlatform(t, { setup })');
  for (const name of ['callinBlock', 'smsBlock']) {
    if (given[name] === undefined || typeof given[name] === 'function') continue;
    throw wrongArgument(name, 'a function', '函数', `write \`${name}: (data) => ...\``, `请使用\`${name}: (data) => ...\``, kindOf(given[name]));
  }
  const made = new TestPlatform(given);
  after?.(() => made.close());
  return made;
}

module.exports = { testPlatform };
