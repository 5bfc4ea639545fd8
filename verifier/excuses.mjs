import { hoursOf } from './covered.mjs';
import { clip, intersect, subtract, unite } from './intervals.mjs';
import { periodsWithin, zoneOf } from './time.mjs';

/** Rules 6: what planned work and accepted claims take out. */

/**
 * @typedef {import('./intervals.mjs').Spans} Spans
 * @typedef {import('./blame.mjs').Cut} Cut
 * @typedef {import('./measured.mjs').Outage & { blame: Cut[] }} Blamed
 * @typedef {{ from: number, to: number, ref: string, cause: string }} Excuse
 * @typedef {{ from: number, to: number, ref: string, why: string }} Refusal
 * @typedef {{ ref: string, number: number, cause: string, entities: string[], from: number, to: number, claimedFrom: number, cut: any, filedCut: any, by?: string }} Claim
 */

/** Claims of a contract that were accepted (6.4). @param {import('./record.mjs').Record_} record @param {string} contract @returns {Claim[]} */
export function acceptedClaims(record, contract) {
  const rows = record.decisionsOf('claim');
  const decided = new Map(rows.filter(({ action }) => action === 'decide').map(({ id, body }) => [id, body]));
  return rows
    .filter(
      ({ action, body, id }) =>
        action === 'file' && body.contract === contract && decided.get(id)?.verdict === 'accepted',
    )
    .map(({ id, body }) => {
      const decision = decided.get(id);
      return {
        ref: `claim:${id}`,
        number: Number(id),
        cause: body.cause,
        entities: decision.entities ?? body.entities,
        from: decision.fromMs ?? body.fromMs,
        to: decision.toMs ?? body.toMs,
        claimedFrom: body.fromMs,
        cut: decision.cut,
        filedCut: body.cut,
      };
    });
}

/** Which of two goes first that begin together (5.7, 6.8). @param {1 | 2} rules */
export const inOrderOf =
  (rules) =>
  (/** @type {{ ref: string, number: number }} */ a, /** @type {{ ref: string, number: number }} */ b) =>
    rules === 2 ? a.number - b.number : a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0;

/** What was decided of an entity's own time, each stretch by one claim (5.7). @param {Claim[]} claims @param {string} entity @param {1 | 2} rules */
export function decidedOf(claims, entity, rules) {
  const own = claims
    .filter(({ entities }) => entities.includes(entity))
    .sort((a, b) => a.from - b.from || inOrderOf(rules)(a, b));
  return share(own.map((claim) => ({ item: claim, spans: /** @type {Spans} */ ([[claim.from, claim.to]]) })))
    .flatMap(({ item, spans }) => spans.map(([from, to]) => ({ from, to, claim: item })))
    .sort((a, b) => a.from - b.from);
}

/** Each takes what those before it left. @template Item @param {{ item: Item, spans: Spans }[]} list */
function share(list) {
  /** @type {Spans} */
  let taken = [];
  return list.map(({ item, spans }) => {
    const left = subtract(spans, taken);
    taken = unite([...taken, ...spans]);
    return { item, spans: left };
  });
}

/**
 * What claims excuse of an entity (6.4 to 6.8).
 * @param {object} of
 * @param {string} of.entity @param {Claim[]} of.claims @param {any} of.terms @param {Blamed[]} of.outages @param {1 | 2} of.rules
 * @returns {{ granted: Excuse[], refused: Refusal[] }}
 */
export function grantClaims({ entity, claims, terms, outages, rules }) {
  /** @type {Refusal[]} */
  const refused = [];
  const asked = claims
    .map((claim) => ({ claim, spans: askedOf(claim, entity, outages) }))
    .filter(({ spans }) => spans.length > 0);
  const cuts = unite(
    asked
      .filter(({ claim }) => claim.cause === 'power-cut' && terms.excused.includes('power-cut'))
      .map(({ claim }) => cutOf(claim, rules)),
  );
  const long = cuts.filter(([from, to]) => to - from > terms.upsAutonomyMs);
  const batteries = unite(cuts.map(([from, to]) => [from, Math.min(to, from + terms.upsAutonomyMs)]));
  const granted = asked.flatMap(({ claim, spans }) => {
    const refuse = (/** @type {string} */ why, /** @type {Spans} */ stretches) =>
      refused.push(...stretches.map(([from, to]) => ({ from, to, ref: claim.ref, why })));
    if (!terms.excused.includes(claim.cause)) {
      refuse('cause-not-agreed', spans);
      return [];
    }
    const isPower = claim.cause === 'power-cut';
    const starts =
      isPower || claim.cause === 'line'
        ? startsAfter({ claim, spans, outages, terms, rules, cuts: isPower ? long : undefined })
        : [];
    if (isPower) refuse('within-ups-autonomy', intersect(spans, batteries));
    const taken = isPower ? intersect(spans, long) : spans;
    return [
      {
        item: claim,
        spans: isPower ? subtract(unite([...taken, ...starts]), batteries) : unite([...taken, ...starts]),
      },
    ];
  });
  return { granted: putDown(granted, rules), refused };
}

/** Each stretch to the one whose granted time begins first (6.8). @param {{ item: { ref: string, number: number, cause: string }, spans: Spans }[]} granted @param {1 | 2} rules @returns {Excuse[]} */
function putDown(granted, rules) {
  const sorted = granted
    .filter(({ spans }) => spans.length > 0)
    .sort((a, b) => a.spans[0][0] - b.spans[0][0] || inOrderOf(rules)(a.item, b.item));
  return share(sorted)
    .flatMap(({ item, spans }) => spans.map(([from, to]) => ({ from, to, ref: item.ref, cause: item.cause })))
    .sort((a, b) => a.from - b.from);
}

/** What a claim asks for of an entity: all of it where it names it, else what is behind what it names (6.4). @param {Claim} claim @param {string} entity @param {Blamed[]} outages @returns {Spans} */
function askedOf(claim, entity, outages) {
  if (claim.entities.includes(entity)) return claim.from < claim.to ? [[claim.from, claim.to]] : [];
  const behind = outages.flatMap(({ blame }) =>
    blame
      .filter((piece) => piece.claim === claim)
      .map(({ from, to }) => /** @type {[number, number]} */ ([from, to])),
  );
  return clip(unite(behind), Number.NEGATIVE_INFINITY, claim.to);
}

/** When the power was off (6.5). @param {Claim} claim @param {1 | 2} rules @returns {[number, number]} */
function cutOf(claim, rules) {
  const { cut = {}, filedCut = {} } = claim;
  const from = cut.fromMs ?? filedCut.fromMs ?? (rules === 2 ? claim.claimedFrom : claim.from);
  return [from, cut.toMs ?? filedCut.toMs ?? claim.to];
}

/**
 * The start of what is still down where it ends (6.7).
 * @param {{ claim: Claim, spans: Spans, outages: Blamed[], terms: any, rules: 1 | 2, cuts: Spans | undefined }} asked
 * @returns {Spans}
 */
function startsAfter({ claim, spans, outages, terms, rules, cuts }) {
  const { restartGraceMs: grace } = terms;
  return unite(
    spans.flatMap(([, end]) => {
      const outage = outages.find(({ from, to }) => from < end && end < to);
      const cut = cuts
        ? cuts.find(([from, to]) => from < end && end <= to)
        : /** @type {[number, number]} */ ([claim.from, claim.to]);
      if (!outage || !cut) return [];
      if (rules === 2) return startInVersion2(outage, end, cut[1], grace);
      const goesOn = outages.some(({ from, to }) => from <= cut[1] && cut[1] < to);
      const limit = cuts ? cut[1] + (goesOn ? grace : 0) : Number.POSITIVE_INFINITY;
      return [/** @type {[number, number]} */ ([end, Math.min(end + grace, outage.to, limit)])];
    }),
  );
}

/** @param {Blamed} outage @param {number} end @param {number} cutEnd @param {number} grace @returns {Spans} */
function startInVersion2(outage, end, cutEnd, grace) {
  if (end < cutEnd) return [];
  const piece = outage.blame.find(({ from, to }) => from <= end && end < to);
  if (piece?.grace) return [[end, piece.to]];
  if (piece?.front || outage.blame.some(({ grace: isGrace, to }) => isGrace && to === end)) return [];
  return [[end, Math.min(end + grace, outage.to)]];
}

/**
 * What planned work takes out of an entity (6.2, 6.3).
 * @param {object} of
 * @param {string} of.entity @param {any[]} of.works @param {any} of.terms @param {Spans} of.service @param {1 | 2} of.rules
 * @returns {{ granted: Excuse[], refused: Refusal[] }}
 */
export function grantWork({ entity, works, terms, service, rules }) {
  /** @type {Refusal[]} */
  const refused = [];
  const { plannedWork } = terms;
  const left = works
    .filter(({ entities }) => entities.includes(entity))
    .map((work) => {
      const refuse = (/** @type {string} */ why, /** @type {Spans} */ stretches) =>
        refused.push(...stretches.map(([from, to]) => ({ from, to, ref: work.ref, why })));
      const asked = clip(service, work.from, work.to);
      if (!plannedWork) refuse('cause-not-agreed', [[work.from, work.to]]);
      else if (work.from - work.announced < plannedWork.noticeMs) refuse('announced-late', asked);
      else {
        const agreed = plannedWork.onlyBetween
          ? hoursOf(plannedWork.onlyBetween, terms.timeZone, work.from, work.to)
          : asked;
        refuse('outside-agreed-hours', subtract(asked, agreed));
        return { item: work, spans: intersect(asked, agreed), refuse };
      }
      return { item: work, spans: /** @type {Spans} */ ([]), refuse };
    })
    .filter(({ spans }) => spans.length > 0)
    .sort((a, b) => a.spans[0][0] - b.spans[0][0] || inOrderOf(rules)(a.item, b.item));
  const shared = share(left).map(({ item, spans }, place) => ({
    item,
    spans: plannedWork.atMostMs === undefined ? spans : spans,
    refuse: left[place].refuse,
    asked: left[place].spans,
  }));
  const granted =
    plannedWork?.atMostMs === undefined ? shared : withinAllowance(shared, plannedWork, terms.timeZone);
  return {
    granted: granted
      .flatMap(({ item, spans }) =>
        spans.map(([from, to]) => ({ from, to, ref: item.ref, cause: 'planned-work' })),
      )
      .sort((a, b) => a.from - b.from),
    refused,
  };
}

/** The earliest work uses it up first (6.3). @param {{ item: any, spans: Spans, asked: Spans, refuse: (why: string, spans: Spans) => void }[]} shared @param {any} planned @param {string} timeZone */
function withinAllowance(shared, { atMostMs, atMostPer }, timeZone) {
  const zone = zoneOf(timeZone);
  /** @type {Map<number, number>} */
  const used = new Map();
  return shared.map(({ item, spans, refuse }) => {
    /** @type {Spans} */
    const granted = [];
    for (const [begin, end] of spans) {
      for (const period of periodsWithin(zone, atMostPer, begin, end)) {
        const [from, to] = [Math.max(begin, period.from), Math.min(end, period.to)];
        const until = Math.min(to, from + Math.max(0, atMostMs - (used.get(period.from) ?? 0)));
        if (until > from) granted.push([from, until]);
        used.set(period.from, (used.get(period.from) ?? 0) + until - from);
        if (until < to) refuse('allowance-used-up', [[until, to]]);
      }
    }
    return { item, spans: unite(granted) };
  });
}

/** Works on record that count for a contract (6.2). @param {import('./record.mjs').Record_} record @param {string} contract */
export function worksOf(record, contract) {
  const rows = record.decisionsOf('maintenance');
  const cancelled = new Map(
    rows.filter(({ action }) => action === 'cancel').map((row) => [row.id, row.recorded_ms]),
  );
  const versions = record.versionsOf(`contract:${contract}`);
  return rows
    .filter(({ action }) => action === 'add')
    .map(({ id, body }) => ({
      ref: `maintenance:${id}`,
      number: Number(id),
      entities: body.entities,
      from: body.fromMs,
      to: Math.min(body.toMs, cancelled.get(id) ?? body.toMs),
      announced: body.announcedMs,
      by: body.by,
    }))
    .filter(({ from, to, by, announced }) => {
      const contractor = versions.find((version) => version.from <= announced && announced < version.to)?.body
        ?.contractor;
      return from < to && (!by.startsWith('contractor:') || by === `contractor:${contractor}`);
    });
}
