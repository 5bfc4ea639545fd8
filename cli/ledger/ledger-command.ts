import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildLedgerAcceptLossCommand } from './accept-loss-command.ts';
import { buildLedgerBackupCommand } from './backup-command.ts';
import { buildLedgerDaysCheckCommand } from './days-check-command.ts';
import { buildLedgerDaysRebuildCommand } from './days-rebuild-command.ts';
import { buildLedgerExportCommand } from './export-command.ts';
import { buildLedgerImportCommand } from './import-command.ts';
import { buildLedgerMigrateCommand } from './migrate-command.ts';
import { buildLedgerRebuildCommand } from './rebuild-command.ts';
import { buildLedgerRestoreCommand } from './restore-command.ts';
import { buildLedgerSealCommand } from './seal-command.ts';
import { buildLedgerShowCommand } from './show-command.ts';
import { buildLedgerVerifyCommand } from './verify-command.ts';
import { buildLedgerVoidCommand } from './void-command.ts';

/** `camwatch ledger`: the append-only record. */
export function buildLedgerCommand(context: Context): Command {
  return new Command('ledger')
    .addHelpText(
      'after',
      `
Examples:
  camwatch ledger verify --full
  camwatch ledger show cam-0001 --from 7d
  camwatch ledger backup /backup/ledger-2025-10-01.sqlite`,
    )
    .addCommand(buildLedgerVerifyCommand(context))
    .addCommand(buildLedgerShowCommand(context))
    .addCommand(buildLedgerBackupCommand(context))
    .addCommand(buildLedgerRestoreCommand(context))
    .addCommand(buildLedgerMigrateCommand(context))
    .addCommand(buildLedgerAcceptLossCommand(context))
    .addCommand(buildLedgerExportCommand(context))
    .addCommand(buildLedgerImportCommand(context))
    .addCommand(buildLedgerSealCommand(context))
    .addCommand(buildLedgerRebuildCommand(context))
    .addCommand(buildLedgerVoidCommand(context))
    .addCommand(buildDaysCommand(context));
}

/** `camwatch ledger days`: the sums of days, which quick questions are answered from. */
const buildDaysCommand = (context: Context): Command =>
  new Command('days')
    .description('Make the sums of days again from the record, or check them against it.')
    .addCommand(buildLedgerDaysRebuildCommand(context))
    .addCommand(buildLedgerDaysCheckCommand(context));
