import type { z } from 'zod';
import { Name } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { attachFiles } from '../../../ledger/decisions/attach-files.ts';
import { type Agreement, buildIssue, expectAgreeing, refused } from '../../statements/build-statement.ts';
import type { StatementDocument } from '../../statements/statement-schema.ts';
import { type SealAct, type Sealed, sealAndFile } from './seal-and-file.ts';
import {
  expectFiled,
  expectPeriod,
  factsOf,
  type StatementAct,
  WhichStatement,
} from './statement-context.ts';

/** A draft that the contractor can object to no more, or agreed to. */
export const IssueStatement = WhichStatement.extend({
  agreedBy: Name.optional()
    .meta({ value: 'contractor' })
    .describe('id of the contractor, where it agreed before the time is over'),
});

/** Issues what was drafted; disputed money is set apart. @throws INPUT_INVALID, STATEMENT_UNKNOWN, STATEMENT_REFUSED, STATEMENT_KEY, STATEMENT_FILE */
export async function issueStatement(act: SealAct, input: z.input<typeof IssueStatement>): Promise<Sealed> {
  const { contract, agreedBy, ...wish } = parseInput(IssueStatement, input);
  const { statements } = act;
  const period = expectPeriod(statements, contract, wish.period);
  statements.expectContract(contract);
  const draft = statements.documentOf(expectFiled(statements.life(contract, period)));
  const key = await act.key();
  const facts = factsOf(statements, contract, period, { key, asOfMs: draft.asOfMs });
  const agreement = agreementOf(act, draft, agreedBy);
  const document = buildIssue(facts, draft, agreement ? { agreement } : {});
  return sealAndFile(act, { document, life: facts.life, key });
}

/** Nothing is kept of a paper before it is clear who agreed. */
function agreementOf(
  { statements: { store }, files = [] }: StatementAct,
  draft: StatementDocument,
  agreedBy: string | undefined,
): Agreement | undefined {
  if (agreedBy === undefined) {
    if (files.length === 0) return undefined;
    throw refused(draft.id, {
      en: 'expected --agreed-by with --attach, got none',
      vi: 'cần --agreed-by đi cùng --attach, không có',
    });
  }
  const by = agreedBy.startsWith('contractor:') ? agreedBy : `contractor:${agreedBy}`;
  expectAgreeing(draft, by);
  return { by, files: attachFiles(store.path, files) };
}
