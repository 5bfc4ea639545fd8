import type { PaperContext, PaperReader } from './paper-context.ts';
import { readMonthFor, settleMonthFor } from './questions/contract-month.ts';
import { listClaimsFor } from './questions/list-claims.ts';
import { listContractsFor } from './questions/list-contracts.ts';
import { listOutagesToClaim } from './questions/outages-to-claim.ts';
import { previewDecisionFor } from './questions/preview-decision.ts';
import { readClaimFor } from './questions/read-claim.ts';
import { readClaimFile } from './questions/read-claim-file.ts';

/** One that settles takes seconds of a large contract: it keeps nobody waiting who wants to read a list. */
export const LANES = ['read', 'settle'] as const;
export type Lane = (typeof LANES)[number];

interface Question<Input, Output> {
  readonly lane: Lane;
  readonly answer: (context: PaperContext, input: Input) => Output;
}

const read = <Input, Output>(answer: Question<Input, Output>['answer']): Question<Input, Output> => ({
  lane: 'read',
  answer,
});
const settle = <Input, Output>(answer: Question<Input, Output>['answer']): Question<Input, Output> => ({
  lane: 'settle',
  answer,
});

/** What pages ask of the record of contracts; each answers for whoever asks, and for nobody else. */
export const PAPER_QUESTIONS = {
  contracts: read(listContractsFor),
  month: read(readMonthFor),
  'settle-month': settle(settleMonthFor),
  claims: read(listClaimsFor),
  claim: read(readClaimFor),
  'claim-file': read(readClaimFile),
  'to-claim': read(listOutagesToClaim),
  'decision-preview': settle(previewDecisionFor),
};

export type PaperQuestions = typeof PAPER_QUESTIONS;
export type PaperQuestionName = keyof PaperQuestions;
type Answer<Name extends PaperQuestionName> = PaperQuestions[Name]['answer'];

/** Asks in a thread of its own. @throws ActRefused with the code of what the question throws; PAPER_BUSY where many ask already */
export type AskPapers = <Name extends PaperQuestionName>(
  name: Name,
  input: Parameters<Answer<Name>>[1],
  who: PaperReader,
) => Promise<ReturnType<Answer<Name>>>;
