// What the types promise to who imports: compiled with --strict, never run.

import { createServer } from 'node:http';
import { test } from 'node:test';

import {
  Account,
  AlreadyBound,
  AreaMatchMode,
  CallDirection,
  Client,
  InvalidArgument,
  PrivateNumberError,
  ServiceRefused,
  Mode,
  Scheme,
  VERSION,
  ax,
  axb,
  axe,
  axyb,
  call,
  errorCodes,
  explain,
  fetchSend,
  mask,
  parseAreaCode,
  parseCalleeNumber,
  parseNumber,
  parseXNumber,
  recording,
  signing,
  userData,
} from 'privatenumber';
import type {
  Advice,
  AdviceCode,
  CauseGroup,
  CodeKind,
  Duration,
  Explanation,
  Reason,
  Redirect,
  Request,
  Response,
  Send,
} from 'privatenumber';
import {
  CallEvent,
  CallRecord,
  type Delivery,
  MemoryStore,
  type PushAnswer,
  Receiver,
  type Reply,
  Sms,
  type Store,
  VoiceCheck,
  close,
  connect,
  discard,
  keyValueStore,
  route,
} from 'privatenumber/push';
import {
  type Call as PlacedCall,
  type CallReport,
  type HangUpCause,
  Platform,
  type PushRequest,
  type SentSms,
  type Setup,
  type SmsReport,
  type TestPlatform,
  type YAssignment,
  serve,
  testPlatform,
} from 'privatenumber/simulator';

const receiver: Receiver = new Receiver({
  applications: [{ appKey: 'key', appSecret: 'secret' }],
  check: 'report',
  url: undefined,
  maxAge: { hours: 1 },
  maxAhead: 60,
  store: new MemoryStore({ capacity: 10 }),
  nonces: keyValueStore({ get: async (key) => (key === '' ? null : 'done'), set: async () => 'OK', add: () => true }),
  replyForm: 'object',
  onError: (error, data) => console.error(error.code, error.httpStatus, data),
});
receiver
  .on('fee', async (record, delivery) => {
    const both: [CallRecord, Delivery] = [record, delivery];
    const seconds: number | undefined = record.talkSeconds;
    const text: string | undefined = record.cause?.english ?? record.recording?.fileName;
    const plain: { fwdAnswerTime?: Date; cause?: number; extra?: Record<string, unknown> } = record.toObject();
    console.log(both, seconds, text, plain, delivery.problem?.code, delivery.created?.getTime());
  })
  .on('callEvent', (event) => event.eventType)
  .on('disconnect', (event: CallEvent) => event.stateCode)
  .on('callinBlock', (event) => (event.caller === undefined ? close() : connect({ calleeNum: '1', maxDuration: { hours: 1 }, voiceCheckType: VoiceCheck.WithRecording })))
  .on('smsBlock', async (sms) => (sms.smsContent === undefined ? discard() : route(sms, { called: '1' })))
  .on('smsNotify', (sms: Sms) => sms.result?.chinese)
  .on('numStatus', ({ meaning }) => meaning?.hint)
  .on('other', ({ extra }) => extra)
  .ignore('alerting', 'callout');
// @ts-expect-error: misspelt
receiver.on('fees', () => {});
// @ts-expect-error: an SMS is no record
receiver.on('smsNotify', (sms) => sms.talkSeconds);
// @ts-expect-error: what waits must be answered
receiver.on('callinBlock', () => {});
// @ts-expect-error: an answer to an SMS
receiver.on('callinBlock', () => discard());
// @ts-expect-error: what waits cannot be ignored
receiver.ignore('smsBlock');
// @ts-expect-error: misspelt
connect({ calleeNumber: '1' });
// @ts-expect-error: not a store
new Receiver({ check: 'off', store: new Map() });
// @ts-expect-error: misspelt
new Receiver({ check: 'of' });
// @ts-expect-error: what a body parser made of it
void receiver.receive({ headers: {}, body: { eventType: 'fee' } });
const pushAnswer: Promise<PushAnswer> = receiver.receive({ headers: new Headers(), body: new Uint8Array(0), now: new Date() });
const response: Promise<globalThis.Response> = receiver.fetch(new globalThis.Request('http://localhost/'));
createServer(receiver.node);
const decision: Reply = close();
const decided: string = decision.body('list') + decision.kind + decision.advice.length;
class OwnStore implements Store {
  add(key: string) {
    return Promise.resolve(key === '' ? undefined : 'done');
  }
  set() {}
  delete() {}
}
console.log(pushAnswer, response, decided, Receiver.fromEnvironment({ store: new OwnStore(), environment: process.env }));

const account = new Account({ appKey: 'key', appSecret: 'secret' });
const parameters: axb.CreateBindingParameters = {
  callerNum: parseNumber('13800000001'),
  calleeNum: '+8613800000002',
  relationNum: parseXNumber('+8617000000001'),
  areaCode: parseAreaCode('0755'),
  areaMatchMode: AreaMatchMode.Loose,
  callDirection: CallDirection.CallerToCallee,
  duration: { hours: 2 },
  maxDuration: 60,
  preVoice: { callerHintTone: 'ring.wav' },
  recordFlag: undefined,
};
const request: Request = axb.createBinding.request(account, parameters, { created: new Date(), nonce: 'a' });
const headers: Record<string, string> = request.headers;
const sent: Promise<globalThis.Response> = fetch(request.url, request);
const answer: axb.CreateBindingAnswer = axb.createBinding.parse({ status: 200, headers: new Headers(), body: '' });
const x: string = answer.relationNum;
const direction: number | undefined = answer.callDirection;
const unknown: unknown = answer.extra['new'];
const data = answer.toObject();
const same: string = data.relationNum;
const maybe: number | undefined = data.duration;
const others: Record<string, unknown> | undefined = data.extra;
// @ts-expect-error: plain data has no methods of an answer
data.toObject();

const send: Send = async ({ method, url, body }) => ({ status: 200, body: `${method}${url}${body ?? ''}` });
const client = new Client(account, { send });
const bound: Promise<axb.CreateBindingAnswer> = client.axb.createBinding({ callerNum: '1', calleeNum: '2' });
const found = await new Client(account, { send: fetchSend({ timeout: 1000 }) }).axb.queryBinding({ subscriptionId: 'a' });
// @ts-expect-error: says nothing of what is looked for
client.axb.queryBinding();
const times: (Date | undefined)[] = found.relationNumList.map((binding) => binding.subscribeTime);
const first: Date | undefined = found.toObject().relationNumList[0]?.subscribeTime;
const tone: string | undefined = found.toObject().relationNumList[0]?.preVoice?.callerHintTone;
// @ts-expect-error: a call takes its parameters alone
client.axb.deleteBinding({ subscriptionId: 'a' }, { timeout: 5 });

// @ts-expect-error: misspelt
axb.createBinding.request(account, { callerNum: '1', calleeNum: '2', durration: 1 });
// @ts-expect-error: misspelt, through a client
client.axb.createBinding({ callernum: '1', calleeNum: '2' });
// @ts-expect-error: missing
client.axb.createBinding({ callerNum: '1' });
// @ts-expect-error: a number of arithmetic
client.axb.createBinding({ callerNum: 13800000001, calleeNum: '2' });
// @ts-expect-error: none of the values
client.axb.createBinding({ callerNum: '1', calleeNum: '2', callDirection: 3 });
// @ts-expect-error: misspelt part of a duration
const short: Duration = { hour: 1 };
// @ts-expect-error: deletes one binding, never all of an X
client.axb.deleteBinding({ relationNum: '+8617000000001' });
// @ts-expect-error: a parsed body
const wrong: Response = { status: 200, body: { resultcode: '0' } };
// @ts-expect-error: answers are made by the package
new axb.CreateBindingAnswer();
// @ts-expect-error: misspelt
new Account({ appKey: 'key', appsecret: 'secret' });
// @ts-expect-error: no field of this answer
answer.callerNum;

try {
  await bound;
} catch (error) {
  if (error instanceof AlreadyBound) {
    const refused: ServiceRefused = error;
    const reason: Reason = error.reason;
    const code: `service.${string}` = refused.code;
    const status: number = error.httpStatus;
    console.log(reason, code, status);
  } else if (error instanceof InvalidArgument) {
    const code = error.code;
    // @ts-expect-error: no code of this class
    if (code === 'number.formt') throw error;
    console.log(code === 'number.format', error.field?.length);
  } else if (error instanceof PrivateNumberError) {
    const texts: string[] = [error.code, error.message, error.messageZh, error.hint, error.hintZh];
    console.log(texts, error.retryable);
  }
}

/** Classes are told apart in both branches. */
export function told(error: ServiceRefused): string {
  if (error instanceof AlreadyBound) return error.reason satisfies 'already_bound';
  return error.code;
}

const platform = new Platform({ applications: [{ appKey: 'a', appSecret: 'b', createdWindow: null, dailyBinds: null }] });
const assignment: YAssignment = platform.assignY({ x: '+8617000000031', caller: '+8613800000002' });
// One of the two is there, and each tells of the other.
const toCall: string | HangUpCause = assignment.y !== undefined ? assignment.y : assignment.cause;
const hungUp: string | undefined = assignment.cause === undefined ? assignment.y : undefined;
// @ts-expect-error: a Y may not have been had
const certain: string = assignment.y;
// @ts-expect-error: who calls has to be said
platform.assignY({ x: '+8617000000031' });
// @ts-expect-error: what came of a call does not change
assignment.y = '+8617000000032';
console.log(toCall, hungUp, certain);
const expired: number = platform.advance({ hours: 2 });
const deliveries: Promise<number>[] = [platform.elapse(60), platform.elapse({ minutes: 1 }), platform.settle()];
const placed: PlacedCall = platform.call({ from: '1', to: '2', callee: 'busy', extensions: ['0001'], redials: 1 });
const callReport: CallReport = placed.report();
const heardWhat: string[] = callReport.caller.heard.map(({ at, sound, file }) => `${at.getTime()} ${file ?? sound}`);
const howItEnded: string | undefined = callReport.cause?.english;
const plainCause: number | undefined = callReport.toObject().cause;
const texted: SentSms = platform.sms({ from: '1', to: '2', text: 'hello', failsWith: 13 });
const smsReport: SmsReport = texted.report();
platform.setNumber({ number: '1', condition: 'unavailable', cause: 'arrears' });
// @ts-expect-error: misspelt
platform.call({ from: '1', to: '2', talkSecond: 1 });
// @ts-expect-error: nothing that becomes of a phone
platform.call({ from: '1', to: '2', callee: 'asleep' });
// @ts-expect-error: follows from answers alone
platform.sms({ from: '1', to: '2', text: 'hello', failsWith: 6 });
// @ts-expect-error: no condition
platform.setNumber({ number: '1', condition: 'gone' });
platform.setFaults({ requests: [{ fault: 'answerLost', operation: 'axb.CreateBinding', next: 1 }], pushes: [{ fault: 'duplicate' }] });
platform.setFaults({ clockSkewSeconds: -600, lockOutAfter: null });
platform.setFaults(platform.faults);
const strikesLeft: (number | null)[] = platform.faults.requests.map(({ next, ms }) => (ms > 0 ? next : null));
new Platform({ faults: { requests: [{ fault: 'slow', ms: 3000, probability: 0.5 }] } });
// @ts-expect-error: no fault of requests
platform.setFaults({ requests: [{ fault: 'duplicate' }] });
// @ts-expect-error: misspelt
platform.setFaults({ request: [] });
// @ts-expect-error: they are set all at once
platform.faults.lockOutAfter = 3;
console.log(strikesLeft);
new Platform('', { onPush: receiver });
const snapshot: string = platform.snapshot();
const goesOn: Client<'axe'> = Platform.restore(snapshot, { applications: [{ appKey: 'a', appSecret: 'b', mode: 'axe' }] }, { onPush: receiver }).client();
Platform.restore(snapshot);
// @ts-expect-error: a snapshot is a text
Platform.restore({});
await serve(platform, { state: 'simulator.json' });
new Platform(undefined, { onPush: ({ kind, attempt }: PushRequest) => (kind === 'fee' && attempt > 1 ? 200 : null) });
new Platform({}, { onPush: async (request) => ({ status: 200, body: request.body }) });
new Platform({}, { onPush: ({ headers, body }) => receiver.receive({ headers, body }) });
// @ts-expect-error: no answer
new Platform({}, { onPush: () => 'OK' });
const bytes: Uint8Array = platform.send({ method: 'GET', url: '/', headers: {} }).body;
const tested: TestPlatform<'axb'> = testPlatform({ after: (run: () => Promise<void>) => run });
const inMode: Client<'axe'> = tested.clients.axe;
const inX: Client = testPlatform({ setup: { applications: [{ appKey: 'a', appSecret: 'b', mode: 'x' }] } }).clients.x;
const billed: (number | undefined)[] = tested.pushes.of('fee').map(({ billedMinutes }) => billedMinutes);
const endings: (number | undefined)[] = tested.pushes.of('callEvent').map(({ stateCode }) => stateCode);
testPlatform({ onTestFinished: (run) => void run }, { smsBlock: (sms) => route(sms, { called: '1' }), callinBlock: () => close() });
void test('with the context of node:test', (t) => void testPlatform(t, { setup: {} }));
// @ts-expect-error: an answer to a call
testPlatform({ smsBlock: () => close() });
// @ts-expect-error: no kind
tested.pushes.of('fees');
const ofX: Client = platform.client({ mode: 'x' });
const served = await serve(platform, { port: 0 });
const own: Account = platform.account({ baseUrl: served.url });
new Client(own, { send: platform.send });
await served.close();

const digest: Uint8Array = signing.digest('secret', 'nonce', 0);
const codes: string[] = errorCodes.map(({ code }) => code);
// Modes: an account and a client know theirs, by type.
const axeAccount = new Account({ appKey: 'key', appSecret: 'secret', mode: 'axe', scheme: Scheme.Wsse });
const typed: Account<'axe'> = axeAccount;
const untyped: Account = axeAccount;
const mode: 'axe' | undefined = axeAccount.mode;
const axeClient: Client<'axe'> = new Client(axeAccount, {
  onAdvice: (advice, { method }) => console.warn(`${method} ${advice}`, advice.code satisfies AdviceCode),
});
const extension: Promise<axe.CreateBindingAnswer> = axeClient.axe.createBinding({
  virtualNum: '+8617000000021',
  bindNum: '+8613800000001',
  bindExpiredTime: { hours: 24 },
  callbackExpiredTime: 0,
});
const stopped: Promise<call.StopAnswer> = axeClient.call.stop({ sessionid: 's' });
const address: Promise<recording.GetDownloadUrlAnswer> = axeClient.recording.getDownloadUrl({ fileName: 'a', recordDomain: 'b' });
// @ts-expect-error: of another mode
axeClient.axb;
// @ts-expect-error: of another mode
const notAxb: Client<'axb'> = axeClient;
// @ts-expect-error: a plain number says no unit
axeClient.axe.createBinding({ virtualNum: '1', bindNum: '2', bindExpiredTime: 24 });
// @ts-expect-error: no mode
new Account({ appKey: 'key', appSecret: 'secret', mode: 'axc' });
const anyClient: Client = new Client(untyped);
const oneOfTwo: Client<'ax' | 'axb'> = anyClient;
const needsOne = ({ axb: calls }: Client<'axb'>) => calls.deleteBinding({ subscriptionId: 'a' });
needsOne(anyClient);
needsOne(new Client(new Account({ appKey: 'key', appSecret: 'secret', mode: Mode.Axb })));
class Wrapped extends Client {
  bind() {
    return this.ax.setTemporaryCallee({ privateNum: '+8617000000001', calleeNum: parseCalleeNumber('95588'), duration: 60 });
  }
}
const wrapped: Client = new Wrapped(Account.fromEnvironment());
const fromEnvironment: Account<'ax'> = Account.fromEnvironment({ mode: 'ax', environment: process.env });
const fromElsewhere: Account = Account.fromEnvironment({ environment: { PRIVATENUMBER_APP_KEY: 'key' } });
anyClient.axe.queryBindingCount();
const isClient: boolean = wrapped instanceof Client;

// Answers of the same name in two modes.
const ofAx: ax.CreateBindingAnswer = ax.createBinding.parse({ status: 200, body: '' });
// @ts-expect-error: another mode's
const ofAxb: axb.CreateBindingAnswer = ofAx;
const list: axe.Binding[] = axe.queryBindingV2.parse({ status: 200, body: '' }).bindings;
const cursor: string | undefined = axe.queryBindingV2.parse({ status: 200, body: '' }).nextCursor;
const crowded: readonly Advice[] | undefined = axe.queryBindingCount.parse({ status: 200, body: '' }).advice;
const counts: (number | undefined)[] = axe.queryBindingCount.parse({ status: 200, body: '' }).counts.map(({ count }) => count);
const y: Promise<axyb.CreateYbBindingAnswer> = anyClient.axyb.createYbBinding({ origNum: '1', subscriptionId: 's' });

// A redirect needs no body, everything else does.
const redirect: Redirect = { status: 301, headers: { location: 'https://a.example.com/' } };
const location: string = recording.getDownloadUrl.parse(redirect).location;
const asLiteral: string = recording.getDownloadUrl.parse({ status: 301, headers: new Headers() }).location;
// @ts-expect-error: no body
recording.getDownloadUrl.parse({ status: 200, headers: {} });
const redirecting: Send = () => redirect;

const pieces: readonly Advice[] = request.advice;
const spoken: string[] = pieces.flatMap(({ code, field, message, messageZh, hint, hintZh }) => [code, field, message, messageZh, hint, hintZh]);
// @ts-expect-error: it is not to be changed
request.advice.push(pieces[0]!);

const { 'X-AKSK': aksk } = signing.headers('key', 'secret');
const { 'X-WSSE': wsse } = signing.headers('key', 'secret', { scheme: 'wsse_hex', created: 0, nonce: 'n' });
// @ts-expect-error: the header of the other scheme
signing.headers('key', 'secret', { scheme: 'wsse' })['X-AKSK'];
const digestOfText: string = signing.passwordDigest(signing.digest('secret', 'n', 0, 'wsse_hex'), 'wsse_hex');

const meanings: Explanation[] = [...explain(8014), ...explain('service.1010010@401')];
const told2: [CodeKind, CauseGroup | undefined, Reason | undefined, number | undefined, boolean][] = meanings.map((each) => [
  each.kind,
  each.group,
  each.reason,
  each.httpStatus,
  each.retryable,
]);

const encoded: string = userData.encode({ order: 17, tags: ['a', null] });
const decoded: { order: number } = userData.decode(encoded);
interface Order {
  order: number;
  note?: string;
  items: { name: string; tags: readonly string[] }[];
}
const order: Order = { order: 17, items: [] };
const encodedOrder: string = userData.encode(order) + userData.encode('a') + userData.encode([1, null, { a: true }]);
// @ts-expect-error: JSON has no functions
userData.encode({ at: () => 1 });
// @ts-expect-error: JSON has no maps
userData.encode({ deep: [new Map<string, string>()] });
// @ts-expect-error: JSON has no big integers
userData.encode({ id: 7n });
// @ts-expect-error: JSON has no dates
userData.encode({ at: new Date() });
// @ts-expect-error: JSON has nothing for undefined
userData.encode(undefined);

const axybPlatform: Client<'axyb'> = platform.client({ mode: 'axyb' });
// Without a mode, a client is of the first application's, as far as that is known.
const first1: Client<'axb'> = new Platform().client();
// @ts-expect-error: of another mode
new Platform().client().axe;
const first2: Client<'axb'> = platform.client({ onAdvice: () => {} });
const first3: Client<'axe'> = new Platform({ applications: [{ appKey: 'a', appSecret: 'b', mode: 'axe' }] }).client();
// @ts-expect-error: of another mode
new Platform({ applications: [{ appKey: 'a', appSecret: 'b', mode: 'axe' }] }).client().axb;
const either: Client<'axb' | 'ax'> = new Platform({ applications: [{ appKey: 'a', appSecret: 'b' }, { appKey: 'c', appSecret: 'd', mode: 'ax' }] }).client();
const setup: Setup = { seed: 1 };
const unknown1: Client = new Platform(setup).client();
const unknown2: Client = new Platform('{}').client();
const byKey: Client = new Platform().client('key');
const byKeyAndMode: Client<'ax'> = new Platform().client({ appKey: 'key', mode: 'ax' });
const firstAccount: Account<'axb'> = new Platform().account({ scheme: 'wsse' });
class Played extends Platform {
  played = true;
}
const played: Client<'axb'> = new Played().client();
const general: Platform = new Platform();
console.log(first1, first2, first3, either, unknown1, unknown2, byKey, byKeyAndMode, firstAccount, played, general, fromEnvironment, fromElsewhere, encodedOrder);
const ofPlatform: Account<'ax'> = platform.account({ mode: 'ax', scheme: 'wsse', baseUrl: 'http://127.0.0.1:1' });
console.log(typed, mode, extension, stopped, address, notAxb, oneOfTwo, isClient, ofAxb, list, cursor, crowded, counts, y);
console.log(deliveries, heardWhat, howItEnded, plainCause, smsReport, bytes, inMode, inX, billed, endings, ofX);
console.log(goesOn, location, asLiteral, redirecting, spoken, aksk, wsse, digestOfText, told2, decoded, axybPlatform, ofPlatform);
console.log(VERSION, mask(x), headers, sent, direction, same, maybe, others, first, tone, unknown, times, short, wrong, expired, digest, codes, account.sign());
