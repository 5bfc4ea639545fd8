import { clip } from '../record/intervals.mjs';
import { kindOf } from '../record/record.mjs';
import { settleEntity } from './figures.mjs';
import { isBelow } from './fraction.mjs';
import { tooSmall } from './traffic.mjs';

/** Rules 8: which targets were missed, and by what. */

/**
 * @typedef {import('./figures.mjs').Settled} Settled
 * @typedef {object} Part A part that is settled.
 * @property {import('../record/covered.mjs').Part} part @property {import('./figures.mjs').City} city @property {1 | 2} rules
 * @property {Settled[]} entities @property {import('./incidents.mjs').Incident[] | undefined} incidents
 * @typedef {{ entity?: string, ref?: string }} Breach
 * @typedef {{ target: string, outcome: string, breaches: Breach[], notMeasured: string[], fleet?: any }} Check
 */

/** How a target is judged: what missed it, what was not measured. @type {Record<string, (part: Part, agreed: any) => Partial<Check>>} */
const TARGETS = {
  availability: ({ entities }, { availabilityPpm }) => ({
    breaches: entities.filter((one) => isBelow(one.goodMs, one.countedMs, availabilityPpm)).map(entityOf),
    ...unmeasured(
      entities.filter(({ countedMs }) => countedMs === 0),
      entities,
    ),
  }),
  fleet: judgeFleet,
  'longest-outage': ({ entities }, { longestOutageMs }) => ({
    breaches: outagesOf(entities, ({ ownMs }) => ownMs > longestOutageMs),
  }),
  outages: ({ entities }, agreed) => ({
    breaches: entities.filter(({ outageCount }) => outageCount > agreed.outages).map(entityOf),
    ...unmeasured([], entities),
  }),
  restoration: ({ entities }) => ({
    breaches: outagesOf(entities, ({ overMs, overBeforeMs }) => overMs > overBeforeMs),
  }),
  response: judgeResponse,
  'recording-retention': ({ entities }) => ({ ...unmeasured(entities, entities), outcome: 'not-measured' }),
  'longest-recording-gap': judgeRecordings,
  saturation: judgeTraffic,
};

/** Which of the terms agrees a target. @type {Record<string, (agreed: any) => unknown>} */
const AGREED = {
  availability: ({ availabilityPpm }) => availabilityPpm,
  fleet: ({ fleetPpm }) => fleetPpm,
  'longest-outage': ({ longestOutageMs }) => longestOutageMs,
  outages: ({ outages }) => outages,
  restoration: ({ restoration }) => restoration[0],
  response: ({ responseMs, responseBySeverity }) => responseMs ?? responseBySeverity,
  'recording-retention': ({ recordingRetentionMs }) => recordingRetentionMs,
  'longest-recording-gap': ({ longestRecordingGapMs }) => longestRecordingGapMs,
  saturation: ({ saturation }) => saturation,
};

/** @param {Part} part @returns {Check[]} */
export function checkTargets(part) {
  const agreed = part.part.terms.targets;
  return Object.keys(TARGETS)
    .filter((target) => AGREED[target](agreed) !== undefined)
    .map((target) => {
      const { breaches = [], notMeasured = [], outcome = 'met', fleet } = TARGETS[target](part, agreed);
      return { target, breaches, notMeasured, outcome: breaches.length > 0 ? 'missed' : outcome, fleet };
    });
}

/** @returns {Breach} */
const entityOf = ({ entity }) => ({ entity });

/** Where of no entity anything could be judged, or there is none, the target is not measured (8.1). @param {{ entity: string }[]} not @param {{ entity: string }[]} entities */
const unmeasured = (not, entities) => ({
  notMeasured: not.map(({ entity }) => entity),
  outcome: not.length === entities.length ? 'not-measured' : 'met',
});

/** @param {Settled[]} entities @param {(outage: any) => boolean} isMissed @returns {Breach[]} */
const outagesOf = (entities, isMissed) =>
  entities.flatMap(({ entity, outages }) => outages.filter(isMissed).map(({ ref }) => ({ entity, ref })));

/** The share of the fleet at each instant (8.2). @param {Part} part */
function judgeFleet({ part, city, entities }, { fleetPpm, fleetOf }) {
  const { terms } = part;
  const fleet = entities.filter(
    ({ entity }) => fleetOf === undefined || kindOf(city.record, entity) === fleetOf,
  );
  /** By instant, by how much `counted` and `good` change. @type {Map<number, { counted: number, good: number }>} */
  const steps = new Map();
  const step = (at, counted, good) => {
    const before = steps.get(at) ?? { counted: 0, good: 0 };
    steps.set(at, { counted: before.counted + counted, good: before.good + good });
  };
  for (const { stretches, isNever } of fleet) {
    const unknown = isNever && terms.unknown === 'down' ? 'left-out' : terms.unknown;
    for (const { from, to, class: name } of clip(stretches, part.from, part.to)) {
      if (['out-of-service', 'excused', 'others'].includes(name)) continue;
      if (name === 'unknown' && unknown === 'left-out') continue;
      const as = { unknown, degraded: terms.degraded }[name] ?? name;
      step(from, 1, as === 'up' ? 1 : 0);
      step(to, -1, as === 'up' ? -1 : 0);
    }
  }
  let [counted, good, belowMs] = [0, 0, 0];
  /** @type {{ good: number, counted: number, fromMs: number } | undefined} */
  let lowest;
  const instants = [...steps.keys()].sort((a, b) => a - b);
  for (const [place, at] of instants.entries()) {
    counted += steps.get(at)?.counted ?? 0;
    good += steps.get(at)?.good ?? 0;
    if (counted === 0) continue;
    const toMs = instants[place + 1];
    if (isBelow(good, counted, fleetPpm)) belowMs += toMs - at;
    if (!lowest || good * lowest.counted < lowest.good * counted) lowest = { good, counted, fromMs: at };
  }
  const isMissed = belowMs > 0;
  return {
    breaches: isMissed ? [{}] : [],
    outcome: lowest ? 'met' : 'not-measured',
    fleet: { belowMs, lowest },
  };
}

/** By the clocks of 10 (8.6). @param {Part} part @returns {Partial<Check>} */
function judgeResponse({ part, rules, entities, incidents }) {
  if (!incidents) {
    const outages = entities.flatMap((one) => one.outages);
    const isOlder = ({ own }) => own.length > 0 && own[0].from < part.from;
    const begun = entities.filter(({ outageCount }) => outageCount > 0);
    const isMet = begun.length === 0 || (rules === 1 && outages.some(isOlder));
    return { notMeasured: begun.map(({ entity }) => entity), outcome: isMet ? 'met' : 'not-measured' };
  }
  const late = incidents.filter(
    ({ contractor, response }) =>
      contractor === part.contractor &&
      response.outcome === 'missed' &&
      Number(response.decidedMs) >= part.from &&
      Number(response.decidedMs) < part.to,
  );
  return { breaches: late.map(({ ref }) => ({ ref })) };
}

/** Gaps in recordings (8.7). @param {Part} part @returns {Partial<Check>} */
function judgeRecordings({ city, entities }, { longestRecordingGapMs }) {
  const settled = entities.map(({ entity }) => settleRecording(city, entity));
  const known = settled.filter(({ coverage }) => coverage.knownMs > 0);
  return {
    breaches: known.filter((one) => one.longestOutageMs > longestRecordingGapMs).map(entityOf),
    ...unmeasured(
      settled.filter((one) => !known.includes(one)),
      entities,
    ),
  };
}

/** The indicator `recording`, lines that stand in for one another aside (8.7, 9). @param {import('./figures.mjs').City} city @param {string} entity */
export const settleRecording = (city, entity) =>
  settleEntity({ ...city, carried: () => [] }, entity, 'recording');

/** Lines that were too small (8.8). @param {Part} part @returns {Partial<Check>} */
function judgeTraffic({ city, entities }, { saturation }) {
  const judged = entities.map(({ entity }) => {
    const rows = city.record.rowsOf(`traffic ${entity.slice('link:'.length)}`);
    return { entity, runs: entity.startsWith('link:') ? tooSmall(rows, saturation, city) : undefined };
  });
  return {
    breaches: judged.flatMap(({ entity, runs = [] }) => runs.map(() => ({ entity }))),
    ...unmeasured(
      judged.filter(({ runs }) => runs === undefined),
      entities,
    ),
  };
}
