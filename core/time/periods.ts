import { Temporal } from 'temporal-polyfill';
import { PERIOD_KINDS, type PeriodKind } from '../domain/contract-terms.ts';
import {
  type CalendarUnit,
  intervalOf,
  parseUnit,
  plusUnits,
  renderUnit,
  type UnitAt,
  unitAt,
} from './calendar-units.ts';
import type { Interval } from './intervals.ts';

/** A stretch of time with the name that people write for it: {@link parsePeriod} reads the label of a whole period. */
export interface Period extends Interval {
  readonly label: string;
}

/**
 * Reads a period in a time zone; `undefined` when the text is none of these, names no date, or has no time in it:
 * - a year `2026`, quarter `2026-Q3`, month `2026-10` or day `2026-10-05`;
 * - a range of two of them, both included: `2026-10-05..2026-10-20`, `2026-01..2026-Q3`;
 * - instants as ends, the second not included: `2026-10-05T08:00+07:00..2026-10-06T01:00Z`, with seconds and
 *   thousandths where wanted; one end may be a date.
 *
 * @throws RangeError when there is no such time zone.
 */
export function parsePeriod(text: string, timeZone: string): Period | undefined {
  const [first, second, ...more] = text.split('..');
  if (first === undefined || more.length > 0) return undefined;
  const from = parseEnd(first, timeZone);
  const to = second === undefined ? from : parseEnd(second, timeZone);
  if (!from || !to || from.fromMs >= to.toMs) return undefined;
  return { fromMs: from.fromMs, toMs: to.toMs, label: text };
}

/** The month, quarter or year in which an instant (epoch ms) lies. */
export function periodOf(kind: PeriodKind, instantMs: number, timeZone: string): Period {
  return buildPeriod(unitAt(kind, instantMs, timeZone), timeZone);
}

/** A period by the label of the month, quarter or year that it is, however it was written; any other as it was written. */
export function wholePeriodOf(period: Period, timeZone: string): Period {
  const wholes = PERIOD_KINDS.map((kind) => periodOf(kind, period.fromMs, timeZone));
  return wholes.find(({ fromMs, toMs }) => fromMs === period.fromMs && toMs === period.toMs) ?? period;
}

/**
 * The period that ends where this one begins: before a month a month, before 16 days 16 days, before 2026-Q1..2026-Q2
 * two quarters. Ends that are not both of one unit, and labels that do not name the bounds, give an equal length.
 */
export function previousPeriod(period: Period, timeZone: string): Period {
  const units = unitsOf(period, timeZone);
  if (!units) return sameLengthBefore(period, timeZone);
  const { first, last, count } = units;
  const [from, to] = [plusUnits(first, -count), plusUnits(last, -count)];
  return {
    fromMs: intervalOf(from, timeZone).fromMs,
    toMs: period.fromMs,
    label: period.label.includes('..') ? `${renderUnit(from)}..${renderUnit(to)}` : renderUnit(from),
  };
}

/**
 * Cuts a finite interval where days or months begin: the parts follow each other without a gap, each with the label of
 * the whole day or month that it is in, also the first and last, which may be less of it. Where zones and units are the
 * same for many, cut once for all.
 *
 * @throws RangeError when the interval has no end.
 */
export function splitByCalendar(interval: Interval, unit: 'day' | 'month', timeZone: string): Period[] {
  const parts: Period[] = [];
  for (const period of periodsIn(interval, unit, timeZone)) {
    const fromMs = Math.max(interval.fromMs, period.fromMs);
    const toMs = Math.min(interval.toMs, period.toMs);
    // A date that a zone left out has no time.
    if (fromMs < toMs) parts.push({ fromMs, toMs, label: period.label });
  }
  return parts;
}

function* periodsIn(interval: Interval, unit: CalendarUnit, timeZone: string): Generator<Period> {
  if (interval.fromMs >= interval.toMs) return;
  if (!Number.isFinite(interval.fromMs) || !Number.isFinite(interval.toMs))
    throw new RangeError(`calendar: expected a finite interval, got ${interval.fromMs} to ${interval.toMs}`);
  let at = unitAt(unit, interval.fromMs, timeZone);
  let period = buildPeriod(at, timeZone);
  while (period.fromMs < interval.toMs) {
    yield period;
    at = plusUnits(at, 1);
    period = buildPeriod(at, timeZone);
  }
}

function buildPeriod(at: UnitAt, timeZone: string): Period {
  return { ...intervalOf(at, timeZone), label: renderUnit(at) };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** One end of a period: a unit of the calendar, or an instant as an interval without length. */
function parseEnd(text: string, timeZone: string): Interval | undefined {
  const unit = parseUnit(text);
  if (unit) return intervalOf(unit, timeZone);
  const instantMs = parseInstantMs(text);
  return instantMs === undefined ? undefined : { fromMs: instantMs, toMs: instantMs };
}

function parseInstantMs(text: string): number | undefined {
  if (!INSTANT.test(text)) return undefined;
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch (error) {
    // The 30th of February, 25 o'clock.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

interface Units {
  readonly first: UnitAt;
  readonly last: UnitAt;
  readonly count: number;
}

/** The units that a period is made of, as its label says, where they are of one kind and really its bounds. */
function unitsOf({ label, fromMs, toMs }: Period, timeZone: string): Units | undefined {
  const named = parsePeriod(label, timeZone);
  if (named?.fromMs !== fromMs || named.toMs !== toMs) return undefined;
  const ends = label.split('..').map(parseUnit);
  const [first, last] = [ends.at(0), ends.at(-1)];
  if (!first || !last || first.unit !== last.unit) return undefined;
  return { first, last, count: countUnits(first, last) };
}

function countUnits({ unit, first }: UnitAt, last: UnitAt): number {
  if (unit === 'day') return first.until(last.first, { largestUnit: 'day' }).days + 1;
  const { months } = first.until(last.first, { largestUnit: 'month' });
  const monthsOfUnit = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12;
  return months / monthsOfUnit + 1;
}

function sameLengthBefore({ fromMs, toMs }: Interval, timeZone: string): Period {
  const beforeMs = fromMs - (toMs - fromMs);
  return {
    fromMs: beforeMs,
    toMs: fromMs,
    label: `${renderInstant(beforeMs, timeZone)}..${renderInstant(fromMs, timeZone)}`,
  };
}

const renderInstant = (instantMs: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instantMs).toString({ timeZone });
