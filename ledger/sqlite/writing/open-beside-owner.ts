import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedBodies } from '../../../core/domain/revision.ts';
import type { StoreOptions } from '../store/open-store.ts';
import { openBeside } from './open-beside.ts';
import type { Ledger } from './open-ledger.ts';
import { findRecordedBodies } from './recorded-bodies.ts';
import { MOST_ROWS } from './writer.ts';

/** What a process beside the owner may write: the inventory, in small transactions. */
export interface LedgerBeside extends Pick<Ledger, 'recordRevisions'> {
  readonly currentRevisions: () => Promise<RecordedBodies>;
  readonly close: () => void;
}

/** In which others who wait to write have their turn: a whole city at once kept the owner waiting for longer than it does. */
const PAUSE_MS = 10;

/**
 * Opens the ledger for a command that must not ask the collector to stop; creates the file where there is none.
 * What is recorded before a failure stays: the same command again adds only the rest.
 * @throws LEDGER_NEWER, LEDGER_CORRUPT, LEDGER_UNWRITABLE, LEDGER_BUSY.
 */
export function openBesideOwner(
  path: string,
  { author, ...options }: { readonly author: string } & Pick<StoreOptions, 'nowMs' | 'busyTimeoutMs'>,
): LedgerBeside {
  const { database, writer } = openBeside(path, { collector: author, run: 'inventory' }, options);
  return {
    currentRevisions: async () => findRecordedBodies(database),
    recordRevisions: async (revisions, meta) => {
      for (let start = 0; start < revisions.length; start += MOST_ROWS) {
        writer.recordRevisions(revisions.slice(start, start + MOST_ROWS), meta);
        await delay(PAUSE_MS);
      }
    },
    close: () => database.close(),
  };
}
