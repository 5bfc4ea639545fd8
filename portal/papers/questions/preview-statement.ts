import type { z } from 'zod';
import { DraftStatement, planDraft } from '../../../contracts/actions/statements/draft-statement.ts';
import { IssueStatement, planIssue } from '../../../contracts/actions/statements/issue-statement.ts';
import {
  planRestatement,
  RestateStatement,
} from '../../../contracts/actions/statements/restate-statement.ts';
import type { StatementContext } from '../../../contracts/actions/statements/statement-context.ts';
import type { Signer } from '../../../contracts/statements/statement-key.ts';
import type { StatementDocument } from '../../../contracts/statements/statement-schema.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { namesOfStatement } from '../../../reports/statement/names-on-record.ts';
import { expectStatement } from '../expect-statement.ts';
import type { PaperContext } from '../paper-context.ts';
import { pickShown, type ShownStatement } from '../shown-statement.ts';

/** A step that is thought of. */
export type StatementStep =
  | ({ readonly step: 'draft' } & z.input<typeof DraftStatement>)
  | ({ readonly step: 'issue' } & z.input<typeof IssueStatement>)
  | ({ readonly step: 'restate' } & z.input<typeof RestateStatement>);

/** Nobody signs what is only looked at. */
const NOBODY: Signer = { publicKey: '', fingerprint: '' };

/** What a step would seal now; nothing is recorded. @throws PAPER_UNKNOWN, INPUT_INVALID, STATEMENT_REFUSED */
export function previewStatementFor(context: PaperContext, wish: StatementStep): ShownStatement {
  const { statements } = expectStatement(context, wish);
  return pickShown(planOf(statements, wish), (picked) => namesOfStatement(statements, picked));
}

function planOf(statements: StatementContext, { step, ...wish }: StatementStep): StatementDocument {
  switch (step) {
    case 'draft':
      return planDraft(statements, parseInput(DraftStatement, wish), NOBODY).document;
    case 'issue':
      return planIssue({ statements }, parseInput(IssueStatement, wish), NOBODY).document;
    case 'restate':
      return planRestatement(statements, parseInput(RestateStatement, wish), NOBODY).document;
  }
}
