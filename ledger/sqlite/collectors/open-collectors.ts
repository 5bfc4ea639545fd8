import { dirname } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import type { Collectors, CollectorsOptions } from '../../record/collectors.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import { openStore } from '../store/open-store.ts';
import { createLedgerWriter } from '../writing/writer.ts';
import { createCollectors } from './create-collectors.ts';

/**
 * Opens the collectors of the record at `path`, beside its owner; makes the record where there is none.
 * @throws LEDGER_NEWER, LEDGER_CORRUPT, LEDGER_UNWRITABLE, LEDGER_BUSY.
 */
export function openCollectors(
  path: string,
  options: CollectorsOptions,
): Collectors & { readonly close: () => void } {
  withLedgerErrors(path, () => makeFolder(dirname(path)));
  const database = openStore(path, options);
  createLedgerWriter(database, { collector: options.author, run: 'collectors' }).recordCreation(
    options.nowMs(),
  );
  return { ...createCollectors(database, options), close: () => database.close() };
}
