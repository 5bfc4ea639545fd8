import { Temporal } from 'temporal-polyfill';
import type { Settled, Statement } from './settle-both.ts';
import type { PlannedRow } from './world.ts';

/** A ledger and its statements, as the questions about them need it. */
export interface SettledView {
  readonly rows: readonly PlannedRow[];
  readonly later: readonly PlannedRow[];
  readonly statements: readonly Statement[];
  /** Of contract `c`, of the period that is settled. */
  readonly parts: readonly Statement[];
  /** Entities of a part that are in service at some time of it. */
  readonly counting: readonly Statement[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly zone: string;
  /** Whether a row with an instant of the period is about an entity that counts. */
  readonly bears: (entity: string, atMs: unknown) => boolean;
  /** Bodies of the revisions of an entry that begin within the period. */
  readonly revisionsInside: (kind: string) => readonly PlannedRow[];
}

export type Matter = (view: SettledView) => boolean;

export function viewOf({ ledger, statements }: Settled): SettledView {
  const own = statements.filter(({ id }) => id === `c:${ledger.period}`);
  const period = own[0]?.period ?? { fromMs: 0, toMs: 0, timeZone: 'UTC' };
  const parts = own.flatMap(({ figures }) => figures.parts);
  const counting = parts.flatMap(({ entities }) => entities.filter(inService));
  const names = new Set(counting.map(({ entity }) => entity));
  const { fromMs, toMs } = period;
  const inside = (atMs: unknown) => typeof atMs === 'number' && atMs > fromMs && atMs < toMs;
  return {
    ...{ rows: ledger.rows, later: ledger.later.flat(), statements, parts, counting, fromMs, toMs },
    zone: period.timeZone,
    bears: (entity, atMs) => names.has(entity) && inside(atMs),
    revisionsInside: (kind) => ledger.rows.filter((row) => row.kind === kind && inside(row.from_ms)),
  };
}

const inService = ({ coverage }: Statement): boolean => coverage.inServiceMs > 0;

export const clockOf = (atMs: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
