import { isDatabasePlace } from '../../../core/domain/record-place.ts';
import type { ClusterReads } from '../../record/cluster.ts';
import { createCollectorReads } from '../collectors/collector-reads.ts';
import { openStoreReadOnly } from '../store/open-store.ts';
import { readOwnerOf } from '../store/owner-lock.ts';
import { select } from '../store/select-rows.ts';
import { integerOf, optionalIntegerOf, textOf } from '../store/sql-values.ts';
import { readDatabase, readHolders } from './database-reads.ts';

/** @throws LEDGER_MISSING, LEDGER_NEWER, LEDGER_CORRUPT. */
export function openCluster(place: string): ClusterReads & { readonly close: () => void } {
  const database = openStoreReadOnly(place);
  const collectors = createCollectorReads(database);
  const isDatabase = isDatabasePlace(place);
  return {
    collectors: collectors.list,
    chains: () =>
      [...select(database, SELECT_HEADS, [])].map((row) => {
        const forkedMs = optionalIntegerOf(row, 'fork_ms');
        return {
          ...{ collector: textOf(row, 'collector'), seq: integerOf(row, 'seq'), hash: textOf(row, 'hash') },
          ...(forkedMs !== undefined && { forkedMs }),
        };
      }),
    hubs: (sinceMs) =>
      [...select(database, SELECT_HUBS, [LATEST_RECEIPTS, sinceMs])].map((row) => ({
        name: textOf(row, 'author'),
        receivedMs: integerOf(row, 'received_ms'),
      })),
    holders: () => (isDatabase ? readHolders(database) : readOwnerOf(place)),
    database: () => (isDatabase ? readDatabase(database) : { engine: 'sqlite' }),
    close: () => database.close(),
  };
}

const SELECT_HEADS =
  'SELECT collector, seq, lower(hex(hash)) AS hash, fork_ms FROM collector_head ORDER BY collector';

/** A hub that works has one among these: nothing orders them by time. */
const LATEST_RECEIPTS = 10_000;
const SELECT_HUBS = `
  SELECT author, max(recorded_ms) AS received_ms FROM (
    SELECT author, recorded_ms FROM receipt ORDER BY seq DESC LIMIT ?
  ) AS latest WHERE recorded_ms >= ? GROUP BY author ORDER BY author`;
