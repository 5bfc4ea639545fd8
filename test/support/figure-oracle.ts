import type { Json } from '#core/text/canonical-json.ts';

/** What the sealed data have under the id of a figure, worked out anew: decimal text, or nothing. */
export interface FigureOracle {
  readonly nodes: (id: string) => readonly Json[];
  readonly value: (id: string) => string | undefined;
  /** Neither a number but zero, nor a part of the data that is there. */
  readonly isNone: (id: string) => boolean;
}

export function createFigureOracle(sections: Json): FigureOracle {
  const nodes = (id: string): readonly Json[] =>
    pathOf(id)
      .split('.')
      .reduce<readonly Json[]>((found, name) => found.flatMap((node) => step(node, name)), [sections]);
  const value = (id: string): string | undefined => {
    const [, reading = '', rest = ''] = /#([a-z]+)\/?(.*)$/u.exec(id) ?? [];
    const found = nodes(id);
    if (reading === 'change') return changeOf(id, rest, value);
    if (found.length === 0) return undefined;
    if (reading in OF_ENTRIES) return OF_ENTRIES[reading]?.(found, rest.split('/'));
    if (reading in OF_STATES) return ofStates(found, reading);
    const amount = sum(found);
    if (amount === undefined) return undefined;
    const other = rest === '' ? undefined : sum(nodes(rest));
    return READINGS[reading]?.(amount, other);
  };
  return {
    nodes,
    value,
    isNone: (id) => {
      const read = value(id);
      if (read !== undefined && /#(?:in|of|sum|count)\b/u.test(id)) return read === '0';
      if (read !== undefined) return nodes(id).every((node) => Number(node) === 0);
      return id.includes('#') || nodes(id).every((node) => !isObject(node) || 'missing' in node);
    },
  };
}

const pathOf = (id: string): string => id.replace(/#.*$/u, '');

function step(node: Json, name: string): readonly Json[] {
  const own = name.replaceAll('\u2024', '.');
  if (Array.isArray(node))
    return own === '*' ? node : node.filter((row: Json) => isObject(row) && row.id === own).slice(0, 1);
  if (!isObject(node)) return [];
  const members = Object.entries(node).flatMap(([key, member]): [string, Json][] =>
    member === undefined ? [] : [[key, member]],
  );
  return members.filter(([key]) => own === '*' || key === own).map(([, member]) => member);
}

const isObject = (node: Json | undefined): node is { readonly [name: string]: Json } =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

const sum = (nodes: readonly Json[]): bigint | undefined => {
  const amounts = nodes.flatMap((node) => (/^-?\d+$/.test(`${node}`) ? [BigInt(`${node}`)] : []));
  return amounts.length === 0 ? undefined : amounts.reduce((total, amount) => total + amount, 0n);
};

type Entries = readonly Json[];

/** Readings of entries: days or a year that they are of, a member to add up, and what they must say besides. */
const OF_ENTRIES: Readonly<
  Record<string, (entries: Entries, words: readonly string[]) => string | undefined>
> = {
  in: (entries, [from = '', to = '', member = '', ...wishes]) =>
    tell(
      that(entries, wishes).filter((one) => says(one, 'date') >= from && says(one, 'date') <= to),
      member,
    ),
  of: (entries, [year = '', member = '', ...wishes]) =>
    tell(that(entries, [`year=${year}`, ...wishes]), member),
  sum: (entries, [member = '', ...wishes]) => tell(that(entries, wishes), member),
  count: (entries, wishes) => tell(that(entries, wishes), ''),
  mean: (entries, [member = '', ...wishes]) => {
    const known = that(entries, wishes).filter((one) => says(one, member) !== '');
    const total = BigInt(tell(known, member) ?? 0);
    return known.length === 0 ? undefined : withDecimals((total * 10n) / BigInt(known.length), 1);
  },
  rate: (entries, [year = '', part = '', whole = '', ...wishes]) => {
    const meant = that(entries, [`year=${year}`, ...wishes]);
    const isWhole = meant.every((one) => says(one, part) !== '' && says(one, whole) !== '');
    return isWhole ? percent(BigInt(tell(meant, part) ?? 0), BigInt(tell(meant, whole) ?? 0), 1) : undefined;
  },
};

const says = (node: Json, name: string): string => (isObject(node) ? `${node[name] ?? ''}` : '');

const that = (entries: Entries, wishes: readonly string[]): Entries =>
  entries.filter((one) =>
    wishes
      .filter((wish) => wish !== '')
      .every((wish) => {
        const [name = '', wanted = ''] = wish.split(/!?=/u);
        return (says(one, name) === decodeURIComponent(wanted)) !== wish.includes('!=');
      }),
  );

const tell = (entries: Entries, member: string): string | undefined =>
  member === ''
    ? `${entries.length}`
    : sum(entries.flatMap((one) => (says(one, member) === '' ? [] : [says(one, member)])))?.toString();

/** What one is more than another, each with its decimals. */
function changeOf(id: string, rest: string, value: (id: string) => string | undefined): string | undefined {
  const [reading = '', ...other] = rest.split('/');
  const [now, before] = [`${pathOf(id)}#${decodeURIComponent(reading)}`, other.join('/')].map(value);
  if (now === undefined || before === undefined) return undefined;
  const decimals = Math.max(...[now, before].map((text) => text.split('.')[1]?.length ?? 0));
  return (Number(now) - Number(before)).toFixed(decimals).replace(/^-(0(?:\.0+)?)$/u, '$1');
}

type Parts = Readonly<Record<'up' | 'degraded' | 'down' | 'unknown', bigint>>;
const OF_STATES: Readonly<Record<string, (parts: Parts) => readonly [bigint, bigint]>> = {
  availability: ({ up, degraded, down }) => [up + degraded, up + degraded + down],
  coverage: ({ up, degraded, down, unknown }) => [up + degraded + down, up + degraded + down + unknown],
  low: ({ up, degraded, down, unknown }) => [up + degraded, up + degraded + down + unknown],
  high: ({ up, degraded, down, unknown }) => [up + degraded + unknown, up + degraded + down + unknown],
};

function ofStates(nodes: readonly Json[], reading: string): string | undefined {
  const of = (name: string) =>
    sum(nodes.flatMap((node) => (isObject(node) && node[name] !== undefined ? [node[name]] : []))) ?? 0n;
  const parts = { up: of('upMs'), degraded: of('degradedMs'), down: of('downMs'), unknown: of('unknownMs') };
  const [part, whole] = OF_STATES[reading]?.(parts) ?? [0n, 0n];
  return percent(part, whole, 2);
}

/** Cut off, never rounded. */
function percent(part: bigint, whole: bigint, decimals: number): string | undefined {
  return whole === 0n ? undefined : withDecimals((part * 100n * 10n ** BigInt(decimals)) / whole, decimals);
}

function withDecimals(scaled: bigint, decimals: number): string {
  const digits = `${scaled}`.padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

type Reading = (amount: bigint, other?: bigint) => string | undefined;
const READINGS: Readonly<Record<string, Reading>> = {
  '': (amount) => `${amount}`,
  dong: (amount) => `${amount}`,
  hours: (ms) => withDecimals((ms * 10n) / 3_600_000n, 1),
  days: (ms) => withDecimals((ms * 10n) / 86_400_000n, 1),
  bits: (bits) => withDecimals((bits * 10n) / 1_000_000n, 1).replace(/\.0$/u, ''),
  target: (ppm) => withDecimals(ppm, 4).replace(/\.?0+$/u, ''),
  share: (amount, other) => (other === undefined ? undefined : percent(amount, other, 1)),
  part: (amount, other) => (other === undefined ? undefined : percent(amount, other, 2)),
  less: (amount, other) => (other === undefined ? undefined : `${other - amount}`),
};
