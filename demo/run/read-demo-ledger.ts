import { readCoverageRows } from '../../availability/sums/check-coverage.ts';
import { clip, totalMs } from '../../core/time/intervals.ts';
import type { RecordedChange } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import type { Recorded, RecordedPresence, RecordedState } from '../../simulator/faults/expected.ts';

/** What the ledger has on record of a demo. */
export interface DemoRecord {
  readonly recorded: readonly Recorded[];
  /** Of the checks that were covered for the shortest time: those that come least often. */
  readonly coveredMs: number;
  /** How far the record reaches. */
  readonly coveredToMs: number;
}

export function readDemoLedger(path: string, startMs: number, endMs: number): DemoRecord {
  using reader = recordStore(path).openReader();
  const period = { fromMs: startMs, toMs: endMs };
  const { every, byInterval } = readCoverageRows(reader, period);
  const coverages = byInterval.size === 0 ? [every] : [...byInterval.values()];
  return {
    // Nothing was broken before the start either: what is on record from then is as unexpected as any.
    recorded: [...readStates(reader), ...readPresences(reader)],
    coveredMs: Math.min(...coverages.map((coverage) => totalMs(clip(coverage, period)))),
    coveredToMs: Math.max(startMs, ...coverages.flat().map(({ toMs }) => toMs)),
  };
}

/** Stretches of states that are not up, in the order of their beginnings. */
function readStates(reader: LedgerReader): RecordedState[] {
  const open = new Map<string, RecordedState>();
  const closed: RecordedState[] = [];
  for (const change of reader.changes()) {
    const key = `${change.entity} ${change.indicator}`;
    const before = open.get(key);
    if (before && goesOn(before, change)) continue;
    if (before) closed.push({ ...before, toMs: change.atMs, toAfterMs: change.afterMs });
    open.delete(key);
    const begun = beginOf(change);
    if (begun) open.set(key, begun);
  }
  return [...closed, ...open.values()].sort((a, b) => a.fromMs - b.fromMs);
}

/**
 * A link that was inferred to be down, and then is proven so, is down once; and what a collector that takes over finds as it was
 * goes on.
 */
function goesOn({ state, reason }: RecordedState, change: RecordedChange): boolean {
  return state === change.state && (state !== 'unknown' || reason === change.reason);
}

function beginOf(change: RecordedChange): RecordedState | undefined {
  const { entity, indicator, state, reason = '', afterMs, atMs } = change;
  if (state === 'up') return undefined;
  return { shows: 'state', entity, indicator, state, reason, fromMs: atMs, fromAfterMs: afterMs };
}

/** Findings by entity and code: one that was found of several disks, or in several ways, stands once. */
function readPresences(reader: LedgerReader): RecordedPresence[] {
  const byKey = Map.groupBy(reader.findings(), ({ entity, code }) => `${entity} ${code}`);
  return [...byKey.values()].flatMap((rows) => {
    const joined: RecordedPresence[] = [];
    for (const { entity, code, firstMs, goneMs } of rows.toSorted((a, b) => a.firstMs - b.firstMs)) {
      const last = joined.at(-1);
      const begun: RecordedPresence = {
        shows: 'finding',
        entity,
        code,
        fromMs: firstMs,
        ...(goneMs !== undefined && { toMs: goneMs }),
      };
      if (last === undefined || (last.toMs ?? Number.POSITIVE_INFINITY) < firstMs) joined.push(begun);
      else joined[joined.length - 1] = latest(last, goneMs);
    }
    return joined;
  });
}

function latest({ toMs, ...presence }: RecordedPresence, goneMs: number | undefined): RecordedPresence {
  return toMs === undefined || goneMs === undefined
    ? presence
    : { ...presence, toMs: Math.max(toMs, goneMs) };
}
