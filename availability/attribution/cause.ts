import type { Entity, UnknownReason } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';

/**
 * A maximal run of `down`. It truly began in `(afterMs, fromMs]` and ended in `(untilAfterMs, toMs]`.
 * While it lasts `untilAfterMs` is absent, and `toMs` is infinite or the instant up to which is asked.
 */
export interface DownSpan extends Interval {
  /** Last contrary probe before `fromMs`. */
  readonly afterMs: number;
  /** Last probe that still found it down. */
  readonly untilAfterMs?: number;
  readonly reason?: string;
  /** Where it stands in the ledger: `change:SEQ`. */
  readonly ref: string;
}

/** Of the port of a line, which is no outage of the line: it cuts off what is behind it all the same. */
export const SWITCHED_OFF = 'switched-off' satisfies UnknownReason;

export type OwnerCause =
  | 'own'
  | 'upstream'
  | 'power'
  | 'client'
  | 'vandalism'
  | 'third-party'
  | 'force-majeure'
  | 'monitoring'
  | 'undetermined';

/** What was decided (a claim) or read (a UPS) of the cause of an entity's own outages. */
export interface DecidedCause extends Interval {
  readonly cause: Exclude<OwnerCause, 'own' | 'upstream'>;
  /** `claim:ID`. */
  readonly ref: string;
  /** Also of the start after it: what is still down at its end may start for as long as is agreed. */
  readonly hasStart?: true;
}

/** Why something could not be reached, as a chain that leads to the outage at its root. */
export interface Cause {
  /** Whose outage is the root. */
  readonly owner: Entity;
  /** The outage that this step of the chain adds, and of whom; absent where ways come together. */
  readonly outage?: { readonly entity: Entity; readonly span: DownSpan };
  /** What was decided of the root. */
  readonly decided?: DecidedCause;
  /** The end of the restart grace, where only that makes it somebody else's. */
  readonly graceToMs?: number;
  /** What this step follows from. The first leads to the root; others are the ways that were cut besides. */
  readonly because: readonly Cause[];
}

/** The outage at the root, along the ways that led there, not those that were cut besides. */
export function rootOutage(cause: Cause): DownSpan | undefined {
  let [step, span] = [cause, cause.outage?.span];
  for (let next = step.because[0]; next; next = step.because[0]) {
    step = next;
    span = step.outage?.span ?? span;
  }
  return span;
}

/** The word for a cause in the figures of an entity. */
export function ownerCause(cause: Cause, entity: Entity): OwnerCause {
  return cause.decided?.cause ?? (cause.owner === entity ? 'own' : 'upstream');
}

/**
 * The chain in plain references: that of the entity's own outage, then for each outage above it
 * `link:x down 2026-10-05T03:00:00.000Z–2026-10-05T03:12:00.000Z` and its reference, each once; `switched-off` in place of
 * `down` where only the port of a line was.
 */
export function createEvidence(): (cause: Cause) => readonly string[] {
  // Everything behind a cut says the same of it.
  const known = new Map<Cause, readonly string[]>();
  const chainOf = (first: Cause): readonly string[] => {
    const lines = known.get(first) ?? renderChain([first]);
    known.set(first, lines);
    return lines;
  };
  return ({ outage, graceToMs, because, decided }) => {
    const evidence = new Set<string>();
    if (outage) evidence.add(outage.span.ref);
    if (graceToMs !== undefined) evidence.add(`restart grace until ${renderInstant(graceToMs)}`);
    const [first, ...others] = because;
    if (first)
      for (const line of others.length === 0 ? chainOf(first) : renderChain(because)) evidence.add(line);
    if (decided) evidence.add(decided.ref);
    return [...evidence];
  };
}

function renderChain(because: readonly Cause[]): readonly string[] {
  const lines: string[] = [];
  const seen = new Set<Cause>();
  const pending = because.toReversed();
  for (let step = pending.pop(); step; step = pending.pop()) {
    if (seen.has(step)) continue;
    seen.add(step);
    lines.push(...renderStep(step));
    pending.push(...step.because.toReversed());
  }
  return lines;
}

function renderStep({ outage, graceToMs }: Cause): readonly string[] {
  if (!outage) return [];
  const { entity, span } = outage;
  const grace = graceToMs === undefined ? [] : [`restart grace until ${renderInstant(graceToMs)}`];
  const what = span.reason === SWITCHED_OFF ? SWITCHED_OFF : 'down';
  return [`${entity} ${what} ${renderSpan(span)}`, span.ref, ...grace];
}

function renderSpan({ fromMs, toMs, untilAfterMs }: DownSpan): string {
  return untilAfterMs === undefined
    ? `since ${renderInstant(fromMs)}`
    : `${renderInstant(fromMs)}–${renderInstant(toMs)}`;
}

const renderInstant = (instantMs: number) =>
  Number.isFinite(instantMs) ? new Date(instantMs).toISOString() : 'an open end';
