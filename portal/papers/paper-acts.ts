import type { ActContext } from '../../contracts/actions/act-context.ts';
import { decideClaim } from '../../contracts/actions/claims/decide-claim.ts';
import { fileClaim } from '../../contracts/actions/claims/file-claim.ts';
import { hearClaim } from '../../contracts/actions/claims/hear-claim.ts';
import { withdrawClaim } from '../../contracts/actions/claims/withdraw-claim.ts';
import { handOutStatement } from '../../contracts/actions/statements/hand-out-statement.ts';
import { cancelWork } from '../../contracts/actions/works/cancel-work.ts';
import type { DecisionTable } from '../../ledger/record/decisions.ts';
import { answerHandover } from '../../plan/actions/answer-handover.ts';
import type { PlanAct } from '../../plan/actions/plan-act.ts';
import { proposeHandover } from '../../plan/actions/propose-handover.ts';
import { removeEntry } from '../../plan/actions/remove-entry.ts';
import { setEntry } from '../../plan/actions/set-entry.ts';
import { announceUnder } from './announce-under.ts';
import type { PaperActContext } from './paper-act-context.ts';
import { agreeFor, draftFor, issueFor, objectFor, restateFor } from './statement-acts.ts';

interface PaperAct<Input, Result> {
  /** Where its rows stand. */
  readonly table: DecisionTable;
  readonly perform: (context: PaperActContext, input: Input) => Result;
}

const act = <Input, Result>(
  table: DecisionTable,
  perform: PaperAct<Input, Result>['perform'],
): PaperAct<Input, Result> => ({ table, perform });

/** On the plan, which is opened for it: by its file and what is on record of it. */
const planAct = <Input, Result>(perform: (act: PlanAct, input: Input) => Result) =>
  ({ table: 'plan_step', needs: 'plan', perform }) as const;

/** What people put on record from pages about contracts and the plan; commands call the same. */
export const PAPER_ACTS = {
  'claim-file': act('claim', fileClaim),
  'claim-hear': act('claim', hearClaim),
  'claim-decide': act('claim', decideClaim),
  'claim-withdraw': act('claim', withdrawClaim),
  'work-announce': act('maintenance', announceUnder),
  'work-cancel': act('maintenance', cancelWork),
  'plan-set': planAct(setEntry),
  'plan-remove': planAct(removeEntry),
  'handover-propose': planAct(proposeHandover),
  'handover-answer': planAct(answerHandover),
  'statement-hand-out': act('statement', handOutStatement),
  'statement-agree': act('statement', agreeFor),
  'statement-object': act('statement', objectFor),
  'statement-draft': act('statement', draftFor),
  'statement-issue': act('statement', issueFor),
  'statement-restate': act('statement', restateFor),
};

export type PaperActs = typeof PAPER_ACTS;
export type PaperActName = keyof PaperActs;
type Perform<Name extends PaperActName> = PaperActs[Name]['perform'];

/** What somebody does, with what they saw of it. */
export interface PaperDeed<Name extends PaperActName = PaperActName> {
  readonly name: Name;
  readonly input: Parameters<Perform<Name>>[1];
  /**
   * Of what it is about: its id, and its last row on the page. What another has done meanwhile is to be seen first. An id that ends
   * with a colon is that of a register: what whoever acts has added there since.
   */
  readonly about?: { readonly id: string; readonly afterSeq: number };
  readonly files?: ActContext['files'];
}

/** Puts it on record, in a thread that waits for the ledger. @throws ActRefused */
export type DoPapers = <Name extends PaperActName>(
  deed: PaperDeed<Name>,
  by: { readonly party: string; readonly author: string },
) => Promise<Awaited<ReturnType<Perform<Name>>>>;
