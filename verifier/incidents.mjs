import { hoursOf, inForceOf } from './covered.mjs';
import { grantClaims, grantWork } from './excuses.mjs';
import { afterOwn, startedHours } from './figures.mjs';
import { clip, intersect, lengthOf, pieceAt, spanOf, subtract, unite } from './intervals.mjs';
import { readTerms } from './terms.mjs';

/** Rules 10: the clocks of incidents. */

/**
 * @typedef {import('./intervals.mjs').Spans} Spans
 * @typedef {{ outcome: string, tookMs: number, isMissed: boolean, decidedMs: number, limitMs: number | undefined, counted: Spans }} Clock
 */

/**
 * The incidents that a contract was told of, in the order in which it was (10.1); none where nobody kept incidents.
 * @param {any} settled @param {string} contract @param {number} end Of the period. @param {string} cityZone
 */
export function incidentsOf({ record, claims, works, rules }, contract, end, cityZone) {
  const rows = record
    .decisionsOf('incident_step')
    .filter((/** @type {any} */ row) => row.recorded_ms < record.asOf);
  if (!rows.some((/** @type {any} */ row) => row.recorded_ms < end)) return undefined;
  /** @type {Map<string, any[]>} */
  const steps = new Map();
  for (const row of rows) steps.set(row.id, [...(steps.get(row.id) ?? []), row]);
  const inForce = inForceOf(record, contract);
  return [...steps.keys()]
    .flatMap((id) => {
      const told = steps
        .get(id)
        ?.find((row) => TELLS.has(row.action) && row.body.contracts?.includes(contract));
      const stretch = told && pieceAt(inForce, told.recorded_ms);
      if (!told || !stretch) return [];
      const { body } = /** @type {any} */ (
        pieceAt(record.versionsOf(`contract:${contract}`), told.recorded_ms)
      );
      const name = body.terms.calendar ?? body.terms.holidays;
      const calendar =
        name && /** @type {any} */ (pieceAt(record.versionsOf(`calendar:${name}`), told.recorded_ms))?.body;
      const terms = readTerms(body.terms, { timeZone: cityZone, calendar });
      return [{ id, told, contractor: stretch.contractor, terms }];
    })
    .sort((a, b) => a.told.recorded_ms - b.told.recorded_ms || a.told.seq - b.told.seq)
    .map(({ id, told, contractor, terms }) => {
      const course = courseOf(steps, id, contract, told.recorded_ms, record.asOf);
      const root = told.body.root?.kind === 'entity' ? told.body.root.entity : undefined;
      const service = hoursOf(terms.service, terms.timeZone, told.recorded_ms, record.asOf);
      const all = { entity: root, terms, rules };
      const work = root === undefined ? [] : grantWork({ ...all, works, service }).granted;
      const named = claims.filter((/** @type {any} */ { entities }) => entities.includes(root));
      const excused = root === undefined ? [] : grantClaims({ ...all, claims: named, outages: [] }).granted;
      const runs = subtract(intersect(course.runs, service), unite(work.map(spanOf)));
      const acknowledged = acknowledgedBy(steps, course.ids, contractor, told.recorded_ms);
      const { targets } = terms;
      const limits =
        targets.responseBySeverity ??
        (targets.responseMs === undefined
          ? []
          : [{ severity: told.body.severity, withinMs: targets.responseMs }]);
      const response = clockOf(
        clip(runs, told.recorded_ms, acknowledged),
        limitOf(limits, told.body.severity),
        Math.min(acknowledged, course.over),
        course.passedOn,
      );
      const restoration = clockOf(
        subtract(runs, unite(excused.map(spanOf))),
        limitOf(targets.restoration, told.body.severity),
        course.over,
        course.passedOn,
      );
      return {
        id,
        ref: `incident:${id}`,
        contractor,
        response,
        restoration,
        /** Hours begun beyond the limit within a stretch (10.6). @param {number} from @param {number} to */
        startedHours: (from, to) =>
          hoursBeyond(response, course.passedOn, to) - hoursBeyond(response, course.passedOn, from),
      };
    });
}

const TELLS = new Set(['opened', 'reopened', 'changed']);

/** When an incident was open and the contract's, and with which it went on (10.2, 10.4). @param {Map<string, any[]>} steps @param {string} id @param {string} contract @param {number} begin @param {number} asOf @returns {{ runs: Spans, over: number, passedOn: number, ids: string[] }} */
function courseOf(steps, id, contract, begin, asOf) {
  /** @type {Spans} */
  const runs = [];
  let since = Number.POSITIVE_INFINITY;
  let over = Number.POSITIVE_INFINITY;
  let passedOn = Number.POSITIVE_INFINITY;
  let isOpen = false;
  const stop = (/** @type {number} */ at) => {
    if (since < at) runs.push([since, at]);
    since = Number.POSITIVE_INFINITY;
  };
  for (const { action, body, recorded_ms: at } of steps.get(id) ?? []) {
    if (action === 'resolved') {
      over = Math.max(Math.min(body.atMs ?? at, at), begin);
      stop(over);
      isOpen = false;
      if (body.mergedInto === undefined || !steps.has(body.mergedInto)) continue;
      passedOn = Math.min(passedOn, over);
      const other = courseOf(steps, body.mergedInto, contract, begin, asOf);
      return {
        runs: unite([...runs, ...clip(other.runs, over, asOf)]),
        over: other.over,
        passedOn,
        ids: [id, ...other.ids],
      };
    }
    if (!TELLS.has(action)) continue;
    if (action !== 'changed') [isOpen, over] = [true, Number.POSITIVE_INFINITY];
    const isOurs = body.contracts?.includes(contract);
    if (isOpen && isOurs)
      [since, passedOn] = [Math.min(since, Math.max(at, begin)), Number.POSITIVE_INFINITY];
    if (!isOurs && since < Number.POSITIVE_INFINITY) {
      stop(at);
      passedOn = at;
    }
  }
  stop(asOf);
  return { runs: unite(runs), over, passedOn, ids: [id] };
}

/** The contractor's first acknowledgement (10.3). @param {Map<string, any[]>} steps @param {string[]} ids @param {string} contractor @param {number} begin */
function acknowledgedBy(steps, ids, contractor, begin) {
  const own = ids
    .flatMap((id) => steps.get(id) ?? [])
    .filter(
      ({ action, body }) =>
        action === 'acknowledged' && body.party?.kind === 'contractor' && body.party.id === contractor,
    );
  return Math.max(begin, Math.min(...own.map(({ recorded_ms: at }) => at)));
}

/** One that the terms do not name has the longest (10.5). @param {{ severity: string, withinMs: number }[]} limits @param {string} severity */
const limitOf = (limits, severity) =>
  limits.find((limit) => limit.severity === severity)?.withinMs ??
  (limits.length > 0 ? Math.max(...limits.map(({ withinMs }) => withinMs)) : undefined);

/** @param {Spans} counted @param {number | undefined} limitMs @param {number} ended @param {number} passedOn @returns {Clock} */
function clockOf(counted, limitMs, ended, passedOn) {
  const due = limitMs === undefined ? undefined : afterOwn(counted, limitMs);
  const isMissed = due !== undefined && due < passedOn;
  const outcome = isMissed
    ? 'missed'
    : passedOn < Number.POSITIVE_INFINITY
      ? 'passed-on'
      : ended < Number.POSITIVE_INFINITY
        ? 'kept'
        : 'running';
  return {
    outcome,
    tookMs: lengthOf(counted),
    isMissed,
    decidedMs: isMissed ? due : ended,
    limitMs,
    counted,
  };
}

/** @param {Clock} clock @param {number} passedOn @param {number} at */
const hoursBeyond = ({ counted, limitMs }, passedOn, at) =>
  limitMs === undefined
    ? 0
    : startedHours(
        Math.max(0, lengthOf(clip(counted, Number.NEGATIVE_INFINITY, Math.min(at, passedOn))) - limitMs),
      );
