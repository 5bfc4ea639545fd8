import { hoursOf, inForceOf, termsAt } from '../record/covered.mjs';
import { clip, intersect, lengthOf, pieceAt, subtract, unite } from '../record/intervals.mjs';
import { groupBy } from '../record/record.mjs';
import { grantClaims, grantWork } from './excuses.mjs';
import { afterMs, hoursBegun } from './figures.mjs';

/** Rules 10: the clocks of incidents. */

/**
 * @typedef {import('../record/intervals.mjs').Span} Span
 * @typedef {{ outcome: string, time: Span[], limitMs?: number, endMs?: number, dueMs?: number, decidedMs?: number }} Clock
 * @typedef {{ runs: Span[], acknowledged: { at: number, party: any }[], over: number, passedOn: number, mergedInto?: string }} Course
 * Acknowledged: in order of time.
 * @typedef {object} Incident
 * @property {string} id @property {string} ref @property {string} contractor @property {any} told The body of the row that told of it.
 * @property {number} openedMs @property {Course} course
 * @property {number} answeredMs By the contractor. @property {Clock} response @property {Clock} restoration
 * @property {boolean} isListed In the statement (12.10). @property {import('../record/record.mjs').Row[]} steps
 * @property {(from: number, to: number) => number} startedHours Hours begun beyond the limit within a stretch (10.6).
 * @typedef {import('../record/record.mjs').Row[]} Rows @typedef {Map<string, Rows>} Steps By incident.
 */

const NEVER = Number.POSITIVE_INFINITY;

/** Actions that tell a contract of an incident (10.1). */
const TELLS = new Set(['opened', 'reopened', 'changed']);
/** @param {import('../record/record.mjs').Row} row @param {string} contract */
const tells = ({ action, body }, contract) => TELLS.has(action) && body.contracts?.includes(contract);

/**
 * The incidents that a contract was told of, in the order in which it was (10.1); none where nobody kept incidents.
 * @param {import('./figures.mjs').City} city @returns {Incident[] | undefined}
 */
export function incidentsOf(city) {
  const { record, contract, period } = city;
  const rows = record.rowsOf('incident_step').filter((row) => row.recorded_ms < record.asOf);
  if (!rows.some((row) => row.recorded_ms < period.to)) return undefined;
  const steps = groupBy(rows, ({ id }) => id);
  const inForce = inForceOf(record, contract);
  const told = [...steps.values()].flatMap((list) => {
    const row = list.find((one) => tells(one, contract));
    const contractor = row && pieceAt(inForce, row.recorded_ms)?.contractor;
    return row && contractor !== undefined ? [{ row, contractor }] : [];
  });
  return told
    .sort((a, b) => a.row.recorded_ms - b.row.recorded_ms || (a.row.id < b.row.id ? -1 : 1))
    .map(({ row, contractor }) => clocksOf(city, steps, row, contractor));
}

/** @param {import('./figures.mjs').City} city @param {Steps} steps @param {import('../record/record.mjs').Row} row That told of it. @param {string} contractor @returns {Incident} */
function clocksOf(
  { record, contract, period, cityZone, part, claims, works, rules },
  steps,
  row,
  contractor,
) {
  const { id, recorded_ms: begin } = row;
  const { severity, root } = row.body;
  const { body } = /** @type {any} */ (pieceAt(record.versionsOf(`contract:${contract}`), begin));
  const terms = termsAt(record, body, begin, cityZone);
  const { responseMs, responseBySeverity, restoration: restorations } = terms.targets;
  const course = courseOf(steps, id, contract, record.asOf);
  const hours = (from, to) => hoursOf(terms.service, terms.timeZone, from, to);
  const entity = root?.kind === 'entity' ? root.entity : undefined;
  const onRoot = { entity, terms, rules, outages: [] };
  const named = claims.filter(({ entities }) => entities.includes(entity));
  const planned = works.filter(({ entities }) => entities.includes(entity));
  const service = planned.flatMap(({ from, to }) => hours(from, to));
  const work = grantWork({ ...onRoot, works: planned, service: unite(service) }).granted;
  const excused = grantClaims({ ...onRoot, claims: named }).granted;
  const runs = subtract(intersect(course.runs, hours(begin, record.asOf)), unite(work));
  const { acknowledged, over, passedOn } = course;
  const own = acknowledged.find(({ party }) => party?.kind === 'contractor' && party.id === contractor);
  const answeredMs = own?.at ?? NEVER;
  const responses = responseBySeverity ?? (responseMs === undefined ? [] : [{ withinMs: responseMs }]);
  const answering = clip(runs, begin, answeredMs);
  const response = clockOf(answering, limitOf(responses, severity), Math.min(answeredMs, over), passedOn);
  const restoring = subtract(runs, unite(excused));
  const restoration = clockOf(restoring, limitOf(restorations, severity), over, passedOn);
  const hoursUntil = (at) => hoursBeyond(response, Math.min(at, passedOn));
  return {
    ...{ id, ref: `incident:${id}`, contractor, told: row.body, openedMs: begin, course },
    ...{ answeredMs, response, restoration },
    startedHours: (from, to) => hoursUntil(to) - hoursUntil(from),
    isListed: begin < part.to && Math.min(over, passedOn) >= period.from,
    steps: stepsOf(steps, id, course.mergedInto),
  };
}

/** The rows of an incident, of what it was merged into, and of all that rows of that name so (12.10). @param {Steps} steps @param {string} id @param {string} [mergedInto] */
function stepsOf(steps, id, mergedInto) {
  const ids = new Set(mergedInto === undefined ? [id] : [id, mergedInto]);
  for (const one of ids)
    for (const { body } of steps.get(one) ?? []) if (one !== id && body.mergedInto) ids.add(body.mergedInto);
  const isStep = ({ action }) => TELLS.has(action) || action === 'acknowledged' || action === 'resolved';
  const rows = [...ids].flatMap((one) => steps.get(one) ?? []).filter(isStep);
  return rows.sort((a, b) => a.seq - b.seq);
}

/**
 * When an incident was open and the contract's, how it ended, and who acknowledged it; of what it was merged into, what comes then
 * (10.2 to 10.4).
 * @param {Steps} steps @param {string} id @param {string} contract @param {number} asOf
 * @param {string[]} [before] Those that were merged into it: of a circle each is gone on with once.
 * @returns {Course}
 */
function courseOf(steps, id, contract, asOf, before = []) {
  const rows = before.includes(id) ? [] : (steps.get(id) ?? []);
  const { runs, ended } = openOf(rows, contract, asOf);
  const acknowledged = acknowledgedBy(rows, contract);
  const { to = NEVER, isOver, mergedInto } = ended ?? {};
  const [over, passedOn] = isOver ? [to, NEVER] : [NEVER, to];
  if (mergedInto === undefined) return { runs, acknowledged, over, passedOn };
  const other = courseOf(steps, mergedInto, contract, asOf, [...before, id]);
  const later = other.acknowledged.filter(({ at }) => at >= to);
  return {
    runs: unite([...runs, ...clip(other.runs, to, asOf)]),
    acknowledged: [...acknowledged, ...later].sort((a, b) => a.at - b.at),
    over: Math.max(to, other.over),
    passedOn: to,
    mergedInto,
  };
}

/** @param {Rows} rows Of one incident. @param {string} contract @param {number} asOf */
function openOf(rows, contract, asOf) {
  /** @type {Span[]} */
  const runs = [];
  let since = NEVER;
  /** How it ended last. @type {{ to: number, isOver: boolean, mergedInto?: string } | undefined} */
  let ended;
  for (const row of rows) {
    const { action, body, recorded_ms: at } = row;
    const isOver = action === 'resolved';
    if (tells(row, contract)) {
      // `changed` does not open again what was over.
      if (since === NEVER && !(action === 'changed' && ended?.isOver)) [since, ended] = [at, undefined];
    } else if (since < NEVER && (isOver || TELLS.has(action))) {
      const to = isOver ? Math.max(Math.min(body.atMs ?? at, at), since) : at;
      ended = { to, isOver, mergedInto: isOver ? body.mergedInto : undefined };
      runs.push({ from: since, to });
      since = NEVER;
    }
  }
  return { runs: unite([...runs, { from: since, to: asOf }]), ended };
}

/** Not before the contract was told (10.3). @param {Rows} rows Of one incident. @param {string} contract */
function acknowledgedBy(rows, contract) {
  const told = rows.find((row) => tells(row, contract));
  const acknowledged = told ? rows.filter(({ action }) => action === 'acknowledged') : [];
  return acknowledged.map(({ recorded_ms: at, body }) => ({
    at: Math.max(at, Number(told?.recorded_ms)),
    party: body.party,
  }));
}

/** One that the terms do not name has the longest (10.5). @param {{ severity?: string, withinMs: number }[]} limits @param {string} severity @returns {number | undefined} */
function limitOf(limits, severity) {
  const own = limits.find((limit) => limit.severity === severity);
  return own?.withinMs ?? limits.map(({ withinMs }) => withinMs).sort((a, b) => b - a)[0];
}

/** The limit runs out where the clock has run for it and goes on (10.5); what became of it (12.10). @param {Span[]} time @param {number | undefined} limitMs @param {number} endMs @param {number} passedOn @returns {Clock} */
function clockOf(time, limitMs, endMs, passedOn) {
  const dueMs = limitMs === undefined ? undefined : afterMs(time, limitMs);
  const decided = () => {
    if (limitMs === undefined) return { outcome: 'no-limit' };
    if (dueMs !== undefined && dueMs < passedOn) return { outcome: 'missed', decidedMs: dueMs };
    if (endMs < NEVER && endMs <= passedOn) return { outcome: 'kept', decidedMs: endMs };
    if (passedOn < NEVER) return { outcome: 'passed-on', decidedMs: passedOn };
    return { outcome: 'open' };
  };
  return { time, limitMs, dueMs, endMs: endMs < NEVER ? endMs : undefined, ...decided() };
}

/** @param {Clock} clock @param {number} at */
function hoursBeyond({ time, limitMs = NEVER }, at) {
  return hoursBegun(Math.max(0, lengthOf(clip(time, Number.NEGATIVE_INFINITY, at)) - limitMs));
}
