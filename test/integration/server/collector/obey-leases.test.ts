import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Sharing } from '#config/shared-config.ts';
import type { ClockDoubt } from '#core/time/clock.ts';
import type { Lease } from '#ledger/record/leases.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { createObedience } from '#server/collector/obey-leases.ts';
import { openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';

const NOON_MS = Date.UTC(2026, 0, 5, 5);
const FOREIGN_MS = NOON_MS + 300_000;
const lease = (epoch: number, ...collectors: readonly string[]): Lease => ({
  ...{ zone: 'north', epoch, collectors, reason: `epoch ${epoch}` },
  // By the clock of the hub.
  fromMs: FOREIGN_MS + epoch,
});
const [FIRST, SECOND, THIRD] = [lease(1, 'kv-a'), lease(2, 'kv-b'), lease(3, 'kv-a', 'kv-b')];

function setUp(path = tempLedgerPath()) {
  let doubt: ClockDoubt | undefined;
  let nowMs = NOON_MS;
  const obedience = createObedience({
    ...{ id: 'kv-a', store: recordStore(path), logger: pino({ level: 'silent' }) },
    clock: { nowMs: () => nowMs, doubt: () => doubt },
  });
  const used: (readonly number[])[] = [];
  const recorded: number[] = [];
  const hear = (...granted: readonly Lease[]) => {
    nowMs += 1_000;
    obedience.hear(granted, ({ leases }: Sharing) => {
      used.push(leases.map(({ epoch }) => epoch));
      recorded.push(openTempReader(path).leases().length);
    });
  };
  return {
    ...{ path, used, recorded, hear },
    sharing: () => obedience.sharing().leases.map(({ epoch }) => epoch),
    setDoubt: (isInDoubt: boolean) => {
      doubt = isInDoubt ? { cause: 'step', sinceMs: 0, offMs: 1 } : undefined;
    },
  };
}

test('a lease is on the own record, by the own clock, before anything is watched by it', () => {
  const { path, used, recorded, hear, sharing } = setUp();
  expect(sharing()).toEqual([]);

  hear(FIRST);
  hear(FIRST);
  hear(FIRST, SECOND);

  expect(used).toEqual([[], [1], [1, 2], [2]]);
  expect(recorded).toEqual([1, 1, 2, 2]);
  expect(openTempReader(path).leases()).toMatchObject([
    { ...FIRST, fromMs: NOON_MS + 1_000 },
    { ...SECOND, fromMs: NOON_MS + 3_000 },
  ]);
});

test('a collector that starts again keeps to the last lease, and begins anew what was not its own meanwhile', () => {
  const { path, hear } = setUp();
  hear(FIRST);

  const again = setUp(path);

  expect(again.sharing()).toEqual([1]);
  again.hear(FIRST, SECOND, THIRD);
  expect(again.used).toEqual([[1, 2, 3], [3]]);
});

test('nothing changes while the time is not believed', () => {
  const { used, hear, setDoubt, sharing } = setUp();
  setDoubt(true);
  hear(FIRST);
  expect(sharing()).toEqual([]);

  setDoubt(false);
  hear(FIRST);

  expect(used).toEqual([[], [1]]);
});
