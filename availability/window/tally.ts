import type { Indicator } from '../../core/domain/state.ts';
import { hours, minutes } from '../../core/time/units.ts';
import type { Belonging, MeasuredKind } from '../inventory/members.ts';
import { OUT, type StateMs } from '../timelines/state-ms.ts';
import type { MeasuredGroup } from './measured-groups.ts';

/** What was found of all that belong alike, by indicator. All of it may be added to that of others. */
export interface Cell {
  readonly indicator: Indicator;
  readonly belonging: Belonging;
  /** By month of the window. */
  readonly months: readonly MonthCell[];
  /** The longest outage that lasted here last. */
  longestMs: number;
  openAtEnd: number;
  /** Outages that began here, by their length: places in {@link LENGTHS}. */
  readonly lengths: number[];
  /** To be told of each that was in service here. */
  readonly counters: readonly Counter[];
}

export interface MonthCell {
  readonly stateMs: StateMs;
  /** Outages that began in it; of these, those that were on before the time in service, and count from its beginning. */
  begun: number;
  begunBeforeService: number;
  /** Those that ended in it. */
  restored: number;
  restoredMs: number;
  readonly counters: readonly Counter[];
}

/** Counts each once, however often it is told of it: what it is told comes one after the other. */
export interface Counter {
  count: number;
  last: number;
}

/** Lengths of outages: each up to less than so much, and what is longer. */
export const LENGTHS = [
  { id: 'under-5m', belowMs: minutes(5) },
  { id: 'under-30m', belowMs: minutes(30) },
  { id: 'under-2h', belowMs: hours(2) },
  { id: 'under-8h', belowMs: hours(8) },
  { id: 'under-24h', belowMs: hours(24) },
  { id: 'under-3d', belowMs: hours(72) },
  { id: 'under-7d', belowMs: hours(168) },
  { id: 'longer', belowMs: Number.POSITIVE_INFINITY },
] as const;

export interface Tally {
  readonly cellOf: (indicator: Indicator, belonging: Belonging) => Cell;
  readonly cells: () => readonly Cell[];
  /** Of a group, or of the city with the group `city`; of one month where that is given. */
  readonly entitiesIn: (question: CountQuestion) => number;
}

export interface CountQuestion {
  readonly indicator: Indicator;
  readonly kind: MeasuredKind;
  readonly group: MeasuredGroup | 'city';
  readonly id: string;
  readonly month?: number;
}

/** Groups that months are told of. */
export const MONTH_GROUPS = ['city', 'agency'] as const;
const GROUPS = ['city', 'agency', 'district', 'area', 'programme', 'purpose', 'contractor'] as const;

export const groupIdOf = (belonging: Belonging, group: MeasuredGroup | 'city'): string =>
  group === 'city' ? '' : belonging[group];

/** @param monthCount Months that the window touches. */
export function createTally(monthCount: number): Tally {
  const byIndicator = new Map<Indicator, Map<Belonging, Cell>>();
  const counters = new Map<string, Counter>();
  const counterOf = (question: CountQuestion): Counter => {
    const key = keyOf(question);
    const counter = counters.get(key) ?? { count: 0, last: -1 };
    counters.set(key, counter);
    return counter;
  };
  const createCell = (indicator: Indicator, belonging: Belonging): Cell => {
    const { kind } = belonging;
    const countersOf = (groups: readonly (MeasuredGroup | 'city')[], month?: number) =>
      groups.map((group) =>
        counterOf({
          indicator,
          kind,
          group,
          id: groupIdOf(belonging, group),
          ...(month === undefined ? {} : { month }),
        }),
      );
    return {
      indicator,
      belonging,
      months: Array.from({ length: monthCount }, (_, month) => ({
        stateMs: new Float64Array(OUT + 1),
        begun: 0,
        begunBeforeService: 0,
        restored: 0,
        restoredMs: 0,
        counters: countersOf(MONTH_GROUPS, month),
      })),
      longestMs: 0,
      openAtEnd: 0,
      lengths: LENGTHS.map(() => 0),
      counters: countersOf(GROUPS),
    };
  };
  return {
    cellOf: (indicator, belonging) => {
      const cells = byIndicator.get(indicator) ?? new Map<Belonging, Cell>();
      byIndicator.set(indicator, cells);
      const cell = cells.get(belonging) ?? createCell(indicator, belonging);
      cells.set(belonging, cell);
      return cell;
    },
    cells: () => [...byIndicator.values()].flatMap((cells) => [...cells.values()]),
    entitiesIn: (question) => counters.get(keyOf(question))?.count ?? 0,
  };
}

const keyOf = ({ indicator, kind, group, id, month = -1 }: CountQuestion): string =>
  [indicator, kind, group, id, month].join('\t');

export function countOnce(counters: readonly Counter[], number: number): void {
  for (const counter of counters) {
    if (counter.last === number) continue;
    counter.last = number;
    counter.count++;
  }
}
