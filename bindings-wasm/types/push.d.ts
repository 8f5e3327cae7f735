import type { Advice, Duration, PrivateNumberError, ResponseHeaders } from './index.cjs';
import type {
  CallEvent,
  CallRecord,
  Check,
  CloseParameters,
  ConnectParameters,
  NumberStatus,
  PushKinds,
  PushScheme,
  ReplyForm,
  RouteParameters,
  Sms,
  UnknownPush,
} from './push-data.generated.cjs';

export { CallEvent, CallRecord, NumberStatus, Recording, Sms, UnknownPush, VoiceCheck } from './push-data.generated.cjs';
export type {
  Check,
  CloseParameters,
  ConnectParameters,
  PushKinds,
  PushScheme,
  ReplyForm,
  RouteParameters,
} from './push-data.generated.cjs';

/** An application whose pushes are received. */
export interface PushApplication {
  appKey: string;
  appSecret: string;
}

/** How a push came. Printed, only the beginning of its APP_Key is shown. */
export interface Delivery {
  /** Whether its signature was checked, and is right and fresh. */
  readonly genuine: boolean;
  /** Which of the documented digests matched. */
  readonly scheme?: PushScheme;
  /** The APP_Key that signed, where the digest matched. */
  readonly appKey?: string;
  /** When it was signed, where the digest matched. */
  readonly created?: Date;
  /** What is wrong with the signature, where `check` is `'report'`; of the class `PushNotGenuine`. */
  readonly problem?: PrivateNumberError;
  toString(): string;
}

/** What becomes of what waits: `connect` and `close` for a call, `route` and `discard` for an SMS. */
export type ReplyKind = 'connect' | 'close' | 'route' | 'discard';

/** An answer to a push that waits for one. Printed, its numbers are masked. */
export interface Reply<Kind extends ReplyKind = ReplyKind> {
  readonly kind: Kind;
  /** What is legal and will hardly do what is hoped for; usually nothing. */
  readonly advice: readonly Advice[];
  /** The body to answer with, JSON in ASCII. Default: `'list'`. Errors: `parameter.choice`, `parameter.type`. */
  body(form?: ReplyForm): string;
  toString(): string;
}

/** In mode X, the answer to `callinBlock` that puts the call through. Errors: `InvalidArgument`, of each parameter. */
export declare function connect(parameters: ConnectParameters): Reply<'connect'>;
/** In mode X, the answer to `callinBlock` that ends the call. Errors: `InvalidArgument`, of each parameter. */
export declare function close(parameters?: CloseParameters): Reply<'close'>;
/**
 * The answer to `smsBlock` that passes the SMS on: the one that the function was given, since its sender is named in the
 * answer. Errors: `InvalidArgument`, of each parameter.
 */
export declare function route(sms: Sms, parameters: RouteParameters): Reply<'route'>;
/** The answer to `smsBlock` that drops the SMS. */
export declare function discard(): Reply<'discard'>;

/**
 * A function that is given what was pushed, and how it came. What it returns is awaited; a push that only tells something
 * is answered with 200 when that is done, and with 500 if it throws. It should be done in 50 seconds: then a resend is no
 * longer kept from being handled as well.
 */
export type PushFunction<Data, Result = unknown> = (data: Data, delivery: Delivery) => Result | PromiseLike<Result>;

/** The kinds of call events that only tell something, and `callEvent` for all that have no function of their own. */
export type CallEventKind = 'callin' | 'collectInfo' | 'callout' | 'alerting' | 'answer' | 'disconnect' | 'callEvent';

/** What can be ignored: all kinds but those that wait for an answer. */
export type IgnorableKind = Exclude<keyof PushKinds, 'callinBlock' | 'smsBlock'> | 'callEvent';

/**
 * Remembers texts under keys, for a number of seconds. Receivers keep two things in stores: which events were handled, and
 * with which body each signature came. What a function throws, or the promise that it returns, fails the push with
 * `push.store`, so that it is sent again.
 */
export interface Store {
  /**
   * Puts a value where there is none, in one step that nobody can come between, and gives nothing then; where there is
   * one, gives that and changes nothing.
   */
  add(key: string, value: string, seconds: number): Present | PromiseLike<Present>;
  /** Puts a value, whatever was there. */
  set(key: string, value: string, seconds: number): unknown;
  /** Takes a value away, if there is one. A receiver asks for it where an event could not be handled and its claim holds. */
  delete(key: string): unknown;
}
/** A value of a store, or nothing. */
export type Present = string | null | undefined;

export interface MemoryStoreOptions {
  /** How many keys are held at most, 1 or more; then the oldest are let go. Default: 100000. */
  capacity?: number | undefined;
  /** Gives seconds. Default: a clock of this process, which nobody sets back. */
  now?: (() => number) | undefined;
}

/** A store in the memory of this process: what it holds is gone when that ends, and other processes do not see it. */
export declare class MemoryStore implements Store {
  /** Errors: `parameter.type`, `parameter.unknown`. */
  constructor(options?: MemoryStoreOptions);
  /** How many keys are held, with those whose time is over and that were not asked for since. */
  get size(): number;
  add(key: string, value: string, seconds: number): string | undefined;
  set(key: string, value: string, seconds: number): void;
  delete(key: string): void;
  toString(): string;
  #private;
}

/** What `keyValueStore` makes a store of. Values are texts, and an empty one counts as none. */
export interface KeyValue {
  get(key: string): Present | PromiseLike<Present>;
  /** Must forget the value after so many seconds: a claim that stays keeps an event from ever being handled. */
  set(key: string, value: string, seconds: number): unknown;
  /**
   * Puts a value where there is none, in one step, and says whether it did: `true` and `'OK'` say yes, `false` and `null`
   * no. Default: `get` and then `set`, which only the additions of this process wait for; with several processes, give it.
   */
  add?: ((key: string, value: string, seconds: number) => unknown) | undefined;
  /** Default: `set` of an empty text, for a second. */
  delete?: ((key: string) => unknown) | undefined;
}

/**
 * A store over a key-value store of yours. With the client of Redis:
 *
 * ```js
 * keyValueStore({
 *   get: (key) => redis.get(key),
 *   set: (key, value, seconds) => redis.set(key, value, { EX: seconds }),
 *   add: (key, value, seconds) => redis.set(key, value, { EX: seconds, NX: true }),
 *   delete: (key) => redis.del(key),
 * })
 * ```
 *
 * Errors: `parameter.type`, `parameter.unknown`.
 */
export declare function keyValueStore(inner: KeyValue): Store;

export interface ReceiverOptions {
  /** The applications whose pushes come to this address. Not needed where `check` is `'off'`. */
  applications?: PushApplication | readonly PushApplication[] | undefined;
  /**
   * What becomes of a push that is not shown to be genuine. `'require'`, the default: it is answered with 401, and no
   * function sees it. `'report'`: it is handed over, `delivery.problem` says what is wrong, and `onError` is told. `'off'`: nothing is
   * checked, and whoever knows the address can push.
   */
  check?: Check | undefined;
  /** The address that is pushed to, as it is typed into the console: one of the documented digests covers it. */
  url?: string | undefined;
  /**
   * How old a signature may be; a plain number is in seconds. Default: 11 hours, in which the last resend comes: no page
   * says whether resends are signed anew.
   */
  maxAge?: number | Duration | undefined;
  /** How far in the future a signature may lie, because clocks differ; a plain number is in seconds. Default: 5 minutes. */
  maxAhead?: number | Duration | undefined;
  /** How many bytes a body may have, from 1. Default: 1048576; 50 call records take about 100 KB. */
  maxBody?: number | undefined;
  /** Where it is kept which events were handled, for a day. Default: a `MemoryStore`. */
  store?: Store | undefined;
  /** Where it is kept with which body each signature came, for as long as it is fresh. Default: a `MemoryStore` of its own. */
  nonces?: Store | undefined;
  /** How an answer to a call has its details: `'list'`, the default, as the service's own programs; `'object'`, as its page. */
  replyForm?: ReplyForm | undefined;
  /**
   * Called with each error, and with the data it is about where it is about one event. What it returns is awaited; what it
   * throws changes nothing. Default: what fails in this program is printed with `console.error`, masked.
   */
  onError?: ((error: PrivateNumberError, data?: PushKinds[keyof PushKinds]) => unknown) | undefined;
}

/** The variables that an application is made of are read from here. */
export interface ReceiverEnvironmentOptions extends Omit<ReceiverOptions, 'applications'> {
  /** Default: `process.env`. */
  environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A push as a server has it. */
export interface Incoming {
  /** An object, pairs, or `Headers`. Names in any case. */
  headers?: ResponseHeaders | undefined;
  /** The bytes as they came, or their text; not what a body parser made of them. */
  body?: string | Uint8Array | ArrayBuffer | null | undefined;
  /** When it came: a point in time, or Unix seconds. Default: now. */
  now?: Date | number | undefined;
}

/** What is sent back. Printed it shows its status alone. */
export interface PushAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** Empty, or the JSON of a `Reply`, or the code of an error. */
  readonly body: string;
  /** What went wrong; of several errors the first of those that led to the status. */
  readonly error?: PrivateNumberError;
  toString(): string;
}

/** A request of `node:http`, or one that a framework made of it. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  readonly complete: boolean;
  readonly readableEnded: boolean;
  readonly destroyed: boolean;
  on(event: string, listener: (...given: any[]) => void): unknown;
}
/** A response of `node:http`, or one that a framework made of it. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string | number>): unknown;
  end(body: string): unknown;
}

/**
 * Receives pushes: checks that they are genuine and fresh, hands each event that is new to the function for its kind, and
 * says what to answer. An event is handed over again until its function has returned once, and not after that for a day;
 * where functions fail or are killed, they may see an event twice.
 *
 * ```js
 * const receiver = new Receiver({ applications: { appKey, appSecret } });
 * receiver.on('fee', (record) => save(record));
 * receiver.ignore('callEvent');
 * http.createServer(receiver.node).listen(8080);
 * ```
 *
 * What nobody handles is answered with 501, what failed with 500, what is being handled right now with 503: the platform
 * sends it again, after 1, 4, 9, 106, 203 and 300 minutes. What is not genuine is answered with 401, what cannot be read
 * with 400 or 413.
 */
export declare class Receiver {
  /**
   * Errors: `parameter.type`, `parameter.unknown`, `parameter.choice`, `parameter.range`, `parameter.missing` without an
   * application, `account.app_key`, `account.app_secret`, `parameter.characters` of `url`.
   */
  constructor(options: ReceiverOptions);
  /**
   * For the application that the variables `PRIVATENUMBER_APP_KEY` and `PRIVATENUMBER_APP_SECRET` name. Errors: those of the
   * constructor.
   */
  static fromEnvironment(options?: ReceiverEnvironmentOptions): Receiver;

  /**
   * Registers the function for events of calls of this kind, or for all that have no function of their own. The numbers in
   * them are not always those of caller and callee; the call record has the true ones.
   *
   * Errors: `parameter.choice` for another kind, `parameter.repeated` for a second function, `parameter.conflict` for what is
   * ignored, `parameter.type`.
   */
  on(kind: CallEventKind, run: PushFunction<CallEvent>): this;
  /** Registers the function that decides, in mode X, what becomes of a call. It is asked every time. */
  on(kind: 'callinBlock', run: PushFunction<CallEvent, Reply<'connect' | 'close'>>): this;
  /** Registers the function for records of calls. Up to 50 come in one push, and each is handed over by itself. */
  on(kind: 'fee', run: PushFunction<CallRecord>): this;
  /** Registers the function for SMS that were passed on, or were not. */
  on(kind: 'smsNotify', run: PushFunction<Sms>): this;
  /** Registers the function that decides what becomes of an SMS. It is asked every time. */
  on(kind: 'smsBlock', run: PushFunction<Sms, Reply<'route' | 'discard'>>): this;
  /** Registers the function for X numbers with a new status. Up to 100 come in one push. */
  on(kind: 'numStatus', run: PushFunction<NumberStatus>): this;
  /** Registers the function for pushes that this version does not know. */
  on(kind: 'other', run: PushFunction<UnknownPush>): this;

  /**
   * Pushes of these kinds are answered with 200 and dropped. One that waits for an answer cannot be ignored.
   *
   * Errors: `parameter.choice`, `parameter.conflict` for what has a function, `parameter.type`.
   */
  ignore(...kinds: IgnorableKind[]): this;

  /**
   * Receives one push and says what to answer, whatever came in. Errors: `InvalidArgument` for what can only be a mistake of
   * the program, such as a body that was parsed already.
   */
  receive(push: Incoming): Promise<PushAnswer>;

  /**
   * Receives and answers a request of `node:http`, and of what is built on it: `createServer(receiver.node)`,
   * `app.all('/pushes', receiver.node)` in Express. It reads the body itself, or takes the bytes that were left in
   * `request.rawBody` or `request.body`. A mistake of the program goes to `next`, if it is given, and is answered with 500
   * otherwise. Other methods than POST are answered with 405.
   */
  readonly node: (request: NodeRequest, response: NodeResponse, next?: (error?: any) => void) => Promise<void>;

  /**
   * Receives a request and gives the response, for Hono, the routes of Next, Bun, Deno and others. Other methods than POST
   * are answered with 405. Errors: `parameter.type` for a request whose body was read already.
   */
  readonly fetch: (request: Request) => Promise<Response>;

  toString(): string;
  #private;
}
