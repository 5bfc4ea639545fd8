import type { Collectors, CollectorsOptions } from '../../record/collectors.ts';
import { openBeside } from '../writing/open-beside.ts';
import { createCollectors } from './create-collectors.ts';

/**
 * Opens the collectors of the record at `path`, beside its owner; makes the record where there is none.
 * @throws LEDGER_NEWER, LEDGER_CORRUPT, LEDGER_UNWRITABLE, LEDGER_BUSY.
 */
export function openCollectors(
  path: string,
  options: CollectorsOptions,
): Collectors & { readonly close: () => void } {
  const { database } = openBeside(path, { collector: options.author, run: 'collectors' }, options);
  return { ...createCollectors(database, options), close: () => database.close() };
}
