import { withLedgerErrors } from '../../record/ledger-error.ts';
import type { OpenReceivingOptions, Receiving } from '../../record/receiving.ts';
import { openBeside } from '../writing/open-beside.ts';
import { createReceiving } from './receive-rows.ts';

/**
 * Opens the record for what collectors send, beside its owner; creates the file where there is none.
 * @throws LEDGER_NEWER, LEDGER_CORRUPT, LEDGER_UNWRITABLE, LEDGER_BUSY.
 */
export function openReceiving(
  path: string,
  { receiver, nowMs, markFiles = [] }: OpenReceivingOptions,
): Receiving & { readonly close: () => void } {
  const { database } = openBeside(path, { collector: receiver, run: 'receiving' }, { nowMs, markFiles });
  const receiving = createReceiving(database, { marks: { markFiles } });
  return {
    headOf: (collector) => withLedgerErrors(path, () => receiving.headOf(collector)),
    heads: () => withLedgerErrors(path, () => receiving.heads()),
    receive: (batch) => withLedgerErrors(path, () => receiving.receive(batch)),
    noteWork: (work) => withLedgerErrors(path, () => receiving.noteWork(work)),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}
