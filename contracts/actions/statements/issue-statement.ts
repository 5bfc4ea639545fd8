import type { z } from 'zod';
import { Name } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { attachFiles } from '../../../ledger/decisions/attach-files.ts';
import { type Agreement, buildIssue, expectAgreeing, refused } from '../../statements/build-statement.ts';
import type { Signer } from '../../statements/statement-key.ts';
import type { StatementDocument } from '../../statements/statement-schema.ts';
import { type SealAct, type Sealed, type SealPlan, sealAndFile } from './seal-and-file.ts';
import {
  expectFiled,
  expectPeriod,
  factsOf,
  type StatementAct,
  type StatementContext,
  WhichStatement,
} from './statement-context.ts';

/** A draft that the contractor can object to no more, or agreed to: by an act of its own, or on a paper that is named here. */
export const IssueStatement = WhichStatement.extend({
  agreedBy: Name.optional()
    .meta({ value: 'contractor' })
    .describe('id of the contractor, where it agreed before the time is over'),
});

/** Issues what was drafted; disputed money is set apart. @throws INPUT_INVALID, STATEMENT_UNKNOWN, STATEMENT_REFUSED, STATEMENT_KEY, STATEMENT_FILE */
export async function issueStatement(act: SealAct, input: z.input<typeof IssueStatement>): Promise<Sealed> {
  const wish = parseInput(IssueStatement, input);
  expectDraft(act.statements, wish);
  const key = await act.key();
  return sealAndFile(act, planIssue(act, wish, key.signer), key);
}

/** What an issue would seal; nothing but the papers of an agreement is written. @throws STATEMENT_UNKNOWN, STATEMENT_REFUSED */
export function planIssue(
  act: Pick<StatementAct, 'statements' | 'files'>,
  { agreedBy, ...wish }: z.output<typeof IssueStatement>,
  signer: Signer,
): SealPlan {
  const { statements } = act;
  const { draft, period } = expectDraft(statements, wish);
  const facts = factsOf(statements, wish.contract, period, { signer, asOfMs: draft.asOfMs });
  const agreement = agreementOf(act, draft, agreedBy);
  return { document: buildIssue(facts, draft, agreement ? { agreement } : {}), life: facts.life };
}

function expectDraft(statements: StatementContext, wish: z.output<typeof WhichStatement>) {
  const period = expectPeriod(statements, wish.contract, wish.period);
  statements.expectContract(wish.contract);
  return { period, draft: statements.documentOf(expectFiled(statements.life(wish.contract, period))) };
}

/** Nothing is kept of a paper before it is clear who agreed. */
function agreementOf(
  { statements: { store }, files = [] }: Pick<StatementAct, 'statements' | 'files'>,
  draft: StatementDocument,
  agreedBy: string | undefined,
): Agreement | undefined {
  if (agreedBy === undefined) {
    if (files.length === 0) return undefined;
    throw refused(
      draft.id,
      {
        en: 'expected who agreed along with the paper, got nobody',
        vi: 'cần nêu bên đã đồng ý cùng với văn bản, không nêu bên nào',
      },
      '--agreed-by CONTRACTOR',
    );
  }
  const by = agreedBy.startsWith('contractor:') ? agreedBy : `contractor:${agreedBy}`;
  expectAgreeing(draft, by);
  return { by, files: attachFiles(store.path, files) };
}
