import { seconds } from '../../core/time/units.ts';
import type { CoveredSpan } from '../../ledger/record/turns.ts';

/** How far a collector is known to cover. */
export interface HeardCollector {
  readonly toMs: number;
  /** Since when what still grows does. */
  readonly openFromMs?: number;
  /** It covered until a moment ago: that it does not now is not taken from words that may be on the way still. */
  readonly isGoingOn: boolean;
  /** When that was found to grow last, by a clock that no machine sets: what collectors say is by clocks of their own. */
  readonly grewMs: number;
}

export type Heard = ReadonlyMap<string, HeardCollector>;

/** Three of the longest beats of a collector. */
const PATIENCE_MS = seconds(15);

/**
 * @param spans What ended since the last time, and what grows.
 * @returns how far each covers, and from when on that is another than was taken; `undefined` where all go on as they did.
 */
export function hearCoverage(
  before: Heard,
  spans: readonly CoveredSpan[],
  nowMs: number,
): { readonly heard: Heard; readonly changedMs: number | undefined } {
  const told = new Map(spans.map((span) => [span.collector, span]));
  const heard = new Map<string, HeardCollector>();
  const changes: number[] = [];
  for (const collector of new Set([...before.keys(), ...told.keys()])) {
    const [known, span] = [before.get(collector), told.get(collector)];
    const now = hearOne(known, span, nowMs);
    heard.set(collector, now);
    const changedMs = changedFrom(known, span, now);
    if (changedMs !== undefined) changes.push(changedMs);
  }
  return { heard, changedMs: changes.length > 0 ? Math.min(...changes) : undefined };
}

function hearOne(
  known: HeardCollector | undefined,
  span: CoveredSpan | undefined,
  nowMs: number,
): HeardCollector {
  const before = known?.toMs ?? Number.NEGATIVE_INFINITY;
  const toMs = Math.max(before, span?.toMs ?? before);
  const { openFromMs } = span ?? {};
  const hasGrown = toMs > before;
  const grewMs = hasGrown ? nowMs : (known?.grewMs ?? nowMs);
  const isPatient = known?.isGoingOn === true && nowMs - grewMs < PATIENCE_MS;
  return {
    ...{ toMs, grewMs, isGoingOn: openFromMs !== undefined && (hasGrown || isPatient) },
    ...(openFromMs !== undefined && { openFromMs }),
  };
}

function changedFrom(
  known: HeardCollector | undefined,
  span: CoveredSpan | undefined,
  now: HeardCollector,
): number | undefined {
  // Its turn may begin with its first word, before it covers anything.
  if (known === undefined) return Number.MIN_SAFE_INTEGER;
  if (span?.endedMs !== undefined) return Math.min(known.toMs, span.endedMs);
  const goesOn = known.isGoingOn && now.isGoingOn && known.openFromMs === now.openFromMs;
  const isAsBefore = known.toMs === now.toMs && known.isGoingOn === now.isGoingOn;
  return goesOn || isAsBefore ? undefined : known.toMs;
}
