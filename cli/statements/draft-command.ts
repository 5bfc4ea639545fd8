import { DraftStatement, draftStatements } from '../../contracts/actions/statements/draft-statement.ts';
import { ALL_CONTRACTS } from '../../contracts/actions/statements/statement-context.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { SEAL } from './options.ts';
import { renderSealed } from './render-sealed.ts';
import { expectPlace, openStatementScope, sealer } from './statement-scope.ts';

const { contract, period, replace } = DraftStatement.shape;

/** `camwatch statement draft`: the figures of a period that is over, for the contractor to look at. */
export const buildDraftCommand = defineCommand({
  name: 'draft',
  description:
    'Draft the statement of a contract for a period that is over: from then on the contractor may object.',
  options: { contract, period, ...PLACE, ...TOLD, ...SEAL, replace },
  help: `
The file is sealed (hash and Ed25519 signature), a copy of it is kept beside the ledger, and its hash is in the ledger's chain.
With "all", what is drafted already, or settled by another kind of period, is told and left; exit code 1 if nothing could be drafted.

Examples:
  camwatch statement draft --contract bao-tri-camera-noi-thanh --period 2026-10 --out october.json
  camwatch statement draft --contract all --period 2026-10 --out /srv/statements
  camwatch statement draft --contract c-1 --period 2026-10 --replace "claim 7 was accepted" --out october-2.json`,
  open: openStatementScope,
  run: async (scope, options) => {
    const { terminal } = scope.cli;
    const { texts } = scope.statements.words;
    expectPlace(options.out, options.contract === ALL_CONTRACTS ? 'folder' : 'file');
    const act = sealer(scope, options, (path) => terminal.printError(`camwatch: ${texts.newKey(path)}`));
    const outcomes = await draftStatements(act, options, (doneCount, totalCount) =>
      terminal.progress('draft', doneCount, totalCount),
    );
    return outcomes.map((outcome) =>
      'refused' in outcome ? { ...outcome, refused: outcome.refused[scope.statements.language] } : outcome,
    );
  },
  json: (outcomes, _scope, options) => (options.contract === ALL_CONTRACTS ? outcomes : outcomes[0]),
  render: (outcomes, { statements }) =>
    outcomes.map((outcome) => ('refused' in outcome ? outcome.refused : renderSealed(outcome, statements))),
  isProblem: (outcomes) => outcomes.every((outcome) => 'refused' in outcome),
});
