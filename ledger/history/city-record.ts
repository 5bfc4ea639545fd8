import type { Zone } from '../../core/time/zone.ts';
import type { IncidentLists, IncidentReads } from '../record/incidents/incident-reads.ts';
import type { LedgerReader } from '../record/ledger-reader.ts';
import type { RecordStore } from '../record/record-store.ts';
import { type HistoryQuery, type InventoryHistory, readHistory } from './history.ts';

/** Where the record of a city is kept, and in which zones it is read. */
export interface RecordPlace {
  readonly store: RecordStore;
  /** In which times are read and printed. */
  readonly zone: Zone;
  /** In which days and months are cut, as statements cut them. */
  readonly cityTimeZone: string;
}

/** What is on record of a city, for whoever decides about it. The history and the incidents are read when they are asked for. */
export interface CityRecord extends RecordPlace {
  readonly reader: LedgerReader;
  readonly history: InventoryHistory;
  readonly incidents: IncidentReads & IncidentLists;
}

/** The one way to open the record; whoever opens it closes it. @throws LEDGER_MISSING, LEDGER_NEWER, LEDGER_CORRUPT */
export function openCityRecord(place: RecordPlace, query: HistoryQuery = {}): CityRecord & Disposable {
  const closing = new DisposableStack();
  const reader = closing.use(place.store.openReader());
  let history: InventoryHistory | undefined;
  let incidents: CityRecord['incidents'] | undefined;
  return {
    ...place,
    reader,
    get history() {
      history ??= readHistory(reader, query);
      return history;
    },
    get incidents() {
      incidents ??= closing.use(place.store.openIncidents());
      return incidents;
    },
    [Symbol.dispose]: () => closing.dispose(),
  };
}
