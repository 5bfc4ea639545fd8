import { listOutages } from '#availability/timelines/outages.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';

const EVER = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

/** What a run has put on record so far, of devices. */
export function recordOfRun(path: string) {
  const reader = openLedgerReader(path);
  try {
    const changes = [...reader.changes(EVER)].filter(({ entity }) => entity.startsWith('device:'));
    return { changes, coverage: [...reader.coverage(EVER)], outages: listOutages(reader, EVER) };
  } finally {
    reader.close();
  }
}
