import type { LockedPackage } from './read-lock.ts';

/** SPDX ids that ask for no more than their text to be kept, and OFL, of fonts. */
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
]);

/** Packages that declare no licence and carry one: read by a person, for one version, and again for the next. */
const READ_BY_HAND: Readonly<Record<string, { readonly licence: string; readonly why: string }>> = {
  'png-js@2.0.0': { licence: 'MIT', why: 'its package.json names none, its LICENSE is the text of MIT' },
};

/** The licence of a package as an SPDX expression: what it declares, else what a person read. */
export function licenceOf({ name, version, license }: LockedPackage): string | undefined {
  return license ?? READ_BY_HAND[`${name}@${version}`]?.licence;
}

/** Why a person, and not the package, says what its licence is. */
export function whyReadByHand({ name, version, license }: LockedPackage): string | undefined {
  return license === undefined ? READ_BY_HAND[`${name}@${version}`]?.why : undefined;
}

/** Exceptions that no package of the lock file needs any more. */
export function findIdleExceptions(packages: readonly LockedPackage[]): readonly string[] {
  const needed = new Set(packages.filter(({ license }) => license === undefined).map(idOf));
  return Object.keys(READ_BY_HAND).filter((id) => !needed.has(id));
}

/**
 * Whether an SPDX expression (`AND` before `OR`, parentheses) leaves a choice that is permissive throughout. What is no
 * expression is not: `SEE LICENSE IN …`, `UNLICENSED`, an exception by `WITH`.
 */
export function isPermissive(expression: string): boolean {
  const choices = choicesOf(expression);
  return choices?.some((ids) => ids.every((id) => PERMISSIVE.has(id))) ?? false;
}

/** Every licence that has to be kept to: of a choice, the first that is permissive throughout. */
export function termsOf(expression: string): readonly string[] {
  const choices = choicesOf(expression) ?? [];
  return choices.find((ids) => ids.every((id) => PERMISSIVE.has(id))) ?? choices[0] ?? [expression];
}

type Choices = readonly (readonly string[])[];

/** @returns undefined for what is no expression. */
function choicesOf(expression: string): Choices | undefined {
  const tokens = expression.match(/[()]|[^()\s]+/g) ?? [];
  const choices = readOr(tokens);
  return tokens.length === 0 ? choices : undefined;
}

/** Each reader takes what it reads off `tokens`. */
function readOr(tokens: string[]): Choices | undefined {
  const left = readAnd(tokens);
  if (left === undefined || tokens[0] !== 'OR') return left;
  tokens.shift();
  const right = readOr(tokens);
  return right && [...left, ...right];
}

function readAnd(tokens: string[]): Choices | undefined {
  const left = readTerm(tokens);
  if (left === undefined || tokens[0] !== 'AND') return left;
  tokens.shift();
  const right = readAnd(tokens);
  return right && left.flatMap((some) => right.map((others) => [...some, ...others]));
}

function readTerm(tokens: string[]): Choices | undefined {
  const token = tokens.shift();
  if (token === undefined || /^(?:\)|AND|OR)$/.test(token)) return undefined;
  if (token !== '(') return [[token]];
  const inner = readOr(tokens);
  return tokens.shift() === ')' ? inner : undefined;
}

function idOf({ name, version }: LockedPackage): string {
  return `${name}@${version}`;
}
