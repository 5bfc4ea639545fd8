import { expect, test } from 'vitest';
import { createGranting, type Standing } from '#hub/leases/create-granting.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';

const NOON_MS = Date.UTC(2026, 0, 5, 5);
const FIVE_MINUTES_MS = 300_000;
const TERMS = { silentAfterMs: 60_000, sites: new Map([['north', 100]]), watchers: new Map() };

/** A record, and hubs that grant by it, each with a clock of its own; `run` lets them look once a second. */
function setUp(...clocksAheadMs: readonly number[]) {
  const path = tempLedgerPath();
  const store = recordStore(path);
  store.openDecisions({ author: 'an', nowMs: () => NOON_MS }).close();
  const { leases } = openTempReader(path);
  const standing = new Map<string, Standing>();
  const append = store.appendLeases;
  let elapsedMs = 0;
  const hubs = clocksAheadMs.map((aheadMs, place) =>
    createGranting({
      record: { leases, append, standing: () => [...standing.values()] },
      author: `hub-${place}`,
      nowMs: () => NOON_MS + elapsedMs + aheadMs,
      monotonicMs: () => elapsedMs,
    }),
  );
  const run = (forMs: number, ...speaking: readonly string[]) => {
    let uncovered: readonly string[] = [];
    for (const endMs = elapsedMs + forMs; elapsedMs < endMs; elapsedMs += 1_000) {
      // A word comes by one hub or the other, stamped by the clock of that one.
      const aheadMs = clocksAheadMs[(elapsedMs / 1_000) % clocksAheadMs.length] ?? 0;
      for (const id of speaking) standing.set(id, { id, zone: 'north', word: NOON_MS + elapsedMs + aheadMs });
      const first = (elapsedMs / 1_000) % hubs.length;
      for (const hub of [...hubs.slice(first), ...hubs.slice(0, first)])
        uncovered = hub.look(TERMS).uncovered;
    }
    return uncovered;
  };
  return { run, leases: () => leases() };
}

test('two hubs grant each epoch once, and clocks five minutes apart drop nobody', () => {
  const { run, leases } = setUp(0, FIVE_MINUTES_MS);

  run(200_000, 'kv-a', 'kv-b');
  const uncovered = run(70_000, 'kv-b');

  expect(leases().map(({ epoch, collectors, reason }) => ({ epoch, collectors, reason }))).toEqual([
    { epoch: 1, collectors: ['kv-a', 'kv-b'], reason: 'joined: kv-a kv-b' },
    { epoch: 2, collectors: ['kv-b'], reason: 'silent: kv-a' },
  ]);
  expect(uncovered).toEqual([]);
});

test('no epoch begins before the one that it ends, whatever the clock of a hub says', () => {
  const { run, leases } = setUp(0, FIVE_MINUTES_MS);

  run(11_000, 'kv-a');
  run(100_000, 'kv-a', 'kv-b');

  const [first, second] = leases();
  expect(second?.recordedMs).toBeLessThan(first?.recordedMs ?? 0);
  expect(second?.fromMs).toBe((first?.fromMs ?? 0) + 1);
});

test('a zone that nobody watches is told, and keeps its lease', () => {
  const { run, leases } = setUp(0);
  run(10_000, 'kv-a');

  expect(run(61_000)).toEqual(['north']);
  expect(leases()).toHaveLength(1);
});
