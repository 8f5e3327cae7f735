// Every shared vector, against the installed package.

import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';

import {
  Account,
  PrivateNumberError,
  explain,
  mask,
  parseAreaCode,
  parseCalleeNumber,
  parseNumber,
  parseXNumber,
  signing,
  userData,
} from 'privatenumber';

import { accountOf, bodyOf, errorOf, inside, operationOf, plainAnswer, vectorFiles } from './support.mjs';

const { PushReader, classes, kinds: pushKinds, pushError, terms } = inside('push-reading.cjs');
const replies = inside('push-reply.cjs');

let ran = 0;

/** Everything that the vector says of the error, and nothing that it does not. */
function assertError(error, expected) {
  assert.ok(error instanceof PrivateNumberError, `no error of this package: ${error?.stack}`);
  const { class: name, ...rest } = expected;
  if (name !== undefined) {
    assert.equal(error.constructor.name, name);
    assert.equal(error.name, name);
  }
  for (const [property, value] of Object.entries(rest)) assert.equal(error[property], value, property);
  if (expected.message === undefined) return;
  for (const property of ['field', 'file', 'reason', 'httpStatus', 'resultCode', 'resultDesc']) {
    if (!(property in expected)) assert.equal(error[property], undefined, property);
  }
}

const readers = { number: parseNumber, x: parseXNumber, callee: parseCalleeNumber, areaCode: parseAreaCode };

const kinds = {
  signing({ scheme = 'aksk', appKey, appSecret, nonce, created }, expect) {
    const at = { scheme, created, nonce };
    if (expect.error !== undefined) {
      assertError(errorOf(() => signing.headers(appKey, appSecret, at)), expect.error);
      // No account signs as Huawei Cloud SMS does.
      if (scheme !== 'wsse_hex') assertError(errorOf(() => new Account({ appKey, appSecret, scheme }).sign({ nonce, created })), expect.error);
      return;
    }
    const [name, value] = expect.xAksk === undefined ? ['X-WSSE', expect.xWsse] : ['X-AKSK', expect.xAksk];
    const message = signing.message(nonce, created);
    const digest = signing.digest(appSecret, nonce, created, scheme);
    assert.equal(message, expect.message);
    assert.equal(message.slice(nonce.length), expect.created);
    assert.equal(Buffer.from(digest).toString('hex'), expect.digest);
    assert.equal(signing.passwordDigest(digest, scheme), expect.passwordDigest);
    assert.equal(signing.xAksk(appKey, expect.passwordDigest, nonce, created), value);
    assert.equal(signing.xAksk(appKey, expect.passwordDigest, nonce, new Date(created * 1000)), value);
    const signed = { Authorization: expect.authorization, [name]: value };
    assert.deepEqual(signing.headers(appKey, appSecret, at), signed);
    assert.deepEqual(signing.headers(appKey, appSecret, { ...at, created: new Date(created * 1000) }), signed);
    if (scheme !== 'wsse_hex') assert.equal(new Account({ appKey, appSecret, scheme }).sign({ nonce, created }), value);
    const independent =
      scheme === 'aksk'
        ? createHmac('sha256', appSecret).update(nonce + expect.created)
        : createHash('sha256').update(nonce + expect.created + appSecret);
    assert.equal(independent.digest('hex'), expect.digest);
    if (scheme !== 'aksk') return;
    assert.equal(signing.authorization, expect.authorization);
    assert.deepEqual(signing.headers(appKey, appSecret, { nonce, created }), signed);
    assert.deepEqual(signing.digest(appSecret, nonce, created), digest);
    assert.equal(signing.passwordDigest(digest), expect.passwordDigest);
  },

  numbers({ text, as }, expect) {
    if (expect.error !== undefined) return assertError(errorOf(() => readers[as](text)), expect.error);
    assert.equal(readers[as](text), expect.value);
    if (expect.masked !== undefined) assert.equal(mask(expect.value), expect.masked);
  },

  masks({ text }, expect) {
    assert.equal(mask(text), expect.masked);
  },

  requests(given, expect) {
    const make = () =>
      operationOf(given.operation).request(accountOf(given), given.parameters, {
        created: given.created,
        nonce: given.nonce,
      });
    if (expect.error !== undefined) return assertError(errorOf(make), expect.error);
    const request = make();
    assert.equal(request.method, expect.method);
    assert.equal(request.url, expect.url);
    assert.deepEqual(request.headers, expect.headers);
    assert.deepEqual(request.advice.map((advice) => ({ ...advice })), expect.advice ?? []);
    assert.equal(request.body ?? null, expect.body);
  },

  userData({ encode, decode }, expect) {
    if (decode !== undefined) {
      if (expect.error !== undefined) return assertError(errorOf(() => userData.decode(decode)), expect.error);
      assert.deepEqual(userData.decode(decode), JSON.parse(expect.json));
      return;
    }
    // What comes in as text meets the core alone; here, values come in.
    const byCore = () => inside('wasm.cjs').ask('encode', [encode]);
    if (expect.error !== undefined) assertError(errorOf(byCore), expect.error);
    else assert.equal(byCore(), expect.text);
    let value;
    if (errorOf(() => (value = JSON.parse(encode))) !== undefined) return;
    if (expect.error !== undefined) assert.equal(errorOf(() => userData.encode(value)).code, expect.error.code);
    else assert.deepEqual([userData.encode(value), userData.decode(expect.text)], [expect.text, value]);
  },

  explanations({ code }, expect) {
    assert.deepEqual(explain(code), expect.explanations);
  },

  pushes(given, expect) {
    const reader = readerOf(given.receiver);
    const body = bodyOf(given);
    const headers = Object.entries(given.headers);
    for (const form of typeof body === 'string' ? [body, Buffer.from(body)] : [body]) {
      const read = () => reader.read(headers, form, given.now);
      if (expect.error !== undefined) {
        assertError(errorOf(read), expect.error);
        continue;
      }
      const { delivery, nonce, pushes } = read();
      const { problem, created, ...told } = { ...delivery };
      const { problem: expected, ...others } = expect.delivery;
      assert.deepEqual({ ...told, ...(created && { created: created.getTime() / 1000 }) }, others);
      if (expected === undefined) assert.equal(problem, undefined);
      else assertError(problem, expected);
      assert.deepEqual(nonce, expect.nonce);
      if (nonce !== undefined) assert.equal(nonce.fingerprint, createHash('sha256').update(form).digest('hex'));
      assert.deepEqual(pushes.map(plainPush), expect.pushes);
    }
  },

  replies({ reply: kind, sms = { calling: '+8613800000001' }, parameters, form }, expect) {
    const call = pushedBy({ eventType: 'callin', statusInfo: { notifyMode: 'Block' } });
    const waiting = pushedBy({ smsEvent: { notificationMode: 'Block', ...sms } });
    const make = () => (kind === 'route' ? replies.route(waiting[1], parameters) : replies[kind](parameters));
    if (expect.error !== undefined) return assertError(errorOf(make), expect.error);
    const reply = make();
    assert.equal(reply.kind, kind);
    assert.equal(reply.body(form), expect.body);
    assert.deepEqual(reply.advice.map((advice) => ({ ...advice })), expect.advice ?? []);
    const [answered, other] = ['connect', 'close'].includes(kind) ? [call, waiting] : [waiting, call];
    reply.fits(...answered);
    const { code, httpStatus, field } = errorOf(() => reply.fits(...other));
    assert.deepEqual([code, httpStatus, field], ['push.reply', 500, other[0]]);
  },

  pushErrors({ code, kind, what }, expect) {
    assertError(pushError(code, kind, undefined, what), expect.error);
  },

  answers(given, expect) {
    const { status, headers } = given;
    const read = (body) => operationOf(given.operation).parse({ status, headers, body });
    const body = bodyOf(given);
    for (const form of typeof body === 'string' ? [body, new TextEncoder().encode(body)] : [body]) {
      if (expect.error !== undefined) assertError(errorOf(() => read(form)), expect.error);
      else assert.deepEqual(plainAnswer(read(form)), expect.answer);
    }
  },
};

/** A reader of pushes that takes what the vector says, and all else by default. */
const readerOf = ({ applications, check, url, maxAge = terms.maxAge, maxAhead = terms.maxAhead, maxBody = terms.maxBody }) =>
  new PushReader({ applications, check, url, maxAge, maxAhead, maxBody });

/** Kind and data of the only push in a body. */
function pushedBy(body) {
  const { pushes } = readerOf({ applications: [], check: 'off' }).read([], JSON.stringify(body), 0);
  assert.equal(pushes.length, 1);
  return [pushes[0].kind, pushes[0].data];
}

/** A push in the form of the vectors. */
function plainPush({ kind, key, data }) {
  assert.equal(data.constructor, classes[pushKinds[kind].data]);
  const { key: ofData, ...fields } = Object.fromEntries(
    Object.entries(data.toObject()).map(([name, value]) => [name, value instanceof Date ? value.getTime() / 1000 : value]),
  );
  assert.equal(ofData, key);
  for (const [name, form, table] of data.constructor.fields) {
    if (form !== 'explanation' || !(name in fields)) continue;
    // Of a code that its table has not, the number is there and nothing is said of it.
    const known = explain(fields[name]).filter((row) => row.kind === table);
    assert.deepEqual(known, data[name].english === undefined ? [] : [{ ...data[name] }], name);
  }
  return { kind, ...(key !== undefined && { key }), data: fields };
}

/** A value in which each list of texts and `{ repeat: [text, count] }` is the text that it stands for. */
function putTogether(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, putTogether(member)]));
  if (!value.some((part) => Array.isArray(part?.repeat))) return value.map(putTogether);
  return value.map((part) => (typeof part === 'string' ? part : part.repeat[0].repeat(part.repeat[1]))).join('');
}

for (const { name: file, kind, cases } of vectorFiles()) {
  const run = kinds[kind];
  if (run === undefined) throw new Error(`${file}: the kind ${kind} is not known here`);
  test(`${file}: ${cases.length} cases`, async (context) => {
    for (const { name, given, expect } of cases) {
      await context.test(name, () => {
        run(putTogether(given), putTogether(expect));
        ran += 1;
      });
    }
  });
}

after(() => {
  const { PRIVATENUMBER_VECTOR_COUNT: file, PRIVATENUMBER_COUNTS: folder } = process.env;
  const place = file ?? (folder === undefined ? undefined : join(folder, 'node.count'));
  if (place === undefined) return;
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, `${ran}\n`);
});
