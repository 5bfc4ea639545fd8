import { z } from 'zod';
import type { IntervalSet } from '../../core/time/intervals.ts';
import type { Heard } from './hear-coverage.ts';

/** What a placing of turns leaves for the next. */
export interface Placed {
  readonly throughSeq: number;
  readonly shared: IntervalSet;
  readonly heard: Heard;
}

const PlacedSchema = z.object({
  throughSeq: z.int(),
  /** Of each its begin and its end; JSON has no infinite numbers. */
  shared: z.array(z.tuple([z.number().nullable(), z.number().nullable()])),
  /** Absent in what versions left that knew no site with two watchers. */
  heard: z
    .record(
      z.string(),
      z.object({ toMs: z.number(), openFromMs: z.number().optional(), isGoingOn: z.boolean() }),
    )
    .default({}),
});

/** @param nowMs By a clock that only this process has: what is known is taken to have grown just now. */
export function parsePlaced(text: string | undefined, nowMs: number): Placed {
  if (text === undefined) return { throughSeq: 0, shared: [], heard: new Map() };
  const { throughSeq, shared, heard } = PlacedSchema.parse(JSON.parse(text));
  return {
    throughSeq,
    shared: shared.map(([fromMs, toMs]) => ({
      fromMs: fromMs ?? Number.NEGATIVE_INFINITY,
      toMs: toMs ?? Number.POSITIVE_INFINITY,
    })),
    heard: new Map(
      Object.entries(heard).map(([id, { openFromMs, ...known }]) => [
        id,
        { ...known, ...(openFromMs !== undefined && { openFromMs }), grewMs: nowMs },
      ]),
    ),
  };
}

export const renderPlaced = ({ throughSeq, shared, heard }: Placed): string =>
  JSON.stringify({
    throughSeq,
    shared: shared.map(({ fromMs, toMs }) => [fromMs, toMs]),
    heard: Object.fromEntries([...heard].map(([id, { grewMs: _, ...known }]) => [id, known])),
  } satisfies z.input<typeof PlacedSchema>);
