import type { Command } from 'commander';
import type { LedgerError } from '../../ledger/record/ledger-error.ts';
import { parseName } from '../shell/parse-words.ts';
import type { Terminal } from '../shell/terminal.ts';
import { addAuthorOption } from '../statements/options.ts';

/** Who hands something out, and to whom. */
export interface HandOutOptions {
  readonly author?: string;
  readonly to?: string;
}

export function addHandOutOptions(command: Command): Command {
  return addAuthorOption(command).option(
    '--to <whom>',
    'to whom the files are handed out, as it is to stand on record',
    parseName,
  );
}

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
