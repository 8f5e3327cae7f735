/** The version of this package. */
export declare const VERSION: string;

/** A length of time; its parts are added up. */
export interface Duration {
  days?: number | undefined;
  hours?: number | undefined;
  minutes?: number | undefined;
  seconds?: number | undefined;
}

/** When a request is signed, and its nonce. */
export interface SigningOptions {
  /** A point in time, or Unix seconds. Default: now. */
  created?: Date | number | undefined;
  /** 1 to 128 letters and digits, used once. Default: 32 random hexadecimal digits. */
  nonce?: string | undefined;
}

/** Who calls, and where. Printing one shows neither the key nor the secret. */
export declare class Account {
  /** Errors: `account.app_key`, `account.app_secret`, `account.base_url`. */
  constructor(parameters: AccountParameters);
  /**
   * From the variables `PRIVATENUMBER_APP_KEY`, `PRIVATENUMBER_APP_SECRET` and, if it is set, `PRIVATENUMBER_BASE_URL`. An
   * empty one counts as not set.
   */
  static fromEnvironment(environment?: Record<string, string | undefined>): Account;
  get appKey(): string;
  get baseUrl(): string;
  /** The value of an `X-AKSK` header, for a request that this library does not build. */
  sign(options?: SigningOptions): string;
  toString(): string;
  #private;
}

/**
 * A request, ready to be sent as it is. `url` is escaped; do not escape it again, do not follow redirects.
 *
 * Printed, as text or as JSON, it shows its masked URL and the names of its headers alone.
 */
export interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  /** JSON in ASCII; nothing for GET and DELETE. */
  body?: string;
}

/** Headers as HTTP clients give them: an object, pairs, or `Headers`. */
export type ResponseHeaders =
  | Iterable<readonly [string, string]>
  | { readonly [name: string]: string | number | readonly string[] | null | undefined };

/** What came back, untouched: the body is text or bytes, not an object. */
export interface Response {
  status: number;
  headers?: ResponseHeaders | undefined;
  body: string | Uint8Array | ArrayBuffer;
}

/** The data of an answer: groups and lists in it are plain objects too, times stay `Date`s. */
export type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends Answer
    ? { [Name in keyof T as Exclude<Name, keyof Answer>]: Plain<T[Name]> } & { extra?: Record<string, unknown> }
    : T;

/**
 * An answer of the service. Its properties are its data. Printed and logged forms are masked: `console.log`, templates,
 * `String`, `JSON.stringify`; what takes the properties one by one (`{ ...answer }`, `console.table`) has them whole.
 */
export declare abstract class Answer {
  protected constructor();
  /** What the service sent and this version does not know, or could not read. */
  extra: Readonly<Record<string, unknown>>;
  /** The data alone, whole, to be stored or handed on; `extra` if there is any. */
  toObject(): Plain<this>;
  /** For `JSON.stringify`: masked. */
  toJSON(): object;
  toString(): string;
}

/** An operation: builds its request and reads its answer, without IO. */
export interface Operation<Parameters, Result> {
  /** The official name. */
  readonly official: string;
  /** Builds and signs a request. Errors: `InvalidArgument`. */
  request(account: Account, parameters: Parameters, options?: SigningOptions): Request;
  /** Reads the answer. Errors: `ServiceRefused`, `UnreadableAnswer`; `InvalidArgument` for what is no response. */
  parse(response: Response): Result;
}

/**
 * Sends a request. What it throws becomes `TransportFailed`, with the thrown as `cause`: `transport.timeout` or
 * `transport.connection` for failures of the network, `transport.sender` for all others and for what is no response. An
 * error that this package made goes through as it is, but for `InvalidArgument`, which would say that nothing was sent.
 */
export type Send = (request: Request) => Response | PromiseLike<Response>;

export interface FetchSendOptions {
  /** Milliseconds until the whole answer must be there. Default: 10000. */
  timeout?: number | undefined;
  /** Another `fetch` than the global one. */
  fetch?: typeof globalThis.fetch | undefined;
}

/** A `Send` that uses `fetch`: redirects are not followed, certificates are checked, time is limited. */
export declare function fetchSend(options?: FetchSendOptions): Send;

export interface ClientOptions {
  /** Default: `fetchSend()`. Not `fetch` itself, which takes and gives other things. */
  send?: Send | undefined;
}

/** The operations, each of them a call that takes its parameters alone, sends its request and reads the answer. */
export declare class Client {
  constructor(account: Account, options?: ClientOptions);
  toString(): string;
  #private;
}
export interface Client extends ClientModes {}

/** Brings a telephone number into the global format. Errors: `number.format`, `number.overseas`, `number.service`. */
export declare function parseNumber(text: string): string;
/** The same for an X, which is always a mobile number. Errors: those of `parseNumber`, and `number.fixed_line`. */
export declare function parseXNumber(text: string): string;
/** Checks the code of a city, `0755`. Errors: `parameter.length`, `parameter.characters`. */
export declare function parseAreaCode(text: string): string;
/** Masks every telephone number in a text, as everything printed by this package is masked. */
export declare function mask(text: string): string;

/** The stages of signing. */
export declare const signing: {
  /** The value of the `Authorization` header, the same for every request. */
  readonly authorization: string;
  /** Stage 1: what is signed. */
  message(nonce: string, created: Date | number): string;
  /** Stage 2: HMAC-SHA256, 32 bytes. */
  digest(appSecret: string, nonce: string, created: Date | number): Uint8Array;
  /** Stage 3: the digest in Base64. */
  passwordDigest(digest: Uint8Array): string;
  /** Stage 4: the value of the `X-AKSK` header. */
  xAksk(appKey: string, passwordDigest: string, nonce: string, created: Date | number): string;
};

/** Every code that an error can have. `service.` codes that are not listed can occur as well. */
export declare const errorCodes: readonly {
  readonly code: string;
  /** The class of the error. */
  readonly class: string;
  readonly meaning: string;
  readonly reason?: Reason;
}[];

/**
 * What every error of this package has. Its texts hold no whole telephone number and no secret. Errors are made by the
 * package alone; a `send` that wants to fail throws any other.
 */
export declare class PrivateNumberError extends Error {
  protected constructor();
  /** Stable: `number.format`, `service.1012010`. */
  readonly code: string;
  /** The parameter it is about, by its name on the wire. */
  readonly field: string | undefined;
  /** `message` in Chinese. */
  readonly messageZh: string;
  /** What to do. */
  readonly hint: string;
  /** `hint` in Chinese. */
  readonly hintZh: string;
  readonly reason: Reason | undefined;
  /** Whether the same request, signed anew, may succeed later without anything being changed. */
  readonly retryable: boolean;
  readonly httpStatus: number | undefined;
  /** `resultcode` of the service. */
  readonly resultCode: string | undefined;
  /** `resultdesc` of the service, masked. */
  readonly resultDesc: string | undefined;
  /** For `JSON.stringify`: name, code, message and what else there is, without stack and cause. */
  toJSON(): object;
  toString(): string;
}
