import type { LedgerError } from '../../ledger/record/ledger-error.ts';
import type { Terminal } from '../shell/terminal.ts';

/** Says so where files were written that no ledger knows. */
export function tellUnrecorded(
  error: LedgerError | undefined,
  { printError }: Pick<Terminal, 'printError'>,
): void {
  if (error)
    printError(
      `camwatch: không ghi vào sổ ghi, nên verify sẽ không nhận ra các tệp này / not put on record, so that verify will not know these files: ${error.message}`,
    );
}
