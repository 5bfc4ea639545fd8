import { clip, inOrder, intersect, overlaps, subtract, unite } from '../record/intervals.mjs';
import { memo } from '../record/memo.mjs';
import { groupBy, lifeOf } from '../record/record.mjs';
import { cutTo } from '../record/runs.mjs';
import { membersOf } from './blame.mjs';
import { pendingClaims } from './excuses.mjs';
import { totalOf } from './money.mjs';
import { indicatorsOf } from './recorder-days.mjs';
import { settleRecording } from './targets.mjs';

/** Rules 12.7: what the money would be if what nobody knows had been so or so, and if claims that wait were accepted. */

/**
 * @typedef {ReturnType<typeof import('./settle.mjs').settle>} Parts
 * @typedef {import('./blame.mjs').Cut} Cut @typedef {import('../record/measured.mjs').Measured} Measured @typedef {import('../record/measured.mjs').Outage} Outage
 */

/** @param {Parts} parts @param {(lines: any[]) => Record<string, string>} byType */
export function hangsOn(parts, byType) {
  if (parts.every(({ part }) => part.terms.money.length === 0)) return undefined;
  const figures = [
    ...parts.flatMap(({ part, entities }) => entities.map((one) => ({ ...one, part }))),
    ...recordingsOf(parts),
  ];
  const pending = pendingOf(parts[0].city, figures);
  const isUnknown = figures.some(({ part, stretches }) =>
    stretches.some(
      (one) => one.measured === 'unknown' && one.class !== 'out-of-service' && overlaps(one, part),
    ),
  );
  const cases = [
    ...(isUnknown ? ['up', 'down'] : []).map((state) => ({
      says: { assume: `unknown-${state}` },
      lines: parts.map((part) => part.settleAgain(withUnknown(part, state))),
    })),
    ...[...(pending.length > 1 ? [pending] : []), ...pending.map((claim) => [claim])].map((claims) => ({
      says:
        claims.length > 1
          ? { assume: 'claims-accepted' }
          : { assume: 'claim-accepted', claim: claims[0].ref },
      lines: parts.map((part) => part.settleAgain(withClaims(part, claims))),
    })),
  ];
  const asIs = parts.map(({ due }) => due.lines);
  const all = asIs.flat();
  const lines = parts.flatMap((_, place) => {
    const byName = [asIs, ...cases.map((one) => one.lines)].map((of) => groupBy(of[place], nameOf));
    const names = new Set(byName.flatMap((of) => [...of.keys()]));
    return [...names].flatMap((name) => {
      const [payable, ...others] = byName.map((of) => String(totalOf(of.get(name) ?? [])));
      const [line] = byName.flatMap((of) => of.get(name) ?? []);
      if (others.every((other) => other === payable)) return [];
      const { rule, type, entity, ref } = line;
      const number = all.indexOf(line) + 1 || undefined;
      return [{ rule, type, entity, ref, line: number, part: place + 1, payable, cases: others }];
    });
  });
  return {
    cases: cases.map(({ says, lines: of }) => ({
      ...says,
      total: String(totalOf(of.flat())),
      byType: byType(of.flat()),
    })),
    lines,
  };
}

/** @param {import('./money.mjs').Line} line */
const nameOf = ({ rule, entity, ref }) => [rule, entity, ref].join(' · ');

/** Recordings in every part, where the terms of some part ask for them (8.7, 9). @param {Parts} parts */
function recordingsOf(parts) {
  // Beside the indicator that counts.
  if (!parts.some(({ part }) => indicatorsOf(part).includes('recording', 1))) return [];
  return parts.flatMap(({ part, city, entities }) =>
    entities.map(({ entity }) => ({ ...settleRecording(city, entity), part })),
  );
}

/** @param {Parts[number]} settled @param {string} state */
function withUnknown({ city, entities, part }, state) {
  const unknownOf = createUnknown(city, part);
  const counted = new Set(entities.map(({ entity }) => entity));
  const measured = assume(
    city,
    (entity, indicator) => (counted.has(entity) ? unknownOf(entity, indicator) : []),
    state,
  );
  const stands = part.terms.redundantLines !== undefined;
  const isChanged = ({ entity, indicator }) =>
    unknownOf(entity, indicator).length > 0 || (stands && entity.startsWith('link:'));
  return { measured, isChanged };
}

/** What of a part was measured unknown of an entity, in service of its life. @param {import('./figures.mjs').City} city @param {import('../record/intervals.mjs').Span} part */
const createUnknown = ({ record, measured }, part) =>
  memo((/** @type {string} */ entity, /** @type {string} */ indicator) => {
    const states = measured.states(entity, indicator, part.from, part.to);
    return intersect(unite(states.filter(({ state }) => state === 'unknown')), lifeOf(record, entity));
  });

/** @param {Parts[number]} settled @param {any[]} pending */
function withClaims({ city }, pending) {
  return { claims: [...city.claims, ...pending], isChanged: isConcerned(city.record, pending) };
}

/** Whether claims name an entity, or what it hangs on. @param {import('../record/record.mjs').Record_} record @param {any[]} claims */
function isConcerned(record, claims) {
  const named = new Set(claims.flatMap(({ entities }) => entities));
  const always = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  return ({ entity, outages }) =>
    named.has(entity) ||
    (outages.length > 0 && [...membersOf(record, [entity], always)].some((one) => named.has(one)));
}

/** Claims that wait for time of the period, or of an outage that touches it, of what they name or of what cut that off. */
const pendingOf = ({ record, contract, period }, figures) =>
  pendingClaims(record, contract).filter((claim) => {
    const isOf = ({ entity, part, outages }) =>
      outages.some(
        (outage) =>
          overlaps(outage, claim) &&
          [
            entity,
            ...clip(/** @type {Cut[]} */ (outage.blame), outage.from, part.to).map(({ root }) => root),
          ].some((one) => claim.entities.includes(one)),
      );
    return overlaps(claim, period) || figures.some(isOf);
  });

/**
 * What was measured, with all unknown time up, or down.
 * @param {import('./figures.mjs').City} city @param {(entity: string, indicator: string) => import('../record/intervals.mjs').Span[]} unknownOf
 * @param {string} state @returns {Measured}
 */
function assume({ measured, period }, unknownOf, state) {
  return {
    ...measured,
    states(entity, indicator, from, to) {
      const [states, unknown] = [measured.states(entity, indicator, from, to), unknownOf(entity, indicator)];
      const assumed = intersect(states, unknown).map((one) => ({ ...one, state, reason: undefined }));
      return inOrder([...subtract(states, unknown), ...assumed]);
    },
    outages(entity, indicator) {
      const unknown = unknownOf(entity, indicator);
      const outages = measured.outages(entity, indicator).filter((outage) => overlaps(outage, period));
      if (state === 'up') return outages.flatMap((outage) => cutTo(outage, subtract([outage], unknown)));
      return unknown.reduce(withDown, outages);
    },
  };
}

/** Time that was down is one outage with those that it touches, by the name of the first. @param {Outage[]} outages @param {import('../record/intervals.mjs').Span} time @returns {Outage[]} */
function withDown(outages, { from, to }) {
  const touching = outages.filter((one) => one.from <= to && one.to >= from);
  const ref = `unknown:${new Date(from).toISOString()}`;
  const all = [...touching, { seq: 0, ref, from, to, after: from, untilAfter: to, ended: true }];
  const first = all.reduce((a, b) => (b.from < a.from ? b : a));
  const last = all.reduce((a, b) => (b.to > a.to ? b : a));
  const { to: end, untilAfter, ended } = last;
  const one = { ...all[0], from: first.from, after: first.after, to: end, untilAfter, ended };
  return inOrder([...outages.filter((other) => !touching.includes(other)), one]);
}
