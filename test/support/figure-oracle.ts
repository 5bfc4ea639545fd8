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
    if (found.length === 0) return undefined;
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
  bits: (bits) => withDecimals((bits * 10n) / 1_000_000n, 1),
  target: (ppm) => withDecimals(ppm, 4).replace(/\.?0+$/u, ''),
  share: (amount, other) => (other === undefined ? undefined : percent(amount, other, 1)),
  part: (amount, other) => (other === undefined ? undefined : percent(amount, other, 2)),
  less: (amount, other) => (other === undefined ? undefined : `${other - amount}`),
};
