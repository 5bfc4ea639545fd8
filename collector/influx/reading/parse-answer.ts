import { z } from 'zod';
import type { MeasuredPoint, MeasuredSeries, MeasuredValue } from '../../../core/domain/time-series.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import { InfluxQueryError } from '../queue/query-client.ts';
import type { SubjectQuery } from './subject-query.ts';

const Rows = z.object({
  columns: z.array(z.string()).max(20),
  values: z.array(z.array(z.union([z.number(), z.string(), z.boolean(), z.null()]))).default([]),
});
const Answer = z.object({
  results: z.array(z.object({ error: z.string().optional(), series: z.array(Rows).default([]) })),
});

/** Whoever answers may be anybody: what does not fit is no point of ours. @throws InfluxQueryError */
export function parseAnswer(
  answer: unknown,
  queries: readonly SubjectQuery[],
  { fromMs, toMs }: Interval,
): readonly MeasuredSeries[] {
  const parsed = Answer.safeParse(answer);
  if (!parsed.success) throw new InfluxQueryError('expected the answer to a query, got something else');
  const { results } = parsed.data;
  const error = results.find((result) => result.error !== undefined)?.error;
  if (error !== undefined) throw new InfluxQueryError(error);
  const expected = queries.length * 2;
  if (results.length !== expected)
    throw new InfluxQueryError(`expected ${expected} results, got ${results.length}`);
  return queries.map(({ stepMs }, index) => {
    const within = (atMs: number) => atMs >= Math.floor(fromMs / stepMs) * stepMs && atMs < toMs;
    const [points, newest] = [results[2 * index], results[2 * index + 1]].map((result) =>
      (result?.series ?? []).flatMap(readRows).filter((point) => within(point.fromMs)),
    );
    const newestMs = newest?.[0]?.fromMs;
    return {
      stepMs,
      points: keepOnce(points ?? [], (toMs - fromMs) / stepMs + 2),
      ...(newestMs !== undefined && { newestMs }),
    };
  });
}

/** Nothing that is measured comes near it; what is beyond would be written with three hundred digits. */
const MOST = Number.MAX_SAFE_INTEGER;

function readRows({ columns, values }: z.output<typeof Rows>): readonly MeasuredPoint[] {
  const time = columns.indexOf('time');
  return values.flatMap((row) => {
    const fromMs = row[time];
    if (typeof fromMs !== 'number' || !Number.isSafeInteger(fromMs)) return [];
    const numbers = columns.flatMap((name, column) => {
      const value = row[column];
      return column !== time && typeof value === 'number' && Math.abs(value) <= MOST ? [[name, value]] : [];
    });
    if (numbers.length === 0) return [];
    return [{ fromMs, values: Object.fromEntries(numbers) as Partial<Record<MeasuredValue, number>> }];
  });
}

/** In order of time, each instant once, and no more than there can be. */
const keepOnce = (points: readonly MeasuredPoint[], most: number): readonly MeasuredPoint[] =>
  [...new Map(points.map((point) => [point.fromMs, point])).values()]
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .slice(0, most);
