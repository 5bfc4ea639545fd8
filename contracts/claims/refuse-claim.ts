import type { Said } from '../../core/language/said.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { type Claim, findClaim, isPending } from '../../ledger/decisions/claims.ts';
import { DecisionError } from '../../ledger/decisions/decision-error.ts';

/** What the rules need besides the claims: the clock, and how instants are written. */
export interface RuleContext {
  readonly nowMs: number;
  readonly at: (atMs: number) => string;
}

export function pendingClaim(claims: ReadonlyMap<string, Claim>, id: string, { at }: RuleContext): Claim {
  const claim = findClaim(claims, id);
  if (isPending(claim)) return claim;
  const { status, decision, withdrawn } = claim;
  const last = decision ?? withdrawn;
  return refuse({
    en: `expected a claim that waits for its decision, got claim ${id}, which ${last?.by} has ${WORDS[status]} ${at(last?.recordedMs ?? 0)}`,
    vi: `cần đề nghị đang chờ quyết định, đề nghị số ${id}: ${WORDS_VI[status]}, ${last?.by}, ${at(last?.recordedMs ?? 0)}`,
  });
}

const WORDS = {
  filed: 'filed',
  accepted: 'accepted',
  'accepted-in-part': 'accepted in part',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
} as const;

export const WORDS_VI = {
  filed: 'đã gửi',
  accepted: 'đã chấp thuận',
  'accepted-in-part': 'đã chấp thuận một phần',
  rejected: 'không chấp thuận',
  withdrawn: 'đã rút',
} as const;

export const render = ({ fromMs, toMs }: Interval, at: (atMs: number) => string) =>
  `${at(fromMs)} to ${at(toMs)}`;

/** The first few names, and how many more there are. */
export function name(entities: readonly string[]): Said {
  const more = entities.length - 5;
  const first = entities.slice(0, 5).join(', ');
  return more > 0
    ? { en: `${first} and ${more} more`, vi: `${first} và ${more} mục khác` }
    : { en: first, vi: first };
}

/** `command`: what whoever types commands does about it. */
export function refuse(said: Said, command?: string): never {
  throw new DecisionError('CLAIM_REFUSED', said, { command });
}
