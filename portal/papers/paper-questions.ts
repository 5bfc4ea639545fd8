import type { PaperContext, PaperReader } from './paper-context.ts';
import { checkDraftFor } from './questions/check-draft.ts';
import { readMonthFor, settleMonthFor } from './questions/contract-month.ts';
import { readDraftSheet } from './questions/draft-sheet.ts';
import { explainFigureFor } from './questions/explain-figure.ts';
import { readReceiptFile, readReceiptFor } from './questions/form-receipt.ts';
import { listClaimsFor } from './questions/list-claims.ts';
import { listContractsFor } from './questions/list-contracts.ts';
import { listDatesFor } from './questions/list-dates.ts';
import { listPlanDatesFor } from './questions/list-plan-dates.ts';
import { listStatementsFor } from './questions/list-statements.ts';
import { listWorksFor } from './questions/list-works.ts';
import { listOutagesToClaim } from './questions/outages-to-claim.ts';
import { readFormsFor } from './questions/plan-forms.ts';
import { previewHandoverFor, readHandoverFile, readHandoversFor } from './questions/plan-handovers.ts';
import {
  makeLetterFile,
  previewLettersFor,
  readLetterFile,
  readLettersFor,
  sendLettersFor,
} from './questions/plan-letters.ts';
import { readPlanFor } from './questions/plan-overview.ts';
import { readRegisterFor } from './questions/plan-register.ts';
import { readTaskFor } from './questions/plan-task.ts';
import { readPlanWaitingFor } from './questions/plan-waiting.ts';
import { previewClaimFor } from './questions/preview-claim.ts';
import { previewDecisionFor } from './questions/preview-decision.ts';
import { previewWorkFor } from './questions/preview-work.ts';
import { readClaimFor } from './questions/read-claim.ts';
import { readClaimFile } from './questions/read-claim-file.ts';
import { readPlanFile } from './questions/read-plan-file.ts';
import { readStatementFor } from './questions/read-statement.ts';
import { readReportChoices } from './questions/report-choices.ts';
import { dropDraft, saveDraftCells } from './questions/save-draft.ts';
import {
  listCheckpointsFor,
  readCheckpointFileFor,
  verifyRecordFor,
  verifyStatementFor,
} from './questions/verify.ts';

/**
 * One that settles takes seconds of a large contract, as reading its sealed file does, the plan reads the whole inventory, and a form is a spreadsheet of anybody's, the
 * chain is computed again row by row, and a mail server may take its time: none keeps those waiting who want to read a list.
 */
export const LANES = ['read', 'settle', 'sealed', 'plan', 'forms', 'letters', 'verify'] as const;
export type Lane = (typeof LANES)[number];

interface Question<Input, Output> {
  readonly lane: Lane;
  readonly answer: (context: PaperContext, input: Input) => Output;
}

const inLane = <Input, Output>(
  lane: Lane,
  answer: Question<Input, Output>['answer'],
): Question<Input, Output> => ({ lane, answer });

/** The same of what needs libraries of documents: a thread that only reads lists starts without them. */
const later = <Input, Output>(
  lane: Lane,
  load: () => Promise<(context: PaperContext, input: Input) => Output | Promise<Output>>,
): Question<Input, Promise<Output>> =>
  inLane(lane, async (context, input): Promise<Output> => (await load())(context, input));

/** What pages ask of the record of contracts and of the plan; each answers for whoever asks, and for nobody else. */
export const PAPER_QUESTIONS = {
  contracts: inLane('read', listContractsFor),
  month: inLane('read', readMonthFor),
  'settle-month': inLane('settle', settleMonthFor),
  'claim-preview': inLane('read', previewClaimFor),
  works: inLane('read', listWorksFor),
  'work-preview': inLane('settle', previewWorkFor),
  dates: inLane('read', listDatesFor),
  'plan-dates': inLane('plan', listPlanDatesFor),
  claims: inLane('read', listClaimsFor),
  claim: inLane('read', readClaimFor),
  'claim-file': inLane('read', readClaimFile),
  'to-claim': inLane('read', listOutagesToClaim),
  'decision-preview': inLane('settle', previewDecisionFor),
  plan: inLane('plan', readPlanFor),
  'plan-forms': inLane('plan', readFormsFor),
  'plan-waiting': inLane('plan', readPlanWaitingFor),
  'plan-handovers': inLane('plan', readHandoversFor),
  'plan-handover-preview': inLane('plan', previewHandoverFor),
  'plan-handover-file': inLane('plan', readHandoverFile),
  'plan-register': inLane('plan', readRegisterFor),
  'plan-task': inLane('plan', readTaskFor),
  'plan-file': inLane('plan', readPlanFile),
  letters: inLane('plan', readLettersFor),
  'letters-preview': inLane('plan', previewLettersFor),
  'letter-file': inLane('plan', readLetterFile),
  'letter-make': inLane('forms', makeLetterFile),
  'letters-send': inLane('letters', sendLettersFor),
  'report-choices': inLane('plan', readReportChoices),
  'plan-form-file': later('forms', async () => (await import('./questions/write-form.ts')).writeFormFor),
  'plan-form-collect': later(
    'forms',
    async () => (await import('./questions/collect-form.ts')).collectFormFor,
  ),
  'draft-sheet': inLane('plan', readDraftSheet),
  'draft-save': inLane('plan', saveDraftCells),
  'draft-drop': inLane('plan', dropDraft),
  'draft-check': inLane('plan', checkDraftFor),
  'draft-file': later('forms', async () => (await import('./questions/draft-file.ts')).writeDraftFile),
  'draft-file-read': later('forms', async () => (await import('./questions/draft-file.ts')).readDraftFile),
  'draft-hand-in': later('forms', async () => (await import('./questions/hand-in-draft.ts')).handInDraftFor),
  'form-receipt': inLane('plan', readReceiptFor),
  'form-receipt-file': inLane('plan', readReceiptFile),
  statements: inLane('read', listStatementsFor),
  statement: inLane('sealed', readStatementFor),
  'statement-file': later(
    'settle',
    async () => (await import('./questions/make-statement-file.ts')).makeStatementFile,
  ),
  'statement-preview': later(
    'settle',
    async () => (await import('./questions/preview-statement.ts')).previewStatementFor,
  ),
  explain: inLane('settle', explainFigureFor),
  checkpoints: inLane('read', listCheckpointsFor),
  'checkpoint-file': inLane('read', readCheckpointFileFor),
  'file-verify': later('verify', async () => (await import('./questions/verify-file.ts')).verifyFileFor),
  'verify-record': inLane('verify', verifyRecordFor),
  'statement-verify': inLane('verify', verifyStatementFor),
};

export type PaperQuestions = typeof PAPER_QUESTIONS;
export type PaperQuestionName = keyof PaperQuestions;
type Answer<Name extends PaperQuestionName> = PaperQuestions[Name]['answer'];

/** Asks in a thread of its own. @throws ActRefused with the code of what the question throws; PAPER_BUSY where many ask already */
export type AskPapers = <Name extends PaperQuestionName>(
  name: Name,
  input: Parameters<Answer<Name>>[1],
  who: PaperReader,
) => Promise<Awaited<ReturnType<Answer<Name>>>>;
