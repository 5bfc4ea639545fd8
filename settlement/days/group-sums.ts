import type { Indicator } from '../../core/state.ts';
import type { DayGroupKind, DayGroupRow } from '../../ledger/day-rows.ts';
import type { DayGrid } from './day-grid.ts';
import type { Belonging } from './memberships.ts';
import type { DayPart } from './split-days.ts';

/** Adds up days by what their indicators belong to. */
export interface GroupSums {
  readonly addOrdinary: (belonging: Belonging, indicator: Indicator, fromDay: number, toDay: number) => void;
  readonly addOther: (indicator: Indicator, day: number, parts: readonly DayPart[]) => void;
  /** In the order of the table's key. */
  readonly rows: () => Generator<DayGroupRow>;
}

/** What the groups of a belonging are called. @returns pairs of kind and id. */
export function groupsOf(belonging: Belonging): readonly (readonly [DayGroupKind, string])[] {
  const { kind, agency, district, area, contractor, programme } = belonging;
  const all = [
    ['contractor', `${contractor}/${kind}`],
    ['kind', kind],
  ] as const;
  // A link lies between places: it belongs to nobody's.
  if (kind === 'link') return all;
  return [
    ...all,
    ['agency', `${agency}/${kind}`],
    ['agency_district', `${agency}/${district}/${kind}`],
    ['area', `${area}/${kind}`],
    ['district', `${district}/${kind}`],
    ['programme', `${programme}/${kind}`],
    ['programme_district', `${programme}/${district}/${kind}`],
  ];
}

/** The sums of one group and indicator: a column of days for each state, and one that ordinary days come and go in. */
interface Columns {
  readonly kind: DayGroupKind;
  readonly id: string;
  readonly indicator: Indicator;
  readonly stateMs: readonly Float64Array[];
  readonly others: Int32Array;
  readonly ordinarySteps: Int32Array;
}

/** @param kinds Groups of these kinds alone; otherwise of all. */
export function createGroupSums(grid: DayGrid, kinds?: readonly DayGroupKind[]): GroupSums {
  const days = grid.dates.length;
  const byName = new Map<string, Columns>();
  const byBelonging = new Map<Indicator, Map<Belonging, readonly Columns[]>>();

  const provide = (kind: DayGroupKind, id: string, indicator: Indicator): Columns => {
    const name = `${kind}\t${id}\t${indicator}`;
    const known = byName.get(name);
    if (known) return known;
    const columns = {
      kind,
      id,
      indicator,
      stateMs: Array.from({ length: 5 }, () => new Float64Array(days)),
      others: new Int32Array(days),
      ordinarySteps: new Int32Array(days + 1),
    };
    byName.set(name, columns);
    return columns;
  };
  const columnsOf = (belonging: Belonging, indicator: Indicator): readonly Columns[] => {
    const known = byBelonging.get(indicator) ?? new Map<Belonging, readonly Columns[]>();
    byBelonging.set(indicator, known);
    const columns =
      known.get(belonging) ??
      groupsOf(belonging)
        .filter(([kind]) => kinds?.includes(kind) ?? true)
        .map(([kind, id]) => provide(kind, id, indicator));
    known.set(belonging, columns);
    return columns;
  };

  return {
    addOrdinary: (belonging, indicator, fromDay, toDay) => {
      for (const { ordinarySteps } of columnsOf(belonging, indicator)) {
        ordinarySteps[fromDay] = (ordinarySteps[fromDay] ?? 0) + 1;
        ordinarySteps[toDay] = (ordinarySteps[toDay] ?? 0) - 1;
      }
    },
    addOther: (indicator, day, parts) => {
      const counted = new Set<Columns>();
      for (const { membership, stateMs } of parts) {
        for (const columns of columnsOf(membership.belonging, indicator)) {
          for (let place = 0; place < stateMs.length; place++) {
            const [column, ms = 0] = [columns.stateMs[place], stateMs[place]];
            if (column && ms > 0) column[day] = (column[day] ?? 0) + ms;
          }
          // Whatever it changes over to and back in one day, it is one.
          if (isInService(stateMs)) counted.add(columns);
        }
      }
      for (const { others } of counted) others[day] = (others[day] ?? 0) + 1;
    },
    rows: function* () {
      const inOrder = [...byName.values()].sort(
        (a, b) => compare(a.kind, b.kind) || compare(a.id, b.id) || compare(a.indicator, b.indicator),
      );
      for (const columns of inOrder) yield* rowsOf(columns, grid);
    },
  };
}

const isInService = ([up = 0, degraded = 0, down = 0, unknown = 0]: readonly number[]) =>
  up + degraded + down + unknown > 0;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function* rowsOf(columns: Columns, grid: DayGrid): Generator<DayGroupRow> {
  const { kind, id, indicator, stateMs, others, ordinarySteps } = columns;
  const [up, degraded, down, unknown, out] = stateMs;
  let ordinary = 0;
  for (const [day, date] of grid.dates.entries()) {
    ordinary += ordinarySteps[day] ?? 0;
    const entities = ordinary + (others[day] ?? 0);
    if (entities === 0 && (out?.[day] ?? 0) === 0) continue;
    const watchedMs = grid.watchedByDayMs[day] ?? 0;
    const lengthMs = (grid.boundsMs[day + 1] ?? 0) - (grid.boundsMs[day] ?? 0);
    yield {
      kind,
      id,
      indicator,
      date,
      entities,
      upMs: (up?.[day] ?? 0) + ordinary * watchedMs,
      degradedMs: degraded?.[day] ?? 0,
      downMs: down?.[day] ?? 0,
      unknownMs: (unknown?.[day] ?? 0) + ordinary * (lengthMs - watchedMs),
      outOfServiceMs: out?.[day] ?? 0,
    };
  }
}
