import { ownOf } from './blame.mjs';
import { coveredOf, hoursOf } from './covered.mjs';
import { grantClaims, grantWork } from './excuses.mjs';
import {
  clip,
  edgesWithin,
  has,
  intersect,
  lengthOf,
  pieceAt,
  spanOf,
  subtract,
  unite,
} from './intervals.mjs';
import { lifeOf } from './record.mjs';

/** Rules 4 and 7: the class of each instant, and what follows from it. */

/**
 * @typedef {import('./intervals.mjs').Spans} Spans
 * @typedef {import('./covered.mjs').Part} Part
 * @typedef {import('./excuses.mjs').Blamed} Blamed
 * @typedef {{ from: number, to: number, class: string, measured: string, reason?: string, owner?: string, excuse?: { ref: string, cause: string }, clause: string }} Stretch
 * @typedef {ReturnType<typeof settleEntity>} Settled
 * @typedef {object} City What a contract is settled from.
 * @property {import('./record.mjs').Record_} record
 * @property {ReturnType<typeof import('./measured.mjs').createMeasured>} measured
 * @property {{ from: number, to: number }} period
 * @property {string} contract @property {Part} part @property {number} end The end of the part, or "as of".
 * @property {import('./excuses.mjs').Claim[]} claims @property {any[]} works @property {1 | 2} rules
 * @property {(entity: string, outages: import('./measured.mjs').Outage[]) => import('./blame.mjs').Cut[][]} blame
 * @property {(entity: string) => Spans} carried When other lines carry a line (4.3).
 * @property {Map<string, Spans>} owners
 */

export const CLASSES = ['out-of-service', 'excused', 'others', 'unknown', 'down', 'degraded', 'up'];

/** One indicator of an entity in a part. @param {City} city @param {string} entity @param {string} indicator */
export function settleEntity(city, entity, indicator) {
  const { record, measured, part, end, claims, works, rules, contract } = city;
  const { terms } = part;
  const touching = measured.outages(entity, indicator).filter(({ from, to }) => from < end && to > part.from);
  const divided = city.blame(entity, touching);
  const outages = touching.map((outage, place) => ({ ...outage, blame: divided[place] }));
  const begin = Math.min(part.from, ...outages.map(({ from }) => from));
  const covered = coveredOf(record, entity, contract);
  const life = lifeOf(record, entity);
  const service = (/** @type {number} */ from, /** @type {number} */ to) =>
    intersect(clip(covered, from, to), hoursOf(terms.service, terms.timeZone, from, to));
  const inService = intersect(service(begin, end), life);
  const work = grantWork({
    entity,
    works,
    terms,
    rules,
    service: serviceForWork(works, entity, earliestOf(city, entity, indicator), service, life),
  });
  const claimed = grantClaims({ entity, claims, terms, rules, outages });
  const short = unite(outages.filter((outage) => isShort(outage, terms)).map(spanOf));
  const carried = city.carried(entity);
  const blamed = outages.flatMap(({ blame }) => blame);
  const states = measured.states(entity, indicator, begin, end);

  const edges = [
    ...[inService, short, carried].flat(2),
    ...[work.granted, claimed.granted, blamed, states].flat().flatMap(({ from, to }) => [from, to]),
  ];
  const owners = new Map(
    [...new Set(blamed.map(({ root }) => root))].map((root) => [root, ownSpans(city, root)]),
  );
  for (const spans of owners.values()) edges.push(...clip(spans, begin, end).flat());
  const cuts = edgesWithin(begin, end, edges);
  /** @type {Stretch[]} */
  const stretches = [];
  for (const [place, at] of cuts.slice(0, -1).entries()) {
    const state = /** @type {import('./measured.mjs').Piece} */ (pieceAt(states, at));
    const piece = state.state === 'down' ? pieceAt(blamed, at) : undefined;
    const classed = classOf({
      isInService: has(inService, at),
      work: pieceAt(work.granted, at),
      claim: pieceAt(claimed.granted, at),
      state: state.state,
      isShort: has(short, at),
      isCarried: has(carried, at),
      isOthers: piece !== undefined && !has(owners.get(piece.root) ?? [], at),
      terms,
      rules,
    });
    const next = {
      from: at,
      to: cuts[place + 1],
      measured: state.state,
      reason: state.reason,
      owner: piece?.root,
      ...classed,
    };
    const last = stretches.at(-1);
    if (last && isSameStretch(last, next) && at !== part.from) last.to = next.to;
    else stretches.push(next);
  }
  return {
    entity,
    indicator,
    ...summed(stretches, part, end, terms),
    stretches,
    refused: inPart([...work.refused, ...claimed.refused], part.from, end),
    outages: outages.map((outage) => judged(outage, stretches, city)),
  };
}

/** Told is what of it lies in the part (6.1). @param {import('./excuses.mjs').Refusal[]} refused @param {number} from @param {number} to */
const inPart = (refused, from, to) =>
  refused.flatMap((one) =>
    clip([[one.from, one.to]], from, to).map(([begin, end]) => ({ ...one, from: begin, to: end })),
  );

/** The begin of the part, or of the first outage that touches the period (6.3). @param {City} city @param {string} entity @param {string} indicator */
const earliestOf = ({ measured, part, period }, entity, indicator) =>
  Math.min(
    part.from,
    ...measured
      .outages(entity, indicator)
      .filter(({ from, to }) => from < period.to && to > period.from)
      .map(({ from }) => from),
  );

/** Before the part and every outage of it that touches the period the life of a device is not asked (6.3). @param {any[]} works @param {string} entity @param {number} begin @param {(from: number, to: number) => Spans} service @param {Spans} life */
function serviceForWork(works, entity, begin, service, life) {
  const own = works.filter(({ entities }) => entities.includes(entity));
  if (own.length === 0) return [];
  const from = Math.min(...own.map((work) => work.from));
  const to = Math.max(...own.map((work) => work.to));
  const all = service(from, to);
  return unite([
    ...clip(all, from, Math.min(begin, to)),
    ...intersect(clip(all, Math.max(begin, from), to), life),
  ]);
}

/** The first class that holds (4.1), with its clause. @param {any} at */
function classOf({ isInService, work, claim, state, isShort, isCarried, isOthers, terms, rules }) {
  if (!isInService) return { class: 'out-of-service', clause: '4.1.1' };
  if (work) return { class: 'excused', excuse: { ref: work.ref, cause: work.cause }, clause: '4.1.2' };
  const isDown = state === 'down';
  if (isDown && (isShort || isCarried)) return { class: 'up', clause: isShort ? '4.2' : '4.3' };
  const alsoUnknown = state === 'unknown' && (rules === 1 || terms.claimedUnknown === 'excused');
  if (claim && (isDown || alsoUnknown))
    return { class: 'excused', excuse: { ref: claim.ref, cause: claim.cause }, clause: '4.1.4' };
  if (isDown && isOthers && terms.othersDown === 'left-out') return { class: 'others', clause: '4.1.5' };
  return { class: state, clause: '4.1.6' };
}

/** @param {Stretch} a @param {Stretch} b */
const isSameStretch = (a, b) =>
  a.class === b.class &&
  a.measured === b.measured &&
  a.reason === b.reason &&
  a.owner === b.owner &&
  a.excuse?.ref === b.excuse?.ref;

/** Whether it ended and was too short to count (4.2). @param {import('./measured.mjs').Outage} outage @param {any} terms */
const isShort = ({ from, to, ended }, { shortestOutageMs }) => ended && to - from < shortestOutageMs;

/** @param {City} city @param {string} owner */
function ownSpans({ owners, record, contract }, owner) {
  const spans = owners.get(owner) ?? ownOf(record, owner, contract);
  owners.set(owner, spans);
  return spans;
}

/** Sums, availability, bounds and coverage (7.1, 7.4, 7.5). @param {Stretch[]} all @param {Part} part @param {number} end @param {any} terms */
function summed(all, part, end, terms) {
  const sums = Object.fromEntries(CLASSES.map((name) => [name, 0]));
  /** @type {Record<string, number>} */
  const excusedByCause = {};
  /** @type {Record<string, number>} */
  const othersByOwner = {};
  let knownMs = 0;
  for (const stretch of all) {
    const ms = Math.min(stretch.to, end) - Math.max(stretch.from, part.from);
    if (ms <= 0) continue;
    sums[stretch.class] += ms;
    if (stretch.class !== 'out-of-service' && stretch.measured !== 'unknown') knownMs += ms;
    if (stretch.excuse)
      excusedByCause[stretch.excuse.cause] = (excusedByCause[stretch.excuse.cause] ?? 0) + ms;
    if (stretch.class === 'others')
      othersByOwner[String(stretch.owner)] = (othersByOwner[String(stretch.owner)] ?? 0) + ms;
  }
  const inServiceMs = end - part.from - sums['out-of-service'];
  const isNever = inServiceMs > 0 && knownMs === 0;
  const unknown = isNever && terms.unknown === 'down' ? 'left-out' : terms.unknown;
  const measuredMs = sums.up + sums.degraded + sums.down;
  const workedMs = sums.up + (terms.degraded === 'up' ? sums.degraded : 0);
  return {
    sums,
    excusedByCause,
    othersByOwner,
    isNever,
    goodMs: workedMs + (unknown === 'up' ? sums.unknown : 0),
    countedMs: measuredMs + (unknown === 'left-out' ? 0 : sums.unknown),
    boundsCountedMs: measuredMs + sums.unknown,
    lowGoodMs: workedMs,
    highGoodMs: workedMs + sums.unknown,
    coverage: { inServiceMs, knownMs },
  };
}

/** The own time of an outage, and what of it is beyond the time to restore (7.6, 8.5). @param {Blamed} outage @param {Stretch[]} stretches @param {City} city */
function judged(outage, stretches, { part, end }) {
  const { terms } = part;
  const own = clip(
    unite(stretches.filter((stretch) => stretch.class === 'down').map(spanOf)),
    outage.from,
    Math.min(outage.to, end),
  );
  const ownMs = lengthOf(own);
  const beforeMs = lengthOf(clip(own, Number.NEGATIVE_INFINITY, part.from));
  const limit = terms.targets.restoration.reduce(
    (/** @type {any} */ longest, /** @type {any} */ each) =>
      longest && longest.withinMs >= each.withinMs ? longest : each,
    undefined,
  );
  const over = (/** @type {number} */ ms) => (limit ? Math.max(0, ms - limit.withinMs) : 0);
  return {
    ...outage,
    ref: `change:${outage.seq}`,
    isShort: isShort(outage, terms),
    own,
    ownMs,
    ownInPeriodMs: ownMs - beforeMs,
    limit,
    overMs: over(ownMs),
    overBeforeMs: over(beforeMs),
    startedHours: startedHours(over(ownMs)) - startedHours(over(beforeMs)),
    dueMs: limit && over(ownMs) > 0 ? afterOwn(own, limit.withinMs) : undefined,
  };
}

/** @param {number} ms */
export const startedHours = (ms) => Math.ceil(ms / 3_600_000);

/** When so much of it was over. @param {Spans} spans @param {number} ms */
export function afterOwn(spans, ms) {
  let left = ms;
  for (const [from, to] of spans) {
    if (left < to - from) return from + left;
    left -= to - from;
  }
  return undefined;
}

/** Counts of outages (7.7). @param {any[]} outages @param {Part} part @param {number} end */
export function countOutages(outages, part, end) {
  const own = outages.filter(({ ownMs }) => ownMs > 0);
  const begun = own.filter((outage) => outage.own[0][0] >= part.from);
  const restored = own.filter((outage) => outage.ended && outage.to <= end);
  return {
    outageCount: begun.length,
    restoredCount: restored.length,
    restoredMs: restored.reduce((sum, { ownMs }) => sum + ownMs, 0),
    longestOutageMs: Math.max(0, ...own.map(({ ownMs }) => ownMs)),
  };
}

/**
 * When other lines of its group carry a line (4.3).
 * @param {import('./record.mjs').Record_} record @param {City['measured']} measured @param {string} contract @param {Part} part
 * @param {{ from: number, to: number }} period @param {number} end @param {string[]} links
 */
export function carriedBy(record, measured, contract, part, period, end, links) {
  if (part.terms.redundantLines === undefined) return () => [];
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const link of links) {
    const far = pieceAt(record.versionsOf(link), end - 1)?.body?.far;
    if (far === undefined || clip(coveredOf(record, link, contract), period.from, period.to).length === 0)
      continue;
    groups.set(far, [...(groups.get(far) ?? []), link]);
  }
  const works = new Map(
    links.map((link) => [
      link,
      subtract(
        coveredOf(record, link, contract),
        unite(measured.outages(link, part.terms.indicator).map(spanOf)),
      ),
    ]),
  );
  return (/** @type {string} */ entity) => {
    const group = [...groups.values()].find((members) => members.includes(entity)) ?? [];
    return unite(group.filter((other) => other !== entity).flatMap((other) => works.get(other) ?? []));
  };
}
