import { coveredOf, hoursOf } from '../record/covered.mjs';
import {
  clip,
  intersect,
  join,
  lengthOf,
  overlaps,
  overlay,
  pieceAt,
  subtract,
  unite,
} from '../record/intervals.mjs';
import { groupBy, lifeOf } from '../record/record.mjs';
import { grantClaims, grantWork } from './excuses.mjs';

/** Rules 4 and 7: the class of each instant, and what follows from it. */

/**
 * @typedef {import('../record/intervals.mjs').Span} Span
 * @typedef {import('./excuses.mjs').Blamed} Blamed
 * @typedef {Span & { class: string, measured: string, reason?: string, owner?: string, excuse?: { ref: string, cause: string }, clause: string }} Stretch
 * @typedef {ReturnType<typeof settleEntity>} Settled
 * @typedef {object} City What a part of a period is settled from.
 * @property {import('../record/record.mjs').Record_} record
 * @property {import('../record/measured.mjs').Measured} measured
 * @property {string} contract @property {Span} period @property {string} cityZone @property {import('../record/covered.mjs').Part} part @property {1 | 2} rules
 * @property {import('./excuses.mjs').Claim[]} claims @property {any[]} works
 * @property {(indicator: string) => (entity: string, outages: import('../record/measured.mjs').Outage[]) => import('./blame.mjs').Cut[][]} blameOf
 * @property {(entity: string) => Span[]} carried When other lines carry a line (4.3).
 * @property {ReturnType<typeof import('./blame.mjs').createOwn>} own Whose it is, what owners have (5.8).
 */

export const CLASSES = ['out-of-service', 'excused', 'others', 'unknown', 'down', 'degraded', 'up'];

/** One indicator of an entity in a part. @param {City} city @param {string} entity @param {string} indicator */
export function settleEntity(city, entity, indicator) {
  const { record, measured, part, period, claims, works, rules, contract } = city;
  const { terms } = part;
  const touching = measured.outages(entity, indicator).filter((outage) => overlaps(outage, period));
  const blamed = city.blameOf(indicator)(entity, touching);
  const whose = city.own(blamed.flat());
  const all = touching.map((outage, place) => ({
    ...outage,
    blame: blamed[place],
    whose: clip(whose, outage.from, outage.to),
  }));
  const outages = all.filter((outage) => overlaps(outage, part));
  const begin = Math.min(part.from, ...outages.map(({ from }) => from));

  const covered = coveredOf(record, entity, contract);
  const life = lifeOf(record, entity);
  const hours = (from, to) =>
    intersect(clip(covered, from, to), hoursOf(terms.service, terms.timeZone, from, to));
  const inService = intersect(hours(begin, part.to), life);
  const earliest = Math.min(part.from, ...all.map(({ from }) => from));
  const service = serviceForWork(
    works.filter(({ entities }) => entities.includes(entity)),
    hours,
    unite([{ from: Number.NEGATIVE_INFINITY, to: earliest }, ...life]),
  );
  const work = grantWork({ entity, works, terms, rules, service });
  const claimed = grantClaims({ entity, claims, terms, rules, outages: all });

  const blame = outages.flatMap((outage) => outage.blame);
  const cuts = overlay(begin, part.to, [
    inService,
    work.granted,
    claimed.granted,
    measured.states(entity, indicator, begin, part.to),
    unite(outages.filter((outage) => isShort(outage, terms))),
    city.carried(entity),
    whose.filter(({ isOwn }) => !isOwn),
    blame,
    // A stretch of the part never begins before it.
    [part],
  ]);
  const stretches = join(
    cuts.map(({ from, to, at: [service, work, claim, state, short, carried, others, piece, here] }) => ({
      from,
      to,
      measured: state.state,
      reason: state.reason,
      owner: state.state === 'down' ? piece?.root : undefined,
      ...classOf({ service, work, claim, state, short, carried, others, terms, rules }),
      isBefore: here === undefined,
    })),
    isSameStretch,
  );
  return {
    entity,
    indicator,
    ...sumsOf(stretches, part, terms),
    stretches,
    refused: clip([...work.refused, ...claimed.refused], part.from, part.to),
    ...countOutages(
      outages.map((outage) => judged(outage, stretches, part)),
      part,
    ),
  };
}

/** The time in which works count: of time before every outage the life of a device is not asked (6.3). */
function serviceForWork(works, hours, life) {
  const from = Math.min(...works.map((work) => work.from));
  const to = Math.max(...works.map((work) => work.to));
  return works.length === 0 ? [] : intersect(hours(from, to), life);
}

/** The first class that holds (4.1), with its clause. */
function classOf({ service, work, claim, state: { state }, short, carried, others, terms, rules }) {
  if (!service) return { class: 'out-of-service', clause: '4.1.1' };
  if (work) return { class: 'excused', excuse: work, clause: '4.1.2' };
  const isDown = state === 'down';
  if (isDown && (short || carried)) return { class: 'up', clause: short ? '4.2' : '4.3' };
  const isUnknownToo = state === 'unknown' && (rules === 1 || terms.claimedUnknown === 'excused');
  if (claim && (isDown || isUnknownToo)) return { class: 'excused', excuse: claim, clause: '4.1.4' };
  if (isDown && others && terms.othersDown === 'left-out') return { class: 'others', clause: '4.1.5' };
  return { class: state, clause: '4.1.6' };
}

const isSameStretch = (a, b) =>
  ['class', 'measured', 'reason', 'owner', 'isBefore'].every((key) => a[key] === b[key]) &&
  a.excuse?.ref === b.excuse?.ref;

/** Whether it ended and was too short to count (4.2). */
const isShort = ({ from, to, ended }, { shortestOutageMs }) => ended && to - from < shortestOutageMs;

/** @template Item @param {readonly Item[]} items @param {(item: Item) => number} of */
export const sumOf = (items, of) => items.reduce((sum, item) => sum + of(item), 0);

/** Milliseconds by a name; stretches without one do not count. @param {Span[]} pieces @param {(piece: any) => string | undefined} nameOf @returns {Record<string, number>} */
export function msBy(pieces, nameOf) {
  const groups = [...groupBy(pieces, nameOf)].filter(([name]) => name !== undefined);
  return Object.fromEntries(groups.map(([name, list]) => [name, lengthOf(list)]));
}

/** Sums, availability, bounds and coverage (7.1, 7.4, 7.5). @param {Stretch[]} stretches @param {Span} part @param {any} terms */
function sumsOf(stretches, { from, to }, terms) {
  const here = clip(stretches, from, to);
  const sums = { ...Object.fromEntries(CLASSES.map((name) => [name, 0])), ...msBy(here, (one) => one.class) };
  const known = here.filter((one) => one.class !== 'out-of-service' && one.measured !== 'unknown');
  const [inServiceMs, knownMs] = [to - from - sums['out-of-service'], lengthOf(known)];
  const isNever = inServiceMs > 0 && knownMs === 0;
  const unknown = isNever && terms.unknown === 'down' ? 'left-out' : terms.unknown;
  const measuredMs = sums.up + sums.degraded + sums.down;
  const workedMs = sums.up + (terms.degraded === 'up' ? sums.degraded : 0);
  return {
    sums,
    excusedByCause: msBy(here, (one) => one.excuse?.cause),
    othersByOwner: msBy(here, (one) => (one.class === 'others' ? one.owner : undefined)),
    isNever,
    goodMs: workedMs + (unknown === 'up' ? sums.unknown : 0),
    countedMs: measuredMs + (unknown === 'left-out' ? 0 : sums.unknown),
    boundsCountedMs: measuredMs + sums.unknown,
    lowGoodMs: workedMs,
    highGoodMs: workedMs + sums.unknown,
    coverage: { inServiceMs, knownMs },
  };
}

/** The own time of an outage, and what of it is beyond the time to restore (7.6, 8.5). @param {Blamed} outage @param {Stretch[]} stretches @param {import('../record/covered.mjs').Part} part */
function judged(outage, stretches, { from, to, terms }) {
  const down = stretches.filter((stretch) => stretch.class === 'down');
  const own = clip(unite(down), outage.from, Math.min(outage.to, to));
  const [ownMs, beforeMs] = [lengthOf(own), lengthOf(clip(own, Number.NEGATIVE_INFINITY, from))];
  const [limit] = [...terms.targets.restoration].sort((a, b) => b.withinMs - a.withinMs);
  const over = (ms) => (limit ? Math.max(0, ms - limit.withinMs) : 0);
  const [overMs, overBeforeMs] = [over(ownMs), over(beforeMs)];
  return {
    ...outage,
    ref: outage.ref ?? `change:${outage.seq}`,
    isShort: isShort(outage, terms),
    own,
    ownMs,
    ownInPeriodMs: ownMs - beforeMs,
    limit,
    overMs,
    overBeforeMs,
    startedHours: hoursBegun(overMs) - hoursBegun(overBeforeMs),
    dueMs: overMs > 0 ? afterMs(own, limit.withinMs) : undefined,
  };
}

/** @param {number} ms */
export const hoursBegun = (ms) => Math.ceil(ms / 3_600_000);

/** When so much of it was over. @param {Span[]} time @param {number} ms */
export function afterMs(time, ms) {
  let left = ms;
  for (const { from, to } of time) {
    if (left < to - from) return from + left;
    left -= to - from;
  }
  return undefined;
}

/** Outages and their counts (7.7). @param {ReturnType<typeof judged>[]} outages @param {Span} part */
function countOutages(outages, part) {
  const own = outages.filter(({ ownMs }) => ownMs > 0);
  const restored = own.filter(({ ended, to }) => ended && to <= part.to);
  return {
    outages,
    outageCount: own.filter((outage) => outage.own[0].from >= part.from).length,
    restoredCount: restored.length,
    restoredMs: sumOf(restored, ({ ownMs }) => ownMs),
    longestOutageMs: Math.max(0, ...own.map(({ ownMs }) => ownMs)),
  };
}

/** When other lines of its group carry a line (4.3). @param {Pick<City, 'record' | 'measured' | 'contract' | 'period' | 'part'>} city @param {string[]} links Of the contract. */
export function createCarried({ record, measured, contract, period, part }, links) {
  if (part.terms.redundantLines === undefined) return () => [];
  const lines = links.map((link) => ({
    link,
    far: pieceAt(record.versionsOf(link), part.to - 1)?.body?.far,
    covered: coveredOf(record, link, contract),
    lost: unite(measured.outages(link, part.terms.indicator).filter((outage) => overlaps(outage, period))),
  }));
  const counted = lines.filter(
    ({ far, covered }) => far !== undefined && clip(covered, period.from, period.to).length > 0,
  );
  return (/** @type {string} */ entity) => {
    const own = counted.find(({ link }) => link === entity);
    const others = counted.filter(({ link, far }) => link !== entity && far === own?.far);
    return unite(others.flatMap(({ covered, lost }) => subtract(covered, lost)));
  };
}
