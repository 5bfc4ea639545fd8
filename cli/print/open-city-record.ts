import { ledgerPath, localZone, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { createZone } from '../../core/time/zone.ts';
import { type CityRecord, openCityRecord, type RecordPlace } from '../../ledger/history/city-record.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';

export interface CityRecordOptions extends PlaceOptions {
  readonly timeZone?: string;
}

/** The record that the options of a command name. */
export async function recordPlace(options: CityRecordOptions): Promise<RecordPlace> {
  const store = recordStore(await ledgerPath(options));
  const city = await localZone(options, options.timeZone);
  const zone = options.timeZone === undefined ? city : createZone(options.timeZone);
  return { store, zone, cityTimeZone: city.timeZone };
}

/** Opens the ledger for the time of `work`. @throws LEDGER_MISSING and whatever `work` throws. */
export async function withCityRecord<Result>(
  options: CityRecordOptions,
  work: (record: CityRecord) => Result | Promise<Result>,
): Promise<Result> {
  using record = openCityRecord(await recordPlace(options));
  return await work(record);
}
