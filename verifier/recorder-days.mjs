import { settleEntity } from './figures.mjs';
import { kindOf } from './targets.mjs';
import { zoneOf } from './time.mjs';

/** Rules 9: days on which a recorder recorded nothing. */

const RECORDERS = new Set(['nvr', 'server']);

/**
 * @param {any} part A part that is settled.
 * @returns {Map<string, { day: number, downMs: number, knownMs: number, inServiceMs: number, goodMs: number }[]>} Days of each recorder with time that is down.
 */
export function recorderDays({ part, end, entities, city }) {
  const zone = zoneOf(part.terms.timeZone);
  const days = new Map();
  for (const { entity } of entities) {
    if (!RECORDERS.has(kindOf(city.record, entity))) continue;
    const { stretches, coverage } = settleEntity({ ...city, carried: () => [] }, entity, 'recording');
    if (coverage.knownMs === 0) continue;
    const sums = new Map();
    for (const stretch of stretches) addDays(sums, stretch, zone, part.from, end);
    days.set(
      entity,
      [...sums.values()].sort((a, b) => a.day - b.day),
    );
  }
  return days;
}

/** @param {Map<number, any>} sums @param {import('./figures.mjs').Stretch} stretch @param {import('./time.mjs').Zone} zone @param {number} first @param {number} end */
function addDays(sums, stretch, zone, first, end) {
  const to = Math.min(stretch.to, end);
  for (let at = Math.max(stretch.from, first); at < to; ) {
    const day = zone.dayOf(at);
    // Where a clock goes back over midnight, a date may be shown twice: it ends where the next begins for good.
    const next = zone.dayBegins(day + 1) > at ? zone.dayBegins(day + 1) : zone.dayBegins(day + 2);
    const until = Math.min(to, next);
    const key = zone.dayBegins(day + 1) > at ? day : day + 1;
    const sum = sums.get(key) ?? { day: key, downMs: 0, knownMs: 0, inServiceMs: 0, goodMs: 0 };
    sums.set(key, sum);
    const ms = until - at;
    if (stretch.class !== 'out-of-service') {
      sum.inServiceMs += ms;
      if (stretch.measured !== 'unknown') sum.knownMs += ms;
      if (stretch.class === 'down') sum.downMs += ms;
      if (stretch.class === 'up' || stretch.class === 'degraded') sum.goodMs += ms;
    }
    at = until;
  }
}

/** Which of these days a rule counts (9.1, 9.2). @param {any[]} days @param {any} rule */
export function countedDays(days, rule) {
  if (rule.by === 'whole-days-without-recording')
    return days.filter(({ downMs, goodMs }) => downMs > 0 && goodMs === 0);
  if (rule.by === 'started-days-without-recording') return days.filter(({ downMs }) => downMs > 0);
  return days.filter(({ downMs, inServiceMs }) => inServiceMs > 0 && downMs === inServiceMs);
}
