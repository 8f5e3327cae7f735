// @ts-check
'use strict';

const { PrivateNumberError, adding, checkMembers, checkOptions, classes, wrongArgument } = require('./errors.cjs');
const { INSPECT, hide } = require('./print.cjs');
const { nonceText, now, secondsOf, signature } = require('./signing.cjs');
const wasm = require('./wasm.cjs');

/** @type {(account: Account) => number} */
let numberOf;

/** The variables of the environment that an account can be made of. */
const ENVIRONMENT = Object.freeze({
  appKey: 'PRIVATENUMBER_APP_KEY',
  appSecret: 'PRIVATENUMBER_APP_SECRET',
  baseUrl: 'PRIVATENUMBER_BASE_URL',
  mode: 'PRIVATENUMBER_MODE',
  scheme: 'PRIVATENUMBER_SCHEME',
});

/** Gives the core's copies of accounts back. */
const forgotten = new FinalizationRegistry((/** @type {{ number: number, generation: number }} */ { number, generation }) => {
  if (generation === wasm.generation()) wasm.forget(number);
});

class Account {
  /** What it is made of, kept for the case that the core has to be started anew. */
  #members;
  #number = 0;
  #generation = 0;
  #appKey = '';
  #baseUrl = '';
  #shown = '';
  #mode = '';
  #scheme = '';

  static {
    numberOf = (account) => {
      if (typeof account !== 'object' || account === null || !(#members in account)) {
        throw wrongArgument(
          'account',
          'an Account of this package',
          '本软件包的Account',
          'make one: new Account({ appKey, appSecret })',
          '请创建：new Account({ appKey, appSecret })',
        );
      }
      if (account.#generation !== wasm.generation()) account.#register();
      return account.#number;
    };
  }

  /** @param {any} parameters */
  constructor(parameters) {
    const form = 'new Account({ appKey, appSecret, baseUrl, mode, scheme })';
    checkMembers('parameters', parameters, form, form);
    this.#members = wasm.membersOf(parameters);
    this.#register();
  }

  #register() {
    const [appKey, baseUrl, shown, mode, scheme, number] = wasm.askWith('account', this.#members).split('\0');
    this.#appKey = appKey;
    this.#baseUrl = baseUrl;
    this.#shown = shown;
    this.#mode = mode;
    this.#scheme = scheme;
    this.#number = Number(number);
    this.#generation = wasm.generation();
    forgotten.register(this, { number: this.#number, generation: this.#generation });
  }

  #secret() {
    const at = this.#members.findIndex((each, index) => index % 2 === 0 && each === 'appSecret');
    return /** @type {string} */ (this.#members[at + 1]);
  }

  /** @param {{ mode?: string, environment?: Record<string, string | undefined> }} [options] */
  static fromEnvironment(options = {}) {
    checkOptions('Account.fromEnvironment', options, ['mode', 'environment'], 'Account.fromEnvironment({ environment })');
    const { mode, environment = process.env } = options;
    const parameters = fromVariables(environment, Object.keys(ENVIRONMENT));
    const account = sayingVariables(() => new Account(parameters));
    if (mode === undefined || mode === account.mode) return account;
    // Another mode than any is not the environment's fault, so it is told first.
    const wanted = new Account({ ...parameters, mode });
    if (account.mode !== undefined) throw unlikeEnvironment(mode, account.mode);
    return wanted;
  }

  get appKey() {
    return this.#appKey;
  }

  get baseUrl() {
    return this.#baseUrl;
  }

  /** @returns {string | undefined} */
  get mode() {
    return this.#mode || undefined;
  }

  get scheme() {
    return this.#scheme;
  }

  /** @param {{ created?: Date | number, nonce?: string }} [options] */
  sign(options) {
    if (options === undefined) return wasm.sign(numberOf(this), now());
    checkOptions('account.sign', options, ['created', 'nonce'], 'account.sign({ created, nonce })');
    const seconds = options.created === undefined ? now() : secondsOf(options.created);
    if (options.nonce === undefined) return wasm.sign(numberOf(this), seconds);
    return signature(this.#scheme, this.#appKey, this.#secret(), seconds, nonceText(options.nonce));
  }

  toString() {
    return this.#shown;
  }
}
hide(Account.prototype, 'toJSON', Account.prototype.toString);
hide(Account.prototype, INSPECT, Account.prototype.toString);

/**
 * What variables of the environment say.
 * @param {any} environment
 * @param {string[]} names
 * @returns {Record<string, any>}
 */
function fromVariables(environment, names) {
  checkMembers('environment', environment, 'leave it out for process.env', '不传则使用process.env');
  // An empty variable is how a shell leaves one out.
  return Object.fromEntries(names.map((name) => [name, environment[variableOf(name)] || undefined]));
}

/** @param {string} name */
const variableOf = (name) => ENVIRONMENT[/** @type {keyof typeof ENVIRONMENT} */ (name)];

/**
 * Makes something of what variables said, and says of an error from which one it is.
 * @template T
 * @param {() => T} make
 * @returns {T}
 */
function sayingVariables(make) {
  try {
    return make();
  } catch (error) {
    const variable = variableOf(String(/** @type {any} */ (error).field));
    if (!(error instanceof PrivateNumberError) || variable === undefined) throw error;
    throw adding(error, `; it is read from the environment variable ${variable}`, `；取自环境变量${variable}`);
  }
}

/**
 * The error for a program of one mode that finds the account of another.
 * @param {string} mode
 * @param {string} found
 */
function unlikeEnvironment(mode, found) {
  const [wanted, own] = [mode.toUpperCase(), found.toUpperCase()];
  return new classes.InvalidArgument({
    code: 'account.mode',
    field: 'mode',
    message: `\`mode\` is ${wanted}, but the environment variable ${ENVIRONMENT.mode} says that the application is of mode ${own}`,
    messageZh: `\`mode\`为${wanted}模式，而环境变量${ENVIRONMENT.mode}表明应用为${own}模式`,
    hint: `an application has one mode for life: use the key and secret of an ${wanted} application, or correct the variable`,
    hintZh: `一个应用只有一种模式：请使用${wanted}模式应用的APP_Key和APP_Secret，或更正该环境变量`,
  });
}

module.exports = { Account, fromVariables, numberOf, sayingVariables };
