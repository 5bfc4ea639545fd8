import { IssueStatement, issueStatement } from '../../contracts/actions/statements/issue-statement.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { attach, SEAL } from './options.ts';
import { renderSealed } from './render-sealed.ts';
import { openStatementScope, sealer } from './statement-scope.ts';

const { contract, period, agreedBy } = IssueStatement.shape;

/** `camwatch statement issue`: what was drafted, with what is disputed set apart. */
export const buildIssueCommand = defineCommand({
  name: 'issue',
  description:
    'Issue the statement that was drafted, once the contractor can object no more; disputed money is set apart.',
  options: {
    ...{ contract, period, ...PLACE, ...TOLD, ...SEAL, agreedBy },
    attach: attach('the paper on which it agreed, kept by its hash; repeatable'),
  },
  help: `
Objections that were made stay disputed, also where the contractor agreed. Refused where nothing of the period is on record, and
where figures changed since the draft: the contractor is to see the new ones first (statement draft --replace).

Examples:
  camwatch statement issue --contract c-1 --period 2026-10 --out october-issued.json
  camwatch statement issue --contract c-1 --period 2026-10 --agreed-by keeper --attach minutes.pdf --json`,
  open: openStatementScope,
  run: (statements, options) => issueStatement(sealer(statements, options), options),
  json: (sealed) => sealed,
  render: (sealed, { statements }) => [renderSealed(sealed, statements)],
});
