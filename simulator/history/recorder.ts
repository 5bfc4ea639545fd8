import type { Revision } from '../../core/domain/revision.ts';
import type { CoverageEnd } from '../../core/domain/sinks.ts';
import type { Change } from '../../core/domain/state.ts';
import { minutes } from '../../core/time/units.ts';
import type { EventQueue } from './event-queue.ts';
import { createGapFinder, type Gap } from './gaps.ts';
import type { HistoryStep } from './history-step.ts';
import { awaitProofs, type Proof, recordProof } from './measure.ts';
import { applyTurn, type Turn } from './turns.ts';

export type HistoryEvent =
  | { readonly kind: 'turn'; readonly turn: Turn }
  | { readonly kind: 'proof'; readonly proof: Proof }
  | { readonly kind: 'revisions'; readonly revisions: readonly Revision[] }
  | { readonly kind: 'blind' | 'sight'; readonly gap: Gap };

export interface RecorderOptions {
  readonly queue: EventQueue<HistoryEvent>;
  readonly gaps: readonly Gap[];
  readonly startMs: number;
  readonly toMs: number;
  /** Of all checks: those of one are covered one interval after the first look, and after each gap. */
  readonly intervalsMs: ReadonlySet<number>;
}

/** Lets happen what is due, and hands on what a collector would record of it. */
export interface Recorder {
  readonly run: (untilMs: number) => Generator<HistoryStep>;
  readonly end: () => Generator<HistoryStep>;
}

/** Changes are handed to the ledger once a minute. */
const BATCH_MS = minutes(1);

export function createRecorder({ queue, gaps, startMs, toMs, intervalsMs }: RecorderOptions): Recorder {
  const gapAt = createGapFinder(gaps);
  let seenFromMs = startMs;
  let runCount = 1;
  let changes: Change[] = [];
  let dueMs = Number.POSITIVE_INFINITY;
  for (const gap of gaps) {
    queue.push(gap.fromMs, { kind: 'blind', gap });
    queue.push(gap.toMs, { kind: 'sight', gap });
  }

  function* flush(recordedMs: number, ended?: { readonly closed?: CoverageEnd }): Generator<HistoryStep> {
    const coverage = [...intervalsMs]
      .map((intervalMs) => ({ intervalMs, fromMs: seenFromMs + intervalMs, toMs: recordedMs, ...ended }))
      .filter(({ fromMs, toMs: endMs }) => fromMs < endMs);
    if (changes.length > 0 || coverage.length > 0)
      yield { kind: 'batch', batch: { changes, coverage }, recordedMs };
    changes = [];
    dueMs = Number.POSITIVE_INFINITY;
  }
  const add = (proof: Proof) => {
    const change = recordProof(proof);
    if (!change) return;
    changes.push(change);
    // What is proven right before a gap is handed over when it begins.
    if (changes.length === 1) dueMs = Math.floor(proof.provenMs / BATCH_MS + 1) * BATCH_MS;
  };
  const turn = (one: Turn) => {
    for (const member of applyTurn(one)) {
      for (const proof of awaitProofs(member, one.atMs, gapAt))
        queue.push(proof.provenMs, { kind: 'proof', proof });
    }
  };
  function* happen(event: HistoryEvent, atMs: number): Generator<HistoryStep> {
    switch (event.kind) {
      case 'turn':
        return turn(event.turn);
      case 'proof':
        return add(event.proof);
      case 'revisions':
        return yield { kind: 'revisions', revisions: event.revisions, recordedMs: atMs };
      case 'blind':
        // A crash writes nothing: the next run finds the coverage open.
        return yield* flush(atMs, event.gap.end === 'crash' ? {} : { closed: event.gap.end });
      case 'sight':
        seenFromMs = atMs;
        if (event.gap.end !== 'crash' && event.gap.end !== 'stop') return;
        runCount++;
        yield { kind: 'start', run: `history-${runCount}`, recordedMs: atMs };
    }
  }
  function* run(untilMs: number): Generator<HistoryStep> {
    for (let atMs = queue.nextMs(); atMs < untilMs; atMs = queue.nextMs()) {
      if (dueMs <= atMs) yield* flush(dueMs);
      const event = queue.pop();
      if (event) yield* happen(event, atMs);
    }
    if (dueMs <= untilMs) yield* flush(dueMs);
  }

  return {
    run,
    end: function* () {
      yield* run(toMs);
      yield* flush(toMs, { closed: 'stop' });
    },
  };
}
