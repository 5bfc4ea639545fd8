import type { Indicator } from '../../core/domain/state.ts';
import type { DayGroupKind, DayGroupRow } from '../../ledger/record/days.ts';
import type { Belonging } from '../inventory/members.ts';
import type { DayGrid } from './day-grid.ts';
import type { DayPart } from './split-days.ts';

/** Adds up days by what their indicators belong to. */
export interface GroupSums {
  readonly addOrdinary: (belonging: Belonging, indicator: Indicator, days: OrdinaryDays) => void;
  readonly addOther: (indicator: Indicator, day: number, parts: readonly DayPart[]) => void;
  /** In the order of the table's key. */
  readonly rows: () => Generator<DayGroupRow>;
}

/** Days, from one to before another, that were up as far as anybody watched. */
export interface OrdinaryDays {
  /** Says how long that was. */
  readonly grid: DayGrid;
  readonly fromDay: number;
  readonly toDay: number;
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

/** The sums of one group and indicator: a column of days for each state, and by grid one that ordinary days come and go in. */
interface Columns {
  readonly kind: DayGroupKind;
  readonly id: string;
  readonly indicator: Indicator;
  readonly stateMs: readonly Float64Array[];
  readonly others: Int32Array;
  readonly ordinarySteps: Map<DayGrid, Int32Array>;
}

/**
 * @param days Which days there are.
 * @param kinds Groups of these kinds alone; otherwise of all.
 */
export function createGroupSums(
  { boundsMs, dates }: Pick<DayGrid, 'boundsMs' | 'dates'>,
  kinds?: readonly DayGroupKind[],
): GroupSums {
  const days = dates.length;
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
      ordinarySteps: new Map(),
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
    addOrdinary: (belonging, indicator, { grid, fromDay, toDay }) => {
      for (const { ordinarySteps } of columnsOf(belonging, indicator)) {
        let steps = ordinarySteps.get(grid);
        if (!steps) {
          steps = new Int32Array(days + 1);
          ordinarySteps.set(grid, steps);
        }
        steps[fromDay] = (steps[fromDay] ?? 0) + 1;
        steps[toDay] = (steps[toDay] ?? 0) - 1;
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
      for (const columns of inOrder) yield* rowsOf(columns, { boundsMs, dates });
    },
  };
}

const isInService = ([up = 0, degraded = 0, down = 0, unknown = 0]: readonly number[]) =>
  up + degraded + down + unknown > 0;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function* rowsOf(
  columns: Columns,
  { boundsMs, dates }: Pick<DayGrid, 'boundsMs' | 'dates'>,
): Generator<DayGroupRow> {
  const { kind, id, indicator, stateMs, others, ordinarySteps } = columns;
  const [up, degraded, down, unknown, out] = stateMs;
  const running = [...ordinarySteps].map(([grid, steps]) => ({ grid, steps, count: 0 }));
  for (const [day, date] of dates.entries()) {
    const lengthMs = (boundsMs[day + 1] ?? 0) - (boundsMs[day] ?? 0);
    let [entities, watchedMs, unwatchedMs] = [others[day] ?? 0, 0, 0];
    for (const ordinary of running) {
      ordinary.count += ordinary.steps[day] ?? 0;
      const ownMs = ordinary.grid.watchedByDayMs[day] ?? 0;
      entities += ordinary.count;
      watchedMs += ordinary.count * ownMs;
      unwatchedMs += ordinary.count * (lengthMs - ownMs);
    }
    if (entities === 0 && (out?.[day] ?? 0) === 0) continue;
    yield {
      kind,
      id,
      indicator,
      date,
      entities,
      upMs: (up?.[day] ?? 0) + watchedMs,
      degradedMs: degraded?.[day] ?? 0,
      downMs: down?.[day] ?? 0,
      unknownMs: (unknown?.[day] ?? 0) + unwatchedMs,
      outOfServiceMs: out?.[day] ?? 0,
    };
  }
}
