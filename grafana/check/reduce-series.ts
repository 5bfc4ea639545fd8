import type { Cell, InfluxSeries } from '../reading/read-frames.ts';
import type { LabelledNumber } from './evaluate-math.ts';

type Reducer = (values: readonly number[]) => number | null;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const REDUCERS: Readonly<Record<string, Reducer>> = {
  sum,
  mean: (values) => (values.length === 0 ? null : sum(values) / values.length),
  min: (values) => (values.length === 0 ? null : Math.min(...values)),
  max: (values) => (values.length === 0 ? null : Math.max(...values)),
  count: (values) => values.length,
  last: (values) => values.at(-1) ?? null,
  median: (values) => {
    const sorted = values.toSorted((a, b) => a - b);
    const middle = sorted.length / 2;
    if (sorted.length === 0) return null;
    const upper = sorted[Math.floor(middle)] ?? null;
    const lower = sorted[Math.ceil(middle) - 1] ?? null;
    return upper === null || lower === null ? null : (upper + lower) / 2;
  },
};

export interface Reduction {
  readonly reducer: string;
  /** `dropNN`: what is no number is left out; `replaceNN`: a number stands for it; absent: it makes the result none. */
  readonly mode?: string;
  readonly replaceWithValue?: number;
}

/** One number a series, as the expression "reduce" makes it. @throws SyntaxError for a reducer that does not exist. */
export function reduceSeries(
  series: readonly InfluxSeries[],
  { reducer, mode, replaceWithValue = 0 }: Reduction,
): readonly LabelledNumber[] {
  const reduce = REDUCERS[reducer];
  if (reduce === undefined) throw new SyntaxError(`there is no reducer "${reducer}"`);
  return series.map(({ tags = {}, values }) => {
    const cells = values.map(([, cell]) => numberOf(cell));
    const isStrict = mode !== 'dropNN' && mode !== 'replaceNN';
    if (isStrict && cells.some((cell) => cell === null)) return { labels: tags, value: null };
    const numbers = cells.flatMap((cell) => {
      if (cell !== null) return [cell];
      return mode === 'replaceNN' ? [replaceWithValue] : [];
    });
    return { labels: tags, value: reduce(numbers) };
  });
}

const numberOf = (cell: Cell | undefined): number | null => {
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
};

type Comparison = (value: number, limits: readonly number[]) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  gt: (value, [limit = 0]) => value > limit,
  lt: (value, [limit = 0]) => value < limit,
  gte: (value, [limit = 0]) => value >= limit,
  lte: (value, [limit = 0]) => value <= limit,
  eq: (value, [limit = 0]) => value === limit,
  ne: (value, [limit = 0]) => value !== limit,
  within_range: (value, [from = 0, to = 0]) => value > from && value < to,
  outside_range: (value, [from = 0, to = 0]) => value < from || value > to,
  within_range_included: (value, [from = 0, to = 0]) => value >= from && value <= to,
  outside_range_included: (value, [from = 0, to = 0]) => value <= from || value >= to,
};

/** 1 where the number is beyond the threshold, else 0. @throws SyntaxError for a comparison that does not exist. */
export function compareWithThreshold(
  numbers: readonly LabelledNumber[],
  { type, params }: { readonly type: string; readonly params: readonly number[] },
): readonly LabelledNumber[] {
  const compare = COMPARISONS[type];
  if (compare === undefined) throw new SyntaxError(`there is no comparison "${type}"`);
  return numbers.map(({ labels, value }) => ({
    labels,
    value: value === null ? null : Number(compare(value, params)),
  }));
}
