import { groupBy } from '../record/record.mjs';
import { dateText, dayOfText, zoneOf } from '../record/time.mjs';
import { sumOf } from './figures.mjs';

/** Rules 8.8: lines that were too small, by the traffic of each day. */

const LOOK_BACK_MS = 62 * 86_400_000;

/**
 * Runs of days on which a line was too small and some of which are dates of the part; undefined where there are no figures.
 * @param {any[]} all Its rows. @param {{ overPpm: number, days: number }} agreed @param {import('./figures.mjs').City} city
 */
export function tooSmall(all, { overPpm, days }, { record, part, period, cityZone }) {
  const isLooked = isLookedAt({ ...period, to: Math.min(period.to, record.asOf) }, cityZone);
  const rows = all.filter(({ date }) => isLooked(date));
  if (rows.length === 0) return undefined;
  const zone = zoneOf(part.terms.timeZone);
  const [first, last] = [zone.dayOf(part.from), zone.dayOf(part.to - 1)];
  return ['in', 'out'].flatMap((direction) => {
    const byDay = groupBy(
      rows.filter((row) => row.direction === direction),
      ({ date }) => dayOfText(date),
    );
    const over = [...byDay].filter(([, list]) => isOver(list, overPpm)).map(([day]) => day);
    return runsOf(over).filter((run) => run.length >= days && run[0] <= last && run[run.length - 1] >= first);
  });
}

/**
 * Whether a date is looked at: in the zone of the city, from that of the instant 62 × 24 h before the period to that of its last.
 * @param {import('../record/intervals.mjs').Span} period Up to "as of". @param {string} cityZone @param {number} [moreDays] At both ends.
 * @returns {(date: string) => boolean}
 */
export function isLookedAt({ from, to }, cityZone, moreDays = 0) {
  const zone = zoneOf(cityZone);
  const first = dateText(zone.dayOf(from - LOOK_BACK_MS) - moreDays);
  const last = dateText(zone.dayOf(to - 1) + moreDays);
  return (date) => date >= first && date <= last;
}

/** Days without a gap. @param {number[]} days */
function runsOf(days) {
  /** @type {number[][]} */
  const runs = [];
  for (const day of days.sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  return runs;
}

/**
 * Whether the 95th percentile of a date, cut off to whole bits per second, is above a share of its capacity: so it is where fewer
 * than k − ½ means lie below the next whole number above that share.
 * @param {any[]} rows @param {number} overPpm
 */
function isOver(rows, overPpm) {
  const capacity = Math.max(...rows.map(({ capacity_bps: bps }) => bps));
  const least = Math.floor((capacity * overPpm) / 1_000_000) + 1;
  const lists = rows.map(stepsOf);
  const place = Math.ceil((95 * sumOf(lists.flat(), ({ count }) => count)) / 100);
  // All as whole numbers: the capacities multiplied are what the means are counted in.
  const unit = rows.reduce((all, { capacity_bps: bps }) => all * BigInt(bps), 1n);
  const below = rows.map(
    ({ capacity_bps: bps }, at) => (meansBelow(lists[at], least, bps) * unit) / BigInt(bps),
  );
  return place > 0 && 2n * below.reduce((a, b) => a + b, 0n) <= BigInt(2 * place - 1) * unit;
}

/** How many means lie below a number, times the capacity: evenly within a step, what is beyond the capacity at it. */
function meansBelow(steps, least, capacity) {
  const partOf = (step) =>
    step >= 100
      ? least > capacity
        ? capacity
        : 0
      : Math.min(capacity, Math.max(0, 100 * least - step * capacity));
  return BigInt(sumOf(steps, ({ step, count }) => count * partOf(step)));
}

/** The steps of 1 % of the capacity, with how many means lie in each. */
const stepsOf = ({ histogram }) =>
  histogram
    .split(' ')
    .filter(Boolean)
    .map((pair) => {
      const [step, count] = pair.split(':').map(Number);
      return { step, count };
    });
