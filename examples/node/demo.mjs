// Binds two people's numbers through an X, asks, changes and releases, and shows what goes wrong on purpose; then a scene
// for each of the other modes, for recordings, for codes and for pushes.
//
//   node demo.mjs
//
// Without an account it plays against an embedded platform, once in this process and once over HTTP. With
// PRIVATENUMBER_APP_KEY, PRIVATENUMBER_APP_SECRET and perhaps PRIVATENUMBER_BASE_URL of an AXB application set it talks to
// the real service; then PRIVATENUMBER_DEMO_A, PRIVATENUMBER_DEMO_B and PRIVATENUMBER_DEMO_X name numbers of yours.

import assert from 'node:assert/strict';

import { Account, AlreadyBound, Client, InvalidArgument, NoNumberLeft, NotFound, explain, mask, signing, userData } from 'privatenumber';
import { Receiver, connect } from 'privatenumber/push';
import { Platform, serve } from 'privatenumber/simulator';

/**
 * The scenes of AXB, with numbers that are at hand. The real service has no clock to move and shows no requests.
 *
 * @param {Client<'axb'>} client
 * @param {{ a: string, b: string, x: string }} numbers
 * @param {Platform} [platform]
 */
async function play({ axb }, { a, b, x }, platform) {
  const requestsSeen = () => platform?.state().log.length ?? 0;

  scene(1, 'bind A and B by X, for an hour');
  const bound = await axb.createBinding({ callerNum: a, calleeNum: b, relationNum: x, duration: { hours: 1 } });
  assert.equal(bound.relationNum, x);
  say(`A ${mask(a)} and B ${mask(b)} reach each other through X ${mask(bound.relationNum)}`);
  say(`the binding is ${bound.subscriptionId}`);

  scene(2, 'bind them by city, for ten minutes: the service picks an X in 0755');
  let picked;
  try {
    picked = await axb.createBinding({ callerNum: a, calleeNum: b, areaCode: '0755', duration: { minutes: 10 } });
    assert.notEqual(picked.relationNum, bound.relationNum);
    say(`it picked X ${mask(picked.relationNum)}`);
  } catch (error) {
    // A real account may have no other X there; the platform has.
    if (platform !== undefined || !(error instanceof NoNumberLeft)) throw error;
    show(error);
  }

  scene(3, 'query the first binding');
  const { subscriptionId } = bound;
  const binding = (await axb.queryBinding({ subscriptionId })).relationNumList[0];
  assert.ok(binding !== undefined && binding.relationNum === x && binding.duration === 3600);
  say(`A ${mask(binding.callerNum ?? '')}, B ${mask(binding.calleeNum ?? '')}, X ${mask(binding.relationNum)}`);
  say(`it lives ${binding.duration} seconds`);

  scene(4, 'lengthen it to a day');
  await axb.modifyBinding({ subscriptionId, duration: { days: 1 } });
  const longer = (await axb.queryBinding({ subscriptionId })).relationNumList[0];
  assert.equal(longer?.duration, 86_400);
  say(`it now lives ${longer?.duration} seconds from the change on`);

  scene(5, 'bind the same pair on the same X again');
  const again = await refusal(AlreadyBound, axb.createBinding({ callerNum: a, calleeNum: b, relationNum: x }));
  assert.equal(again.code, 'service.1012010');
  show(again);

  scene(6, 'write a number badly: the 0 of 0755 kept after +86');
  const seen = requestsSeen();
  const badly = await refusal(
    InvalidArgument,
    axb.createBinding({ callerNum: a, calleeNum: '+86075528000001', relationNum: x }),
  );
  assert.deepEqual([badly.code, badly.field], ['number.format', 'calleeNum']);
  show(badly);
  if (platform !== undefined) {
    assert.equal(requestsSeen(), seen);
    say(`the platform saw no request: ${seen} before, ${requestsSeen()} after`);
  }

  scene(7, 'let time pass until the second binding expires');
  if (platform !== undefined && picked !== undefined) {
    platform.advance({ minutes: 11 });
    show(await refusal(NotFound, axb.queryBinding({ subscriptionId: picked.subscriptionId })));
  } else {
    say("skipped: the real service's clock cannot be moved");
    if (picked !== undefined) {
      await axb.deleteBinding({ subscriptionId: picked.subscriptionId });
      say('the second binding is released instead');
    }
  }

  scene(8, 'release the first binding');
  await axb.deleteBinding({ subscriptionId });
  const gone = await refusal(NotFound, axb.queryBinding({ subscriptionId }));
  assert.equal(gone.code, 'service.1012007');
  say('released, and a query no longer finds it');
}

/**
 * A scene for each of the other modes. An application has one mode for life, so each has a client of its own, which offers
 * that mode's operations alone.
 *
 * @param {<M extends import('privatenumber').Mode>(mode: M, options?: Pick<import('privatenumber').ClientOptions, 'onAdvice'>) => Client<M>} clientOf
 * @param {{ a: string, b: string }} numbers
 * @param {Platform} platform
 */
async function playModes(clientOf, { a, b }, platform) {
  scene(9, 'AX: whoever calls X reaches A, and A calls a hotline through it');
  const ax = clientOf('ax').ax;
  const own = await ax.createBinding({ origNum: a, areaCode: '0755' });
  say(`A ${mask(a)} is reached through X ${mask(own.privateNum)}`);
  await ax.setTemporaryCallee({ subscriptionId: own.subscriptionId, calleeNum: '95588', duration: { minutes: 5 } });
  say('if A calls X within five minutes, 95588 rings');
  await ax.deleteBinding({ privateNum: own.privateNum });

  scene(10, 'AXE: many A share one X, each with an extension');
  /** @type {import('privatenumber').Advice[]} */
  const advised = [];
  const { axe } = clientOf('axe', { onAdvice: (advice) => advised.push(advice) });
  const first = await axe.createBinding({ areaCode: '0755', bindNum: a, bindExpiredTime: { hours: 24 } });
  const second = await axe.createBinding({
    virtualNum: first.virtualNum,
    bindNum: b,
    recordFlag: true,
    userData: userData.encode({ order: 17, note: '加急' }),
  });
  assert.notEqual(first.extendNum, second.extendNum);
  say(`X ${mask(first.virtualNum)} and extension ${first.extendNum} is A, extension ${second.extendNum} is B`);
  for (const advice of advised) say(`advice on B's bind: ${advice.message}`);
  assert.equal(advised[0]?.code, 'advice.recording_tone');
  const known = await axe.queryBinding({ virtualNum: first.virtualNum, extendNum: second.extendNum });
  say(`B's own data came back: ${JSON.stringify(userData.decode(known.userData ?? ''))}`);
  const [row] = (await axe.queryBindingCount({ number: first.virtualNum })).counts;
  assert.equal(row?.count, 2);
  say(`X carries ${row?.count} of them`);

  scene(11, 'AXYB: B sees X, A sees Y');
  const { axyb } = clientOf('axyb');
  const shown = await axyb.createAxBinding({ origNum: a, areaCode: '0755' });
  const back = await axyb.createYbBinding({ origNum: b, subscriptionId: shown.subscriptionId });
  say(`A ${mask(a)} is X ${mask(shown.relationNumber)} to B, and B ${mask(b)} is Y ${mask(back.relationNumber)} to A`);
  const [pair] = (await axyb.queryBinding({ subscriptionId: shown.subscriptionId })).xyRelationNumList;
  assert.deepEqual([pair?.numX, pair?.numY], [shown.relationNumber, back.relationNumber]);
  const stranger = platform.assignY({ x: shown.relationNumber, caller: '+8613800000009' });
  assert.ok(stranger.y !== undefined && stranger.y !== back.relationNumber);
  say(`a stranger who calls X is given a Y without being bound: ${stranger}`);
  await axyb.deleteAllBindings({ subscriptionId: shown.subscriptionId });

  scene(12, 'the address of a recording, and the end of a call');
  const axb = clientOf('axb');
  const recording = await axb.recording.getDownloadUrl({ fileName: 'axb-call.wav', recordDomain: 'recordings.example.com' });
  assert.match(recording.location, /^https?:/);
  say(`${recording}`);
  show(await refusal(NotFound, axb.recording.getDownloadUrl({ fileName: 'none.wav', recordDomain: 'recordings.example.com' })));

  scene(13, 'what a code of a push means');
  for (const { code, english, chinese, hint } of explain(8014)) say(`${code}: ${english} / ${chinese}; ${hint}`);
}

/** What is pushed, and what is not handed over. */
async function playPushes() {
  scene(14, 'A calls B, and the record of it is pushed: forged, genuine, again, and its signature with another body');
  const pushed = /** @type {import('privatenumber/simulator').PushRequest[]} */ ([]);
  const platform = new Platform('', { onPush: (push) => (pushed.push(push), 200) });
  const [{ appKey, appSecret } = { appKey: '', appSecret: '' }] = platform.credentials();
  const [a, b] = ['+8613800000001', '+8613900000002'];
  const { axb } = platform.client({ mode: 'axb' });
  const { relationNum } = await axb.createBinding({ callerNum: a, calleeNum: b, areaCode: '0755' });
  const call = platform.call({ from: a, to: relationNum, talkSeconds: 76 });
  say(`${await platform.settle()} pushes: ${pushed.map(({ kind }) => kind).join(', ')}`);
  const { callee } = call.report();
  say(`B's phone showed ${mask(callee?.shows ?? '')} and heard ${callee?.heard.map(({ sound }) => sound).join(', ')}`);

  const receiver = new Receiver({ applications: { appKey, appSecret } });
  /** @type {import('privatenumber/push').CallRecord[]} */
  const records = [];
  receiver.on('fee', (record) => records.push(record));
  receiver.on('callinBlock', () => connect({ calleeNum: b, maxDuration: { hours: 1 } }));

  const { headers: signed, body } = pushed.find(({ kind }) => kind === 'fee') ?? { headers: {}, body: '' };
  for (const [what, headers, sent] of /** @type {const} */ ([
    ['without a signature', {}, body],
    ['signed with another secret', signing.headers(appKey, 'a-guess'), body],
    ['genuine', signed, body],
    ['sent again', signing.headers(appKey, appSecret), body],
    ['the first signature, another body', signed, body.replace('"direction":1', '"direction":0')],
  ])) {
    const { status, error } = await receiver.receive({ headers, body: sent });
    say(`${what}: ${status} ${error === undefined ? 'OK' : error.code}, ${records.length} handed over`);
  }
  const [record] = records;
  assert.ok(records.length === 1 && record !== undefined);
  assert.deepEqual([record.talkSeconds, record.billedMinutes], [76, 2]);
  assert.ok(record.a !== undefined && record.b !== undefined);
  say(`A ${mask(record.a)} called B ${mask(record.b)}: ${record.talkSeconds} s, ${record.billedMinutes} min; ${record.cause?.english}`);

  const asked = { eventType: 'callin', statusInfo: { sessionId: 's1', notifyMode: 'Block', caller: '+8613800000001' } };
  const answer = await receiver.receive({ headers: signing.headers(appKey, appSecret), body: JSON.stringify(asked) });
  assert.equal(answer.status, 200);
  say(`mode X asks, and is told: ${mask(answer.body)}`);
}

/**
 * The error that a call must end in.
 *
 * @template {import('privatenumber').PrivateNumberError} Expected
 * @param {{ readonly prototype: Expected, readonly name: string }} expected
 * @param {Promise<unknown>} call
 * @returns {Promise<Expected>}
 */
async function refusal(expected, call) {
  try {
    await call;
  } catch (error) {
    if (Object.prototype.isPrototypeOf.call(expected.prototype, /** @type {object} */ (error))) {
      return /** @type {Expected} */ (error);
    }
    throw error;
  }
  throw new Error(`${expected.name} was expected`);
}

/** @param {string} text */
const title = (text) => console.log(`\n== ${text} ==`);

/** @type {(number: number, text: string) => void} */
const scene = (number, text) => console.log(`\n${number}. ${text}`);

/** @param {string} text */
const say = (text) => console.log(`   ${text}`);

/** @param {import('privatenumber').PrivateNumberError} error */
function show(error) {
  say(`${error.name} [${error.code}]: ${error.message}`);
  say(`what to do: ${error.hint}`);
}

async function main() {
  const { env } = process;
  if (env.PRIVATENUMBER_APP_KEY) {
    const [a, b, x] = [env.PRIVATENUMBER_DEMO_A, env.PRIVATENUMBER_DEMO_B, env.PRIVATENUMBER_DEMO_X];
    if (!a || !b || !x) {
      const missing = ['A', 'B', 'X'].map((name) => `PRIVATENUMBER_DEMO_${name}`).filter((name) => !env[name]);
      console.error(`error: the real service needs numbers of yours: set ${missing.join(', ')}`);
      return 2;
    }
    const account = Account.fromEnvironment();
    title(`the service at ${account.baseUrl}`);
    await play(new Client(account), { a, b, x });
    return 0;
  }

  const numbers = { a: '+8613800000001', b: '+8613900000002', x: '+8617000000001' };
  title('an embedded platform, in this process');
  const platform = new Platform();
  await play(platform.client({ mode: 'axb' }), numbers, platform);
  await playModes((mode, options) => platform.client({ mode, ...options }), numbers, platform);
  await playPushes();

  const other = new Platform();
  const served = await serve(other);
  try {
    title('the same platform over HTTP');
    const { url: baseUrl } = served;
    await play(new Client(other.account({ mode: 'axb', baseUrl })), numbers, other);
    await playModes((mode, options) => new Client(other.account({ mode, baseUrl }), options), numbers, other);
  } finally {
    await served.close();
  }

  console.log('\nEvery scene went as it should.');
  return 0;
}

process.exitCode = await main();
