import { overlaps } from './intervals.mjs';
import { runsOf } from './runs.mjs';

/** Rules 12.2: what of the record is asked of a check over a stretch, and so all that an import is held against (2.6). */

/** @typedef {import('./record.mjs').Row} Row @typedef {import('./intervals.mjs').Span} Span */

/**
 * `own`: its changes. `runs`: its measured outages that touch the stretch. `imports`: what counts of each.
 * @param {import('./record.mjs').Record_} record @param {string} entity @param {string} indicator @param {Span} stretch
 * @param {{ isMember?: boolean, withShut?: boolean }} [how] Of a member outages count less those of filtered pings (5.3).
 */
export function changesOver(record, entity, indicator, stretch, { isMember = false, withShut = false } = {}) {
  const own = ownOver(record.changesOf(entity, indicator), stretch, withShut);
  const rows = isMember ? own.map(withoutFiltered) : own;
  const runs = runsOf(rows, record.asOf).filter((run) => overlaps(run, stretch));
  const e = Math.min(stretch.from, ...runs.map(({ from }) => from));
  const imports = record.importsOf(entity, indicator).flatMap(({ seq, vouched, changes }) => {
    const counting = vouched.filter(({ from, to }) => to > e && from < record.asOf);
    return counting.length === 0 ? [] : [{ seq, vouched: counting, changes: since(changes, e, record.asOf) }];
  });
  return { own, runs, imports };
}

/** The last change before the stretch and those in it, with the whole of the runs at both ends. @param {readonly Row[]} list @param {Span} stretch @param {boolean} withShut */
function ownOver(list, { from, to }, withShut) {
  const runOf = ({ state, reason }) =>
    state === 'down'
      ? 'down'
      : withShut && state === 'unknown' && reason === 'switched-off'
        ? 'shut'
        : undefined;
  const isRun = (place, run) => run !== undefined && list[place] !== undefined && runOf(list[place]) === run;
  const before = list.findLastIndex((row) => row.at_ms < from);
  let [first, end] = [Math.max(0, before), list.findIndex((row) => row.at_ms >= to)];
  if (end < 0) end = list.length;
  if (before >= 0) while (isRun(first - 1, runOf(list[before]))) first--;
  const last = first < end ? runOf(list[end - 1]) : undefined;
  while (isRun(end, last)) end++;
  if (last !== undefined) end++;
  return list.slice(first, end);
}

/** @param {Row} row */
const withoutFiltered = (row) => (row.reason === 'ping-filtered' ? { ...row, state: 'degraded' } : row);

/** Changes of an import from the last instant at or before e that has one. @param {readonly Row[]} changes @param {number} e @param {number} asOf */
function since(changes, e, asOf) {
  const from = changes.findLast((row) => row.at_ms <= e)?.at_ms ?? e;
  return changes.filter((row) => row.at_ms >= from && row.at_ms < asOf);
}
