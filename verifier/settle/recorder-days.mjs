import { clip, lengthOf } from '../record/intervals.mjs';
import { groupBy, kindOf } from '../record/record.mjs';
import { dateText, zoneOf } from '../record/time.mjs';
import { settleRecording } from './targets.mjs';

/** Rules 9: days on which a recorder recorded nothing. */

/** @typedef {{ date: string, downMs: number, goodMs: number, knownMs: number, inServiceMs: number }} RecorderDay */

/** Which days a rule counts (9.1, 9.2). @type {Record<string, (day: RecorderDay) => boolean>} */
export const DAYS_COUNTED = {
  'days-without-recording': ({ downMs, inServiceMs }) => inServiceMs > 0 && downMs === inServiceMs,
  'whole-days-without-recording': ({ downMs, goodMs }) => downMs > 0 && goodMs === 0,
  'started-days-without-recording': ({ downMs }) => downMs > 0,
};

/** The indicators that a part is settled by (12.2). @param {import('../record/covered.mjs').Part} part @returns {string[]} */
export function indicatorsOf({ terms: { indicator, targets, money } }) {
  const isRecording =
    targets.longestRecordingGapMs !== undefined || money.some(({ by }) => by in DAYS_COUNTED);
  return isRecording ? [indicator, 'recording'] : [indicator];
}

/** The days of each recorder of whose recording something is known (9.4). @param {import('./targets.mjs').Part} part @returns {Map<string, RecorderDay[]>} */
export function recorderDays({ part, entities, city }) {
  const zone = zoneOf(part.terms.timeZone);
  const recorders = entities.filter(({ entity }) => ['nvr', 'server'].includes(kindOf(city.record, entity)));
  const settled = recorders
    .map(({ entity }) => settleRecording(city, entity))
    .filter(({ coverage }) => coverage.knownMs > 0);
  return new Map(
    settled.map(({ entity, stretches }) => [entity, daysOf(clip(stretches, part.from, part.to), zone)]),
  );
}

/** @param {import('./figures.mjs').Stretch[]} stretches @param {import('../record/time.mjs').Zone} zone @returns {RecorderDay[]} */
function daysOf(stretches, zone) {
  const pieces = stretches.flatMap((stretch) => byDay(stretch, zone));
  return [...groupBy(pieces, ({ day }) => day)].map(([day, all]) => {
    const inService = all.filter((piece) => piece.class !== 'out-of-service');
    const msOf = (isCounted) => lengthOf(inService.filter(isCounted));
    return {
      date: dateText(day),
      downMs: msOf((piece) => piece.class === 'down'),
      goodMs: msOf((piece) => piece.class === 'up' || piece.class === 'degraded'),
      knownMs: msOf((piece) => piece.measured !== 'unknown'),
      inServiceMs: lengthOf(inService),
    };
  });
}

/** Where a clock goes back over midnight, a date may be shown twice: it ends where the next begins for good. @param {import('./figures.mjs').Stretch} stretch @param {import('../record/time.mjs').Zone} zone */
function byDay(stretch, zone) {
  const pieces = [];
  for (let from = stretch.from; from < stretch.to; ) {
    const shown = zone.dayOf(from);
    const day = zone.dayBegins(shown + 1) > from ? shown : shown + 1;
    const to = Math.min(stretch.to, zone.dayBegins(day + 1));
    pieces.push({ ...stretch, day, from, to });
    from = to;
  }
  return pieces;
}
