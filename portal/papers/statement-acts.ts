import { type AgreedResult, agreeToDraft } from '../../contracts/actions/statements/agree-to-draft.ts';
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
export const objectFor = (context: PaperActContext, input: Input<typeof objectToDraft>): ObjectedResult =>
  objectToDraft(contractorActOf(context, input), input);

/** And it alone agrees to one. @throws STATEMENT_REFUSED, and what the act throws */
export const agreeFor = (context: PaperActContext, input: Input<typeof agreeToDraft>): AgreedResult =>
  agreeToDraft(contractorActOf(context, input), input);

export const draftFor = async (context: PaperActContext, input: Input<typeof draftStatements>) =>
  await draftStatements(officeActOf(context, input), input);

export const issueFor = async (context: PaperActContext, input: Input<typeof issueStatement>) =>
  await issueStatement(officeActOf(context, input), input);

export const restateFor = async (context: PaperActContext, input: Input<typeof restateStatement>) =>
  await restateStatement(officeActOf(context, input), input);

/** @throws STATEMENT_REFUSED */
function contractorActOf(
  context: PaperActContext,
  { contract, period }: { readonly contract: string; readonly period: string },
): SealAct & { readonly by: string } {
  const { by } = context;
  if (by.startsWith('contractor:')) return { ...sealActOf(context, contract), by };
  throw refused(statementId(contract, period), {
    en: `expected the contractor, who alone objects to a draft or agrees to it, got ${by}`,
    vi: `chỉ nhà thầu nêu ý kiến hoặc đồng ý với dự thảo, nhận được ${by}`,
  });
}

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
