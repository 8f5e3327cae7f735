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

/** How an account is made of the environment. */
export interface EnvironmentOptions<M extends Mode = Mode> {
  /** The mode that the program is written for. Default: that of the variable, or none. */
  mode?: M | undefined;
  /** Default: `process.env`. */
  environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Who calls, and where. Printing one shows neither the key nor the secret. `M` is the mode of its application, if that is
 * known: `Account<'axe'>`.
 */
export declare class Account<M extends Mode = Mode> {
  /** Errors: `account.app_key`, `account.app_secret`, `account.base_url`, `parameter.choice`. */
  constructor(parameters: AccountParameters<M>);
  /**
   * From the variables `PRIVATENUMBER_APP_KEY`, `PRIVATENUMBER_APP_SECRET` and, if they are set, `PRIVATENUMBER_BASE_URL`,
   * `PRIVATENUMBER_MODE` (`axb`) and `PRIVATENUMBER_SCHEME` (`aksk`). An empty one counts as not set.
   *
   * Errors: those of the constructor, and `account.mode` if the environment has the account of another mode than `mode`.
   */
  static fromEnvironment<M extends Mode = Mode>(options?: EnvironmentOptions<M>): Account<M>;
  get appKey(): string;
  get baseUrl(): string;
  /** The mode of the application, if it was said. */
  get mode(): M | undefined;
  /** How it signs. */
  get scheme(): Scheme;
  /** A signature, for a request that this library does not build: the value of the `X-AKSK` header, or of `X-WSSE`. */
  sign(options?: SigningOptions): string;
  toString(): string;
  #private;
}

/**
 * What is legal, is sent, and will hardly do what is hoped for, such as a recording without a tone that says so, which
 * carriers block. It holds no whole telephone number.
 */
export interface Advice {
  /** Stable. */
  readonly code: AdviceCode;
  /** The parameter or field that it is about, by its name on the wire. */
  readonly field: string;
  /** What will happen. */
  readonly message: string;
  /** `message` in Chinese. */
  readonly messageZh: string;
  /** What to do. */
  readonly hint: string;
  /** `hint` in Chinese. */
  readonly hintZh: string;
  /** Message, code and hint on one line. */
  toString(): string;
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
  /** What will hardly do what is hoped for; usually nothing. */
  readonly advice: readonly Advice[];
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

/** A redirect, told by its headers: it needs no body. Of these answers, that with the address of a recording is a success. */
export interface Redirect {
  status: 300 | 301 | 302 | 303 | 307 | 308;
  headers: ResponseHeaders;
  body?: string | Uint8Array | ArrayBuffer | null | undefined;
}

/** The data of an answer: groups and lists in it are plain objects too, times stay `Date`s. */
export type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends Explanation
    ? number
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
  parse(response: Response | Redirect): Result;
}

/**
 * Sends a request. What it throws becomes `TransportFailed`, with the thrown as `cause`: `transport.timeout` or
 * `transport.connection` for failures of the network, `transport.sender` for all others and for what is no response. An
 * error that this package made goes through as it is, but for `InvalidArgument`, which would say that nothing was sent.
 */
export type Send = (request: Request) => Response | Redirect | PromiseLike<Response | Redirect>;

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
  /**
   * Called for each piece of advice before its request is sent, and awaited. What it throws is what the call ends in;
   * nothing is sent then. Default: nothing is done, and `request.advice` is there for who looks.
   */
  onAdvice?: ((advice: Advice, request: Request) => unknown) | undefined;
}

/**
 * The operations, each of them a call that takes its parameters alone, sends its request and reads the answer: those of
 * the account's mode, and those of every mode. Without a known mode, all are there. At run time an access to another
 * mode's throws `account.mode`.
 */
export type Client<M extends Mode = Mode> = Pick<ClientModules, M | Exclude<keyof ClientModules, Mode>> & {
  toString(): string;
};
export declare const Client: {
  new <M extends Mode = Mode>(account: Account<M>, options?: ClientOptions): Client<M>;
  readonly prototype: Client;
};

/** Brings a telephone number into the global format. Errors: `number.format`, `number.overseas`, `number.service`. */
export declare function parseNumber(text: string): string;
/** The same for an X, which is always a mobile number. Errors: those of `parseNumber`, and `number.fixed_line`. */
export declare function parseXNumber(text: string): string;
/** The same for someone who is only called, who may have a 400 or 95 number. Errors: those of `parseNumber`. */
export declare function parseCalleeNumber(text: string): string;
/** Checks the code of a city, `0755`. Errors: `parameter.length`, `parameter.characters`. */
export declare function parseAreaCode(text: string): string;
/** Masks every telephone number in a text, as everything printed by this package is masked. */
export declare function mask(text: string): string;

/** How the headers of a request are signed. */
export interface HeaderOptions extends SigningOptions {
  /** Default: `aksk`. */
  scheme?: SigningScheme | undefined;
}

/**
 * The stages of signing, and all of them at once. With them requests of Huawei Cloud's sister products can be signed, too:
 * Voice Call signs as PrivateNumber does (`aksk`), SMS with `wsse_hex`.
 */
export declare const signing: {
  /** The value of the `Authorization` header, the same for every request that is signed with `aksk`. */
  readonly authorization: string;
  /** The two headers of a request. Errors: `account.app_key`, `account.app_secret`, `signing.nonce`, `parameter.choice`. */
  headers(
    appKey: string,
    appSecret: string,
    options?: HeaderOptions & { scheme?: 'aksk' | undefined },
  ): { Authorization: string; 'X-AKSK': string };
  headers(
    appKey: string,
    appSecret: string,
    options: HeaderOptions & { scheme: 'wsse' | 'wsse_hex' },
  ): { Authorization: string; 'X-WSSE': string };
  headers(appKey: string, appSecret: string, options?: HeaderOptions): Record<string, string>;
  /** Stage 1: what is signed. */
  message(nonce: string, created: Date | number): string;
  /** Stage 2: HMAC-SHA256, 32 bytes; of the other schemes, SHA-256 of the message and the secret. */
  digest(appSecret: string, nonce: string, created: Date | number, scheme?: SigningScheme): Uint8Array;
  /** Stage 3: the digest in Base64; of `wsse_hex`, its hexadecimal text in Base64. */
  passwordDigest(digest: Uint8Array, scheme?: SigningScheme): string;
  /** Stage 4: the value of the `X-AKSK` header, and of `X-WSSE` too. */
  xAksk(appKey: string, passwordDigest: string, nonce: string, created: Date | number): string;
};

/** What JSON has. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A type as far as JSON has it: what JSON has not, a function or `undefined`, is `never` in it. */
export type AsJson<T> = T extends string | number | boolean | null
  ? T
  : T extends bigint | symbol | undefined | ((...parameters: never[]) => unknown)
    ? never
    : T extends object
      ? { [Name in keyof T]: AsJson<T[Name]> }
      : never;

/**
 * Small data of your own as a text for `userData`, which takes neither braces nor Chinese: JSON in URL-safe Base64, of at
 * most 192 bytes of JSON.
 */
export declare const userData: {
  /**
   * Refuses what JSON would leave out or change without a word, and telephone numbers, which would come back in every
   * push. Errors: `parameter.type`, `parameter.length`, `user_data.number`.
   */
  encode<T>(value: T & AsJson<T>): string;
  /** Errors: `user_data.encoding`. */
  decode(encoded: string): any;
};

/** What one code means. */
export interface Explanation {
  /** What it is a code of. */
  readonly kind: CodeKind;
  readonly code: string;
  /** The HTTP status that it comes with, if it is a code of an answer. */
  readonly httpStatus?: number;
  /** The class of the error that has this code, if one can have it. */
  readonly class?: string;
  /** Why the service refused, if it is a code of a refusal. */
  readonly reason?: Reason;
  /** Who or what ended the call, if it is a hang-up cause. */
  readonly group?: CauseGroup;
  /** Whether the same, done again later, may succeed without anything being changed. */
  readonly retryable: boolean;
  /** What it means. */
  readonly english: string;
  /** `english` in Chinese. */
  readonly chinese: string;
  /** What to do. */
  readonly hint: string;
  /** `hint` in Chinese. */
  readonly hintZh: string;
  /** The page of the service that lists it; nothing for a code of this library. */
  readonly page?: string;
}

/**
 * What is known of a code, an explanation for each of its meanings: of a result code (`1012007`, `1010010@401`, or
 * `service.1010010@401` as errors have it), a hang-up cause (`8014`), a Q.850 cause (`17`), what became of an SMS
 * (`2`), a status of an X number or its cause (`10`), a filing code (`PPT.0001`), or a code of this library
 * (`number.format`). Blanks around it and upper case do not matter. Nothing is known of others.
 */
export declare function explain(code: string | number): Explanation[];

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
  /** The file that the service names in its refusal, masked: `lastMinVoice.wav`. */
  readonly file: string | undefined;
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
