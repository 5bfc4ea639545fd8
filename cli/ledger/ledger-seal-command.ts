import { userInfo } from 'node:os';
import { Command } from 'commander';
import { ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { sealLedger } from '../../ledger/sqlite/keeping/seal-ledger.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';

/** `camwatch ledger seal`: prints the head of the chain, for the parties to keep. */
export function buildLedgerSealCommand({ terminal }: Context): Command {
  return addPlaceOptions(new Command('seal'))
    .description('Seal the ledger as it is now, also while camwatch runs, and print the head of its chain.')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Whoever keeps the printed head can prove later that nothing before it was changed:
camwatch ledger verify --head <row:hash>

Examples:
  camwatch ledger seal
  camwatch ledger seal --config /etc/camwatch --json`,
    )
    .action(async ({ json, ...place }: PlaceOptions & { readonly json?: boolean }) => {
      const path = await ledgerPath(place);
      const head = sealLedger(path, { author: userInfo().username, nowMs: Date.now });
      if (json) terminal.printJson({ ledger: path, head });
      else terminal.print(`${head.seq}:${head.hash}`);
    });
}
