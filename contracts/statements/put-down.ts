import { firstEndingAfter } from '../../core/time/intervals.ts';
import { type CitedStretch, clausesOfBlame, clausesOfStretch, joinClauses } from './clauses.ts';

/** What an outage is put down to (clause 5.11), in the order in which it begins: each instant once, after excuses. */
export interface PutDown {
  readonly class: string;
  readonly ms: number;
  /** What took it out: then it is put down to nobody. */
  readonly excuse?: { readonly cause: string; readonly ref: string };
  /** Who answers for it. */
  readonly blame?: { readonly cause: string; readonly owner: string; readonly isOwn: boolean };
  readonly clauses: readonly string[];
}

export interface BlamedOutage {
  readonly fromMs: number;
  readonly isShort: boolean;
  /** Who answers before anything is taken out, one after the other from the beginning. */
  readonly blame: readonly {
    readonly cause: string;
    readonly owner: string;
    readonly isOwn: boolean;
    readonly ms: number;
    readonly evidence: readonly string[];
  }[];
}

export interface ClassedStretch
  extends Omit<CitedStretch, 'blame' | 'isShort' | 'isNeverMeasured' | 'excuse'> {
  readonly fromMs: number;
  readonly toMs: number;
  readonly excuse?: { readonly cause: string; readonly ref: string } | undefined;
}

type Piece = BlamedOutage['blame'][number] & { readonly fromMs: number; readonly toMs: number };

/** The cause that a claim was filed for, by its reference. */
export type CauseOfClaim = (ref: string) => string | undefined;

/**
 * What of an outage is in the part, by what became of it: from a sealed file as from a settlement.
 * @param stretches Of the same device or line and part, in order.
 */
export function putDown(
  outage: BlamedOutage,
  stretches: readonly ClassedStretch[],
  causeOfClaim: CauseOfClaim,
): readonly PutDown[] {
  const sums = new Map<string, PutDown>();
  for (const piece of piecesOf(outage))
    for (let index = firstEndingAfter(stretches, piece.fromMs); index < stretches.length; index++) {
      const stretch = stretches[index];
      if (!stretch || stretch.fromMs >= piece.toMs) break;
      const ms = Math.min(piece.toMs, stretch.toMs) - Math.max(piece.fromMs, stretch.fromMs);
      const told = tell(stretch, piece, { isShort: outage.isShort, causeOfClaim });
      const key = JSON.stringify([told.class, told.excuse, told.blame]);
      const known = sums.get(key);
      sums.set(key, {
        ...told,
        ms: ms + (known?.ms ?? 0),
        clauses: joinClauses(known?.clauses ?? [], told.clauses),
      });
    }
  return [...sums.values()];
}

function piecesOf({ fromMs, blame }: BlamedOutage): readonly Piece[] {
  let startMs = fromMs;
  return blame.map((one) => {
    const piece = { ...one, fromMs: startMs, toMs: startMs + one.ms };
    startMs = piece.toMs;
    return piece;
  });
}

function tell(
  stretch: ClassedStretch,
  piece: Piece,
  { isShort, causeOfClaim }: { readonly isShort: boolean; readonly causeOfClaim: CauseOfClaim },
): Omit<PutDown, 'ms'> {
  const { class: settled, excuse } = stretch;
  if (settled === 'down' || settled === 'others') {
    const { owner, isOwn } = piece;
    const cause = decidedFor(piece, causeOfClaim);
    return { class: settled, blame: { cause, owner, isOwn }, clauses: clausesOfBlame(piece) };
  }
  const clauses = clausesOfStretch({ ...stretch, isShort });
  return { class: settled, ...(excuse && { excuse: { cause: excuse.cause, ref: excuse.ref } }), clauses };
}

/** A decision stands at the end of the chain of evidence: its own word for the cause is closer than that of the figures. */
function decidedFor({ cause, evidence }: Piece, causeOfClaim: CauseOfClaim): string {
  if (cause === 'own' || cause === 'upstream') return cause;
  return causeOfClaim(evidence.at(-1) ?? '') === 'vandalism' ? 'vandalism' : cause;
}
