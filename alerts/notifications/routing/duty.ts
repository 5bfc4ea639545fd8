import { Temporal } from 'temporal-polyfill';
import type { Roster, Shift } from '../../../core/domain/alert-settings.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import { days, hours } from '../../../core/time/units.ts';
import { dateAt, midnightMs, windowOn } from './city-time.ts';

/** Who is on duty at an instant: the first whose shift it is, substitutes before all others; else who is on otherwise. */
export function dutyOf(roster: Roster, atMs: number, timeZone: string): string | undefined {
  const today = dateAt(atMs, timeZone);
  // What began yesterday may go on past midnight.
  const dates = [today, today.subtract({ days: 1 })];
  const on = roster.shifts.find((shift) =>
    dates.some((date) => {
      const turn = turnOn(date, shift, timeZone);
      return turn !== undefined && turn.fromMs <= atMs && atMs < turn.toMs;
    }),
  );
  return on?.contact ?? roster.otherwise;
}

/** A stretch of time that somebody is on duty: as long as a shift lasts, or until another takes over. */
export interface Turn extends Interval {
  readonly contact: string;
}

/** The turn that ends first after an instant; `undefined` where none ends within the next fortnight. */
export function nextTurn(roster: Roster, afterMs: number, timeZone: string): Turn | undefined {
  return turnsAfter(roster, afterMs, timeZone).found[0];
}

/** Those that end after an instant and before `endMs`, a fortnight later. */
function turnsAfter(
  roster: Roster,
  afterMs: number,
  timeZone: string,
): { readonly found: readonly Turn[]; readonly endMs: number } {
  const first = dateAt(afterMs, timeZone).subtract({ days: DAYS_BEFORE });
  const dates = Array.from({ length: DAYS_BEFORE + DAYS_AFTER }, (_, after) => first.add({ days: after }));
  const shifts = roster.shifts.flatMap((shift) =>
    dates.flatMap((date): Turn[] => {
      const turn = turnOn(date, shift, timeZone);
      return turn ? [{ ...turn, contact: shift.contact }] : [];
    }),
  );
  const endMs = midnightMs(first.add({ days: dates.length }), timeZone);
  const midnights = [...dates.map((date) => midnightMs(date, timeZone)), endMs];
  // Whoever is on at the end is so for longer than is looked up here.
  const turns = turnsBetween(midnights, shifts, roster.otherwise);
  return { found: turns.filter(({ toMs }) => toMs > afterMs && toMs < endMs), endMs };
}

/** All turns of a roster that touch a stretch of time, in their order. */
export function turnsWithin(roster: Roster, { fromMs, toMs }: Interval, timeZone: string): readonly Turn[] {
  const turns: Turn[] = [];
  for (let atMs = fromMs; ; ) {
    const { found, endMs } = turnsAfter(roster, atMs, timeZone);
    turns.push(...found.filter((turn) => turn.fromMs < toMs));
    if (endMs - days(DAYS_BEFORE) >= toMs) return turns;
    atMs = found.at(-1)?.toMs ?? endMs;
  }
}

/** No turn is longer. */
const DAYS_BEFORE = 4;
const DAYS_AFTER = 15;

/** Who is on from edge to edge: an earlier shift of the list covers the later ones. */
function turnsBetween(
  midnights: readonly number[],
  shifts: readonly Turn[],
  otherwise: string | undefined,
): readonly Turn[] {
  // Whoever is on otherwise may be on for weeks, and has turns of a day or so then.
  const cuts = new Set(midnights.filter((atMs) => !shifts.some((shift) => isAround(shift, atMs))));
  const [startMs = 0, endMs = 0] = [midnights[0], midnights.at(-1)];
  const all = [startMs, ...cuts, ...shifts.flatMap(({ fromMs, toMs }) => [fromMs, toMs]), endMs];
  const edges = [...new Set(all)].filter((atMs) => atMs <= endMs).sort((a, b) => a - b);
  const turns: Turn[] = [];
  let last: Turn | undefined;
  for (const [index, fromMs] of edges.slice(0, -1).entries()) {
    const toMs = edges[index + 1] ?? fromMs;
    const shift = shifts.find((one) => one.fromMs <= fromMs && fromMs < one.toMs);
    const contact = shift?.contact ?? otherwise;
    const goesOn = shift === last && turns.at(-1)?.toMs === fromMs && !cuts.has(fromMs);
    last = shift;
    if (contact === undefined) continue;
    const before = goesOn ? turns.pop() : undefined;
    turns.push({ contact, fromMs: before?.fromMs ?? fromMs, toMs });
  }
  return turns;
}

const isAround = ({ fromMs, toMs }: Turn, atMs: number): boolean =>
  fromMs < atMs + HALF_A_DAY_MS && toMs > atMs - HALF_A_DAY_MS;

const HALF_A_DAY_MS = hours(12);

function turnOn(date: Temporal.PlainDate, shift: Shift, timeZone: string): Interval | undefined {
  const { fromDate, toDate } = shift;
  const isBefore = fromDate !== undefined && Temporal.PlainDate.compare(date, fromDate) < 0;
  const isAfter = toDate !== undefined && Temporal.PlainDate.compare(date, toDate) > 0;
  return isBefore || isAfter ? undefined : windowOn(date, shift, timeZone);
}
