import { pieceAt } from './intervals.mjs';
import { memo } from './memo.mjs';

/** Rules 1.2: dates, months and clocks of any IANA zone, by the offsets that Intl knows. No instant is counted twice. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BLOCK = 32 * DAY;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** @typedef {ReturnType<typeof createZone>} Zone A day is the number of days since 1970-01-01; a local time is one as if it were UTC. */

export const zoneOf = memo(createZone);

/** @param {string} name */
function createZone(name) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    calendar: 'gregory',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

  /** @param {number} at A whole second. */
  function askOffset(at) {
    /** @type {Record<string, number>} */
    const part = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - at;
  }

  /** The offsets in force in a block of days. No clock is changed twice in one day. */
  const offsetsOf = memo((/** @type {number} */ block) => {
    let last = { from: block * BLOCK, to: (block + 1) * BLOCK, offset: askOffset(block * BLOCK) };
    const pieces = [last];
    for (let day = last.from; day < last.to; day += DAY) {
      const offset = askOffset(day + DAY);
      if (offset === last.offset) continue;
      const change = findChange(day, day + DAY, last.offset);
      const next = { from: change, to: last.to, offset };
      last.to = change;
      pieces.push(next);
      last = next;
    }
    return pieces;
  });

  /** The first second that has another offset. @param {number} low @param {number} high @param {number} before */
  function findChange(low, high, before) {
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2_000) * 1_000;
      if (askOffset(middle) === before) low = middle;
      else high = middle;
    }
    return high;
  }

  /** The first instant at which the clock shows a local time or a later one (rules 3.5). */
  const firstShowing = memo((/** @type {number} */ local) => {
    const last = Math.floor((local + DAY + 6 * HOUR) / BLOCK);
    for (let block = Math.floor((local - DAY - 6 * HOUR) / BLOCK); block <= last; block++)
      for (const { from, to, offset } of offsetsOf(block)) {
        const at = Math.max(from, local - offset);
        if (at < to) return at;
      }
    throw new Error(`no clock of ${name} shows ${new Date(local).toISOString()}`);
  });

  /** @param {number} at */
  const localOf = (at) => at + (pieceAt(offsetsOf(Math.floor(at / BLOCK)), at)?.offset ?? 0);

  return {
    name,
    /** The first instant of a date, or of the next where the zone has no such date. @param {number} day */
    dayBegins: (day) => firstShowing(day * DAY),
    /** The date that the clock shows. @param {number} at */
    dayOf: (at) => Math.floor(localOf(at) / DAY),
    /** When the clock of a date first shows so many minutes after midnight, or more. @param {number} day @param {number} minutes */
    clockShows: (day, minutes) => firstShowing(day * DAY + minutes * 60_000),
  };
}

/** @param {number} day */
export const weekdayOf = (day) => WEEKDAYS[(((day + 4) % 7) + 7) % 7];

/** As `2026-10-05`. @param {number} day */
export const dateText = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** @param {string} text */
export const dayOfText = (text) => Math.round(Date.parse(`${text}T00:00Z`) / DAY);

const MONTHS = { month: 1, quarter: 3, year: 12 };

/** @typedef {keyof typeof MONTHS} PeriodKind @typedef {{ from: number, to: number, label: string }} Period */

/** The month, quarter or year that an instant is in (rules 1.2). @param {Zone} zone @param {PeriodKind} kind @param {number} at @returns {Period} */
export function periodOf(zone, kind, at) {
  const date = new Date(zone.dayOf(at) * DAY);
  const length = MONTHS[kind];
  const first = date.getUTCFullYear() * 12 + Math.floor(date.getUTCMonth() / length) * length;
  // Where a clock goes back over midnight, the last date of a period may be shown again in the next.
  for (const month of [first + length, first, first - length]) {
    const from = monthBegins(zone, month);
    if (from <= at) return { from, to: monthBegins(zone, month + length), label: labelOf(kind, month) };
  }
  throw new Error('no period');
}

/** @param {Zone} zone @param {number} month Months since the year 0. */
const monthBegins = (zone, month) => zone.dayBegins(Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY);

/** @param {PeriodKind} kind @param {number} month */
function labelOf(kind, month) {
  const year = String(Math.floor(month / 12));
  if (kind === 'year') return year;
  if (kind === 'quarter') return `${year}-Q${Math.floor((month % 12) / 3) + 1}`;
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** The periods of a kind that touch a stretch. @param {Zone} zone @param {PeriodKind} kind @param {number} from @param {number} to */
export function periodsWithin(zone, kind, from, to) {
  const periods = [];
  for (let at = from; at < to; ) {
    const period = periodOf(zone, kind, at);
    periods.push(period);
    at = period.to;
  }
  return periods;
}
