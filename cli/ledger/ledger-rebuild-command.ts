import { userInfo } from 'node:os';
import { Command } from 'commander';
import { ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { rebuildLedger } from '../../ledger/sqlite/keeping/rebuild-ledger.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';

/** `camwatch ledger rebuild`: makes the working tables again from the record. */
export function buildLedgerRebuildCommand({ terminal }: Context): Command {
  return addPlaceOptions(new Command('rebuild'))
    .description(
      'Put the schema right, and make the present states again from the record; camwatch must be stopped.',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Tells what differed, and notes it in the ledger's audit.

Examples:
  camwatch ledger rebuild
  camwatch ledger rebuild --config /etc/camwatch`,
    )
    .action(async ({ json, ...place }: PlaceOptions & { readonly json?: boolean }) => {
      const path = await ledgerPath(place);
      const { states, ...mended } = rebuildLedger(path, { author: userInfo().username, nowMs: Date.now });
      if (json) {
        terminal.printJson({ ledger: path, states, ...mended });
        return;
      }
      const { schema, status, statusCount } = mended;
      for (const line of [...schema, ...status]) terminal.print(`  ${line}`);
      if (statusCount > status.length) terminal.print(`  and ${statusCount - status.length} more`);
      terminal.print(`${path}: ${states} present states made again from the record`);
    });
}
