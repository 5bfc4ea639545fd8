import { z } from 'zod';
import { COVERAGE_ENDS } from '../../../core/domain/sinks.ts';
import { INDICATORS, STATES } from '../../../core/domain/state.ts';
import { CalendarInstant } from '../../../core/input/calendar-instant.ts';
import { canonicalJson } from '../../../core/text/canonical-json.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import { parseHistogram } from '../reading/histogram-text.ts';

/** Columns of a row as they are stored. */
type Columns = Readonly<Record<string, string | number | undefined>>;

/** A row that a collector measured, for the table of such rows. */
export interface MeasuredRow {
  readonly table: MeasuredTable;
  readonly columns: Columns;
}

type MeasuredTable = 'change' | 'coverage' | 'traffic_day';

const Name = z.string().min(1);
const Evidence = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));

/** Of every row of a chain. */
const CHAINED = {
  table: z.string(),
  seq: z.int(),
  v: z.int(),
  salt: z.string(),
  recorded_ms: CalendarInstant,
};
const OF_RUN = { author: Name, source: Name, run: Name };

/** What a collector says for itself: corrections and imports name rows and words of others, and are made at the centre. */
const ROWS = {
  change: z
    .strictObject({
      ...CHAINED,
      ...OF_RUN,
      source_seq: z.int(),
      entity: z.union([z.templateLiteral(['device:', Name]), z.templateLiteral(['link:', Name])]),
      indicator: z.enum(INDICATORS),
      origin: z.literal('measured'),
      after_ms: CalendarInstant,
      at_ms: CalendarInstant,
      state: z.enum(STATES),
      reason: z.string().optional(),
      body: Evidence.optional(),
    })
    .refine((row) => row.after_ms <= row.at_ms),
  coverage: z
    .strictObject({
      ...CHAINED,
      ...OF_RUN,
      source_seq: z.int(),
      from_ms: CalendarInstant,
      to_ms: CalendarInstant,
      ended: z.enum(COVERAGE_ENDS),
      interval_ms: z.int().positive().optional(),
    })
    .refine((row) => row.from_ms <= row.to_ms && (row.interval_ms === undefined || row.v > 1)),
  traffic_day: z
    .strictObject({
      ...CHAINED,
      ...OF_RUN,
      link: Name,
      date: z.iso.date(),
      direction: z.enum(['in', 'out']),
      capacity_bps: z.int().positive(),
      samples: z.int().nonnegative(),
      octets: z.int().nonnegative(),
      histogram: z.string(),
    })
    .refine((row) => countOf(row.histogram) === row.samples),
} as const satisfies Record<MeasuredTable, z.ZodType>;

/** `undefined` where the content is no measurement of this collector: what it says of itself in the name of another is none. */
export function parseMeasured(
  table: MeasuredTable,
  content: unknown,
  collector: string,
): MeasuredRow | undefined {
  if (table === 'change') {
    const { data } = ROWS.change.safeParse(content);
    if (data?.source !== collector) return undefined;
    // Evidence is kept as canonical JSON.
    return { table, columns: { ...data, body: data.body && canonicalJson(data.body) } };
  }
  const { data } = ROWS[table].safeParse(content);
  return data?.source === collector ? { table, columns: data } : undefined;
}

function countOf(histogram: string): number | undefined {
  try {
    return parseHistogram(histogram).reduce((sum, count) => sum + count, 0);
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}
