import { Command } from 'commander';
import { ledgerPath, markFiles } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { type KeyOptions, loadKey } from '../../contracts/actions/statements/key-place.ts';
import { issueCheckpoint } from '../../ledger/sqlite/checkpoints/issue-checkpoint.ts';
import { openStoreReadOnly } from '../../ledger/sqlite/store/open-store.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import { authorOf } from '../shell/shared-options.ts';
import { addAuthorOption } from '../statements/options.ts';

interface Options extends KeyOptions {
  readonly author?: string;
  readonly json?: boolean;
}

/** `camwatch checkpoint issue`: one more than the day's, also while camwatch runs, which then sends it. */
export function buildIssueCommand(context: Context): Command {
  const { terminal } = context;
  return addAuthorOption(addPlaceOptions(new Command('issue')))
    .description(
      'Sign the ledger as it is now as a checkpoint, and print it; a camwatch that runs sends it out.',
    )
    .option(
      '--key <file>',
      'Ed25519 key to sign with (default: statements.key of the settings, or of the user where --ledger is given)',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  camwatch checkpoint issue
  camwatch checkpoint issue --config /etc/camwatch > checkpoint.txt`,
    )
    .action(async ({ json, ...options }: Options) => {
      const path = await ledgerPath(options);
      // It makes no ledger.
      openStoreReadOnly(path, { older: 'accept' }).close();
      const { collector, checkpoints } = await loadSettings(options.config);
      const { key } = await loadKey(options, context);
      const { written, checkpoint, seq } = issueCheckpoint(path, {
        collector: collector.id,
        author: authorOf(options),
        privateKey: key.privateKey,
        nowMs: Date.now,
        markFiles: await markFiles(options),
        ...(checkpoints?.origin !== undefined && { origin: checkpoints.origin }),
      });
      if (json)
        terminal.printJson({
          ledger: path,
          row: seq,
          size: checkpoint.size,
          heads: checkpoint.heads,
          note: written,
        });
      else terminal.print(written.trimEnd());
    });
}
