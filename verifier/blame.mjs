import { inForceOf } from './covered.mjs';
import { clip, edgesWithin, pieceAt, spanOf, subtract, unite } from './intervals.mjs';
import { memo } from './memo.mjs';

/** Rules 5: who answers for each instant of an outage, worked out by the steps of 5.10. */

/**
 * @typedef {import('./measured.mjs').Outage} Outage
 * @typedef {{ from: number, to: number, root: string, claim: any, since: number, after: number, grace?: boolean, front?: boolean }} Cut
 * A stretch that belongs to a root, with what was decided of it; proven from `since` on. `after`: the last probe that found the root up.
 * `grace`: it is the start after a cut. `front`: something in front has it.
 * @typedef {{ from: number, to: number, ways: string[][] }} Ways
 */

/**
 * @param {object} city
 * @param {import('./record.mjs').Record_} city.record
 * @param {ReturnType<typeof import('./measured.mjs').createMeasured>} city.measured
 * @param {(entity: string) => { from: number, to: number, claim: any }[]} city.decided What was decided, of which entity (5.7), in the order in which it counts.
 * @param {number} city.graceMs
 * @param {1 | 2} city.rules
 * @param {[number, number]} city.window Of outages of members those that share an instant with it count (5.3).
 */
export function createBlame({ record, measured, decided, graceMs, rules, window }) {
  /** @type {Map<string, Cut[]>} */
  const members = new Map();
  /** Entities on the way up, and the lowest of them that was met again (5.9). @type {string[]} */
  const path = [];
  let metAgain = Number.POSITIVE_INFINITY;

  /** What an entity hangs on, version by version (5.2). */
  const waysOf = memo((/** @type {string} */ entity) =>
    record.versionsOf(entity).map(({ from, to, body }) => ({ from, to, ways: waysIn(entity, body) })),
  );

  /** The outages of a member that count (5.3). @param {string} entity */
  const lost = (entity) => measured.lost(entity).filter(({ from, to }) => from < window[1] && to > window[0]);

  /**
   * The stretches of outages: of what cut them off, of the start after that, or their own (5.10, "An outage").
   * @param {string} entity @param {Outage[]} outages @param {string} owner Who has what is its own: the entity, or the device of a shut port.
   * @returns {Cut[][]} By outage.
   */
  function divide(entity, outages, owner = entity) {
    const versions = waysOf(entity).map((version) => ({
      ...version,
      cuts: outages.length > 0 ? together(version) : [],
    }));
    return outages.map((outage) => {
      const own = (/** @type {number} */ from, /** @type {number} */ to) =>
        decidedIn(owner, from, to).map((piece) => ({
          ...piece,
          root: owner,
          since: outage.from,
          after: outage.after,
        }));
      /** @type {Cut[]} */
      const stretches = [];
      let at = outage.from;
      /** @type {Cut | undefined} */
      let last = cutJustBefore(versions, outage);
      const fill = (/** @type {number} */ to) => {
        if (at >= to) return;
        const graceEnds = last ? endOfGrace(last, outage, to) : at;
        if (last && graceEnds > at)
          stretches.push({ ...last, from: at, to: graceEnds, grace: true, front: true, since: outage.from });
        stretches.push(...own(Math.max(at, graceEnds), to));
      };
      for (const { from, to, cuts } of versions) {
        const end = Math.min(outage.to, to);
        for (const cut of cuts) {
          if (cut.from >= end || cut.to <= Math.max(at, from) || cut.since >= end) continue;
          const begin = Math.max(cut.from, at, from);
          fill(begin);
          at = Math.min(cut.to, end);
          last = { ...cut, from: begin, to: at };
          stretches.push({ ...last, front: true, since: outage.from });
        }
      }
      fill(outage.to);
      return stretches;
    });
  }

  /** How far the start after a cut belongs to it (5.5). @param {Cut} cut @param {Outage} outage @param {number} to The begin of the next cut, or the end. */
  function endOfGrace(cut, outage, to) {
    const ends = cut.to + graceMs;
    return (outage.untilAfter ?? outage.to) <= ends ? to : Math.min(ends, to);
  }

  /** The cut that had ended before an outage was found, where nobody had seen it up since that was proven (5.5). @param {(Ways & { cuts: Cut[] })[]} versions @param {Outage} outage @returns {Cut | undefined} */
  function cutJustBefore(versions, outage) {
    const version = versions.find(({ from, to }) => from < outage.from && to >= outage.from);
    const cut = version?.cuts.findLast(({ from }) => from < outage.from);
    if (!cut || cut.from < cut.since || cut.to > outage.from || outage.after > cut.since) return undefined;
    return cut;
  }

  /** What was decided of an entity's own time (5.7). @param {string} entity @param {number} from @param {number} to */
  function decidedIn(entity, from, to) {
    if (from >= to) return [];
    const own = decided(entity);
    const cuts = edgesWithin(
      from,
      to,
      own.flatMap((piece) => [piece.from, piece.to]),
    );
    return cuts
      .slice(1)
      .map((end, place) => ({ from: cuts[place], to: end, claim: pieceAt(own, cuts[place])?.claim }));
  }

  /** When a member is cut, and by whom (5.10, "A member"). @param {string} entity @returns {Cut[]} */
  function member(entity) {
    const met = path.indexOf(entity);
    if (met >= 0) {
      metAgain = Math.min(metAgain, met);
      return [];
    }
    const known = members.get(entity);
    if (known) return known;
    const outerMet = metAgain;
    metAgain = Number.POSITIVE_INFINITY;
    path.push(entity);
    const cuts = buildMember(entity);
    path.pop();
    if (metAgain >= path.length) members.set(entity, cuts);
    metAgain = Math.min(outerMet, metAgain);
    return cuts;
  }

  /** @param {string} entity */
  function buildMember(entity) {
    const own = withDoubt(lost(entity), (outages) => divide(entity, outages));
    const shut = rules === 2 && entity.startsWith('link:') ? shutPorts(entity) : [];
    const ofWays = waysOf(entity).flatMap((version) =>
      together(version).filter(({ from, since }) => from >= since || since < version.to),
    );
    return takeOver(
      choose(
        [
          { cuts: own, isOwn: true },
          { cuts: shut, isOwn: true },
          { cuts: ofWays, isOwn: false },
        ],
        earliestProven,
      ),
    );
  }

  /** Each outage with the doubt before it (5.4). @param {Outage[]} outages @param {(outages: Outage[]) => Cut[][]} divideAll @returns {Cut[]} */
  function withDoubt(outages, divideAll) {
    const divided = divideAll(outages);
    return outages.flatMap((outage, place) => {
      const [first] = divided[place];
      const from = Math.max(
        outage.after,
        outages[place - 1]?.to ?? Number.NEGATIVE_INFINITY,
        rules === 2 ? first.after : Number.NEGATIVE_INFINITY,
      );
      const doubt = from < outage.from ? [{ ...first, from, to: outage.from, since: outage.from }] : [];
      return [...doubt, ...divided[place].map((stretch) => ({ ...stretch, since: outage.from }))];
    });
  }

  /** Version 2: a port that was shut on purpose is an outage of the device that has it (5.3). @param {string} link */
  function shutPorts(link) {
    const known = unite(measured.lost(link).map(({ from, to }) => [from, to]));
    return record.versionsOf(link).flatMap((version) => {
      const near = version.body?.near;
      if (near === undefined || near === 'core') return [];
      const runs = measured
        .shut(link)
        .filter(
          (run) =>
            run.from < window[1] && run.to > window[0] && run.from < version.to && run.to > version.from,
        );
      return withDoubt(runs, (outages) => divide(link, outages, near)).flatMap((cut) =>
        subtract(clip([[cut.from, cut.to]], version.from, version.to), known).map(([from, to]) => ({
          ...cut,
          from,
          to,
        })),
      );
    });
  }

  /** When all ways of a version are cut (5.10, "Ways together"). @param {Ways} version @returns {Cut[]} */
  function together({ from, to, ways }) {
    if (ways.length === 0) return [];
    const cuts = ways.map((way) =>
      inside(
        takeOver(
          choose(
            way.map((name) => ({ cuts: member(name), isOwn: false })),
            earliestProven,
          ),
        ),
        from,
        to,
      ),
    );
    const all = choose(
      cuts.map((list) => ({ cuts: list, isOwn: false })),
      latestProven,
      cuts.length,
    );
    return leadingToProof(all);
  }

  return {
    /** By outage of an entity, the stretches of it with who has each. @param {string} entity @param {Outage[]} outages */
    blame(entity, outages) {
      path.push(entity);
      const divided = divide(entity, outages);
      path.pop();
      metAgain = Number.POSITIVE_INFINITY;
      return divided;
    },
  };
}

/**
 * When an owner is the contractor's own (5.8).
 * @param {import('./record.mjs').Record_} record @param {string} owner @param {string} contract
 * @returns {import('./intervals.mjs').Spans}
 */
export function ownOf(record, owner, contract) {
  const holders = record.versionsOf(`contract:${contract}`);
  return unite(
    record.versionsOf(owner).flatMap(({ from, to, body }) => {
      if (!body) return [];
      const { contracts = [] } = body;
      if (contracts.includes(contract)) return [/** @type {[number, number]} */ ([from, to])];
      // The contractor is the one that the contract has at that instant, also before the part.
      return holders.flatMap((holder) => {
        const contractor = holder.body?.contractor;
        if (contractor === undefined) return [];
        const theirs = contracts
          .flatMap((/** @type {string} */ id) => inForceOf(record, id))
          .filter((/** @type {any} */ stretch) => stretch.contractor === contractor);
        const own = body.contractor === contractor ? [spanOf(holder)] : theirs.map(spanOf);
        return clip(unite(own), Math.max(from, holder.from), Math.min(to, holder.to));
      });
    }),
  );
}

/** Doubt stays only where it leads to a proven stretch without a gap (5.4). @param {Cut[]} cuts */
function leadingToProof(cuts) {
  /** @type {Cut[]} */
  const kept = [];
  /** @type {{ from: number, proven: number } | undefined} */
  let next;
  for (const cut of cuts.toReversed()) {
    const isProven = cut.from >= cut.since;
    if (!isProven && next?.from !== cut.to) {
      next = undefined;
      continue;
    }
    const proven = isProven ? cut.from : /** @type {{ proven: number }} */ (next).proven;
    kept.push(isProven ? cut : { ...cut, since: Math.max(cut.since, proven) });
    next = { from: cut.from, proven };
  }
  return kept.reverse();
}

/** @typedef {Cut & { isOwn: boolean }} Candidate */

/** The earlier proven; of those the root first in the alphabet (5.6). What is an entity's own and proven goes before all. @param {Candidate} a @param {Candidate} b @param {number} at */
function earliestProven(a, b, at) {
  const own = (/** @type {Candidate} */ cut) => (cut.isOwn && at >= cut.since ? 0 : 1);
  return own(a) - own(b) || a.since - b.since || (a.root < b.root ? -1 : a.root > b.root ? 1 : 0);
}

/** @param {Candidate} a @param {Candidate} b */
const latestProven = (a, b) => b.since - a.since || (a.root < b.root ? -1 : a.root > b.root ? 1 : 0);

/**
 * At each instant the one that goes first of those that are cut, where at least `least` are; each piece all proven or all in doubt.
 * @param {{ cuts: Cut[], isOwn: boolean }[]} lists @param {(a: Candidate, b: Candidate, at: number) => number} order @param {number} least
 * @returns {Cut[]}
 */
function choose(lists, order, least = 1) {
  const used = lists.filter(({ cuts }) => cuts.length > 0);
  if (used.length < least || used.length === 0) return [];
  const edges = [
    ...new Set(
      used.flatMap(({ cuts }) =>
        cuts.flatMap(({ from, to, since }) => (since > from && since < to ? [from, since, to] : [from, to])),
      ),
    ),
  ].sort((a, b) => a - b);
  /** @type {Cut[]} */
  const chosen = [];
  const places = used.map(() => 0);
  for (const [place, from] of edges.slice(0, -1).entries()) {
    /** @type {Candidate[]} */
    const here = [];
    for (const [index, { cuts, isOwn }] of used.entries()) {
      while (places[index] < cuts.length && cuts[places[index]].to <= from) places[index]++;
      const cut = cuts[places[index]];
      if (cut && cut.from <= from) here.push({ ...cut, isOwn });
    }
    if (here.length < least) continue;
    const { isOwn, ...first } = here.sort((a, b) => order(a, b, from))[0];
    chosen.push({ ...first, from, to: edges[place + 1] });
  }
  return chosen;
}

/** A proven stretch that follows a proven one without a gap is of the same run (5.6). @param {Cut[]} cuts */
function takeOver(cuts) {
  /** @type {Cut | undefined} */
  let last;
  return cuts.map((cut) => {
    const isProven = cut.from >= cut.since;
    const follows = isProven && last && last.to === cut.from && last.from >= last.since;
    const taken = follows && last ? { ...cut, since: Math.min(cut.since, last.since) } : cut;
    last = taken;
    return taken;
  });
}

/** @param {Cut[]} cuts @param {number} from @param {number} to */
const inside = (cuts, from, to) =>
  cuts.flatMap((cut) =>
    cut.from < to && cut.to > from
      ? [{ ...cut, from: Math.max(cut.from, from), to: Math.min(cut.to, to) }]
      : [],
  );

/** The ways to an entity, as a version of it says (5.2). @param {string} entity @param {any} body @returns {string[][]} */
function waysIn(entity, body) {
  if (!body) return [];
  if (entity.startsWith('link:')) return body.near === undefined || body.near === 'core' ? [] : [[body.near]];
  const ways = (body.upstreams ?? []).map((/** @type {string[]} */ way) => [...way]);
  const recorder = body.channelOf && `device:${body.channelOf.recorder}`;
  if (recorder === undefined) return ways;
  return ways.length === 0 ? [[recorder]] : ways.map((/** @type {string[]} */ way) => [...way, recorder]);
}
