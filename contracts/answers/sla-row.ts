import { addStates } from '../../availability/sums/hours.ts';
import type { MeasuredGroup, MeasuredSums } from '../../availability/sums/measured-sums.ts';
import type { StateSums } from '../../availability/timelines/state-ms.ts';
import { truncateToPpm } from '../sla/fraction.ts';
import { type Availability, addSums, availabilityOf, type SettledSums } from '../sla/settled-class.ts';

/** A line of the answer: sums of milliseconds, and what follows from them. */
export interface SlaRow extends Availability {
  readonly id: string;
  readonly name?: string;
  readonly entities: number;
  readonly sums: SettledSums;
  /** By how many millionths it is above the period before; absent where one of them has no availability. */
  readonly changePpm?: number;
  /** Of a contract. */
  readonly state?: 'provisional' | 'issued' | 'restated';
  /** Present where the figures of a contract are those of a statement. */
  readonly statement?: RowStatement;
}

/** The statement that figures were taken from. */
export interface RowStatement {
  readonly id: string;
  /** 0 as it was issued; restatements count from 1. */
  readonly number: number;
  readonly sha256: string;
  /** Whether the record as it stands now gives the same; where it does not, a restatement corrects it. */
  readonly outcome: 'as-issued' | 'differs-from-issued';
  /** What the record gives now. */
  readonly now: Pick<Availability, 'goodMs' | 'countedMs'>;
}

/** As it was measured: nothing is excused, and degraded counts as up. */
const AS_MEASURED = { unknown: 'left-out', degraded: 'up' } as const;

export function measuredRow({ id, entities, ...states }: MeasuredGroup): SlaRow {
  const sums = settledOf(states);
  return { id, entities, sums, ...availabilityOf(sums, AS_MEASURED) };
}

function settledOf({ upMs, degradedMs, downMs, unknownMs, outOfServiceMs }: StateSums): SettledSums {
  return {
    up: upMs,
    degraded: degradedMs,
    down: downMs,
    unknown: unknownMs,
    'out-of-service': outOfServiceMs,
    excused: 0,
    others: 0,
  };
}

/** All groups together: sums of their sums. */
export function measuredTotal({
  groups,
  entities,
}: Pick<MeasuredSums, 'groups' | 'entities'>): MeasuredGroup {
  const none = { upMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, outOfServiceMs: 0 };
  return {
    id: '',
    entities,
    ...groups.reduce<StateSums>(addStates, none),
  };
}

export function settledTotal(rows: readonly SlaRow[]): SlaRow {
  const sum = (pick: (row: SlaRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return {
    id: '',
    entities: sum(({ entities }) => entities),
    sums: addSums(rows.map(({ sums }) => sums)),
    goodMs: sum(({ goodMs }) => goodMs),
    countedMs: sum(({ countedMs }) => countedMs),
    lowGoodMs: sum(({ lowGoodMs }) => lowGoodMs),
    highGoodMs: sum(({ highGoodMs }) => highGoodMs),
    boundsCountedMs: sum(({ boundsCountedMs }) => boundsCountedMs),
  };
}

export function compareTotals(now: SlaRow, before: SlaRow): SlaRow {
  return compareRows([now], [before])[0] ?? now;
}

/** Each row with its change against the one of the same id before. */
export function compareRows(rows: readonly SlaRow[], before: readonly SlaRow[]): readonly SlaRow[] {
  const byId = new Map(before.map((row) => [row.id, truncateToPpm(row)]));
  return rows.map((row) => {
    const [now, then] = [truncateToPpm(row), byId.get(row.id)];
    return now === undefined || then === undefined ? row : { ...row, changePpm: now - then };
  });
}

/** The lowest availability first, exactly; what has none comes last. */
export function worstFirst(rows: readonly SlaRow[]): readonly SlaRow[] {
  return rows.toSorted((a, b) => {
    if (a.countedMs === 0 || b.countedMs === 0) return Number(a.countedMs === 0) - Number(b.countedMs === 0);
    const difference = BigInt(a.goodMs) * BigInt(b.countedMs) - BigInt(b.goodMs) * BigInt(a.countedMs);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  });
}

/** How much of the time in service was known. */
export function coverageOf({ sums }: Pick<SlaRow, 'sums'>): { goodMs: number; countedMs: number } {
  const knownMs = sums.up + sums.degraded + sums.down;
  return { goodMs: knownMs, countedMs: knownMs + sums.unknown };
}
