import { hoursOf } from '../record/covered.mjs';
import { clip, inOrder, intersect, pieceAt, shareOut, subtract, unite } from '../record/intervals.mjs';
import { periodsWithin, zoneOf } from '../record/time.mjs';

/** Rules 6: what planned work and accepted claims take out. */

/**
 * @typedef {import('../record/intervals.mjs').Span} Span
 * @typedef {import('./blame.mjs').Cut} Cut
 * @typedef {import('../record/measured.mjs').Outage & { blame: Cut[], whose: (Cut & { isOwn: boolean })[] }} Blamed `whose`: the same, with whether it is the contractor's own (5.8).
 * @typedef {Span & { ref: string, cause: string, number: number }} Excuse
 * @typedef {Span & { ref: string, why: string }} Refusal
 * @typedef {{ granted: Excuse[], refused: Refusal[] }} Grants
 * @typedef {{ ref: string, number: number, cause: string, entities: string[], from: number, to: number, claimedFrom: number, cut: any, filedCut: any }} Claim
 */

/** Claims of a contract, as far as they were accepted (6.4). @param {import('../record/record.mjs').Record_} record @param {string} contract @returns {Claim[]} */
export function acceptedClaims(record, contract) {
  const rows = record.rowsOf('claim');
  const decisions = rows.filter(({ action }) => action === 'decide');
  const decided = new Map(decisions.map(({ id, body }) => [id, body]));
  return rows
    .filter(({ action, body }) => action === 'file' && body.contract === contract)
    .filter(({ id }) => decided.get(id)?.verdict === 'accepted')
    .map(({ id, body }) => claimOf(id, body, decided.get(id)));
}

/** Claims of a contract that wait, as if they were accepted as they were filed (12.7). @param {import('../record/record.mjs').Record_} record @param {string} contract @returns {Claim[]} */
export function pendingClaims(record, contract) {
  const rows = record.rowsOf('claim');
  const ended = new Set(rows.filter(({ action }) => ENDS.has(action)).map(({ id }) => id));
  return rows
    .filter(({ id, action, body }) => action === 'file' && body.contract === contract && !ended.has(id))
    .map(({ id, body }) => claimOf(id, body, {}));
}

const ENDS = new Set(['decide', 'withdraw']);

/** What a decision does not name is what was claimed. */
const claimOf = (id, filed, decision) => ({
  ref: `claim:${id}`,
  number: Number(id),
  cause: filed.cause,
  entities: decision.entities ?? filed.entities,
  from: decision.fromMs ?? filed.fromMs,
  to: decision.toMs ?? filed.toMs,
  claimedFrom: filed.fromMs,
  cut: decision.cut ?? {},
  filedCut: filed.cut ?? {},
});

/** What begins first goes first; of two that begin together the lower number, in version 1 the smaller text (5.7, 6.8). @param {1 | 2} rules */
const earlierFirst = (rules) => (a, b) =>
  a.from - b.from || (rules === 2 ? a.number - b.number : a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0);

/** What was decided of an entity's own time, each stretch by one claim (5.7). @param {Claim[]} claims @param {string} entity @param {1 | 2} rules */
export function decidedOf(claims, entity, rules) {
  const own = claims.filter(({ entities, from, to }) => entities.includes(entity) && from < to);
  const inTurn = own.sort(earlierFirst(rules));
  return inOrder(shareOut(inTurn.map((claim) => [{ from: claim.from, to: claim.to, claim }])).flat());
}

/** When the power of an entity was off, by the claims that name it (6.5). @param {Claim[]} claims @param {string} entity @param {1 | 2} rules */
export function powerCutsOf(claims, entity, rules) {
  const own = claims.filter(({ entities, cause }) => entities.includes(entity) && cause === 'power-cut');
  return unite(own.map((claim) => cutOf(claim, rules)));
}

/** Each stretch is put down to the one whose time begins first (6.8). @param {Excuse[][]} lists @param {1 | 2} rules */
function putDown(lists, rules) {
  const order = earlierFirst(rules);
  return shareOut(lists.filter((list) => list.length > 0).sort(([a], [b]) => order(a, b)));
}

/**
 * What claims excuse of an entity (6.4 to 6.8).
 * @param {{ entity: string, claims: Claim[], terms: any, outages: Blamed[], rules: 1 | 2 }} of @returns {Grants}
 */
export function grantClaims({ entity, claims, terms, outages, rules }) {
  /** @type {Refusal[]} */
  const refused = [];
  const asked = claims
    .map((claim) => ({ claim, time: askedOf(claim, entity, outages) }))
    .filter(({ claim: { ref, cause }, time }) => {
      if (!terms.excused.includes(cause)) refuse(refused, ref, 'cause-not-agreed', time);
      return terms.excused.includes(cause) && time.length > 0;
    });
  const power = asked.map(({ claim }) => claim).filter(({ cause }) => cause === 'power-cut');
  const cuts = unite(power.map((claim) => cutOf(claim, rules)));
  const batteries = cuts.map(({ from, to }) => ({ from, to: Math.min(to, from + terms.upsAutonomyMs) }));
  const startedBy = createStart({ entity, outages, graceMs: terms.restartGraceMs, rules });
  const long = cuts
    .map(({ from, to }) => ({ from: from + terms.upsAutonomyMs, end: to, to: startedBy(to, cuts, power) }))
    .filter(({ from, end }) => from < end);
  const granted = asked.map(({ claim, time }) => {
    const { ref, cause, number } = claim;
    const tell = (/** @type {Span[]} */ pieces) => pieces.map((piece) => ({ ...piece, ref, cause, number }));
    if (cause !== 'line' && cause !== 'power-cut') return tell(time);
    const off = cause === 'line' ? [claim] : cuts;
    const started = unite(time.map(({ from, to }) => ({ from, to: startedBy(to, off, [claim]) })));
    if (cause === 'line') return tell(started);
    refuse(refused, ref, 'within-ups-autonomy', intersect(time, batteries));
    return tell(subtract(intersect(started, unite(long)), rules === 2 ? batteries : []));
  });
  return { granted: inOrder(putDown(granted, rules).flat()), refused };
}

/** @param {Refusal[]} refused @param {string} ref @param {string} why @param {Span[]} time */
const refuse = (refused, ref, why, time) =>
  refused.push(...time.map(({ from, to }) => ({ from, to, ref, why })));

/** All of the accepted stretch where a claim names the entity, else what is behind what it names (6.4). @param {Claim} claim @param {string} entity @param {Blamed[]} outages */
function askedOf(claim, entity, outages) {
  if (claim.entities.includes(entity)) return unite([claim]);
  const behind = outages.flatMap(({ blame }) => blame.filter((piece) => piece.claim === claim));
  return clip(unite(behind), Number.NEGATIVE_INFINITY, claim.to);
}

/** When the power was off (6.5). @param {Claim} claim @param {1 | 2} rules */
const cutOf = ({ cut, filedCut, claimedFrom, from, to }, rules) => ({
  from: cut.fromMs ?? filedCut.fromMs ?? (rules === 2 ? claimedFrom : from),
  to: cut.toMs ?? filedCut.toMs ?? to,
});

/**
 * When what is still down at an instant has started (6.7); `off`: while there was no power, `claims`: for which somebody else's
 * time may be excused.
 * @param {{ entity: string, outages: Blamed[], graceMs: number, rules: 1 | 2 }} of
 * @returns {(at: number, off: Span[], claims: Claim[]) => number}
 */
function createStart({ entity, outages, graceMs, rules }) {
  const blame = outages.flatMap((outage) => outage.blame);
  return rules === 1 ? ofItself : started;

  /** @param {number} at */
  function ofItself(at) {
    const outage = outages.find(({ from, to }) => from < at && at < to);
    return outage ? Math.min(at + graceMs, outage.to) : at;
  }

  /** @type {(at: number, off: Span[], claims: Claim[]) => number} */
  function started(at, off, claims) {
    if (off.some(({ from, to }) => from < at && at < to)) return at;
    const grace = blame.find((piece) => piece.grace && piece.from <= at && at <= piece.to);
    if (grace) return grace.to;
    const piece = pieceAt(blame, at);
    if (!piece || piece.root === entity) return ofItself(at);
    return claims.includes(piece.claim) ? started(piece.to, off, claims) : at;
  }
}

/** An agency, DOST, or the contractor that the contract has at the announcement (6.2). @param {import('../record/record.mjs').Record_} record @param {string} contract */
export function mayAnnounce(record, contract, { by, announcedMs }) {
  const contractor = pieceAt(record.versionsOf(`contract:${contract}`), announcedMs)?.body?.contractor;
  return !by.startsWith('contractor:') || by === `contractor:${contractor}`;
}

/** Works that count for a contract (6.2). @param {import('../record/record.mjs').Record_} record @param {string} contract */
export function worksOf(record, contract) {
  const rows = record.rowsOf('maintenance');
  const ended = rows.filter(({ action }) => action === 'cancel');
  const cancelled = new Map(ended.map((row) => [row.id, row.recorded_ms]));
  return rows
    .filter(({ action, body }) => action === 'add' && mayAnnounce(record, contract, body))
    .map(({ id, body }) => ({
      ref: `maintenance:${id}`,
      number: Number(id),
      entities: body.entities,
      from: body.fromMs,
      to: Math.min(body.toMs, cancelled.get(id) ?? body.toMs),
      announced: body.announcedMs,
    }))
    .filter(({ from, to }) => from < to);
}

/**
 * What planned work takes out of an entity (6.2, 6.3).
 * @param {{ entity: string, works: any[], terms: any, service: Span[], rules: 1 | 2 }} of @returns {Grants}
 */
export function grantWork({ entity, works, terms, service, rules }) {
  /** @type {Refusal[]} */
  const refused = [];
  const { plannedWork, timeZone } = terms;
  const left = works
    .filter(({ entities }) => entities.includes(entity))
    .map(({ ref, number, from, to, announced }) => {
      const asked = clip(service, from, to);
      if (!plannedWork) refuse(refused, ref, 'cause-not-agreed', [{ from, to }]);
      else if (from - announced < plannedWork.noticeMs) refuse(refused, ref, 'announced-late', asked);
      else {
        const { onlyBetween } = plannedWork;
        const agreed = onlyBetween ? hoursOf(onlyBetween, timeZone, from, to) : asked;
        refuse(refused, ref, 'outside-agreed-hours', subtract(asked, agreed));
        return intersect(asked, agreed).map((piece) => ({ ...piece, ref, number, cause: 'planned-work' }));
      }
      return [];
    });
  const shared = putDown(left, rules).flat();
  const granted =
    plannedWork?.atMostMs === undefined ? shared : withinAllowance(shared, plannedWork, timeZone, refused);
  return { granted: inOrder(granted), refused };
}

/** The earliest work uses it up first (6.3). @param {Excuse[]} shared @param {{ atMostMs: number, atMostPer: any }} planned @param {string} timeZone @param {Refusal[]} refused */
function withinAllowance(shared, { atMostMs, atMostPer }, timeZone, refused) {
  /** @type {Map<number, number>} */
  const used = new Map();
  return shared.flatMap((work) =>
    periodsWithin(zoneOf(timeZone), atMostPer, work.from, work.to).flatMap((period) => {
      const [piece] = clip([work], period.from, period.to);
      const before = used.get(period.from) ?? 0;
      const until = Math.min(piece.to, piece.from + Math.max(0, atMostMs - before));
      used.set(period.from, before + until - piece.from);
      refuse(refused, work.ref, 'allowance-used-up', clip([piece], until, piece.to));
      return clip([piece], piece.from, until);
    }),
  );
}
