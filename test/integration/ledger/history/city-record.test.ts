import { describe, expect, test } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { createZone } from '#core/time/zone.ts';
import { openCityRecord } from '#ledger/history/city-record.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { takeOverInventory } from '#server/take-over-inventory.ts';
import { makeConfigDir } from '../../../support/config-dir.ts';
import { openTempLedger, tempLedgerPath } from '../../../support/temp-ledger.ts';

describe('the record of a city', () => {
  test('is read when it is asked for, and closed with whoever opened it', async () => {
    const path = tempLedgerPath();
    const owner = await openTempLedger(path);
    const place = { store: recordStore(path), zone: createZone('UTC'), cityTimeZone: 'Asia/Ho_Chi_Minh' };
    const record = openCityRecord(place);
    await takeOverInventory(owner, await loadConfig(await makeConfigDir({ devices: 3 })), {
      author: 'test',
      effectiveMs: 0,
    });

    // Neither was read before there were devices.
    expect([...record.history.devices.keys()]).toEqual(['cam-0', 'cam-1', 'cam-2']);
    expect(record.history).toBe(record.history);
    expect([...record.incidents.ids()]).toEqual([]);
    expect(record.incidents).toBe(record.incidents);

    record[Symbol.dispose]();

    expect(() => record.reader.lastRecordedMs()).toThrow(/not open/);
    expect(() => record.incidents.worst(1)).toThrow(/not open/);
  });

  test('of a city without a ledger says so', () => {
    const path = tempLedgerPath();

    expect(() =>
      openCityRecord({ store: recordStore(path), zone: createZone('UTC'), cityTimeZone: 'UTC' }),
    ).toThrow(expect.objectContaining({ code: 'LEDGER_MISSING' }));
  });
});
