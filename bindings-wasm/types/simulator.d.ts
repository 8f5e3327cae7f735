import type { Account, Client, ClientOptions, Duration, Explanation, Mode, Request, Response, Scheme } from './index.cjs';
import type { CallEvent, Delivery, PushKinds, Receiver, Reply, Sms } from './push.cjs';

/** What a platform starts with. What is left out has the value of the default setup. */
export interface Setup {
  applications?: readonly SetupApplication[];
  /** From the beginning of a mobile number (`+86138`) to the code of the city where it is at home (`0755`). */
  homes?: Readonly<Record<string, string>>;
  /** The province of each city code. */
  provinces?: Readonly<Record<string, string>>;
  /** What ids, an X picked at random, and faults are drawn from. Default: 0. */
  seed?: number;
  /** What goes wrong from the beginning. Default: nothing. */
  faults?: Faults;
}

/** What is to go wrong. The same setup, faults and requests meet the same faults. */
export interface Faults {
  /** Faults of requests and answers, at most 100. The first of the list that strikes a request is the one it meets. */
  readonly requests?: readonly RequestFault[] | undefined;
  /** Faults of pushes, at most 100; here too the first that strikes. Pushes whose answer decides have none. */
  readonly pushes?: readonly PushFault[] | undefined;
  /**
   * By how many seconds the platform's clock is wrong, ahead if positive, at most 10 years: in the header `Date`, where it
   * compares `Created`, and in the signatures of its pushes. Virtual time is not touched. Default: 0.
   */
  readonly clockSkewSeconds?: number | undefined;
  /**
   * After how many wrong digests in a row, 1 or more, whoever calls is locked out for 30 minutes of virtual time
   * (1020176); `null`, the default: never.
   */
  readonly lockOutAfter?: number | null | undefined;
}

/**
 * What can go wrong with a request.
 *
 * What was asked for is not done: `requestLost`, no answer; `internalError`, 500/1010001; `bareError`, 500 without a body;
 * `flowControl`, 403/1010010; `proxyPage`, 502 and a page of HTML. It is done: `answerLost`, no answer; `responseTimeout`,
 * 500/1023002; `slow`, the answer takes `ms`; `cutOff`, the first half of the answer's body arrives.
 */
export type RequestFaultKind =
  | 'requestLost'
  | 'answerLost'
  | 'internalError'
  | 'bareError'
  | 'flowControl'
  | 'responseTimeout'
  | 'slow'
  | 'proxyPage'
  | 'cutOff';

export interface RequestFault {
  readonly fault: RequestFaultKind;
  /** How likely it is for each request, 0 to 1. Default: 1. */
  readonly probability?: number | undefined;
  /** How many requests it strikes before it is over; `null`, the default: without end. */
  readonly next?: number | null | undefined;
  /** The one operation it is of: `axb.CreateBinding`. Default: all. */
  readonly operation?: `${Mode | 'recording' | 'call'}.${string}` | null | undefined;
  /** How long a slow answer takes, in milliseconds, at most a day. Default: 5,000. */
  readonly ms?: number | undefined;
}

/** `duplicate`: a push is sent twice; `reordered`: it is held back, so that what becomes due meanwhile overtakes it. */
export type PushFaultKind = 'duplicate' | 'reordered';

export interface PushFault {
  readonly fault: PushFaultKind;
  /** How likely it is for each push, 0 to 1. Default: 1. */
  readonly probability?: number | undefined;
  /** How many pushes it strikes before it is over; `null`, the default: without end. */
  readonly next?: number | null | undefined;
  /** How long a push is held back, in milliseconds of virtual time, at most a day. Default: 30,000. */
  readonly ms?: number | undefined;
}

/** Every member with its value. */
type Filled<T> = { [Name in keyof T]-?: Exclude<T[Name], undefined> };

/** The faults of a platform, with every member. */
export interface FaultsLeft extends Filled<Omit<Faults, 'requests' | 'pushes'>> {
  readonly requests: readonly Filled<RequestFault>[];
  readonly pushes: readonly Filled<PushFault>[];
}

export interface SetupApplication {
  appKey: string;
  appSecret: string;
  /** Default: `axb`. `x` has numbers and no operations: of every call and SMS the application is asked. */
  mode?: Mode | 'x';
  /** Default: `normal`. */
  condition?: 'normal' | 'frozen' | 'unavailable';
  /** Whether the application was added with recording on. Default: true. */
  recording?: boolean;
  /** Whether the application was added with SMS on. Default: true. */
  sms?: boolean;
  /** The X numbers, in the order in which they are picked. */
  numbers?: readonly SetupNumber[];
  /** Names of the tone files that were uploaded and approved. */
  tones?: readonly string[];
  /** Seconds that `Created` may be off; `null`: any. Default: 300. */
  createdWindow?: number | null;
  /** The schemes in which it may sign. Default: both. */
  schemes?: readonly Scheme[];
  /** Digits of an extension, 1 to 4, if it is of mode AXE. Default: 4. */
  extensionDigits?: number;
  /** How often an A may be bound a day, 1 or more, the day beginning at midnight in China; `null`, the default: as often as it likes. */
  dailyBinds?: number | null;
  /** The recordings that there are. */
  recordings?: readonly SetupRecording[];
  /** `sessionid` of each call in progress. */
  sessions?: readonly string[];
  /** Where pushes go, and how they are signed. */
  pushes?: SetupPushes;
  /** Of mode AXE: the tone that A hears who calls X without a callback record, one of `tones`. Default: none. */
  callbackTone?: string | null;
  /** The same: the number that A is forwarded to. Not together with the tone. Default: none. */
  callbackNum?: string | null;
  /** Of mode AX: whether an A who calls X without a temporary callee reaches who called last. Default: false. */
  memoryCallback?: boolean;
  /** Of mode AXE: how often the extension is asked for, 1 to 10. Default: 3. */
  extensionTries?: number;
}

/** To an address that is not there nothing is pushed, but for a platform with `onPush` whose setup names none at all. */
export interface SetupPushes {
  /** Events of calls. In mode X, what is answered to it steers the call. */
  callStatusUrl?: string | null;
  /** `callin` events, which then do not go where the other events go. */
  callinUrl?: string | null;
  /** Call records. */
  feeUrl?: string | null;
  /** SMS that were passed on, or were not. */
  smsNotifyUrl?: string | null;
  /** SMS that wait for a decision. */
  smsControlUrl?: string | null;
  /** The status of X numbers. Default: where the events of calls go. */
  numberStatusUrl?: string | null;
  /** Whether the status of X numbers is pushed. Default: false. */
  numberStatus?: boolean;
  /** Whether pushes of SMS that were passed on hold the text. Default: false. */
  smsContent?: boolean;
  /** Over nonce and time (`aksk`, the default), over the address too, in the older scheme, or not at all. */
  signature?: 'aksk' | 'akskWithUrl' | 'wsse' | 'wsseHex' | 'none';
}

export interface SetupRecording {
  /** `recordObjectName` of its call record. */
  fileName: string;
  /** `recordDomain` of its call record. */
  recordDomain: string;
  /** Seconds since its call record was pushed. Default: 0. After seven days it is gone. */
  ageSeconds?: number;
}

export interface SetupNumber {
  /** `+86` and 11 digits, mobile. */
  number: string;
  /** Its city, `0755`. */
  areaCode: string;
  /** Default: `normal`. */
  condition?: NumberCondition;
}

/** `suspended`: no binds, calls and SMS; `unavailable`, `abnormal`: the same; `frozen`: no binds. */
export type NumberCondition = 'normal' | 'suspended' | 'unavailable' | 'frozen' | 'abnormal';

/** Why a number is unavailable. */
export type NumberCause =
  | 'deleted'
  | 'arrears'
  | 'stopped'
  | 'restricted'
  | 'restrictionLifted'
  | 'forwardingAlways'
  | 'forwardingOnNoAnswer'
  | 'forwardingOnBusy';

/** What a platform holds, for tests to look at. It shows whole numbers, but no secrets. */
export interface PlatformState {
  now: string;
  skippedSeconds: number;
  applications: Record<string, any>[];
  bindings: Record<string, any>[];
  /** Reports of the last 50 calls, and of the last 50 SMS. */
  calls: Record<string, any>[];
  sms: Record<string, any>[];
  /** How many pushes are owed. */
  owedPushes: number;
  /** The last 200 attempts to push, and in words what came of each. */
  pushes: Record<string, any>[];
  /** The last 200 requests, and in words what was wrong with each. */
  log: Record<string, any>[];
}

/** Which application is meant, and how its requests are signed. */
export interface ApplicationChoice<M extends Mode = Mode> {
  appKey?: string | undefined;
  mode?: M | undefined;
  /** Default: `aksk`. */
  scheme?: Scheme | undefined;
}

export interface ClientChoice<M extends Mode = Mode> extends ApplicationChoice<M>, Pick<ClientOptions, 'onAdvice'> {}

export interface AccountOptions<M extends Mode = Mode> extends ApplicationChoice<M> {
  /** Where the platform is served. */
  baseUrl?: string | undefined;
}

/**
 * A hang-up cause, `stateCode` of the call events: 8030, there is no AX on that X; 8031, no Y can be had; 8032, the caller
 * called the number bound to itself; 8016, `callDirection` lets only A call; 8023, the caller is a fixed line. `explain`
 * tells more.
 */
export type HangUpCause = 8016 | 8023 | 8030 | 8031 | 8032;

/**
 * What came of a call to an X, as far as Y goes: the Y that A calls to reach the caller, or why the call was hung up.
 * Printed, Y is masked.
 */
export type YAssignment =
  | { readonly y: string; readonly cause?: undefined; toString(): string }
  | { readonly y?: undefined; readonly cause: HangUpCause; toString(): string };

/** A call as it is asked for: who calls which number, and what people do. */
export interface CallScript {
  /** Who calls: a mobile number, a fixed line, a 400 or 95 number. */
  from: string;
  /** What is dialled: an X number of the platform, or a Y. */
  to: string;
  /** What becomes of the callee's phone. Default: `answers`. */
  callee?:
    | 'answers'
    | 'refuses'
    | 'blocks'
    | 'noAnswer'
    | 'busy'
    | 'unreachable'
    | 'switchedOff'
    | 'suspended'
    | 'doesNotExist'
    | undefined;
  /** Seconds until the callee answers or refuses, or the caller gives up. Default: 5. */
  ringSeconds?: number | undefined;
  /** Seconds that they talk, unless the platform ends the call before. Default: 30. */
  talkSeconds?: number | undefined;
  /** Who hangs up when they have talked. Default: the caller. */
  hangsUp?: 'caller' | 'callee' | undefined;
  /** Where the caller hangs up early. Default: nowhere. */
  callerGivesUp?: 'beforeForwarding' | 'beforeRinging' | 'whileRinging' | undefined;
  /** What is keyed in each time the platform asks for an extension (AXE). Default: nothing. */
  extensions?: readonly string[] | undefined;
  /** How often the phone dials again by itself after a call that was not answered, 0 to 10. Default: 0. */
  redials?: number | undefined;
}

/** What a report has beside its data. Printed, also by `JSON.stringify`, it is masked. */
export interface Report<Data> {
  /** The data alone, whole; causes as numbers. */
  toObject(): Data;
  toJSON(): object;
  toString(): string;
}

/** Something that a phone heard: a tone file, or another sound. */
export interface Heard {
  /** When it began, in virtual time; so are all times of a report. */
  at: Date;
  sound: 'ringing' | 'ringBack' | 'tone' | 'extensionWanted' | 'extensionWrong' | 'failure' | 'voice' | 'hungUp';
  /** The file, of a tone. */
  file?: string;
}

/** One phone of a call. */
export interface Phone {
  /** Whose it is. */
  number: string;
  /** The other number on its screen: what it dialled, or who seems to call. */
  shows: string;
  /** What it heard, in order. */
  heard: Heard[];
}

export interface CallReportData {
  sessionId: string;
  /** The application whose number was called. */
  appKey: string;
  caller: Phone;
  /** Absent until the callee's phone was called. */
  callee?: Phone;
  began: Date;
  answered?: Date;
  /** Absent while the call is going on. */
  ended?: Date;
  /** How it ended: the hang-up cause of its last event, and the release point of its record. */
  stateCode?: number;
  /** The same in the platform's words. */
  stateDesc?: string;
  recorded: boolean;
  /** `recordObjectName` of the recording. */
  recording?: string;
  subscriptionId?: string;
  /** The call that the caller's phone made when it dialled again. */
  redialledAs?: string;
  /** What would not work like this in the service, in words. */
  remarks: string[];
}

/** What a call is like so far, or was like. */
export interface CallReport extends CallReportData, Report<CallReportData & { cause?: number }> {
  /** What `stateCode` means and what to do about it. */
  cause?: Explanation;
}

/** A call that has reached the platform. What happens in it happens as time passes. */
export interface Call {
  readonly sessionId: string;
  /** What it is like at this moment. Of calls that are over the last 1,000 are known; errors: `parameter.choice`. */
  report(): CallReport;
  toString(): string;
}

/** An SMS as it is sent. */
export interface SmsScript {
  from: string;
  /** An X number of the platform. */
  to: string;
  /** 1 to 2,000 characters. In AX and AXB, `@` and a number at its end say who is to have it. */
  text: string;
  /** What becomes of it where it would be passed on, as `sendResult`. Default: it arrives. */
  failsWith?: 5 | 8 | 9 | 10 | 12 | 13 | undefined;
}

export interface SmsReportData {
  smsIdentifier: string;
  appKey: string;
  from: string;
  to: string;
  /** In how many parts it goes. */
  parts: number;
  /** Absent while it is still to be decided about; 0: it arrived. */
  sendResult?: number;
  /** What arrived: who has it, who seems to have sent it, and the text. */
  received?: { to: string; shows: string; text: string };
  subscriptionId?: string;
  remarks: string[];
}

/** What became of an SMS. */
export interface SmsReport extends SmsReportData, Report<SmsReportData & { result?: number }> {
  /** What `sendResult` means and what to do about it. */
  result?: Explanation;
}

/** An SMS that has reached the platform. */
export interface SentSms {
  readonly smsIdentifier: string;
  /** What became of it by now. Of those that are settled the last 1,000 are known; errors: `parameter.choice`. */
  report(): SmsReport;
  toString(): string;
}

export interface NumberChange {
  /** An X number of the platform. */
  number: string;
  condition: NumberCondition;
  /** Counts only where it is unavailable or abnormal. */
  cause?: NumberCause | undefined;
}

/** A push as it goes out, signed for this attempt. Printed it shows no number, no digest and no body. */
export interface PushRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  /** JSON. */
  readonly body: string;
  /** The application that it is of. */
  readonly appKey: string;
  /** Which address it goes to. */
  readonly kind: 'callStatus' | 'callin' | 'fee' | 'smsNotify' | 'smsControl' | 'numberStatus';
  /** 1 to 7. */
  readonly attempt: number;
  /** Whether the answer decides about a call or an SMS. */
  readonly decides: boolean;
  toString(): string;
}

/**
 * What an application answers to a push: a status, or more. Everything but 200 fails, and the push is sent again after 1, 4,
 * 9, 106, 203 and 300 minutes. `null` stands for no answer at all, which fails too.
 */
export type PushReply =
  | number
  | { readonly status: number; readonly headers?: unknown; readonly body?: string | Uint8Array | ArrayBuffer }
  | null;

/** Takes pushes: a receiver, or a function. What a function throws, `elapse` and `settle` throw. */
export type PushTaker = Pick<Receiver, 'receive'> | ((request: PushRequest) => PushReply | PromiseLike<PushReply>);

export interface PlatformOptions {
  /**
   * Takes the pushes, in process. Which there are, and to which address they go, the setup says; if it names no address at
   * all, every application pushes everything, the status of its numbers too, to `http://127.0.0.1/pushes`. Without `onPush`
   * pushes are sent over HTTP to the addresses of the setup.
   */
  onPush?: PushTaker | undefined;
}

/** The mode of an application in a setup. */
export type ModeOf<A> = A extends { mode: infer M extends Mode }
  ? M
  : A extends { mode: 'x' }
  ? Mode
  : A extends { mode?: infer M | undefined }
    ? Extract<M, Mode> | 'axb'
    : 'axb';

/** The mode of the first application of a setup, or what it may be: of a list only the modes of all are known. */
export type FirstMode<S> = S extends string
  ? Mode
  : S extends { applications: readonly (infer A)[] }
    ? ModeOf<A>
    : 'applications' extends keyof S
      ? Mode
      : 'axb';

/**
 * The service itself, embedded: no account, no network. `First` is the mode of its first application, as far as it is
 * known.
 */
export interface Platform<First extends Mode = Mode> {
  /** Keys of the applications, in the order of the setup. */
  readonly appKeys: string[];
  /** What each application signs with, for other processes. The secrets are the simulator's own and open nothing else. */
  credentials(): { appKey: string; appSecret: string; mode: Mode | 'x' }[];
  /** X numbers of an application, of the first one if none is named. */
  numbers(appKey?: string): { number: string; areaCode: string }[];
  /**
   * An account of an application: of the first one that has the key and is of the mode, if they are named.
   *
   * Errors: `parameter.choice` if there is none.
   */
  account<M extends Mode = First>(options?: AccountOptions<M> & { appKey?: undefined }): Account<M>;
  account<M extends Mode = Mode>(options: AccountOptions<M>): Account<M>;
  /** That of an application of mode X, which has no operations of its own; of the account's mode nothing is said then. */
  account(options: Omit<AccountOptions, 'mode'> & { mode: 'x' }): Account;
  /** A client of this platform, in process: for the application with this key, or for the first one that fits. */
  client<M extends Mode = First>(options?: ClientChoice<M> & { appKey?: undefined }): Client<M>;
  client(appKey: string): Client;
  client<M extends Mode = Mode>(options: ClientChoice<M>): Client<M>;
  client(options: Omit<ClientChoice, 'mode'> & { mode: 'x' }): Client;
  /**
   * Answers a request: the `send` of a `Client`. Nobody waits in process: an answer that is slow arrives at once.
   *
   * Errors: `transport.timeout` if a fault loses the request or its answer, or lets the answer take more than ten seconds.
   */
  readonly send: (
    request: Omit<Request, 'advice' | 'body'> & { readonly body?: string | Uint8Array | undefined },
  ) => Response & { headers: Record<string, string>; body: Uint8Array };
  /**
   * Lets time run ahead, by a hundred years at most; gives how many bindings expired by it. A plain number is in seconds. It is
   * one leap: pushes that became due on the way are still owed after it, and questions came too late for an answer.
   *
   * Errors: `parameter.type`, `parameter.range`, `parameter.unknown`.
   */
  advance(time: number | Duration): number;
  /**
   * Lets virtual time pass step by step, and delivers the pushes that become due on the way, those that are sent again too;
   * gives how many deliveries there were, each attempt counted.
   *
   * Errors: those of `advance`; `parameter.conflict` while `elapse` or `settle` is at work; what `onPush` threw.
   */
  elapse(time: number | Duration): Promise<number>;
  /**
   * The same until nothing is due any more: calls are over, pushes are delivered or given up. What is bound may expire
   * meanwhile: a push that nobody takes is tried for ten hours and more.
   */
  settle(): Promise<number>;
  /**
   * Places a call at this moment. An unbinding after it does not change the call.
   *
   * Errors: `parameter.unknown`, `parameter.type`, `parameter.range`, `parameter.choice`, also for a `to` that is nobody's X,
   * and those of `parseCalleeNumber` and `parseXNumber`.
   */
  call(call: CallScript): Call;
  /** Sends an SMS at this moment. Errors: as of `call`. */
  sms(sms: SmsScript): SentSms;
  /** Changes the status of an X number, which counts at once and is pushed. Errors: as of `call`. */
  setNumber(change: NumberChange): void;
  /** What is set to go wrong. Of faults that strike a number of times, `next` is how many are left. */
  readonly faults: FaultsLeft;
  /**
   * Sets what is to go wrong from now on, in the place of what was set before; `{}` for nothing. Whoever was locked out is
   * let in again. `reset` goes back to the faults of the setup.
   *
   * Errors: `parameter.unknown`, `parameter.type`, `parameter.range`, `parameter.choice`. Nothing is changed then.
   */
  setFaults(faults: Faults): void;
  /**
   * Does about Y what a call to an X of AXYB does: who is not bound is given a Y, and A can call it from then on. It lives
   * as long as `ybDuration` of the AX bind says, or as the AX; whoever has a Y already keeps it.
   *
   * No call takes place.
   *
   * `caller` is a mobile number, or a 400 or 95 number; a fixed line is hung up. Errors: those of `parseXNumber` and
   * `parseCalleeNumber`.
   */
  assignY(call: { x: string; caller: string }): YAssignment;
  state(): PlatformState;
  /**
   * Everything the platform holds, as JSON text, for `Platform.restore`: bindings, time, calls, SMS, pushes that are owed,
   * faults. What is in the setup is not in it, and so no secret is; numbers are whole. The same state is the same text.
   */
  snapshot(): string;
  /** Back to the beginning: nothing bound, nothing skipped, the same ids again, the faults of the setup. */
  reset(): void;
  toString(): string;
}
export declare const Platform: {
  /**
   * A setup, or one as JSON text. The default has an application of each mode that is ready to be called, with X numbers in
   * three cities; AXB comes first.
   *
   * Errors: `simulator.setup`; `parameter.type` and `parameter.unknown` of the options.
   */
  new <S extends Setup | string = Record<never, never>>(setup?: S, options?: PlatformOptions): Platform<FirstMode<S>>;
  /**
   * A platform that goes on where another one was when `snapshot` was taken. The setup has to have the same applications, with
   * their keys, modes and numbers; what else it says counts from now on. Of pushes that were under way nobody knows what
   * came: they have failed, and are sent again in their time.
   *
   * Errors: `simulator.setup`, also for a text that is no snapshot, and for one of another setup; `parameter.type` and
   * `parameter.unknown`.
   */
  restore<S extends Setup | string = Record<never, never>>(snapshot: string, setup?: S, options?: PlatformOptions): Platform<FirstMode<S>>;
  readonly prototype: Platform;
};

export interface ServeOptions {
  /** 0, the default: any free one. */
  port?: number | undefined;
  /** Default: `127.0.0.1`. `0.0.0.0` and `::` are all addresses. */
  host?: string | undefined;
  /**
   * The path of a file that has what the platform holds. If it is there, the platform goes on from it, in the place of what it
   * held before. It has everything before a request is answered that may have changed something, and before a push goes
   * out; if it cannot be written, such requests are answered 500. The text is that of `snapshot()`. One file is for one process at a time.
   */
  state?: string | undefined;
}

export interface Served {
  /** Where it is reached from this machine: the `baseUrl` of an account. */
  readonly url: string;
  /** Stops listening and ends what is open. */
  close(): Promise<void>;
}

/**
 * Serves a platform over HTTP, for other processes and languages. While it is served, time passes by itself: calls go on, and
 * pushes are sent as they become due, or given to `onPush`. `POST /_simulator/advance` makes time run ahead step by step, as
 * `elapse` does. Where a fault loses a request or its answer, the connection is closed without a word.
 *
 * Errors: `simulator.setup` if `state` cannot be read, restored or written; `parameter.type` and `parameter.unknown`.
 */
export declare function serve(platform: Platform, options?: ServeOptions): Promise<Served>;

/** What tells a test to clean up: the context of `node:test` does by `after`, that of vitest by `onTestFinished`. */
export type TestContext =
  | { after(run: () => Promise<void>): unknown }
  | { onTestFinished(run: () => Promise<void>): unknown };

export interface TestPlatformOptions<S extends Setup | string = Setup | string> {
  setup?: S | undefined;
  /** Answers the pushes in place of the recorder, which sees them before. */
  onPush?: PushTaker | undefined;
  /** In mode X, decides about calls. Default: `close()`. */
  callinBlock?: ((call: CallEvent, delivery: Delivery) => CallDecision | PromiseLike<CallDecision>) | undefined;
  /** Decides about SMS. Default: `discard()`. */
  smsBlock?: ((sms: Sms, delivery: Delivery) => SmsDecision | PromiseLike<SmsDecision>) | undefined;
}
export type CallDecision = Reply<'connect' | 'close'>;
export type SmsDecision = Reply<'route' | 'discard'>;

/** A push, as a receiver understood it. */
export type RecordedPush = {
  [Kind in keyof PushKinds]: { readonly kind: Kind; readonly data: PushKinds[Kind]; readonly delivery: Delivery };
}[keyof PushKinds];

/** What was pushed, each event once, in the order in which it came. */
export interface Pushes {
  readonly all: RecordedPush[];
  /** The data of one kind; `callEvent` for all events of calls that only tell something. Errors: `parameter.type`. */
  of<Kind extends keyof PushKinds>(kind: Kind): PushKinds[Kind][];
  of(kind: 'callEvent'): CallEvent[];
  /** Forgets what came by now. */
  clear(): void;
  toString(): string;
}

/** A platform for one test, and what goes with it. */
export interface TestPlatform<First extends Mode = Mode> {
  readonly platform: Platform<First>;
  /** A client of the first application of each mode. Errors: `parameter.choice` where the setup has none. */
  readonly clients: { readonly [M in Mode]: Client<M> } & { readonly x: Client };
  readonly pushes: Pushes;
  /** Serves the platform, until the test is over. */
  serve(options?: ServeOptions): Promise<Served>;
  /** Ends what is served; called by the context, if one was given. */
  close(): Promise<void>;
  toString(): string;
}

/**
 * A platform for one test, a client for each mode, and a record of what was pushed, which is read by a real `Receiver`. What
 * `callinBlock`, `smsBlock` and `onPush` throw, `elapse` and `settle` throw.
 *
 * ```js
 * test('A and B talk', async (t) => {
 *   const { platform, clients, pushes } = testPlatform(t);
 *   const { relationNum } = await clients.axb.axb.createBinding({ callerNum, calleeNum, areaCode: '0755' });
 *   platform.call({ from: callerNum, to: relationNum, talkSeconds: 61 });
 *   await platform.settle();
 *   assert.equal(pushes.of('fee')[0].billedMinutes, 2);
 * });
 * ```
 */
export declare function testPlatform<S extends Setup | string = Record<never, never>>(
  t: TestContext,
  options?: TestPlatformOptions<S>,
): TestPlatform<FirstMode<S>>;
export declare function testPlatform<S extends Setup | string = Record<never, never>>(
  options?: TestPlatformOptions<S>,
): TestPlatform<FirstMode<S>>;
