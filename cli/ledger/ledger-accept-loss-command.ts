import { userInfo } from 'node:os';
import { Command } from 'commander';
import { ledgerPath, markFiles, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { acceptLoss } from '../../ledger/sqlite/high-water/accept-loss.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import { parseName, parseWords } from '../shell/parse-words.ts';

interface Options extends PlaceOptions {
  readonly reason: string;
  readonly author?: string;
  readonly json?: boolean;
}

/** `camwatch ledger accept-loss`: goes on with a ledger that lacks rows, and says so in its chain. */
export function buildLedgerAcceptLossCommand({ terminal }: Context): Command {
  return addPlaceOptions(new Command('accept-loss'))
    .description('Put on record that rows of the ledger are lost, so that camwatch goes on without them.')
    .requiredOption('--reason <text>', 'what happened, for the record', parseWords)
    .option('--author <account>', 'who puts it on record (default: the user who runs the command)', parseName)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
First look for the rows: a -wal file that was left behind, the old disk, a newer backup. What is accepted stays in the chain, with
author and reason, and every verification names it. camwatch must be stopped.

Examples:
  camwatch ledger accept-loss --reason "the disk died on 25 November, the backup of the night before was put back"
  camwatch ledger accept-loss --reason "…" --config /etc/camwatch`,
    )
    .action(async ({ reason, author = userInfo().username, json, ...place }: Options) => {
      const path = await ledgerPath(place);
      const losses = acceptLoss(path, {
        author,
        reason,
        nowMs: Date.now,
        markFiles: await markFiles(place),
      });
      if (json) return terminal.printJson({ ledger: path, losses });
      terminal.print(`${path}: the loss is on record`);
      for (const { message } of losses) terminal.print(`  ${message}`);
    });
}
