import { userInfo } from 'node:os';
import { Command } from 'commander';
import { findDayProblems } from '../../availability/sums/find-day-problems.ts';
import { ledgerPath, markFiles, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { restoreLedger } from '../../ledger/sqlite/keeping/restore-ledger.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import { parseWords } from '../shell/parse-words.ts';

interface RestoreCommandOptions extends PlaceOptions {
  readonly force?: boolean;
  readonly acceptLoss?: string;
  readonly json?: boolean;
}

/** `camwatch ledger restore`: puts a backup in the place of the ledger. */
export function buildLedgerRestoreCommand({ terminal, stop }: Context): Command {
  return addPlaceOptions(new Command('restore'))
    .description('Verify a backup and put it in the place of the ledger; camwatch must be stopped.')
    .argument('<backup>', 'a file that "camwatch ledger backup" wrote')
    .option('--force', 'even though a ledger is there: it is set aside, never deleted')
    .option(
      '--accept-loss <reason>',
      'even though the backup lacks rows that the ledger had: they are lost, which goes on record with this reason',
      parseWords,
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  camwatch ledger restore /backup/ledger-2025-10-01.sqlite
  camwatch ledger restore /backup/ledger.sqlite --force --config /etc/camwatch
  camwatch ledger restore /backup/ledger.sqlite --force --accept-loss "the disk died"`,
    )
    .action(async (backup: string, { force, acceptLoss, json, ...place }: RestoreCommandOptions) => {
      const path = await ledgerPath(place);
      const { verification, setAside, losses } = await restoreLedger(backup, path, {
        author: userInfo().username,
        nowMs: Date.now,
        existing: force ? 'set-aside' : 'refuse',
        markFiles: await markFiles(place),
        ...(acceptLoss !== undefined && { lossReason: acceptLoss }),
        derived: findDayProblems,
        onProgress: (doneRows, totalRows) => terminal.progress('verify the backup', doneRows, totalRows),
        signal: stop,
      });
      terminal.clearProgress();
      const { rows, head } = verification;
      if (json) {
        terminal.printJson({ ledger: path, backup, rows, head, setAside: setAside ?? null, losses });
        return;
      }
      terminal.print(`${path}: restored from ${backup}; ${rows} rows, verified`);
      for (const { message } of losses) terminal.print(`  accepted: ${message}`);
      if (setAside !== undefined) terminal.print(`${setAside}: the ledger that was there before`);
    });
}
