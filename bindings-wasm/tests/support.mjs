// What several tests need: the vectors, and a look at a package's insides.

import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import * as privatenumber from 'privatenumber';

export const require = createRequire(import.meta.url);

/** Where the package is installed. */
export const packageFolder = dirname(require.resolve('privatenumber/package.json'));

/** A module of the package that it does not export. */
export const inside = (name) => require(join(packageFolder, name));

export const vectorFolder = process.env.PRIVATENUMBER_VECTORS;

const { Advice } = inside('advice.cjs');

/** All files of vectors, parsed. */
export function vectorFiles() {
  if (vectorFolder === undefined) throw new Error('PRIVATENUMBER_VECTORS does not say where the vectors are');
  const names = readdirSync(vectorFolder).filter((name) => name.endsWith('.json'));
  if (names.length === 0) throw new Error(`no vectors in ${vectorFolder}`);
  return names.map((name) => ({ name, ...JSON.parse(readFileSync(join(vectorFolder, name), 'utf8')) }));
}

/** All cases of a kind. */
export const casesOf = (kind) => vectorFiles().filter((file) => file.kind === kind).flatMap((file) => file.cases);

/** `axb.CreateBinding` as the package has it. */
export function operationOf(name) {
  const [mode, operation] = name.split('.');
  return privatenumber[mode][operation[0].toLowerCase() + operation.slice(1)];
}

/** The error that something throws. */
export function errorOf(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** The body of an answer in a vector. */
export const bodyOf = (given) =>
  given.bodyBase64 === undefined ? given.body : new Uint8Array(Buffer.from(given.bodyBase64, 'base64'));

/** An answer in the form of the vectors. */
export function plainAnswer(answer) {
  const plain = (value) => {
    if (value instanceof Date) return value.getTime() / 1000;
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value === 'object' && value !== null && value.extra !== undefined) return plainAnswer(value);
    if (value instanceof Advice) return { ...value };
    return value;
  };
  const { extra, ...fields } = answer;
  const all = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));
  return Object.keys(extra).length === 0 ? all : { ...all, extra: structuredClone(extra) };
}

/** The account of a request vector. */
export const accountOf = ({ account }) => new privatenumber.Account(account);
