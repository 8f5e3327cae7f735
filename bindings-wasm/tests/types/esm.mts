// What the types promise to who imports: compiled with --strict, never run.

import {
  Account,
  AlreadyBound,
  AreaMatchMode,
  CallDirection,
  Client,
  InvalidArgument,
  PrivateNumberError,
  ServiceRefused,
  VERSION,
  axb,
  errorCodes,
  fetchSend,
  mask,
  parseAreaCode,
  parseNumber,
  parseXNumber,
  signing,
} from 'privatenumber';
import type { Duration, Reason, Request, Response, Send } from 'privatenumber';
import { Platform, serve } from 'privatenumber/simulator';

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
const found = await new Client(account, { send: fetchSend({ timeout: 1000 }) }).axb.queryBinding();
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

const platform = new Platform({ applications: [{ appKey: 'a', appSecret: 'b', createdWindow: null }] });
const expired: number = platform.advance({ hours: 2 });
const served = await serve(platform, { port: 0 });
const own: Account = platform.account({ baseUrl: served.url });
new Client(own, { send: platform.send });
await served.close();

const digest: Uint8Array = signing.digest('secret', 'nonce', 0);
const codes: string[] = errorCodes.map(({ code }) => code);
console.log(VERSION, mask(x), headers, sent, direction, same, maybe, others, first, tone, unknown, times, short, wrong, expired, digest, codes, account.sign());
