// @ts-check
'use strict';

const { PrivateNumberError, classes, kindOf } = require('./errors.cjs');
const { FORMS, INSPECT, hide, mask } = require('./print.cjs');
const { kinds, pushError, terms } = require('./push-reading.cjs');
const { Reply } = require('./push-reply.cjs');

// What becomes of one request: read, known to be new, handed over piece by piece, answered.

/** @typedef {(data: any, delivery: any) => unknown} Handler */

/** Stands in for a function where there is nothing to do. */
const IGNORED = () => {};

/** What the store says of an event: that it is being handled, that it was. */
const CLAIMED = 'claimed';
const DONE = 'done';

/**
 * What a push is received with.
 * @typedef {object} Desk
 * @property {InstanceType<typeof import('./push-reading.cjs').PushReader>} reader
 * @property {string} check
 * @property {import('./push-stores.cjs').Store} store
 * @property {import('./push-stores.cjs').Store} nonces
 * @property {string} replyForm
 * @property {(kind: string) => Handler | undefined} handlerOf
 * @property {(error: Error, data?: any) => unknown} onError
 */

const PLAIN = Object.freeze({ 'Content-Type': 'text/plain;charset=UTF-8' });
const JSON_ = Object.freeze({ 'Content-Type': 'application/json;charset=UTF-8' });
const NOTHING = Object.freeze({});

/** What is sent back. Printed it shows no body: an answer to a Block push holds telephone numbers. */
class PushAnswer {
  /**
   * @param {number} status
   * @param {Readonly<Record<string, string>>} headers
   * @param {string} body
   * @param {Error | undefined} error
   */
  constructor(status, headers, body, error) {
    this.status = status;
    this.headers = { ...headers };
    this.body = body;
    // What there is not is no property either.
    if (error !== undefined) this.error = error;
  }

  toString() {
    const what = this.error === undefined ? `${this.body.length} characters` : String(/** @type {any} */ (this.error).code);
    return `PushAnswer(${this.status}, ${what})`;
  }
}
hide(PushAnswer.prototype, 'toJSON', PushAnswer.prototype.toString);
hide(PushAnswer.prototype, INSPECT, PushAnswer.prototype.toString);

/** Of several errors in one push the status is the first of these that one of them has: what a resend may mend comes first. */
const STATUSES = Object.freeze([500, 503, 501]);

/** @param {any} error */
function refusal(error) {
  return new PushAnswer(error.httpStatus ?? 500, PLAIN, error instanceof PrivateNumberError ? error.code : 'internal', error);
}

/**
 * Tells of an error. What the function for it throws would change nothing about the push, so nothing is made of it.
 * @param {Desk} desk
 * @param {Error} error
 * @param {unknown} [data]
 */
async function tell({ onError }, error, data) {
  try {
    await (data === undefined ? onError(error) : onError(error, data));
  } catch {
    // As said.
  }
}

/**
 * What is done with errors unless a receiver is told otherwise: what went wrong in this program is printed, masked, because
 * nobody else would hear of it. That somebody sends what is no push is no news on an open address.
 * @param {any} error
 * @param {any} [data]
 */
function printFailure(error, data) {
  if (!(error instanceof classes.PushNotHandled) || error.code === 'push.busy') return;
  const key = data?.key === undefined ? '' : ` of ${FORMS.id(data.key)}`;
  const { cause } = error;
  // Where this package found out about it helps nobody; where the cause was thrown does.
  const why = cause === undefined ? '' : `\n${mask(cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause))}`;
  console.error(`privatenumber: a push${key} was answered with ${error.httpStatus}: ${error}${why}`);
}

/**
 * Answers with an error that is not about one push alone.
 * @param {Desk} desk
 * @param {Error} error
 */
async function refuse(desk, error) {
  await tell(desk, error);
  return refusal(error);
}

/**
 * @param {Desk} desk
 * @param {readonly (readonly [string, string])[]} headers
 * @param {string | Uint8Array} body
 * @param {number} seconds
 */
async function receivePush(desk, headers, body, seconds) {
  let reading;
  try {
    reading = desk.reader.read(headers, body, seconds);
  } catch (error) {
    if (!(error instanceof PrivateNumberError) || error instanceof classes.InvalidArgument) throw error;
    return refuse(desk, error);
  }
  const { nonce, pushes } = reading;
  let { delivery } = reading;
  if (nonce !== undefined) {
    const problem = await replay(desk, nonce);
    if (problem !== undefined) {
      if (problem.code !== 'push.replayed' || desk.check === 'require') return refuse(desk, problem);
      delivery = delivery.withProblem(problem.code);
    }
  }
  if (delivery.problem !== undefined) await tell(desk, delivery.problem);
  const errors = /** @type {InstanceType<typeof PrivateNumberError>[]} */ ([]);
  let reply = '';
  for (const push of pushes) {
    const handled = await handle(desk, push, delivery);
    if (typeof handled === 'string') reply = handled;
    if (typeof handled !== 'object') continue;
    errors.push(handled);
    await tell(desk, handled, push.data);
    // It would fail for the rest too, perhaps after a long time each.
    if (handled.code === 'push.store') break;
  }
  if (errors.length > 0) {
    const status = STATUSES.find((each) => errors.some(({ httpStatus }) => httpStatus === each));
    return refusal(errors.find(({ httpStatus }) => httpStatus === status) ?? errors[0]);
  }
  return reply === '' ? new PushAnswer(200, NOTHING, '', undefined) : new PushAnswer(200, JSON_, reply, undefined);
}

/**
 * Nothing if the nonce is new, or came with the same body, as a resend may. The digest does not cover the body: whoever
 * saw a header could send it with a body of his own.
 * @param {Desk} desk
 * @param {{ key: string, fingerprint: string, seconds: number }} nonce
 */
async function replay({ nonces }, { key, fingerprint, seconds }) {
  try {
    const known = await added(nonces, key, fingerprint, seconds);
    return known === undefined || known === fingerprint ? undefined : pushError('push.replayed');
  } catch (thrown) {
    return pushError('push.store', '', thrown);
  }
}

/**
 * What a store has already where something was to be added.
 * @param {import('./push-stores.cjs').Store} store
 * @param {string} key
 * @param {string} value
 * @param {number} seconds
 * @returns {Promise<string | undefined>}
 */
async function added(store, key, value, seconds) {
  const found = (await store.add(key, value, seconds)) ?? undefined;
  if (found === undefined || typeof found === 'string') return found;
  // Many a cache has an `add` that says whether it did: taken for a value, that would keep every event out.
  throw new TypeError(`\`add\` of the store gave ${kindOf(found)[0]} instead of a text or nothing`);
}

/**
 * Whether the platform waits for what becomes of it.
 * @param {string} kind
 */
const isBlock = (kind) => /** @type {Record<string, import('./push-reading.cjs').Kind>} */ (kinds)[kind]?.block === true;

/**
 * One piece of a push: the text to answer with, if it must be answered; an error, if it went wrong.
 * @param {Desk} desk
 * @param {{ kind: string, key: string | undefined, data: any }} push
 * @param {any} delivery
 * @returns {Promise<string | InstanceType<typeof PrivateNumberError> | undefined>}
 */
async function handle(desk, { kind, key, data }, delivery) {
  const run = desk.handlerOf(kind);
  if (run === IGNORED) return undefined;
  if (run === undefined) return pushError('push.unhandled', kind);
  if (isBlock(kind)) return decision(desk, run, kind, data, delivery);
  return key === undefined ? work(run, kind, data, delivery) : once(desk, run, kind, key, data, delivery);
}

/**
 * What the function decides about a call or an SMS that waits for it. It is asked every time: a decision is no work that
 * could be done twice.
 * @param {Desk} desk
 * @param {Handler} run
 * @param {string} kind
 * @param {any} data
 * @param {any} delivery
 */
async function decision({ replyForm }, run, kind, data, delivery) {
  let reply;
  try {
    reply = await run(data, delivery);
  } catch (thrown) {
    return pushError('push.failed', kind, thrown);
  }
  if (!(reply instanceof Reply)) return pushError('push.reply', kind, undefined, kindOf(reply)[0]);
  try {
    reply.fits(kind, data);
    return reply.body(replyForm);
  } catch (error) {
    if (error instanceof PrivateNumberError) return error;
    throw error;
  }
}

/**
 * @param {Desk} desk
 * @param {Handler} run
 * @param {string} kind
 * @param {string} key
 * @param {any} data
 * @param {any} delivery
 */
async function once({ store }, run, kind, key, data, delivery) {
  const claimedUntil = performance.now() + terms.claimSeconds * 1000;
  try {
    const found = await added(store, key, CLAIMED, terms.claimSeconds);
    if (found !== undefined) return found === DONE ? undefined : pushError('push.busy', kind);
  } catch (thrown) {
    return pushError('push.store', kind, thrown);
  }
  const failed = await work(run, kind, data, delivery);
  // A claim that is over may be somebody else's by now, or the event done.
  if (failed !== undefined && performance.now() >= claimedUntil) return failed;
  try {
    await (failed === undefined ? store.set(key, DONE, terms.doneSeconds) : store.delete(key));
  } catch (thrown) {
    // Of a claim that could not be given back nothing need be said: it comes to its end by itself.
    return failed ?? pushError('push.store', kind, thrown);
  }
  return failed;
}

/**
 * @param {Handler} run
 * @param {string} kind
 * @param {any} data
 * @param {any} delivery
 */
async function work(run, kind, data, delivery) {
  try {
    await run(data, delivery);
    return undefined;
  } catch (thrown) {
    return pushError('push.failed', kind, thrown);
  }
}

module.exports = { IGNORED, PushAnswer, isBlock, printFailure, receivePush, refuse };
