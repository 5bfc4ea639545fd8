import type { Segment } from '../../availability/timelines/timeline.ts';
import type { Entity, State } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { minutes } from '../../core/time/units.ts';
import { type CityDay, createZone } from '../../core/time/zone.ts';

/** Where the portal gets states over time from: `server/` hands in those of `availability/`. Segments fill the period. */
export type TimelineSource = (query: {
  readonly entity: Entity;
  readonly indicator: 'reach';
  readonly period: Interval;
}) => readonly Segment[];

/** A day of the city, up to now, and how long what was measured held in it. */
export interface HistoryDay extends CityDay {
  readonly segments: readonly Segment[];
  readonly ms: Readonly<Record<State, number>>;
  /** How many times it was lost, those before that reach into it included. */
  readonly outages: number;
}

/** The last year of one device or line by days, the latest last. */
export type ReadHistory = (entity: Entity, atMs: number) => readonly HistoryDay[];

export const HISTORY_DAYS = 365;
const KEPT_MS = minutes(1);
const MOST_KEPT = 50;

/** A year is read once a minute for all who look at the same: an open page looks again each time that something changed. */
export function createHistory(source: TimelineSource, timeZone: () => string): ReadHistory {
  const kept = new Map<Entity, { readonly atMs: number; readonly days: readonly HistoryDay[] }>();
  const daysTo = keepDays();
  return (entity, atMs) => {
    const known = kept.get(entity);
    if (known && atMs >= known.atMs && atMs - known.atMs < KEPT_MS) return known.days;
    const days = daysTo(atMs, timeZone());
    const period = { fromMs: days[0]?.fromMs ?? atMs, toMs: atMs };
    const found = splitByDays(source({ entity, indicator: 'reach', period }), days, atMs);
    kept.delete(entity);
    kept.set(entity, { atMs, days: found });
    const [first] = kept.keys();
    if (kept.size > MOST_KEPT && first !== undefined) kept.delete(first);
    return found;
  };
}

/** The same for a whole day. */
function keepDays(): (atMs: number, timeZone: string) => readonly CityDay[] {
  let kept: { readonly timeZone: string; readonly days: readonly CityDay[] } | undefined;
  return (atMs, timeZone) => {
    const { fromMs = 0, toMs = 0 } = kept?.days.at(-1) ?? {};
    if (kept?.timeZone !== timeZone || atMs < fromMs || atMs >= toMs)
      kept = { timeZone, days: listDays(atMs, timeZone) };
    return kept.days;
  };
}

function listDays(atMs: number, timeZone: string): readonly CityDay[] {
  const zone = createZone(timeZone);
  const days: CityDay[] = [];
  for (let dayMs = atMs; days.length < HISTORY_DAYS; ) {
    const day = zone.dayAt(dayMs);
    days.unshift(day);
    dayMs = day.fromMs - 1;
  }
  return days;
}

/** In one pass: both are in order. */
export function splitByDays(
  segments: readonly Segment[],
  days: readonly CityDay[],
  atMs: number,
): readonly HistoryDay[] {
  let first = 0;
  return days.map((day) => {
    const toMs = Math.min(day.toMs, atMs);
    while ((segments[first]?.toMs ?? Number.POSITIVE_INFINITY) <= day.fromMs) first += 1;
    const own: Segment[] = [];
    for (let at = first; (segments[at]?.fromMs ?? toMs) < toMs; at++) {
      const segment = segments[at];
      if (segment)
        own.push({
          ...segment,
          fromMs: Math.max(segment.fromMs, day.fromMs),
          toMs: Math.min(segment.toMs, toMs),
        });
    }
    return { ...day, segments: own, ...sum(own) };
  });
}

function sum(segments: readonly Segment[]): Pick<HistoryDay, 'ms' | 'outages'> {
  const ms = { up: 0, degraded: 0, down: 0, unknown: 0 };
  for (const { state, fromMs, toMs } of segments) ms[measured(state)] += toMs - fromMs;
  return { ms, outages: segments.filter(({ state }) => state === 'down').length };
}

/** What does not count is measured by nobody. */
export const measured = (state: Segment['state']): State => (state === 'out-of-service' ? 'unknown' : state);

/** A day by what one wants to know of it first. */
export function worstOf({ ms }: HistoryDay): State | undefined {
  const all = ms.up + ms.degraded + ms.down + ms.unknown;
  if (all === 0) return undefined;
  if (ms.down > 0) return 'down';
  if (ms.unknown > all / 2) return 'unknown';
  return ms.degraded > 0 ? 'degraded' : 'up';
}
