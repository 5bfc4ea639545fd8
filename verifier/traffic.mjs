import { add } from './record.mjs';
import { dateText, dayOfText, zoneOf } from './time.mjs';

/** Rules 8.8: lines that were too small, by the traffic of each day. */

const LOOK_BACK_DAYS = 62;

/**
 * @param {import('./record.mjs').Row[]} rows Of one line.
 * @param {{ overPpm: number, days: number }} terms @param {any} part @param {number} end
 */
export function tooSmall(rows, { overPpm, days }, part, end) {
  const zone = zoneOf(part.terms.timeZone);
  const [first, last] = [zone.dayOf(part.from), zone.dayOf(end - 1)];
  const within = rows.filter(
    ({ date }) => dayOfText(date) >= first - LOOK_BACK_DAYS && dayOfText(date) <= last,
  );
  const runs = ['in', 'out'].flatMap((direction) => {
    /** @type {Map<string, import('./record.mjs').Row[]>} */
    const by = new Map();
    for (const row of within) if (row.direction === direction) add(by, row.date, row);
    const over = [...by.keys()]
      .filter((date) => isOver(by.get(date) ?? [], overPpm))
      .map(dayOfText)
      .sort((a, b) => a - b);
    return runsOf(over)
      .filter((run) => run.length >= days && run[run.length - 1] >= first)
      .map((run) => ({
        direction,
        from: dateText(run[0]),
        to: dateText(run[run.length - 1]),
        days: run.length,
      }));
  });
  return { runs, isMeasured: within.some(({ date }) => dayOfText(date) >= first) };
}

/** Days without a gap. @param {number[]} days */
function runsOf(days) {
  /** @type {number[][]} */
  const runs = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last && last[last.length - 1] === day - 1) last.push(day);
    else runs.push([day]);
  }
  return runs;
}

/** Whether the 95th percentile of a date is above a share of its capacity. @param {import('./record.mjs').Row[]} rows @param {number} overPpm */
function isOver(rows, overPpm) {
  const capacity = Math.max(...rows.map(({ capacity_bps: bps }) => bps));
  const p95 = p95Of(rows);
  return p95 !== undefined && p95 > Math.floor((capacity * overPpm) / 1_000_000);
}

/** In bits per second. @param {import('./record.mjs').Row[]} rows */
function p95Of(rows) {
  const steps = rows.flatMap(({ histogram, capacity_bps: capacity }) =>
    histogram
      .split(' ')
      .filter(Boolean)
      .map((/** @type {string} */ pair) => {
        const [bin, count] = pair.split(':').map(Number);
        return { from: (bin * capacity) / 100, width: bin >= 100 ? 0 : capacity / 100, count };
      }),
  );
  steps.sort((a, b) => a.from - b.from);
  const total = steps.reduce((all, { count }) => all + count, 0);
  if (total === 0) return undefined;
  const place = Math.ceil((95 * total) / 100);
  let below = 0;
  for (const { from, width, count } of steps) {
    if (below + count >= place) return from + ((place - 0.5 - below) / count) * width;
    below += count;
  }
  return undefined;
}
