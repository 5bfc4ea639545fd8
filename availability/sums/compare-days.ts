import type { DayGroupRow, DayRow, DaySums } from '../../ledger/record/days.ts';

/** Something that is not in the tables as the intervals have it. */
export interface DayDifference {
  /** `day device:cam-1 reach 2026-10-05`, `day_group agency police/camera reach 2026-10-05`. */
  readonly where: string;
  readonly date: string;
  /** Absent: there should be no row. */
  readonly expected?: DaySums & { readonly entities?: number };
  /** Absent: there is no row. */
  readonly got?: DaySums & { readonly entities?: number };
}

/** One line: which row, what the record gives, what it says. */
export const describeDayDifference = ({ where, expected, got }: DayDifference): string =>
  `${where}: expected ${describeSums(expected)}, got ${describeSums(got)}`;

function describeSums(sums: DayDifference['expected']): string {
  if (!sums) return 'no row';
  const { entities, upMs, degradedMs, downMs, unknownMs, outOfServiceMs } = sums;
  const of = entities === undefined ? '' : `${entities} entities, `;
  return `${of}up ${upMs}, degraded ${degradedMs}, down ${downMs}, unknown ${unknownMs}, out of service ${outOfServiceMs} ms`;
}

/** Walks along two lists in one order, and yields what only one has or has otherwise. */
export function* compareRows<Row extends DayRow | DayGroupRow>(
  expected: Iterable<Row>,
  got: Iterable<Row>,
): Generator<DayDifference> {
  const [wanted, found] = [iteratorOf(expected), iteratorOf(got)];
  let [a, b] = [wanted(), found()];
  while (a !== undefined || b !== undefined) {
    const order = compareKeys(a, b);
    if (a && order < 0) {
      yield { where: nameOf(a), date: a.date, expected: figuresOf(a) };
      a = wanted();
    } else if (b && order > 0) {
      yield { where: nameOf(b), date: b.date, got: figuresOf(b) };
      b = found();
    } else if (a && b) {
      if (!isSame(a, b)) yield { where: nameOf(a), date: a.date, expected: figuresOf(a), got: figuresOf(b) };
      [a, b] = [wanted(), found()];
    }
  }
}

/**
 * Of differences those that are a fault. A check that was not measured yet on a day is unknown in sums that were made with
 * its first change in sight, and in none that were made day by day as time went on: both are right. On such a day what is unknown, out of
 * service and counted in a group may differ, and nothing else.
 */
export function createDayFaults() {
  const unmeasuredDates = new Set<string>();
  return {
    days: function* (differences: Iterable<DayDifference>): Generator<DayDifference> {
      for (const difference of differences) {
        if (isUnmeasuredOnOneSide(difference)) unmeasuredDates.add(difference.date);
        else yield difference;
      }
    },
    /** Once the days were gone through. */
    groups: function* (differences: Iterable<DayDifference>): Generator<DayDifference> {
      for (const difference of differences) {
        const { date, expected, got } = difference;
        if (!unmeasuredDates.has(date) || measuredText(expected) !== measuredText(got)) yield difference;
      }
    },
  };
}

const isUnmeasuredOnOneSide = ({ expected, got }: DayDifference): boolean =>
  (expected === undefined || got === undefined) && measuredText(expected) === measuredText(got);

const measuredText = ({ upMs = 0, degradedMs = 0, downMs = 0 }: Partial<DaySums> = {}): string =>
  `${upMs} ${degradedMs} ${downMs}`;

function iteratorOf<Row>(rows: Iterable<Row>): () => Row | undefined {
  const iterator = rows[Symbol.iterator]();
  return () => {
    const { done, value } = iterator.next();
    return done === true ? undefined : value;
  };
}

const keyOf = (row: DayRow | DayGroupRow): readonly string[] =>
  'entity' in row ? [row.entity, row.indicator, row.date] : [row.kind, row.id, row.indicator, row.date];

/** Below 0 where the first comes first in the order of the table's key; one that is not there comes last. */
export function compareKeys(
  a: DayRow | DayGroupRow | undefined,
  b: DayRow | DayGroupRow | undefined,
): number {
  if (!a || !b) return a ? -1 : 1;
  const others = keyOf(b);
  for (const [place, part] of keyOf(a).entries()) {
    const other = others[place] ?? '';
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

const nameOf = (row: DayRow | DayGroupRow): string =>
  ['entity' in row ? 'day' : 'day_group', ...keyOf(row)].join(' ');

function figuresOf(row: DayRow | DayGroupRow): DaySums & { readonly entities?: number } {
  const { upMs, degradedMs, downMs, unknownMs, outOfServiceMs } = row;
  const sums = { upMs, degradedMs, downMs, unknownMs, outOfServiceMs };
  return 'entities' in row ? { entities: row.entities, ...sums } : sums;
}

const isSame = (a: DayRow | DayGroupRow, b: DayRow | DayGroupRow): boolean =>
  JSON.stringify(figuresOf(a)) === JSON.stringify(figuresOf(b));
