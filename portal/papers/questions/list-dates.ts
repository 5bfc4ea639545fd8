import { answerUntilMs, hearingOf } from '../../../contracts/claims/hearing.ts';
import type { WorkOutcome } from '../../../contracts/settle/judge-work.ts';
import { listFiled, readLives, signOffOf } from '../../../contracts/statements/statement-register.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import { days } from '../../../core/time/units.ts';
import { valueAt } from '../../../core/time/versions.ts';
import { type Claim, foldClaims, isPending } from '../../../ledger/decisions/claims.ts';
import { agencyParty, contractorParty, type Party } from '../../../ledger/decisions/party.ts';
import { mayReadClaim, mayReadContract } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';
import { listWorksFor } from './list-works.ts';

export const PAPER_DATES = ['work', 'claim-decide', 'claim-answer', 'statement'] as const;
export const PLAN_DATES = ['forms', 'report', 'task', 'milestone'] as const;

/** What stands in a calendar. */
export interface Dated {
  /** The same for as long as it is the same matter, whenever it is due. */
  readonly id: string;
  readonly kind: (typeof PAPER_DATES)[number] | (typeof PLAN_DATES)[number];
  /** An instant is a stretch without length. */
  readonly when: Interval | { readonly date: string };
  /** Cancelled, decided or done: it is due no more. */
  readonly isOff: boolean;
  /** Number or id of what it is about. */
  readonly subject: string;
  readonly contract?: string;
  /** In the words of whoever wrote it. */
  readonly text?: string;
  /** What contracts make of planned work. */
  readonly outcomes?: readonly WorkOutcome['outcome'][];
  readonly whose: readonly Party[];
  readonly path: string;
  /** When its last row was recorded. */
  readonly changedMs?: number;
}

/** What is over stays for so long: a calendar is told that something was cancelled. */
const KEPT_MS = days(90);

/** Planned work, and until when somebody must decide, answer or object: of what whoever asks may read. */
export function listDatesFor(
  context: PaperContext,
  _asked: Readonly<Record<never, never>> = {},
): { readonly dates: readonly Dated[]; readonly nowMs: number } {
  const { nowMs } = context;
  const dates = [...datesOfWorks(context), ...datesOfClaims(context), ...datesOfStatements(context)];
  const isKept = ({ when, kind, isOff }: Dated) =>
    !('toMs' in when) ||
    when.toMs > nowMs - KEPT_MS ||
    // However long it is overdue, it waits.
    (!isOff && (kind === 'claim-decide' || kind === 'claim-answer'));
  return { dates: dates.filter(isKept), nowMs };
}

function datesOfWorks(context: PaperContext): readonly Dated[] {
  return listWorksFor(context).works.map(
    ({ id, interval, state, by, reason, recordedMs, cancelled, outcomes }): Dated => ({
      ...{ id: `work-${id}`, kind: 'work', when: interval, isOff: state === 'cancelled', subject: id },
      ...(outcomes.length > 0 && { outcomes: outcomes.map(({ outcome }) => outcome) }),
      ...{ text: reason, whose: [by], path: '/works', changedMs: cancelled?.recordedMs ?? recordedMs },
    }),
  );
}

function datesOfClaims(context: PaperContext): readonly Dated[] {
  const { reader, nowMs } = context;
  return [...foldClaims(reader.decisions('claim')).values()]
    .filter((claim) => mayReadClaim(context, claim))
    .flatMap((claim): readonly Dated[] => {
      const { id, contract, decideByMs } = claim;
      const common = { subject: id, contract, path: `/claims/${encodeURIComponent(id)}` };
      const changedMs = (claim.decision ?? claim.withdrawn ?? claim).recordedMs;
      const decide: Dated = {
        ...{ id: `claim-${id}`, kind: 'claim-decide', when: at(decideByMs), isOff: !isPending(claim) },
        ...{ ...common, whose: ['dost'], changedMs },
      };
      return [decide, ...askedOf(claim).map((party) => answerOf(claim, party, { common, changedMs, nowMs }))];
    });
}

const askedOf = ({ hearings }: Claim): readonly Party[] => [...new Set(hearings.map(({ party }) => party))];

function answerOf(
  claim: Claim,
  party: Party,
  {
    common,
    changedMs,
    nowMs,
  }: {
    readonly common: Pick<Dated, 'subject' | 'contract' | 'path'>;
    readonly changedMs: number;
    readonly nowMs: number;
  },
): Dated {
  const untilMs = answerUntilMs(claim, party) ?? claim.recordedMs;
  const hasSaid = claim.hearings.some((hearing) => hearing.party === party && hearing.says !== undefined);
  const last = claim.hearings.findLast((hearing) => hearing.party === party);
  return {
    ...{ id: `claim-${claim.id}-${party}`, kind: 'claim-answer', when: at(untilMs), ...common },
    isOff: !isPending(claim) || hasSaid || (untilMs > nowMs && hearingOf(claim, party, nowMs) === 'done'),
    ...{ whose: [party], changedMs: Math.max(last?.recordedMs ?? 0, isPending(claim) ? 0 : changedMs) },
  };
}

function datesOfStatements(context: PaperContext): readonly Dated[] {
  const { reader, parties } = context;
  return readLives(reader.decisions('statement')).flatMap((life): readonly Dated[] => {
    const drafted = listFiled(life).findLast(({ action }) => action === 'drafted');
    if (!drafted || !mayReadContract(context, drafted.contract, drafted.period.toMs - 1)) return [];
    const { contract, period, objectionEndsMs } = drafted;
    const versions = parties.contracts.get(contract);
    const bound = versions && (valueAt(versions, period.toMs - 1) ?? versions.at(-1)?.value);
    const path = `/statements/${encodeURIComponent(contract)}/${encodeURIComponent(period.label)}`;
    return [
      {
        ...{ id: `statement-${life.id}`, kind: 'statement', when: at(objectionEndsMs), path, contract },
        ...{ subject: period.label },
        // Whoever agreed has ended the time to object.
        isOff: life.draft === undefined || life.issued !== undefined || signOffOf(life) !== undefined,
        whose: [
          ...(bound ? [contractorParty(bound.contractor)] : []),
          ...(bound?.agency === undefined ? [] : [agencyParty(bound.agency)]),
        ],
        changedMs: life.steps.at(-1)?.recordedMs ?? drafted.recordedMs,
      },
    ];
  });
}

const at = (atMs: number): Interval => ({ fromMs: atMs, toMs: atMs });
