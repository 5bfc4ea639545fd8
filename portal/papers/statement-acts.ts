import { draftStatements } from '../../contracts/actions/statements/draft-statement.ts';
import { issueStatement } from '../../contracts/actions/statements/issue-statement.ts';
import { type ObjectedResult, objectToDraft } from '../../contracts/actions/statements/object-to-draft.ts';
import { restateStatement } from '../../contracts/actions/statements/restate-statement.ts';
import type { SealAct } from '../../contracts/actions/statements/seal-and-file.ts';
import { statementContext } from '../../contracts/actions/statements/statement-context.ts';
import { refused } from '../../contracts/statements/build-statement.ts';
import { statementId } from '../../contracts/statements/statement-register.ts';
import type { PaperActContext } from './paper-act-context.ts';

type Input<Act extends (act: never, input: never) => unknown> = Parameters<Act>[1];

/** The contractor alone objects to a draft. @throws STATEMENT_REFUSED, and what the act throws */
export function objectFor(context: PaperActContext, input: Input<typeof objectToDraft>): ObjectedResult {
  const { by } = context;
  if (!by.startsWith('contractor:'))
    throw refused(statementId(input.contract, input.period), {
      en: `expected an objection by the contractor, got one by ${by}`,
      vi: `cần ý kiến của nhà thầu, nhận được ý kiến của ${by}`,
    });
  return objectToDraft({ ...sealActOf(context, input.contract), by }, input);
}

export const draftFor = async (context: PaperActContext, input: Input<typeof draftStatements>) =>
  await draftStatements(officeActOf(context, input), input);

export const issueFor = async (context: PaperActContext, input: Input<typeof issueStatement>) =>
  await issueStatement(officeActOf(context, input), input);

export const restateFor = async (context: PaperActContext, input: Input<typeof restateStatement>) =>
  await restateStatement(officeActOf(context, input), input);

/** Nobody but DOST seals figures. @throws STATEMENT_REFUSED */
function officeActOf(
  context: PaperActContext,
  { contract, period }: { readonly contract: string; readonly period: string },
): SealAct {
  if (context.by === 'dost') return sealActOf(context, contract);
  throw refused(statementId(contract, period), {
    en: `expected DOST, who alone drafts and issues statements, got ${context.by}`,
    vi: `chỉ Sở Khoa học và Công nghệ lập và phát hành bảng đối soát, nhận được ${context.by}`,
  });
}

/** No file is written but the sealed copy beside the ledger: a form names no path. */
function sealActOf({ record, author, files, key, nowMs }: PaperActContext, contract: string): SealAct {
  const { store, reader, cityTimeZone: timeZone } = record;
  return {
    statements: statementContext({ store, reader, timeZone }, { contract, ...(nowMs && { nowMs: nowMs() }) }),
    ...{ author, key },
    ...(files && { files }),
  };
}
