// Measures the installed package against the vendor's way and against bare JSON.parse. Rounds of all variants are
// interleaved, and each figure is the median of the rounds' ratios.
//
//   node bench.mjs [FILE]   prints a table, and writes FILE (a flat object of numbers); in the repository's root folder
//                           FILE is target/bench/node.json unless it is given

import { spawnSync } from 'node:child_process';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Account, axb } from 'privatenumber';
import { Receiver } from 'privatenumber/push';

const ROUNDS = 9;
const STARTS = 20;

const appKey = 'a1d1f50cad21415fbdcb9aa6a1b8d1b4';
const appSecret = 'cfc8ae2eb8f54e04a4a37d4cb4a2';
const baseUrl = 'https://rtcpns.cn-north-1.myhuaweicloud.com';
const account = new Account({ appKey, appSecret });

const parameters = {
  callerNum: '+8613800000001',
  relationNum: '+8617000000001',
  calleeNum: '+8613800000002',
  callDirection: 0,
  duration: 7200,
  userData: 'order-20180212-0042',
};

const answer = JSON.stringify({
  resultcode: '0',
  resultdesc: 'Success',
  subscriptionId: 'e220a839-7b1d-4daf-9b9e-9e6aa1b965f4',
  relationNum: '+8617000000001',
  callDirection: 0,
  duration: 7200,
  maxDuration: 0,
});
const response = { status: 200, headers: { 'content-type': 'application/json' }, body: answer };

/** The header as the vendor's demos make it. */
function demoHeader() {
  const nonce = randomBytes(16).toString('hex');
  const created = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const digest = createHmac('sha256', appSecret).update(nonce + created).digest('base64');
  return `UsernameToken Username="${appKey}",PasswordDigest="${digest}",Nonce="${nonce}",Created="${created}"`;
}

function demoRequest() {
  return {
    method: 'POST',
    url: `${baseUrl}/rest/caas/relationnumber/partners/v1.0`,
    headers: {
      'Content-Type': 'application/json;charset=UTF-8',
      Authorization: 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"',
      'X-AKSK': demoHeader(),
    },
    body: JSON.stringify(parameters),
  };
}

/** What was made is looked at, so that nothing is made for nothing. */
const look = (request) => request.headers['X-AKSK'].length + request.body.length + request.url.length;

const variants = {
  demo_build: () => look(demoRequest()),
  build: () => look(axb.createBinding.request(account, parameters)),
  demo_sign: () => demoHeader().length,
  sign: () => account.sign().length,
  json: () => JSON.parse(answer).subscriptionId.length,
  parse: () => axb.createBinding.parse(response).subscriptionId.length,
};

/** Nanoseconds a call: the best of five loops of about 20 ms. */
function time(run, calls) {
  let best = Infinity;
  let sum = 0;
  for (let loop = 0; loop < 5; loop += 1) {
    const start = process.hrtime.bigint();
    for (let call = 0; call < calls; call += 1) sum += run();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / calls);
  }
  if (sum === 0) throw new Error('nothing was done');
  return best;
}

const median = (values) => values.toSorted((one, other) => one - other)[values.length >> 1];

const samples = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
for (const run of Object.values(variants)) time(run, 20_000);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, run] of Object.entries(variants)) samples[name].push(time(run, 10_000));
}

const ratio = (one, other) => median(samples[one].map((value, round) => value / samples[other][round]));

const PUSHED_AT = 1_795_478_400;

/** Pushes of one call record each, none like another, as the platform sends them. */
const deliveries = Array.from({ length: 500 }, (_, index) => {
  const [nonce, created] = [index.toString(16).padStart(32, '0'), '2026-11-24T00:00:00Z'];
  const digest = createHmac('sha256', appSecret).update(nonce + created).digest('base64');
  const record = {
    direction: 1, spId: 'sp', appKey, icid: `ba171f34.${index}`, bindNum: '+8617000000001',
    sessionId: `1200_${index}@callenabler246`, subscriptionId: 'e97b2863-e7ad-4b4c-87c0-91b0171fe803',
    callerNum: '+8613800000001', calleeNum: '+8617000000001', fwdDisplayNum: '+8617000000001',
    fwdDstNum: '+8613800000002', callInTime: '2026-11-24 00:00:00', fwdStartTime: '2026-11-24 00:00:01',
    fwdAlertingTime: '2026-11-24 00:00:04', fwdAnswerTime: '2026-11-24 00:00:09', callEndTime: '2026-11-24 00:01:31',
    fwdUnaswRsn: 0, ulFailReason: 0, sipStatusCode: 0, recordFlag: 0, mptyId: 'e97b2863', serviceType: '004',
    hostName: 'callenabler246',
  };
  const signature = `UsernameToken Username="${appKey}",PasswordDigest="${digest}",Nonce="${nonce}",Created="${created}"`;
  return { headers: { 'x-aksk': signature }, body: Buffer.from(JSON.stringify({ eventType: 'fee', feeLst: [record] })) };
});

/** What a careful program does by itself: it checks the digest and the time, and hands on what is new, unread. */
async function receiveByHand() {
  const [seen, kept] = [new Set(), []];
  for (const { headers, body } of deliveries) {
    const parts = Object.fromEntries([...headers['x-aksk'].matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    const digest = createHmac('sha256', appSecret).update(parts.Nonce + parts.Created).digest();
    const fits = timingSafeEqual(digest, Buffer.from(parts.PasswordDigest, 'base64'));
    if (!fits || Math.abs(Date.parse(parts.Created) / 1000 - PUSHED_AT) > 300 || seen.has(parts.Nonce)) throw new Error('refused');
    seen.add(parts.Nonce);
    for (const record of JSON.parse(body.toString()).feeLst) {
      if (seen.has(record.icid)) continue;
      seen.add(record.icid);
      await undefined;
      kept.push([record.callerNum, record.fwdDstNum]);
    }
  }
  return kept.length;
}

async function receive() {
  const receiver = new Receiver({ applications: { appKey, appSecret } });
  const kept = [];
  receiver.on('fee', (record) => kept.push([record.callerNum, record.fwdDstNum]));
  for (const push of deliveries) {
    const { status } = await receiver.receive({ ...push, now: PUSHED_AT });
    if (status !== 200) throw new Error('refused');
  }
  return kept.length;
}

/** Nanoseconds a push: the best of three rounds. */
async function timeOf(run) {
  let best = Infinity;
  for (let round = 0; round < 3; round += 1) {
    const start = process.hrtime.bigint();
    if ((await run()) !== deliveries.length) throw new Error('each record is to be handed over once');
    best = Math.min(best, Number(process.hrtime.bigint() - start) / deliveries.length);
  }
  return best;
}

const received = { receiveByHand: [], receive: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  received.receiveByHand.push(await timeOf(receiveByHand));
  received.receive.push(await timeOf(receive));
}

/** Milliseconds that a new process takes. */
function start(program) {
  const begin = process.hrtime.bigint();
  const ended = spawnSync(process.execPath, ['-e', program], { cwd: dirname(fileURLToPath(import.meta.url)), stdio: 'inherit' });
  if (ended.status !== 0) throw new Error('the process failed');
  return Number(process.hrtime.bigint() - begin) / 1e6;
}

const bare = [];
const loaded = [];
const signed = [];
for (let index = 0; index < STARTS; index += 1) {
  bare.push(start('0'));
  loaded.push(start("require('privatenumber')"));
  // The core is loaded by whoever uses it first; so this is what a program pays that does.
  signed.push(start("new (require('privatenumber').Account)({ appKey: 'key', appSecret: 'secret' }).sign()"));
}

const round2 = (value) => Math.round(value * 100) / 100;
const figures = {
  'node.build_sign.vs_demo': round2(ratio('demo_build', 'build')),
  'node.sign.vs_demo': round2(ratio('demo_sign', 'sign')),
  'node.parse_answer.vs_json': round2(ratio('json', 'parse')),
  'node.require_ms_over_bare': round2(median(loaded) - median(bare)),
  'node.receive.vs_by_hand': round2(median(received.receiveByHand) / median(received.receive)),
  'node.ns.receive': Math.round(median(received.receive)),
  'node.first_sign_ms_over_bare': round2(median(signed) - median(bare)),
};
for (const name of Object.keys(variants)) figures[`node.ns.${name}`] = Math.round(median(samples[name]));

for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(32)}${String(value).padStart(10)}`);
const file = process.argv[2] ?? (existsSync('target/bench') ? 'target/bench/node.json' : undefined);
if (file !== undefined) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
}
