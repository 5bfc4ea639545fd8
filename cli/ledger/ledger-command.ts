import { Command } from 'commander';
import type { Context } from '../shell/context.ts';
import { buildLedgerAcceptLossCommand } from './ledger-accept-loss-command.ts';
import { buildLedgerBackupCommand } from './ledger-backup-command.ts';
import { buildLedgerDaysCheckCommand } from './ledger-days-check-command.ts';
import { buildLedgerDaysRebuildCommand } from './ledger-days-rebuild-command.ts';
import { buildLedgerExportCommand } from './ledger-export-command.ts';
import { buildLedgerImportCommand } from './ledger-import-command.ts';
import { buildLedgerRebuildCommand } from './ledger-rebuild-command.ts';
import { buildLedgerRestoreCommand } from './ledger-restore-command.ts';
import { buildLedgerSealCommand } from './ledger-seal-command.ts';
import { buildLedgerShowCommand } from './ledger-show-command.ts';
import { buildLedgerVerifyCommand } from './ledger-verify-command.ts';
import { buildLedgerVoidCommand } from './ledger-void-command.ts';

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
