import { lengthOf } from '../record/intervals.mjs';

/** Rules 12.10: the incidents of a statement, in the form in which it is sealed. */

/** @typedef {import('../settle/incidents.mjs').Incident} Incident @typedef {import('../settle/incidents.mjs').Clock} Clock */

/** @param {ReturnType<typeof import('../settle/settle.mjs').settle>} parts */
export function formOfIncidents(parts) {
  const { incidents, city } = parts[parts.length - 1];
  if (!incidents) return undefined;
  const { from, to } = city.period;
  const isInside = (/** @type {number} */ at) => at >= from && at < Math.min(to, city.record.asOf);
  const listed = incidents.filter(({ isListed }) => isListed);
  /** @param {(one: Incident) => Clock} clockOf */
  const countOf = (clockOf) => {
    const counts = { kept: 0, missed: 0, open: 0, passedOn: 0 };
    for (const { outcome, decidedMs = Number.POSITIVE_INFINITY } of listed.map(clockOf)) {
      if (outcome === 'no-limit' || decidedMs < from) continue;
      counts[isInside(decidedMs) ? (outcome === 'passed-on' ? 'passedOn' : outcome) : 'open'] += 1;
    }
    return counts;
  };
  return {
    ...{ asOfMs: city.record.asOf, fromMs: from, toMs: to },
    opened: incidents.filter(({ openedMs }) => isInside(openedMs)).length,
    response: countOf(({ response }) => response),
    restoration: countOf(({ restoration }) => restoration),
    rows: listed.map((incident) => formOfIncident(incident, city.contract)),
  };
}

/** @param {Incident} incident @param {string} contract */
function formOfIncident(incident, contract) {
  const { id, contractor, told, openedMs, course, answeredMs, response, restoration } = incident;
  const [first] = course.acknowledged;
  return {
    incident: id,
    contractor,
    ...{ severity: told.severity, root: rootText(told.root), openedMs },
    acknowledged: first && { atMs: first.at, party: partyText(first.party) },
    answeredMs: known(answeredMs),
    restoredMs: known(course.over),
    passedOnMs: known(course.passedOn),
    mergedInto: course.mergedInto,
    open: course.runs.map(formOfSpan),
    response: formOfClock(response),
    restoration: formOfClock(restoration),
    steps: incident.steps.map((row) => formOfStep(row, contract)),
  };
}

const formOfSpan = ({ from, to }) => ({ fromMs: from, toMs: to });

/** @param {Clock} clock */
const formOfClock = ({ time, ...clock }) => ({
  ...clock,
  running: time.map(formOfSpan),
  tookMs: lengthOf(time),
});

function formOfStep({ seq, id, action, recorded_ms: recordedMs, body }, contract) {
  const step = { seq, of: id, action, recordedMs };
  if (action === 'acknowledged') return { ...step, party: partyText(body.party) };
  if (action === 'resolved') return { ...step, atMs: body.atMs, mergedInto: body.mergedInto };
  const isNamed = body.contracts?.includes(contract) ?? false;
  return { ...step, isNamed, severity: body.severity, root: rootText(body.root) };
}

const partyText = (party) => party && [party.kind, party.id].filter((word) => word !== undefined).join(':');

function rootText(root) {
  if (!root || root.kind === 'entity') return root?.entity;
  return root.kind === 'collector' ? `collector:${root.collector}` : `${root.by}:${root.name}`;
}

const known = (at) => (Number.isFinite(at) ? at : undefined);
