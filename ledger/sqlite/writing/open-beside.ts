import { dirname } from 'node:path';
import { besidePath } from '../../../core/domain/record-place.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import { openStore, type StoreOptions } from '../store/open-store.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { createLedgerWriter, type LedgerWriter, type LedgerWriterOptions } from './writer.ts';

/**
 * Opens the record at `place` for writing, without asking its owner to stop; makes it where there is none.
 * @throws LEDGER_NEWER, LEDGER_CORRUPT, LEDGER_UNWRITABLE, LEDGER_BUSY.
 */
export function openBeside(
  place: string,
  by: Pick<LedgerWriterOptions, 'collector' | 'run'>,
  options: StoreOptions,
): { readonly database: SqlDatabase; readonly writer: LedgerWriter } {
  withLedgerErrors(place, () => makeFolder(dirname(besidePath(place))));
  const database = openStore(place, options);
  try {
    const writer = createLedgerWriter(database, by);
    withLedgerErrors(place, () => writer.recordCreation(options.nowMs()));
    return { database, writer };
  } catch (error) {
    database.close();
    throw error;
  }
}
