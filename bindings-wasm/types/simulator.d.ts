import type { Account, Client, ClientOptions, Duration, Mode, Request, Response, Scheme } from './index.cjs';

/** What a platform starts with. What is left out has the value of the default setup. */
export interface Setup {
  applications?: readonly SetupApplication[];
  /** From the beginning of a mobile number (`+86138`) to the code of the city where it is at home (`0755`). */
  homes?: Readonly<Record<string, string>>;
  /** The province of each city code. */
  provinces?: Readonly<Record<string, string>>;
  /** What ids, and an X picked at random, are drawn from. Default: 0. */
  seed?: number;
}

export interface SetupApplication {
  appKey: string;
  appSecret: string;
  /** Default: `axb`. */
  mode?: Mode;
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
  condition?: 'normal' | 'suspended' | 'unavailable' | 'frozen' | 'abnormal';
}

/** What a platform holds, for tests to look at. It shows whole numbers, but no secrets. */
export interface PlatformState {
  now: string;
  skippedSeconds: number;
  applications: Record<string, any>[];
  bindings: Record<string, any>[];
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

/** The mode of an application in a setup. */
export type ModeOf<A> = A extends { mode: infer M extends Mode }
  ? M
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
  credentials(): { appKey: string; appSecret: string; mode: Mode }[];
  /** X numbers of an application, of the first one if none is named. */
  numbers(appKey?: string): { number: string; areaCode: string }[];
  /**
   * An account of an application: of the first one that has the key and is of the mode, if they are named.
   *
   * Errors: `parameter.choice` if there is none.
   */
  account<M extends Mode = First>(options?: AccountOptions<M> & { appKey?: undefined }): Account<M>;
  account<M extends Mode = Mode>(options: AccountOptions<M>): Account<M>;
  /** A client of this platform, in process: for the application with this key, or for the first one that fits. */
  client<M extends Mode = First>(options?: ClientChoice<M> & { appKey?: undefined }): Client<M>;
  client(appKey: string): Client;
  client<M extends Mode = Mode>(options: ClientChoice<M>): Client<M>;
  /** Answers a request: the `send` of a `Client`. */
  readonly send: (request: Request) => Response & { headers: Record<string, string>; body: string };
  /**
   * Lets time run ahead, by a hundred years at most; gives how many bindings expired by it. A plain number is in seconds.
   *
   * Errors: `parameter.type`, `parameter.range`, `parameter.unknown`.
   */
  advance(time: number | Duration): number;
  /**
   * Does about Y what a call to an X of AXYB does: who is not bound is given a Y, and A can call it from then on. It lives
   * as long as `ybDuration` of the AX bind says, or as the AX; whoever has a Y already keeps it.
   *
   * A call itself is not simulated yet: no telephone rings, and no push is sent.
   *
   * `caller` is a mobile number, or a 400 or 95 number; a fixed line is hung up. Errors: those of `parseXNumber` and
   * `parseCalleeNumber`.
   */
  assignY(call: { x: string; caller: string }): YAssignment;
  state(): PlatformState;
  /** Back to the beginning: nothing bound, nothing skipped, the same ids again. */
  reset(): void;
  toString(): string;
}
export declare const Platform: {
  /**
   * A setup, or one as JSON text. The default has an application of each mode that is ready to be called, with X numbers in
   * three cities; AXB comes first.
   *
   * Errors: `simulator.setup`.
   */
  new <S extends Setup | string = Record<never, never>>(setup?: S): Platform<FirstMode<S>>;
  readonly prototype: Platform;
};

export interface ServeOptions {
  /** 0, the default: any free one. */
  port?: number | undefined;
  /** Default: `127.0.0.1`. `0.0.0.0` and `::` are all addresses. */
  host?: string | undefined;
}

export interface Served {
  /** Where it is reached from this machine: the `baseUrl` of an account. */
  readonly url: string;
  /** Stops listening and ends what is open. */
  close(): Promise<void>;
}

/** Serves a platform over HTTP, for other processes and languages. */
export declare function serve(platform: Platform, options?: ServeOptions): Promise<Served>;
