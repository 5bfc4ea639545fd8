import { markFiles } from '../../config/settings/ledger-place.ts';
import { Words } from '../../core/input/fields.ts';
import { acceptLoss } from '../../ledger/sqlite/high-water/accept-loss.ts';
import { withPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { AUTHOR, authorOf, PLACE, TOLD } from '../shell/shared-options.ts';

/** `camwatch ledger accept-loss`: goes on with a ledger that lacks rows, and says so in its chain. */
export const buildLedgerAcceptLossCommand = defineCommand({
  name: 'accept-loss',
  description: 'Put on record that rows of the ledger are lost, so that camwatch goes on without them.',
  options: {
    ...PLACE,
    reason: Words.describe('what happened, for the record'),
    author: AUTHOR,
    json: TOLD.json,
  },
  help: `
First look for the rows: a -wal file that was left behind, the old disk, a newer backup. What is accepted stays in the chain, with
author and reason, and every verification names it. camwatch must be stopped.

Examples:
  camwatch ledger accept-loss --reason "the disk died on 25 November, the backup of the night before was put back"
  camwatch ledger accept-loss --reason "…" --config /etc/camwatch`,
  open: withPlace,
  run: async ({ place, path }, { reason, ...options }) =>
    acceptLoss(path, {
      ...{ author: authorOf(options), reason, nowMs: Date.now },
      markFiles: await markFiles(place),
    }),
  json: (losses, { shown: path }) => ({ ledger: path, losses }),
  render: (losses, { shown: path }) => [
    `${path}: the loss is on record`,
    ...losses.map(({ message }) => `  ${message}`),
  ],
});
