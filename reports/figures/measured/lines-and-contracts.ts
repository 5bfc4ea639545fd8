import { type InventoryHistory, readHistory } from '../../../ledger/history/history.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';

/** Contracts, parties, calendars and lines as they were. Devices and sites are left out: figures have an inventory of less size. */
export type LinesAndContracts = InventoryHistory;

export const readLinesAndContracts = (reader: LedgerReader, recordedBeforeMs: number): LinesAndContracts =>
  readHistory(reader, { recordedBeforeMs, devices: 'left-out' });
