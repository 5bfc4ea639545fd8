import {
  listFiled,
  readLives,
  type StatementLife,
  signOffOf,
} from '../../../contracts/statements/statement-register.ts';
import { mayReadContract } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';

export const STATEMENT_STATES = ['draft', 'issued', 'restated', 'withdrawn'] as const;
export type StatementState = (typeof STATEMENT_STATES)[number];

export interface StatementsAsked {
  readonly state?: StatementState | undefined;
  readonly contract?: string | undefined;
}

/** What a register has of one statement. */
export interface StatementListed {
  readonly contract: string;
  readonly period: string;
  readonly state: StatementState;
  /** Of a restatement. */
  readonly number: number;
  /** Absent where it was withdrawn. */
  readonly latest?: Pick<NonNullable<StatementLife['latest']>, 'total' | 'disputed' | 'objectionEndsMs'>;
  readonly objections: number;
  /** When the contractor agreed to the draft that stands: nobody may object to it any more. */
  readonly agreedMs?: number;
  /** What was done last, when and by whom. */
  readonly last: { readonly action: string; readonly recordedMs: number; readonly author: string };
}

export interface StatementsFound {
  /** Drafts come first, by their deadline; then what was done last. */
  readonly statements: readonly StatementListed[];
  /** Of all that whoever asks may read, of the contract where one is chosen. */
  readonly counts: Readonly<Record<StatementState, number>>;
  readonly nowMs: number;
}

export function listStatementsFor(
  context: PaperContext,
  { state, contract }: StatementsAsked,
): StatementsFound {
  const { reader, nowMs } = context;
  const readable = readLives(reader.decisions('statement')).flatMap((life): readonly StatementListed[] => {
    const [first] = listFiled(life);
    if (!first || (contract ?? first.contract) !== first.contract) return [];
    return mayReadContract(context, first.contract, first.period.toMs - 1) ? listedOf(life) : [];
  });
  const counts = Object.fromEntries(
    STATEMENT_STATES.map((one) => [one, readable.filter((listed) => listed.state === one).length]),
  ) as Record<StatementState, number>;
  return {
    statements: readable.filter((listed) => (state ?? listed.state) === listed.state).sort(byUrgency),
    counts,
    nowMs,
  };
}

function listedOf(life: StatementLife): readonly StatementListed[] {
  const { latest, objections, steps } = life;
  const [first, last] = [listFiled(life)[0], steps.at(-1)];
  if (!first || !last) return [];
  const agreed = signOffOf(life);
  const { action, recordedMs, author } = last;
  return [
    {
      ...{ contract: first.contract, period: first.period.label, objections: objections.length },
      ...{ state: stateOf(latest), number: latest?.number ?? 0, last: { action, recordedMs, author } },
      ...(agreed && { agreedMs: agreed.recordedMs }),
      ...(latest && {
        latest: {
          total: latest.total,
          disputed: latest.disputed,
          objectionEndsMs: latest.objectionEndsMs,
        },
      }),
    },
  ];
}

function stateOf(latest: StatementLife['latest']): StatementState {
  if (!latest) return 'withdrawn';
  return latest.action === 'drafted' ? 'draft' : latest.action;
}

/** A draft waits for objections, and is issued after them. */
function byUrgency(a: StatementListed, b: StatementListed): number {
  const dueOf = ({ state, latest }: StatementListed) =>
    state === 'draft' && latest ? latest.objectionEndsMs : undefined;
  const [one, other] = [dueOf(a), dueOf(b)];
  if (one !== undefined && other !== undefined) return one - other;
  if (one !== undefined || other !== undefined) return one === undefined ? 1 : -1;
  return b.last.recordedMs - a.last.recordedMs;
}
