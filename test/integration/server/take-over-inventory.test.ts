import { expect, test } from 'vitest';
import { takeOverInventory } from '#server/take-over-inventory.ts';
import { loadFolder, replaced } from '#test/support/config-folder.ts';
import { openTempLedger, openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';

test('whoever checks records how often, and a changed interval from when it is in force', async () => {
  const path = tempLedgerPath();
  const ledger = await openTempLedger(path);
  const common = { author: 'an', checks: 'record' } as const;
  const before = await loadFolder();
  const after = await loadFolder(replaced('camwatch.yaml', 'interval: 60s', 'interval: 5s'));

  await takeOverInventory(ledger, before, { ...common, effectiveMs: 1_000 });
  const nothing = await takeOverInventory(ledger, before, { ...common, effectiveMs: 2_000 });
  await takeOverInventory(ledger, after, { ...common, effectiveMs: 3_000 });

  expect(nothing).toBe(0);
  const reader = openTempReader(path);
  const told = (['profile', 'polling'] as const).flatMap((kind) =>
    Array.from(reader.revisions({ kind }), ({ id, fromMs, body = '' }) => [
      id,
      fromMs,
      JSON.parse(body).checks?.reach.intervalMs ?? JSON.parse(body).intervalMs.reach,
    ]),
  );
  expect(told).toEqual([
    ['camera', 1_000, 60_000],
    ['camera', 3_000, 5_000],
    ['link:line-1', 1_000, 60_000],
    ['link:line-2', 1_000, 60_000],
    ['link:line-1', 3_000, 5_000],
    ['link:line-2', 3_000, 5_000],
  ]);
});

test('an inventory that is applied beside the collector says nothing of checks', async () => {
  const path = tempLedgerPath();
  const ledger = await openTempLedger(path);

  await takeOverInventory(ledger, await loadFolder(), { author: 'an', effectiveMs: 1_000 });

  expect([...openTempReader(path).revisions({ kind: 'profile' })]).toEqual([]);
});
