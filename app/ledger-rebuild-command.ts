import { userInfo } from 'node:os';
import { Command } from 'commander';
import { rebuildLedger } from '../ledger/rebuild-ledger.ts';
import type { Context } from './context.ts';
import { addPlaceOptions, ledgerPath, type PlaceOptions } from './ledger-place.ts';

/** `camwatch ledger rebuild`: makes the working tables again from the record. */
export function buildLedgerRebuildCommand({ terminal }: Context): Command {
  return addPlaceOptions(new Command('rebuild'))
    .description('Make the working table of present states again from the record; camwatch must be stopped.')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  camwatch ledger rebuild
  camwatch ledger rebuild --config /etc/camwatch`,
    )
    .action(async ({ json, ...place }: PlaceOptions & { readonly json?: boolean }) => {
      const path = await ledgerPath(place);
      const states = rebuildLedger(path, { author: userInfo().username, nowMs: Date.now });
      if (json) terminal.printJson({ ledger: path, states });
      else terminal.print(`${path}: ${states} present states made again from the record`);
    });
}
