import { ledgerPath, localZone, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';
import { type InventoryHistory, readHistory } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { openLedgerReader } from '../../ledger/sqlite/reading/read-ledger.ts';

/** What is on record of a city, for commands that decide about it. */
export interface CityRecord {
  readonly path: string;
  /** In which times are read and printed. */
  readonly zone: Zone;
  /** In which days and months are cut, as statements cut them. */
  readonly cityTimeZone: string;
  readonly reader: LedgerReader;
  readonly history: InventoryHistory;
}

export interface CityRecordOptions extends PlaceOptions {
  readonly timeZone?: string;
}

/** Opens the ledger for the time of `work`. @throws LEDGER_MISSING and whatever `work` throws. */
export async function withCityRecord<Result>(
  options: CityRecordOptions,
  work: (record: CityRecord) => Result | Promise<Result>,
): Promise<Result> {
  const path = await ledgerPath(options);
  const city = await localZone(options, options.timeZone);
  const zone = options.timeZone === undefined ? city : createZone(options.timeZone);
  const reader = openLedgerReader(path);
  try {
    return await work({ path, zone, cityTimeZone: city.timeZone, reader, history: readHistory(reader) });
  } finally {
    reader.close();
  }
}
