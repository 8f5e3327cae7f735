// A story for each mode: bind, call, look at both phones, read the pushes, fetch the recording, unbind, call again.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Client } from 'privatenumber';
import { close, connect, discard, route } from 'privatenumber/push';
import { testPlatform } from 'privatenumber/simulator';

const A = '+8613800000001';
const B = '+8613900000002';
const STRANGER = '+8613700000003';

const XMODE = {
  applications: [
    { appKey: 'x-app', appSecret: 'x-secret', mode: 'x', numbers: [{ number: '+8617000000041', areaCode: '0755' }], tones: ['greeting.wav'] },
  ],
};

/** What a phone heard, in order: of a tone its file. */
const sounds = (phone) => phone.heard.map(({ sound, file }) => file ?? sound);
const secondsFrom = (begin, end) => (end - begin) / 1000;
const kinds = (pushes) => pushes.all.map(({ kind }) => kind);

/** The bytes of a recording: its address from the service, and then what lies there. */
async function fetched(test, mode, { recording: { fileName, recordDomain } }) {
  const { url: baseUrl } = await test.serve();
  const client = new Client(test.platform.account({ mode, baseUrl }));
  const { location } = await client.recording.getDownloadUrl({ fileName, recordDomain });
  assert.ok(location.startsWith(`${baseUrl}/_simulator/recordings/`), location);
  const answer = await fetch(location);
  assert.deepEqual([answer.status, answer.headers.get('Content-Type')], [200, 'audio/wav']);
  return Buffer.from(await answer.arrayBuffer());
}

/** An A-law file of so many seconds, which no text could carry. */
function assertRecording(bytes, seconds) {
  assert.deepEqual([bytes.toString('latin1', 0, 4), bytes.toString('latin1', 8, 12)], ['RIFF', 'WAVE']);
  assert.equal(bytes.readUInt32LE(4) + 8, bytes.length);
  assert.equal(bytes.readUInt16LE(20), 6, 'A-law');
  assert.ok(Math.abs(bytes.length - seconds * 8000) < 100, `${bytes.length} bytes for ${seconds} s`);
  assert.ok(bytes.some((byte) => byte >= 0x80));
}

test('AXB: a driver and a passenger call each other, and the binding ends', async (t) => {
  const story = testPlatform(t);
  const { platform, clients, pushes } = story;
  const { axb } = clients.axb;
  const { relationNum: x, subscriptionId } = await axb.createBinding({
    callerNum: A, calleeNum: B, areaCode: '0755', recordFlag: true, recordHintTone: 'record-notice.wav', userData: 'order-17',
  });

  const call = platform.call({ from: B, to: x, ringSeconds: 4, talkSeconds: 61, hangsUp: 'callee' });
  assert.equal(call.report().ended, undefined);
  assert.equal(await platform.settle(), 6);

  const report = call.report();
  assert.deepEqual([report.caller.number, report.caller.shows], [B, x]);
  assert.deepEqual([report.callee.number, report.callee.shows], [A, x]);
  assert.deepEqual(sounds(report.caller), ['ringBack', 'record-notice.wav', 'voice', 'hungUp']);
  assert.deepEqual(sounds(report.callee), ['ringing', 'record-notice.wav', 'voice', 'hungUp']);
  assert.deepEqual([secondsFrom(report.began, report.answered), secondsFrom(report.answered, report.ended)], [7, 61]);
  assert.deepEqual([report.stateCode, report.recorded, report.subscriptionId, report.remarks], [0, true, subscriptionId, []]);

  assert.deepEqual(kinds(pushes), ['callin', 'callout', 'alerting', 'answer', 'disconnect', 'fee']);
  assert.ok(pushes.all.every(({ delivery }) => delivery.genuine && delivery.scheme === 'aksk'));
  assert.ok(pushes.of('callEvent').every(({ sessionId }) => sessionId === call.sessionId));
  const [record] = pushes.of('fee');
  assert.deepEqual([record.mode, record.a, record.b, record.direction], ['axb', A, B, 0]);
  assert.deepEqual([record.answered, record.talkSeconds, record.billedMinutes, record.userData], [true, 61, 2, 'order-17']);
  assert.equal(record.cause.code, '0');
  assert.equal(record.recording.fileName, report.recording);
  assertRecording(await fetched(story, 'axb', record), 61);

  await axb.deleteBinding({ subscriptionId });
  pushes.clear();
  const again = platform.call({ from: B, to: x });
  await platform.settle();
  assert.deepEqual([again.report().stateCode, again.report().callee, again.report().recorded], [8014, undefined, false]);
  assert.equal(again.report().cause.code, '8014');
  const [missed] = pushes.of('fee');
  assert.deepEqual([missed.answered, missed.billedMinutes, missed.cause.code, missed.a], [false, 0, '8014', undefined]);
});

test('AX: whoever calls X reaches A, and A calls a hotline through it', async (t) => {
  const story = testPlatform(t);
  const { platform, clients, pushes } = story;
  const { ax } = clients.ax;
  const { privateNum: x, subscriptionId } = await ax.createBinding({
    origNum: A, areaCode: '0755', recordFlag: true, recordHintTone: 'record-notice.wav',
  });

  const incoming = platform.call({ from: STRANGER, to: x, talkSeconds: 12 });
  await platform.settle();
  const { caller, callee, stateCode } = incoming.report();
  assert.deepEqual([caller.number, caller.shows, stateCode], [STRANGER, x, 0]);
  assert.deepEqual([callee.number, callee.shows], [A, x]);
  const [record] = pushes.of('fee');
  assert.deepEqual([record.mode, record.a, record.b, record.direction, record.billedMinutes], ['ax', A, STRANGER, 0, 1]);
  assertRecording(await fetched(story, 'ax', record), 12);

  const nowhere = platform.call({ from: A, to: x });
  await platform.settle();
  assert.equal(nowhere.report().stateCode, 8013);

  await ax.setTemporaryCallee({ subscriptionId, calleeNum: '95588', duration: { minutes: 5 } });
  pushes.clear();
  const hotline = platform.call({ from: A, to: x });
  await platform.settle();
  assert.deepEqual([hotline.report().callee.number, hotline.report().callee.shows], ['+8695588', x]);
  const [outgoing] = pushes.of('fee');
  assert.deepEqual([outgoing.a, outgoing.b, outgoing.direction], [A, '+8695588', 1]);

  await ax.deleteBinding({ privateNum: x });
  pushes.clear();
  const again = platform.call({ from: STRANGER, to: x });
  await platform.settle();
  assert.deepEqual([again.report().stateCode, pushes.of('fee')[0].cause.code], [8018, '8018']);
});

test('AXE: a customer keys in the extension of a courier, who calls back', async (t) => {
  const story = testPlatform(t);
  const { platform, clients, pushes } = story;
  const { axe } = clients.axe;
  const { virtualNum: x, extendNum, subscriptionId } = await axe.createBinding({
    areaCode: '0755', bindNum: A, bindExpiredTime: { hours: 24 }, recordFlag: true, recordHintTone: 'record-notice.wav',
  });

  const call = platform.call({ from: STRANGER, to: x, extensions: ['9*', extendNum], talkSeconds: 20 });
  await platform.settle();
  const report = call.report();
  assert.deepEqual(sounds(report.caller).slice(0, 3), ['extensionWanted', 'extensionWrong', 'extensionWanted']);
  assert.deepEqual([report.callee.number, report.stateCode], [A, 0]);
  assert.deepEqual(pushes.of('collectInfo').map(({ digitInfo }) => digitInfo), ['9*', extendNum]);
  const [record] = pushes.of('fee');
  assert.deepEqual([record.mode, record.a, record.b, record.extendNumber, record.talkSeconds], ['axe', A, STRANGER, extendNum, 20]);
  assertRecording(await fetched(story, 'axe', record), 20);

  const back = platform.call({ from: A, to: x });
  await platform.settle();
  assert.deepEqual([back.report().callee.number, back.report().callee.shows], [STRANGER, x]);

  const silent = platform.call({ from: STRANGER, to: x });
  await platform.settle();
  assert.equal(silent.report().stateCode, 8033);

  await axe.deleteBinding({ subscriptionId });
  pushes.clear();
  const again = platform.call({ from: STRANGER, to: x, extensions: [extendNum, extendNum, extendNum] });
  await platform.settle();
  assert.deepEqual([again.report().stateCode, pushes.of('fee')[0].cause.code], [8022, '8022']);
});

test('AXYB: B sees X and A sees Y, which a caller is given by itself', async (t) => {
  const story = testPlatform(t);
  const { platform, clients, pushes } = story;
  const { axyb } = clients.axyb;
  const { relationNumber: x, subscriptionId } = await axyb.createAxBinding({
    origNum: A, areaCode: '0755', recordFlag: true, recordHintTone: 'record-notice.wav',
  });

  const call = platform.call({ from: B, to: x, talkSeconds: 30 });
  await platform.settle();
  const { caller, callee } = call.report();
  const y = callee.shows;
  assert.deepEqual([caller.shows, callee.number], [x, A]);
  assert.ok(![A, B, x].includes(y), 'A sees a number of its own for B');
  const [record] = pushes.of('fee');
  assert.deepEqual([record.mode, record.a, record.b, record.fwdDisplayNum], ['axyb', A, B, y]);
  assertRecording(await fetched(story, 'axyb', record), 30);

  const back = platform.call({ from: A, to: y });
  await platform.settle();
  assert.deepEqual([back.report().callee.number, back.report().callee.shows], [B, x]);

  const own = platform.call({ from: A, to: x });
  await platform.settle();
  assert.equal(own.report().stateCode, 8032);

  await axyb.deleteAllBindings({ subscriptionId });
  pushes.clear();
  const again = platform.call({ from: B, to: x });
  await platform.settle();
  assert.deepEqual([again.report().stateCode, pushes.of('fee')[0].cause.code], [8030, '8030']);
});

test('X: nothing is bound, and the application says where each call goes', async (t) => {
  const [{ number: x }] = XMODE.applications[0].numbers;
  const asked = [];
  let open = true;
  const story = testPlatform(t, {
    setup: XMODE,
    callinBlock: (call) => {
      asked.push([call.eventType, call.caller, call.called]);
      return open ? connect({ calleeNum: B, recordFlag: true, recordHintTone: 'greeting.wav', userData: 'order-18' }) : close();
    },
  });
  const { platform, pushes } = story;

  const call = platform.call({ from: A, to: x, talkSeconds: 10 });
  await platform.settle();
  assert.deepEqual(asked, [['callin', A, x]]);
  const { callee, stateCode, remarks } = call.report();
  assert.deepEqual([callee.number, callee.shows, stateCode, remarks], [B, x, 0, []]);
  assert.deepEqual(kinds(pushes), ['callinBlock', 'callout', 'alerting', 'answer', 'disconnect', 'fee']);
  const [record] = pushes.of('fee');
  assert.deepEqual([record.mode, record.callerNum, record.fwdDstNum, record.talkSeconds, record.userData], ['x', A, B, 10, 'order-18']);
  assertRecording(await fetched(story, 'x', record), 10);

  // There is nothing to unbind: the application closes the call instead.
  open = false;
  pushes.clear();
  const again = platform.call({ from: A, to: x });
  await platform.settle();
  assert.deepEqual([again.report().stateCode, again.report().callee, pushes.of('fee')[0].cause.code], [8017, undefined, '8017']);
});

test('SMS: passed on in AXB, and decided about in mode X', async (t) => {
  const bound = testPlatform(t);
  const { relationNum } = await bound.clients.axb.axb.createBinding({ callerNum: A, calleeNum: B, areaCode: '0755' });
  const told = bound.platform.sms({ from: A, to: relationNum, text: '到了，在门口' });
  const failing = bound.platform.sms({ from: B, to: relationNum, text: 'who?', failsWith: 13 });
  await bound.platform.settle();
  assert.deepEqual({ ...told.report().received }, { to: B, shows: relationNum, text: '到了，在门口' });
  assert.deepEqual([told.report().sendResult, failing.report().sendResult, failing.report().received], [0, 13, undefined]);
  assert.deepEqual(bound.pushes.of('smsNotify').map(({ calling, sendResult }) => [calling, sendResult]), [[A, 0], [B, 13]]);
  assert.equal(bound.pushes.of('smsNotify')[1].result.code, '13');

  const [{ number: x }] = XMODE.applications[0].numbers;
  const { platform, pushes } = testPlatform(t, {
    setup: XMODE,
    smsBlock: (sms) => (sms.calling === A ? route(sms, { called: B }) : discard()),
  });
  const routed = platform.sms({ from: A, to: x, text: 'hello' });
  const dropped = platform.sms({ from: STRANGER, to: x, text: 'an offer' });
  assert.equal(routed.report().sendResult, undefined, 'it waits');
  await platform.settle();
  assert.deepEqual({ ...routed.report().received }, { to: B, shows: x, text: 'hello' });
  assert.deepEqual([routed.report().sendResult, dropped.report().sendResult], [0, 6]);
  assert.deepEqual(kinds(pushes).sort(), ['smsBlock', 'smsBlock', 'smsNotify', 'smsNotify']);
  const [notify] = pushes.of('smsNotify');
  assert.deepEqual([notify.calling, notify.called, notify.smsIdentifier], [A, B, routed.smsIdentifier]);
});
