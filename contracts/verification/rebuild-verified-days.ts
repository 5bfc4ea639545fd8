import { type DaySumsOptions, type RebuiltDays, rebuildDays } from '../../availability/sums/day-sums.ts';
import { LedgerError } from '../../ledger/record/ledger-error.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { findChainFaults } from './verify-record.ts';

/**
 * The sums of days made again, once every row of the chain was found as it was written.
 * @throws LEDGER_BROKEN, and what {@link rebuildDays} does.
 */
export async function rebuildVerifiedDays(store: RecordStore, options: DaySumsOptions): Promise<RebuiltDays> {
  const faults = await findChainFaults(store);
  if (faults.length > 0) {
    const lines = faults.map((fault) => `  ${fault}`);
    const headline = `${store.path}: no sums are made of a chain that was edited:`;
    throw new LedgerError('LEDGER_BROKEN', [headline, ...lines].join('\n'));
  }
  return rebuildDays(store, options);
}
