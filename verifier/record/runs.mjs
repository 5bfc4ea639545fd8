import { intersect } from './intervals.mjs';

/** Rules 2.4: outages as runs of changes. */

/**
 * @typedef {import('./record.mjs').Row} Row
 * @typedef {{ seq: number, from: number, to: number, after: number, untilAfter: number | undefined, ended: boolean, reason?: string, ref?: string }} Outage
 * `seq`: the row in which it began. `after`: the last probe that said otherwise. `untilAfter`: the last that found it down.
 */

/** Longest runs of changes to down (2.4). @param {Row[]} changes @param {number} asOf */
export function runsOf(changes, asOf) {
  /** @type {Outage[]} */
  const runs = [];
  let isDown = false;
  for (const { seq, state, reason, at_ms: from, after_ms: after } of changes) {
    const last = runs[runs.length - 1];
    if (state === 'down' && !isDown)
      runs.push({ seq, from, to: asOf, after, untilAfter: undefined, ended: false, reason });
    if (state !== 'down' && isDown) Object.assign(last, { to: from, untilAfter: after, ended: true });
    isDown = state === 'down';
  }
  return runs.filter(({ from, to }) => from < to);
}

/** What of an imported outage lies in a time; an edge that was cut off is exact (2.6). @param {Outage} run @param {import('./intervals.mjs').Span[]} time */
export const cutTo = (run, time) =>
  intersect([run], time).map((piece) => ({
    ...piece,
    after: piece.from === run.from ? run.after : piece.from,
    untilAfter: piece.to === run.to ? run.untilAfter : piece.to,
    ended: piece.to === run.to ? run.ended : true,
  }));
