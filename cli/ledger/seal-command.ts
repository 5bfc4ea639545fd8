import { renderHeadName } from '../../ledger/record/chain-heads.ts';
import { sealLedger } from '../../ledger/sqlite/keeping/seal-ledger.ts';
import { withPlace } from '../print/place-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { authorOf, PLACE, TOLD } from '../shell/shared-options.ts';

/** `camwatch ledger seal`: prints the head of the chain, for the parties to keep. */
export const buildLedgerSealCommand = defineCommand({
  name: 'seal',
  description: 'Seal the ledger as it is now, also while camwatch runs, and print the head of its chain.',
  options: { ...PLACE, json: TOLD.json },
  help: `
Whoever keeps the printed head can prove later that nothing before it was changed:
camwatch ledger verify --head <row:hash>

Examples:
  camwatch ledger seal
  camwatch ledger seal --config /etc/camwatch --json`,
  open: withPlace,
  run: ({ path }) => sealLedger(path, { author: authorOf({}), nowMs: Date.now }),
  json: (head, { shown: path }) => ({ ledger: path, head }),
  render: (head) => [renderHeadName(head)],
});
