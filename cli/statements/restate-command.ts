import { RestateStatement, restateStatement } from '../../contracts/actions/statements/restate-statement.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { SEAL } from './options.ts';
import { renderSealed } from './render-sealed.ts';
import { openStatementScope, sealer } from './statement-scope.ts';

const { contract, period, reason } = RestateStatement.shape;

/** `camwatch statement restate`: corrects what was issued, with a table of what changed. */
export const buildRestateCommand = defineCommand({
  name: 'restate',
  description: 'Correct a statement that was issued, when late data or a decision changed its figures.',
  options: { contract, period, ...PLACE, ...TOLD, ...SEAL, reason },
  help: `
Restatements are numbered; each names the one before by its hash and has old and new of every figure that changed.
Refused where nothing changed.

Examples:
  camwatch statement restate --contract c-1 --period 2026-10 --reason "claim 7 was accepted" --out october-r1.json
  camwatch statement restate --contract c-1 --period 2026-10 --reason "readings of 12 October came late" --json`,
  open: openStatementScope,
  run: (statements, options) => restateStatement(sealer(statements, options), options),
  json: (sealed) => sealed,
  render: (sealed, { statements }) => [renderSealed(sealed, statements)],
});
