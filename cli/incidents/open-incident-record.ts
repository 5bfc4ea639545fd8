import { ledgerPath, localZone } from '../../config/settings/ledger-place.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';
import type { IncidentLists, IncidentReads } from '../../ledger/record/incidents/incident-reads.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { openIncidentLists } from '../../ledger/sqlite/incidents/incident-lists.ts';
import { openLedgerReader } from '../../ledger/sqlite/reading/read-ledger.ts';
import type { CityRecordOptions } from '../print/open-city-record.ts';

/** Incidents of a city, and what else is on record of it. */
export interface IncidentRecord {
  readonly path: string;
  /** In which times are read and printed. */
  readonly zone: Zone;
  readonly incidents: IncidentReads & IncidentLists;
  readonly reader: LedgerReader;
}

/** Opens the ledger for the time of `work`. @throws LEDGER_MISSING and whatever `work` throws. */
export async function withIncidents<Result>(
  options: CityRecordOptions,
  work: (record: IncidentRecord) => Result | Promise<Result>,
): Promise<Result> {
  const path = await ledgerPath(options);
  const zone = options.timeZone === undefined ? await localZone(options) : createZone(options.timeZone);
  using closing = new DisposableStack();
  const reader = openLedgerReader(path);
  closing.defer(reader.close);
  const incidents = openIncidentLists(path);
  closing.defer(incidents.close);
  return await work({ path, zone, incidents, reader });
}
