import { sumOf } from './figures.mjs';
import { groupBy } from './record.mjs';
import { dayOfText, zoneOf } from './time.mjs';

/** Rules 8.8: lines that were too small, by the traffic of each day. */

const LOOK_BACK_DAYS = 62;

/** Runs of days on which a line was too small; undefined where there are no figures. @param {any[]} all Its rows. @param {{ overPpm: number, days: number }} agreed @param {import('./figures.mjs').City} city */
export function tooSmall(all, { overPpm, days }, { part, period }) {
  const zone = zoneOf(part.terms.timeZone);
  const within = (from, to) => (row) =>
    row.day >= zone.dayOf(from) - LOOK_BACK_DAYS && row.day <= zone.dayOf(to - 1);
  /** @type {any[]} */
  const dated = all.map((row) => ({ ...row, day: dayOfText(row.date) }));
  if (!dated.some(within(period.from, period.to))) return undefined;
  const rows = dated.filter(within(part.from, part.to));
  return ['in', 'out'].flatMap((direction) => {
    const byDay = groupBy(
      rows.filter((row) => row.direction === direction),
      ({ day }) => day,
    );
    const over = [...byDay].filter(([, list]) => isOver(list, overPpm)).map(([day]) => day);
    return runsOf(over).filter((run) => run.length >= days && run[run.length - 1] >= zone.dayOf(part.from));
  });
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

/** Whether the 95th percentile of a date is above a share of its capacity. @param {any[]} rows @param {number} overPpm */
function isOver(rows, overPpm) {
  const capacity = Math.max(...rows.map(({ capacity_bps: bps }) => bps));
  const p95 = p95Of(rows.flatMap(stepsOf).sort((a, b) => a.from - b.from));
  return p95 !== undefined && p95 > Math.floor((capacity * overPpm) / 1_000_000);
}

/** The steps of 1 % of the capacity, with how many means lie in each. */
const stepsOf = ({ histogram, capacity_bps: capacity }) =>
  histogram
    .split(' ')
    .filter(Boolean)
    .map((pair) => {
      const [step, count] = pair.split(':').map(Number);
      return { from: (step * capacity) / 100, width: step >= 100 ? 0 : capacity / 100, count };
    });

/** In bits per second. @param {{ from: number, width: number, count: number }[]} steps */
function p95Of(steps) {
  const total = sumOf(steps, ({ count }) => count);
  const place = Math.ceil((95 * total) / 100);
  let below = 0;
  for (const { from, width, count } of steps) {
    if (count > 0 && below + count >= place) return from + ((place - 0.5 - below) / count) * width;
    below += count;
  }
  return undefined;
}
