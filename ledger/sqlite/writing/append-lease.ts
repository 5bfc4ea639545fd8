import { canonicalJson } from '../../../core/text/canonical-json.ts';
import { CENTRE, type Lease, type LeaseWord } from '../../record/leases.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import { type AppendRow, createChain } from '../chain/chain.ts';
import { parseLease } from '../reading/lease-reads.ts';
import { openStore } from '../store/open-store.ts';

/** Appends leases beside the owner of the ledger at `path`. Returns how many. @throws LEDGER_BUSY and what else keeps a ledger shut. */
export function appendLeases(path: string, leases: readonly Lease[], word: LeaseWord): number {
  const database = openStore(path, { nowMs: () => word.recordedMs });
  try {
    const lastOf = database.prepare('SELECT * FROM lease WHERE zone = ? ORDER BY seq DESC LIMIT 1');
    return withLedgerErrors(path, () =>
      createChain(database).transaction((append) => {
        let appended = 0;
        for (const lease of leases) {
          const row = lastOf.get(lease.zone);
          if (row && !goesOn(lease, parseLease(row, CENTRE), word.epochs)) continue;
          appendLease(append, lease, word);
          appended++;
        }
        return appended;
      }),
    );
  } finally {
    database.close();
  }
}

function appendLease(append: AppendRow, lease: Lease, { author, recordedMs }: LeaseWord): void {
  const { zone, epoch, fromMs, reason } = lease;
  const collectors = canonicalJson([...lease.collectors]);
  append('lease', { zone, epoch, from_ms: fromMs, collectors, reason, recorded_ms: recordedMs, author });
}

const goesOn = (lease: Lease, last: Lease, epochs: LeaseWord['epochs']): boolean =>
  epochs === 'rise' ? lease.epoch > last.epoch : lease.epoch !== last.epoch || lease.fromMs !== last.fromMs;
