import { inForceOf } from '../record/covered.mjs';
import {
  ALWAYS,
  clip,
  intersect,
  join,
  overlaps,
  overlay,
  pieceAt,
  subtract,
  unite,
} from '../record/intervals.mjs';
import { memo } from '../record/memo.mjs';
import { canonicalJson } from '../sealed/canonical.mjs';

/** Rules 5: who answers for each instant of an outage, worked out by the steps of 5.10. */

/**
 * @typedef {import('../record/intervals.mjs').Span} Span
 * @typedef {import('../record/measured.mjs').Outage} Outage
 * @typedef {Span & { root: string, claim: any, since: number, after: number, chain: string[], grace?: boolean, front?: boolean }} Cut
 * A stretch that belongs to a root, with what was decided of it; proven from `since` on. `after`: the last probe that found
 * the root up. `chain`: the outages from the entity's own up to the root's. `grace`: it is the start after a cut. `front`: something
 * in front has it.
 * @typedef {Span & { ways: string[][] }} Ways A version of what an entity hangs on.
 */

/**
 * @param {object} city
 * @param {import('../record/record.mjs').Record_} city.record
 * @param {(entity: string) => (Span & { claim: any })[]} city.decided What was decided of an entity (5.7).
 * @param {(entity: string) => Span[]} city.powerCuts When its power was off (6.5).
 * @param {number} city.graceMs @param {1 | 2} city.rules
 * @param {ReturnType<typeof import('./upstream.mjs').createUpstream>} city.upstream What counts of members (5.3).
 * @returns {(entity: string, outages: Outage[]) => Cut[][]} Of each outage of an entity, who has which stretch.
 */
export function createBlame({ record, decided, powerCuts, graceMs, rules, upstream }) {
  const waysOf = memo((/** @type {string} */ entity) =>
    entriesOf(record)(entity).map(({ from, to, body }) => ({ from, to, ways: waysIn(entity, body) })),
  );

  /**
   * The stretches of outages: of what cut them off, of the start after that, or their own (5.10, "An outage").
   * @param {string} entity @param {Outage[]} outages
   * @param {string} owner Who has what is its own: the entity, or the device of a shut port. @returns {Cut[][]}
   */
  function divide(entity, outages, owner = entity) {
    if (outages.length === 0) return [];
    const versions = waysOf(entity).map((version) => ({ ...version, cuts: together(version) }));
    return outages.map((outage) => {
      /** @type {Cut[]} */
      const stretches = [];
      let at = outage.from;
      let last = cutJustBefore(versions, outage);
      const fillTo = (/** @type {number} */ to) => {
        const graceEnds = last ? Math.max(at, endOfGrace(last, outage, to)) : at;
        if (last && at < graceEnds)
          stretches.push({ ...last, from: at, to: graceEnds, grace: true, front: true });
        stretches.push(...ownStretches(owner, graceEnds, to, outage));
      };
      for (const { from, to, cuts } of versions) {
        const end = Math.min(outage.to, to);
        for (const cut of clip(cuts, from, end)) {
          if (cut.to <= at || cut.since >= end) continue;
          const begin = Math.max(cut.from, at);
          fillTo(begin);
          last = { ...cut, from: begin, front: true, grace: false };
          stretches.push(last);
          at = last.to;
        }
      }
      fillTo(outage.to);
      const name = `${outage.seq} ${outage.from}`;
      return stretches.map(({ chain, ...stretch }) => ({
        ...stretch,
        since: outage.from,
        chain: [name, ...chain],
      }));
    });
  }

  /** The cut that had ended before an outage was found, where nobody had seen it up since that was proven (5.5); of an entry that was ended by the ways it had last. @param {(Span & { cuts: Cut[] })[]} versions @param {Outage} outage */
  function cutJustBefore(versions, { from, after }) {
    const last = versions.findLast((version) => version.from < from);
    const cut = last?.cuts.findLast((one) => one.from < from);
    return cut && isProven(cut) && cut.to <= from && after <= cut.since ? cut : undefined;
  }

  /** How far the start after a cut belongs to it, up to the next cut or the end (5.5). @param {Cut} cut @param {Outage} outage @param {number} to */
  function endOfGrace(cut, outage, to) {
    const ends = cut.to + graceMs;
    return (outage.untilAfter ?? outage.to) <= ends ? to : Math.min(ends, to);
  }

  /** With what was decided of it (5.7). @param {string} root @param {number} begin @param {number} end @param {Outage} outage @returns {Cut[]} */
  function ownStretches(root, begin, end, { from: since, after }) {
    const own = overlay(begin, end, [decided(root)]).map(({ from, to, at: [piece] }) => ({
      from,
      to,
      root,
      claim: piece?.claim,
      since,
      after,
      chain: [],
    }));
    if (rules === 1) return own;
    return own.flatMap((stretch, place) => {
      const claim = own[place - 1]?.claim;
      const starts = isStarting(root, claim, stretch.from) ? stretch.from + graceMs : stretch.from;
      if (stretch.claim) return [stretch];
      return [...clip([{ ...stretch, claim }], begin, starts), ...clip([stretch], starts, end)];
    });
  }

  /** Version 2: what a claim for a power cut or a line says goes on while the entity starts, once the power is back (5.7). */
  const isStarting = (root, claim, at) =>
    claim?.cause === 'line' ||
    (claim?.cause === 'power-cut' && !powerCuts(root).some(({ from, to }) => from < at && at < to));

  /** @type {Map<string, { cuts: Cut[], above: Set<string> }>} */
  const members = new Map();
  /** Entities on the way up, and the lowest of them that was met again (5.9). @type {string[]} */
  const path = [];
  let metAgain = Number.POSITIVE_INFINITY;
  /** What was asked for above the entity that is being worked out. @type {Set<string>} */
  let above = new Set();

  /**
   * When a member is cut, and by whom. What was worked out within a circle holds there alone, and what was worked out before only
   * where nothing above it is on the way up.
   * @param {string} entity @returns {Cut[]}
   */
  function member(entity) {
    above.add(entity);
    const met = path.indexOf(entity);
    if (met >= 0) {
      metAgain = Math.min(metAgain, met);
      return [];
    }
    const known = members.get(entity);
    if (known && !path.some((one) => known.above.has(one))) {
      for (const one of known.above) above.add(one);
      return known.cuts;
    }
    const outer = { metAgain, above };
    [metAgain, above] = [Number.POSITIVE_INFINITY, new Set()];
    path.push(entity);
    const cuts = buildMember(entity);
    path.pop();
    if (metAgain >= path.length) members.set(entity, { cuts, above });
    for (const one of above) outer.above.add(one);
    [metAgain, above] = [Math.min(outer.metAgain, metAgain), outer.above];
    return cuts;
  }

  /** 5.10, "A member". @param {string} entity */
  function buildMember(entity) {
    const lost = upstream.lost(entity);
    const own = withDoubt(lost, divide(entity, lost));
    const shut = rules === 2 && entity.startsWith('link:') ? shutPorts(entity) : [];
    const ofWays = waysOf(entity).flatMap((version) =>
      together(version).filter((cut) => isProven(cut) || cut.since < version.to),
    );
    // What is its own and proven goes before what its ways say.
    const rank = (cut, way) => (cut !== way && isProven(cut) ? 0 : 1);
    return takeOver(
      choose([own, shut, ofWays], (a, b, [, , way]) => rank(a, way) - rank(b, way) || earliestProven(a, b)),
    );
  }

  /** Each outage with the doubt before it (5.4). @param {Outage[]} outages @param {Cut[][]} divided */
  function withDoubt(outages, divided) {
    return outages.flatMap(({ from: to, after }, place) => {
      const [first] = divided[place];
      const before = outages[place - 1]?.to ?? Number.NEGATIVE_INFINITY;
      const from = Math.max(after, before, rules === 2 ? first.after : Number.NEGATIVE_INFINITY);
      return from < to ? [{ ...first, from, to }, ...divided[place]] : divided[place];
    });
  }

  /** Version 2: a port that was shut on purpose is an outage of the device that has it (5.3). @param {string} link */
  function shutPorts(link) {
    const known = unite(upstream.lostOver(link));
    return record.versionsOf(link).flatMap((version) => {
      const near = version.body?.near;
      if (near === undefined || near === 'core') return [];
      const runs = upstream.shut(link).filter((run) => overlaps(run, version));
      return subtract(intersect(withDoubt(runs, divide(link, runs, near)), [version]), known);
    });
  }

  /** When all ways of a version are cut (5.10, "A way" and "Ways together"). @param {Ways} version @returns {Cut[]} */
  function together({ from, to, ways }) {
    const cuts = ways.map((way) => clip(takeOver(choose(way.map(member), earliestProven)), from, to));
    if (ways.length === 0 || cuts.some((list) => list.length === 0)) return [];
    return leadingToProof(choose(cuts, latestProven, ways.length));
  }

  return (entity, outages) => {
    path.push(entity);
    const divided = divide(entity, outages);
    path.pop();
    metAgain = Number.POSITIVE_INFINITY;
    return divided.map((stretches) => join(stretches, isSameCut));
  };
}

/** Of one root, cause and kind: whose it is, is asked once (5.8). @param {Cut} a @param {Cut} b */
const isSameCut = (a, b) =>
  a.root === b.root &&
  a.claim === b.claim &&
  a.chain.join() === b.chain.join() &&
  !a.grace === !b.grace &&
  !a.front === !b.front;

/** @param {Cut} cut */
const isProven = ({ from, since }) => from >= since;

/** Of those that were proven at the same instant the root first in the alphabet (5.6). @param {Cut} a @param {Cut} b */
const byName = (a, b) => (a.root < b.root ? -1 : a.root > b.root ? 1 : 0);

/** @param {Cut} a @param {Cut} b */
const earliestProven = (a, b) => a.since - b.since || byName(a, b);

/** @param {Cut} a @param {Cut} b */
const latestProven = (a, b) => b.since - a.since || byName(a, b);

/**
 * At each instant the first of the cuts there, where there are enough; each piece all proven or all in doubt.
 * @param {Cut[][]} lists @param {(a: Cut, b: Cut, here: Cut[]) => number} order @param {number} least @returns {Cut[]}
 */
function choose(lists, order, least = 1) {
  const halves = lists.map((list) =>
    list.flatMap((cut) => [...clip([cut], -Infinity, cut.since), ...clip([cut], cut.since, Infinity)]),
  );
  return overlay(-Infinity, Infinity, halves).flatMap(({ from, to, at }) => {
    const here = at.filter((cut) => cut !== undefined);
    if (here.length < least) return [];
    const first = here.reduce((best, cut) => (order(cut, best, at) < 0 ? cut : best));
    // Of ways together what cuts the others bears it out, too.
    const chain = least > 1 ? [...new Set([first, ...here].flatMap((cut) => cut.chain))] : first.chain;
    return [{ ...first, from, to, chain }];
  });
}

/** A proven stretch that follows a proven one without a gap is of the same run (5.6). @param {Cut[]} cuts */
function takeOver(cuts) {
  /** @type {Cut | undefined} */
  let last;
  return cuts.map((cut) => {
    const follows = last && last.to === cut.from && isProven(last) && isProven(cut);
    last = last && follows ? { ...cut, since: Math.min(cut.since, last.since) } : cut;
    return last;
  });
}

/** Doubt of ways together stays only where it leads to a proven stretch without a gap (5.4). @param {Cut[]} cuts */
function leadingToProof(cuts) {
  /** @type {Cut[]} */
  const kept = [];
  let [next, proven] = [Number.NaN, 0];
  for (const cut of cuts.toReversed()) {
    if (!isProven(cut) && cut.to !== next) continue;
    if (isProven(cut)) proven = cut.from;
    kept.push(isProven(cut) ? cut : { ...cut, since: Math.max(cut.since, proven) });
    next = cut.from;
  }
  return kept.reverse();
}

/** The ways to an entity, as a version of it says (5.2). @param {string} entity @param {any} body @returns {string[][]} */
export function waysIn(entity, body) {
  if (!body) return [];
  const { near = 'core', upstreams = [], channelOf } = body;
  if (entity.startsWith('link:')) return near === 'core' ? [] : [[near]];
  if (!channelOf) return upstreams;
  const recorder = `device:${channelOf.recorder}`;
  return upstreams.length === 0 ? [[recorder]] : upstreams.map((way) => [...way, recorder]);
}

/**
 * Whose it is, what owners have of the outages of an entity (5.8).
 * @param {import('../record/record.mjs').Record_} record @param {string} contract @param {1 | 2} rules
 * @returns {(cuts: Cut[]) => (Cut & { isOwn: boolean })[]}
 */
export function createOwn(record, contract, rules) {
  const own = memo((/** @type {string} */ owner) => ownTime(record, owner, contract));
  const askedAnew = memo((/** @type {string} */ owner) =>
    rules === 2 ? own(owner).flatMap(({ from, to }) => [from, to]) : askedInVersion1(record, owner, contract),
  );
  return (cuts) => {
    const owners = new Set(cuts.map(({ root }) => root));
    const asked = [...new Set([...owners].flatMap(askedAnew))].sort((a, b) => a - b);
    return cuts.flatMap((cut) => {
      const begins = [cut.from, ...asked.filter((at) => at > cut.from && at < cut.to)];
      return begins.map((from, place) => {
        const isOwn = pieceAt(own(cut.root), from) !== undefined;
        return { ...cut, from, to: begins[place + 1] ?? cut.to, isOwn };
      });
    });
  };
}

/** When version 1 asks anew whose an owner is (5.8). @param {import('../record/record.mjs').Record_} record @param {string} owner @param {string} contract */
function askedInVersion1(record, owner, contract) {
  /** The begins of versions that say something else than the one before, or follow none. */
  const begins = (/** @type {string} */ key, /** @type {(body: any) => any} */ saidOf) => {
    const versions = record.versionsOf(key);
    const said = versions.map(({ body }) => body && canonicalJson(saidOf(body)));
    return versions.filter((_, place) => said[place] && said[place] !== said[place - 1]);
  };
  const contractorOf = ({ contractor = null }) => contractor;
  const named = new Set(record.versionsOf(owner).flatMap(({ body }) => body?.contracts ?? []));
  const instants = [contract, ...named].flatMap((id) => begins(`contract:${id}`, contractorOf));
  const stated = [...named].flatMap((id) =>
    entriesOf(record)(`contract:${id}`).flatMap(({ body }) => [
      body.fromMs,
      body.toMs ?? Number.POSITIVE_INFINITY,
    ]),
  );
  const inForce = [...named].flatMap((id) => inForceOf(record, id).filter(({ rules }) => rules === 2));
  const own = begins(owner, (body) => [body.contracts ?? [], contractorOf(body)]);
  return [...[...instants, ...inForce, ...own].map(({ from }) => from), ...stated];
}

/** What is on the ways of entities at some instant of a window, and on the ways of that, and so on. @param {import('../record/record.mjs').Record_} record @param {Iterable<string>} entities @param {Span} window @returns {Set<string>} */
export function membersOf(record, entities, window) {
  const members = new Set();
  const next = [...entities];
  for (let entity = next.pop(); entity !== undefined; entity = next.pop())
    for (const { body } of record.versionsOf(entity).filter((version) => overlaps(version, window)))
      for (const member of waysIn(entity, body).flat()) {
        if (!members.has(member)) next.push(member);
        members.add(member);
      }
  return members;
}

/** The versions of an entry, less the time in which it was removed. @param {import('../record/record.mjs').Record_} record */
const entriesOf = (record) => (/** @type {string} */ key) =>
  record.versionsOf(key).filter(({ body }) => body);

/** @param {import('../record/record.mjs').Record_} record @param {string} owner @param {string} contract */
function ownTime(record, owner, contract) {
  const entries = entriesOf(record);
  return unite(
    entries(owner).flatMap((version) => {
      const { contracts = [], contractor } = version.body;
      if (contracts.includes(contract)) return [version];
      const theirs = contracts.flatMap((id) => inForceOf(record, id));
      // The contractor is the one that the contract has at that instant, also before the part.
      return entries(`contract:${contract}`).flatMap((holder) => {
        const isTheirs = (one) => one.contractor === holder.body.contractor;
        const time = isTheirs({ contractor }) ? ALWAYS : unite(theirs.filter(isTheirs));
        return intersect(intersect(time, [holder]), [version]);
      });
    }),
  );
}
