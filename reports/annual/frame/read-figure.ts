import { countText } from '../../../core/language/count-text.ts';
import { cutPercent } from '../../../core/language/cut-percent.ts';
import { hoursText } from '../../../core/language/hours-text.ts';
import type { Json } from '../../../core/text/canonical-json.ts';
import type { FindFigure } from './figure-path.ts';

/** A figure as it is printed, and its exact decimal. */
export interface ReadFigure {
  readonly text: string;
  readonly value: string;
}

/**
 * Reads the figure of an id. A plain id is a count: `movement.city.camera.closing`; several with `*` are added up. What is made of
 * counts and milliseconds stands after `#`:
 * `#availability`, `#coverage`, `#low`, `#high` of a sum of states; `#hours`, `#days` of milliseconds; `#dong` of money;
 * `#target` of millionths; `#bits` of bits per second; `#share/<id>` of the part that it is of another figure; `#part/<id>` the same with two decimals; `#less/<id>` of what it is
 * less than another; `#change/<reading>/<id>` of what it is, read so
 * (`%2F` for `/`), more than another figure; `#in/<first day>/<last day>/<member>` of entries
 * dated so, `#of/<year>/<member>` of entries of a year: without a member they are counted; `#rate/<year>/<part>/<whole>` of the part that one
 * member is of another; `#sum/<member>` of all of them, `#mean/<member>` of those that have it, `#count` of how many there are. These six take `/<name>=<value>` or `/<name>!=<value>` at their end: of entries that have it, or
 * another.
 * `undefined` where the sealed data have no such figure, or nothing was counted.
 */
export function readFigure(find: FindFigure, id: string): ReadFigure | undefined {
  const mark = id.indexOf('#');
  const path = mark < 0 ? id : id.slice(0, mark);
  const [reading = '', ...rest] = mark < 0 ? [] : id.slice(mark + 1).split('/');
  const nodes = find(path);
  if (nodes.length === 0) return undefined;
  if (Object.hasOwn(STATE_READINGS, reading)) return readStates(nodes, reading);
  if (Object.hasOwn(ENTRY_READINGS, reading)) return ENTRY_READINGS[reading]?.(nodes, rest);
  if (reading === 'change') return readChange(find, path, rest);
  const amount = addUp(nodes);
  if (amount === undefined) return undefined;
  return readAmount(amount, reading, rest, find);
}

type States = Readonly<Record<'up' | 'degraded' | 'down' | 'unknown', number>>;

const STATE_READINGS: Readonly<Record<string, (sums: States) => readonly [part: number, whole: number]>> = {
  availability: ({ up, degraded, down }) => [up + degraded, up + degraded + down],
  coverage: ({ up, degraded, down, unknown }) => [up + degraded + down, up + degraded + down + unknown],
  low: ({ up, degraded, down, unknown }) => [up + degraded, up + degraded + down + unknown],
  high: ({ up, degraded, down, unknown }) => [up + degraded + unknown, up + degraded + down + unknown],
};

function readStates(nodes: readonly Json[], reading: string): ReadFigure | undefined {
  const sumOf = (name: string) => addUp(nodes.map((node) => memberOf(node, name))) ?? 0n;
  const sums = {
    up: sumOf('upMs'),
    degraded: sumOf('degradedMs'),
    down: sumOf('downMs'),
    unknown: sumOf('unknownMs'),
  };
  const [part, whole] = STATE_READINGS[reading]?.({
    up: Number(sums.up),
    degraded: Number(sums.degraded),
    down: Number(sums.down),
    unknown: Number(sums.unknown),
  }) ?? [0, 0];
  return cutPercent(part, whole);
}

function readAmount(
  amount: bigint,
  reading: string,
  rest: readonly string[],
  find: FindFigure,
): ReadFigure | undefined {
  const other = rest.length > 0 ? addUp(find(rest.join('/'))) : undefined;
  switch (reading) {
    case '':
      return { text: countText(amount), value: `${amount}` };
    case 'hours':
      return hoursText(Number(amount));
    case 'days':
      return tenths((amount * 10n) / MS_PER_DAY);
    case 'dong':
      return { text: countText(amount), value: `${amount}` };
    case 'target':
      return percentOfPpm(amount);
    case 'bits':
      return withoutZero(tenths((amount * 10n) / BITS_PER_MEGABIT));
    case 'share':
      return other === undefined ? undefined : cutPercent(Number(amount), Number(other), 1);
    case 'part':
      return other === undefined ? undefined : cutPercent(Number(amount), Number(other));
    case 'less':
      return other === undefined
        ? undefined
        : { text: countText(other - amount), value: `${other - amount}` };
    default:
      return undefined;
  }
}

/** By how much it is more than another figure: `+0,12`, `−3`, `0`. */
function readChange(
  find: FindFigure,
  path: string,
  [reading = '', ...other]: readonly string[],
): ReadFigure | undefined {
  const ids = [`${path}#${reading.replaceAll('%2F', '/')}`, other.join('/')];
  const [now, before] = ids.map((id) => readFigure(find, id)?.value);
  if (now === undefined || before === undefined) return undefined;
  const decimals = Math.max(...[now, before].map((value) => value.split('.')[1]?.length ?? 0));
  const scaled = (value: string) => {
    const [whole = '', part = ''] = value.split('.');
    return BigInt(`${whole}${part.padEnd(decimals, '0')}`);
  };
  return signed(scaled(now) - scaled(before), decimals);
}

function signed(amount: bigint, decimals: number): ReadFigure {
  const size = amount < 0n ? -amount : amount;
  const scale = 10n ** BigInt(decimals);
  const part = decimals === 0 ? '' : `${size % scale}`.padStart(decimals, '0');
  const tail = (point: string) => (part === '' ? '' : `${point}${part}`);
  const [printed, exact] = amount < 0n ? ['−', '-'] : amount > 0n ? ['+', ''] : ['', ''];
  return {
    text: `${printed}${countText(size / scale)}${tail(',')}`,
    value: `${exact}${size / scale}${tail('.')}`,
  };
}

const MS_PER_DAY = 86_400_000n;
const BITS_PER_MEGABIT = 1_000_000n;

/** With one decimal, cut off. */
function tenths(amount: bigint): ReadFigure {
  return { text: `${countText(amount / 10n)},${amount % 10n}`, value: `${amount / 10n}.${amount % 10n}` };
}

/** Links are sold in whole megabits: `200`. */
const withoutZero = ({ text, value }: ReadFigure): ReadFigure => ({
  text: text.replace(/,0$/u, ''),
  value: value.replace(/\.0$/u, ''),
});

/** As it was written, without zeroes at its end: 985000 is `98,5 %`. */
function percentOfPpm(ppm: bigint): ReadFigure {
  const decimals = `${ppm % 10_000n}`.padStart(4, '0').replace(/0+$/, '');
  const value = `${ppm / 10_000n}${decimals === '' ? '' : `.${decimals}`}`;
  return { text: `${value.replace('.', ',')}\u00a0%`, value };
}

type Reading = (nodes: readonly Json[], words: readonly string[]) => ReadFigure | undefined;

const ENTRY_READINGS: Readonly<Record<string, Reading>> = {
  in: (nodes, [from = '', to = from, member = '', ...wishes]) => {
    const dated = nodes.filter((node) => {
      const date = memberOf(node, 'date');
      return typeof date === 'string' && from <= date && date <= to;
    });
    return countOrSum(dated.filter(hasAll(wishes)), member);
  },
  of: (nodes, [year = '', member = '', ...wishes]) =>
    countOrSum(ofYear(nodes, year).filter(hasAll(wishes)), member),
  rate: (nodes, [year = '', part = '', whole = '', ...wishes]) =>
    rateOf(ofYear(nodes, year).filter(hasAll(wishes)), part, whole),
  sum: (nodes, [member = '', ...wishes]) => countOrSum(nodes.filter(hasAll(wishes)), member),
  mean: (nodes, [member = '', ...wishes]) => meanOf(nodes.filter(hasAll(wishes)), member),
  count: (nodes, wishes) => countOrSum(nodes.filter(hasAll(wishes)), ''),
};

const ofYear = (nodes: readonly Json[], year: string): readonly Json[] =>
  nodes.filter((node) => `${memberOf(node, 'year')}` === year);

/** `task=II.6`, of a value that is written as in a link; `task=` of entries that have no such member. */
const hasAll =
  (wishes: readonly string[]) =>
  (node: Json): boolean =>
    wishes.every((wish) => {
      const [, name = '', not = '', wanted = ''] = /^([^=!]*)(!?)=(.*)$/u.exec(wish) ?? [];
      return (encodeURIComponent(textOf(memberOf(node, name))) === wanted) === (not === '');
    });

const textOf = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : '';

function countOrSum(nodes: readonly Json[], member: string): ReadFigure | undefined {
  const amount = member === '' ? BigInt(nodes.length) : addUp(nodes.map((node) => memberOf(node, member)));
  return amount === undefined ? undefined : { text: countText(amount), value: `${amount}` };
}

/** With one decimal, cut off. */
function meanOf(nodes: readonly Json[], member: string): ReadFigure | undefined {
  const amounts = nodes.flatMap((node) => amountOf(memberOf(node, member)) ?? []);
  const sum = addUp(nodes.map((node) => memberOf(node, member)));
  return sum === undefined ? undefined : tenths((sum * 10n) / BigInt(amounts.length));
}

/** Of what is not known of every entry, no part can be told. */
function rateOf(nodes: readonly Json[], part: string, whole: string): ReadFigure | undefined {
  const amounts = (member: string) => nodes.map((node) => amountOf(memberOf(node, member)));
  if ([...amounts(part), ...amounts(whole)].includes(undefined)) return undefined;
  const sum = (member: string) => amounts(member).reduce((total: bigint, amount = 0n) => total + amount, 0n);
  return cutPercent(Number(sum(part)), Number(sum(whole)), 1);
}

function memberOf(node: Json | undefined, name: string): Json | undefined {
  if (node === null || typeof node !== 'object' || Array.isArray(node)) return undefined;
  return Object.entries(node).find(([key]) => key === name)?.[1];
}

/** Of integers, and of whole amounts written as text. */
function addUp(nodes: readonly (Json | undefined)[]): bigint | undefined {
  let sum: bigint | undefined;
  for (const node of nodes) {
    const amount = amountOf(node);
    if (amount !== undefined) sum = (sum ?? 0n) + amount;
  }
  return sum;
}

function amountOf(node: Json | undefined): bigint | undefined {
  if (typeof node === 'number' && Number.isSafeInteger(node)) return BigInt(node);
  if (typeof node === 'string' && /^-?\d+$/.test(node)) return BigInt(node);
  return undefined;
}
