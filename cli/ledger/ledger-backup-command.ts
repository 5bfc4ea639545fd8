import { Command } from 'commander';
import { findDayProblems } from '../../availability/sums/find-day-problems.ts';
import { ledgerPath, markFiles, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { backupLedger } from '../../ledger/sqlite/keeping/backup-ledger.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';

/** `camwatch ledger backup`: a copy that is known to be good. */
export function buildLedgerBackupCommand({ terminal, stop }: Context): Command {
  return addPlaceOptions(new Command('backup'))
    .description('Copy the ledger to a new file while camwatch runs, and verify the copy from its first row.')
    .argument('<file>', 'the new file')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  camwatch ledger backup /backup/ledger-$(date +%F).sqlite
  camwatch ledger backup /backup/ledger.sqlite --config /etc/camwatch --json`,
    )
    .action(async (file: string, { json, ...place }: PlaceOptions & { readonly json?: boolean }) => {
      const path = await ledgerPath(place);
      const { rows, head } = await backupLedger(path, file, {
        derived: findDayProblems,
        markFiles: await markFiles(place),
        onProgress: (doneRows, totalRows) => terminal.progress('verify the copy', doneRows, totalRows),
        signal: stop,
      });
      terminal.clearProgress();
      if (json) terminal.printJson({ ledger: path, backup: file, rows, head });
      else terminal.print(`${file}: ${rows} rows, verified; head ${head.seq}:${head.hash}`);
    });
}
