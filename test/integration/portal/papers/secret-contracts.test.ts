import { pino } from 'pino';
import { expect, test } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { readContractEntities, readHistory } from '#ledger/history/history.ts';
import { openLedger } from '#ledger/sqlite/writing/open-ledger.ts';
import { findSecretContracts } from '#portal/papers/secret-contracts.ts';
import { takeOverInventory } from '#server/take-over-inventory.ts';
import { SAMPLE_CITY_DIR } from '#simulator/write-city.ts';
import { openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';

test('the contracts that cover something secret are those whose devices and lines are asked one by one', async () => {
  const path = tempLedgerPath();
  const ledger = await openLedger({
    ...{ path, collector: 'test', run: 'test' },
    logger: pino({ level: 'silent' }),
  });
  const loaded = await loadConfig(SAMPLE_CITY_DIR);
  await takeOverInventory(ledger, loaded, { author: 'test', effectiveMs: Date.UTC(2025, 0, 1) });
  await ledger.close();
  const reader = openTempReader(path);
  const history = readHistory(reader, { devices: 'left-out' });

  const found = findSecretContracts(reader, history);

  const secret = reader.secretEntities();
  const asked = [...history.contracts.keys()].filter((id) =>
    readContractEntities(reader, id, { links: history.links }).some((entity) => secret.has(entity)),
  );
  expect([...found].sort()).toEqual(asked.sort());
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.length).toBeLessThan(history.contracts.size);
});
