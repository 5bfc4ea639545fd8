import { settleEntity } from './figures.mjs';
import { isBelow } from './fraction.mjs';
import { lastSaid } from './record.mjs';
import { tooSmall } from './traffic.mjs';

/** Rules 8: which targets were missed, and by what. */

/**
 * @typedef {{ target: string, outcome: string, breaches: { entity?: string, ref?: string }[], notMeasured: string[], lowest?: any, belowMs?: number }} Check
 * @typedef {any} Settled
 */

/** @param {any} part A part that is settled. @param {any} incidents @returns {Check[]} */
export function checkTargets(part, incidents) {
  const { targets } = part.part.terms;
  /** @type {Check[]} */
  const checks = [];
  const tell = (
    /** @type {string} */ target,
    /** @type {any[]} */ breaches,
    /** @type {string[]} */ notMeasured = [],
  ) => checks.push({ target, breaches, notMeasured, outcome: breaches.length > 0 ? 'missed' : 'met' });
  const { entities } = part;
  if (targets.availabilityPpm !== undefined)
    tell(
      'availability',
      entities
        .filter(
          (/** @type {Settled} */ one) =>
            one.countedMs > 0 && isBelow(one.goodMs, one.countedMs, targets.availabilityPpm),
        )
        .map(named),
      uncounted(entities),
    );
  if (targets.fleetPpm !== undefined) checks.push(fleetCheck(part));
  if (targets.longestOutageMs !== undefined)
    tell(
      'longest-outage',
      outagesOf(entities, (outage) => outage.ownMs > targets.longestOutageMs),
    );
  if (targets.outages !== undefined)
    tell(
      'outages',
      entities.filter((/** @type {Settled} */ one) => one.outageCount > targets.outages).map(named),
    );
  if (targets.restoration.length > 0)
    tell(
      'restoration',
      outagesOf(entities, (outage) => outage.overMs > outage.overBeforeMs),
    );
  if (targets.responseMs !== undefined || targets.responseBySeverity !== undefined)
    checks.push(responseCheck(part, incidents));
  if (targets.recordingRetentionMs !== undefined)
    checks.push({
      target: 'recording-retention',
      outcome: 'not-measured',
      breaches: [],
      notMeasured: entities.map((/** @type {Settled} */ { entity }) => entity),
    });
  if (targets.longestRecordingGapMs !== undefined)
    tell('longest-recording-gap', ...recordingGaps(part, targets.longestRecordingGapMs));
  if (targets.saturation !== undefined) tell('saturation', ...saturated(part, targets.saturation));
  for (const check of checks)
    if (
      check.outcome === 'met' &&
      (entities.length > 0 || ['availability', 'outages', 'longest-recording-gap'].includes(check.target)) &&
      check.notMeasured.length === entities.length
    )
      check.outcome = 'not-measured';
  return checks;
}

/** @param {Settled} one */
const named = ({ entity }) => ({ entity });

/** Of these nothing counted. @param {Settled[]} entities */
const uncounted = (entities) =>
  entities.filter(({ countedMs }) => countedMs === 0).map(({ entity }) => entity);

/** @param {Settled[]} entities @param {(outage: any) => boolean} isMissed */
const outagesOf = (entities, isMissed) =>
  entities.flatMap(({ entity, outages }) =>
    outages.filter(isMissed).map((/** @type {any} */ { ref }) => ({ entity, ref })),
  );

/** The share of the fleet at each instant (8.2). @param {any} part @returns {Check} */
function fleetCheck({ part, end, entities, city }) {
  const { terms } = part;
  const { fleetPpm, fleetOf } = terms.targets;
  const fleet = entities.filter(
    (/** @type {Settled} */ { entity }) => fleetOf === undefined || kindOf(city.record, entity) === fleetOf,
  );
  /** @type {Map<number, [number, number]>} */
  const steps = new Map();
  const step = (/** @type {number} */ at, /** @type {number} */ counts, /** @type {number} */ good) => {
    const [a, b] = steps.get(at) ?? [0, 0];
    steps.set(at, [a + counts, b + good]);
  };
  for (const { stretches, isNever } of fleet) {
    for (const { from, to, class: name } of stretches) {
      const isUnknown = name === 'unknown';
      const counts =
        ['up', 'degraded', 'down'].includes(name) ||
        (isUnknown && terms.unknown !== 'left-out' && !(isNever && terms.unknown === 'down'));
      if (!counts || to <= part.from || from >= end) continue;
      const good =
        name === 'up' ||
        (name === 'degraded' && terms.degraded === 'up') ||
        (isUnknown && terms.unknown === 'up')
          ? 1
          : 0;
      step(Math.max(from, part.from), 1, good);
      step(Math.min(to, end), -1, -good);
    }
  }
  let [counting, good] = [0, 0];
  /** @type {any} */
  let lowest;
  let belowMs = 0;
  const instants = [...steps.keys()].sort((a, b) => a - b);
  for (const [place, at] of instants.entries()) {
    const [a, b] = /** @type {[number, number]} */ (steps.get(at));
    counting += a;
    good += b;
    if (at >= end || counting === 0) continue;
    if (!isBelow(good, counting, fleetPpm)) continue;
    belowMs += instants[place + 1] - at;
    if (!lowest || good * lowest.counting < lowest.good * counting) lowest = { at, good, counting };
  }
  const outcome = steps.size === 0 ? 'not-measured' : lowest ? 'missed' : 'met';
  return { target: 'fleet', outcome, breaches: lowest ? [{}] : [], notMeasured: [], lowest, belowMs };
}

/** @param {import('./record.mjs').Record_} record @param {string} entity */
export const kindOf = (record, entity) =>
  entity.startsWith('link:') ? 'link' : lastSaid(record, entity)?.kind;

/** Clocks of 10 (8.6). @param {any} part @param {any} incidents @returns {Check} */
function responseCheck(part, incidents) {
  if (!incidents) {
    const begun = part.entities.filter((/** @type {Settled} */ { outages }) =>
      outages.some((/** @type {any} */ outage) => outage.ownMs > 0 && outage.own[0][0] >= part.part.from),
    );
    return {
      target: 'response',
      outcome: begun.length > 0 ? 'not-measured' : 'met',
      breaches: [],
      notMeasured: begun.map((/** @type {Settled} */ { entity }) => entity),
    };
  }
  const late = incidents.filter(
    (/** @type {any} */ { contractor, response }) =>
      contractor === part.part.contractor &&
      response.isMissed &&
      response.decidedMs >= part.part.from &&
      response.decidedMs < part.end,
  );
  return {
    target: 'response',
    outcome: late.length > 0 ? 'missed' : 'met',
    breaches: late.map((/** @type {any} */ { ref }) => ({ ref })),
    notMeasured: [],
  };
}

/** Gaps in recordings (8.7). @param {any} part @param {number} limit @returns {[any[], string[]]} */
function recordingGaps({ city, entities }, limit) {
  const settled = entities.map((/** @type {Settled} */ { entity }) =>
    settleEntity({ ...city, carried: () => [] }, entity, 'recording'),
  );
  const breaches = settled.flatMap((/** @type {any} */ one) =>
    one.coverage.knownMs > 0 && one.outages.some((/** @type {any} */ { ownMs }) => ownMs > limit)
      ? [named(one)]
      : [],
  );
  return [
    breaches,
    settled
      .filter((/** @type {any} */ { coverage }) => coverage.knownMs === 0)
      .map((/** @type {any} */ { entity }) => entity),
  ];
}

/** Lines that were too small (8.8). @param {any} part @param {any} terms @returns {[any[], string[]]} */
function saturated({ city, entities, part, end }, terms) {
  const links = entities.filter((/** @type {Settled} */ { entity }) => entity.startsWith('link:'));
  const judged = links.map((/** @type {Settled} */ { entity }) => ({
    entity,
    ...tooSmall(city.record.trafficOf(entity.slice(5)), terms, part, end),
  }));
  return [
    judged.flatMap((/** @type {any} */ { entity, runs }) => runs.map(() => ({ entity }))),
    judged
      .filter((/** @type {any} */ { isMeasured }) => !isMeasured)
      .map((/** @type {any} */ { entity }) => entity),
  ];
}
