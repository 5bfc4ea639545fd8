import { objectedSince } from '../../../contracts/statements/statement-disputes.ts';
import {
  type Filed,
  filedBy,
  listFiled,
  type StatementLife,
  signOffOf,
} from '../../../contracts/statements/statement-register.ts';
import type { SignOff } from '../../../contracts/statements/statement-schema.ts';
import { valueAt } from '../../../core/time/versions.ts';
import { type Claim, foldClaims, isPending } from '../../../ledger/decisions/claims.ts';
import { contractorParty } from '../../../ledger/decisions/party.ts';
import { namesOfStatement } from '../../../reports/statement/names-on-record.ts';
import { expectStatement, type StatementAsked } from '../expect-statement.ts';
import type { PaperContext } from '../paper-context.ts';
import { pickShown, type ShownStatement } from '../shown-statement.ts';

export interface StatementToRead extends StatementAsked {
  /** The beginning of the hash of an earlier one; absent: what counts now. */
  readonly hash?: string | undefined;
}

/** A statement as it was sealed, with all that was done about it. */
export interface StatementRead {
  readonly contract: string;
  readonly period: string;
  readonly toMs: number;
  /** Absent where there is none that counts. */
  readonly shown?: ShownStatement & { readonly filed: Filed };
  /** All that was ever sealed of it, the first one first. */
  readonly filed: readonly Filed[];
  readonly latest?: string;
  readonly objections: StatementLife['objections'];
  /** That the contractor agreed to the one that is shown. */
  readonly signOff?: SignOff;
  /** Claims of the period that nobody has decided yet. */
  readonly pending: readonly Claim['id'][];
  /** Files of the one that is shown. */
  readonly handedOut: StatementLife['handedOut'];
  /** Whether whoever asks may take the step now, as far as their account may act. */
  readonly may: Readonly<Record<'draft' | 'replace' | 'issue' | 'restate' | 'object' | 'agree', boolean>>;
  /** Of its last step: whoever acts says what they saw. */
  readonly afterSeq: number;
  readonly nowMs: number;
}

/** @throws PAPER_UNKNOWN, STATEMENT_UNKNOWN, STATEMENT_FILE, LEDGER_ATTACHMENT */
export function readStatementFor(context: PaperContext, asked: StatementToRead): StatementRead {
  const { life, period, statements } = expectStatement(context, asked);
  const filed = asked.hash === undefined ? life.latest : filedBy(life, asked.hash);
  const signOff = life.signOffs.find(({ of }) => of === filed?.sha256);
  return {
    ...{ contract: asked.contract, period: asked.period, toMs: period.toMs },
    ...(filed && { shown: { ...shownOf(), filed } }),
    filed: listFiled(life),
    ...(life.latest && { latest: life.latest.sha256 }),
    objections: life.objections,
    ...(signOff && { signOff }),
    pending: [...foldClaims(context.reader.decisions('claim')).values()]
      .filter(
        (claim) =>
          claim.contract === asked.contract &&
          isPending(claim) &&
          claim.interval.fromMs < period.toMs &&
          claim.interval.toMs > period.fromMs,
      )
      .map(({ id }) => id),
    handedOut: life.handedOut.filter(({ of }) => of === filed?.sha256),
    may: mayStep(context, life, period.toMs, boundBy(context, asked.contract, period.toMs)),
    afterSeq: life.steps.at(-1)?.seq ?? 0,
    nowMs: context.nowMs,
  };

  function shownOf(): ShownStatement {
    const document = statements.documentOf(filed as Filed);
    // What was objected since stands beside a draft that still counts.
    const since = filed === life.latest ? objectedSince(document, life) : undefined;
    return pickShown({ ...document, ...since }, (picked) => namesOfStatement(statements, picked));
  }
}

const boundBy = ({ parties }: PaperContext, contract: string, toMs: number): string | undefined =>
  valueAt(parties.contracts.get(contract), toMs - 1)?.contractor;

function mayStep(
  { who, nowMs }: PaperContext,
  life: StatementLife,
  toMs: number,
  contractor: string | undefined,
): StatementRead['may'] {
  const { draft, issued } = life;
  const isContractor = contractor !== undefined && who.party === contractorParty(contractor);
  // Who agreed has nothing left to object to, nor to agree to.
  const isAnswered = !draft || issued !== undefined || signOffOf(life) !== undefined;
  const isOffice = who.party === 'dost' && who.role === 'dost';
  return {
    draft: isOffice && !draft && !issued && toMs <= nowMs,
    replace: isOffice && draft !== undefined && !issued,
    issue: isOffice && draft !== undefined && !issued,
    restate: isOffice && issued !== undefined,
    object: isContractor && !isAnswered && nowMs < draft.objectionEndsMs,
    agree: isContractor && !isAnswered,
  };
}
