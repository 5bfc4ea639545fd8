import { rebuildLedger } from '../../ledger/sqlite/keeping/rebuild-ledger.ts';
import { withPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { authorOf, PLACE, TOLD } from '../shell/shared-options.ts';

/** `camwatch ledger rebuild`: makes the working tables again from the record. */
export const buildLedgerRebuildCommand = defineCommand({
  name: 'rebuild',
  description:
    'Put the schema right, and make the present states again from the record; camwatch must be stopped.',
  options: { ...PLACE, json: TOLD.json },
  help: `
Tells what differed, and notes it in the ledger's audit.

Examples:
  camwatch ledger rebuild
  camwatch ledger rebuild --config /etc/camwatch`,
  open: withPlace,
  run: ({ path }) => rebuildLedger(path, { author: authorOf({}), nowMs: Date.now }),
  json: (rebuilt, { shown: path }) => ({ ledger: path, ...rebuilt }),
  render: ({ states, schema, status, statusCount }, { shown: path }) => [
    ...[...schema, ...status].map((line) => `  ${line}`),
    ...(statusCount > status.length ? [`  and ${statusCount - status.length} more`] : []),
    `${path}: ${states} present states made again from the record`,
  ],
});
