import { setTimeout as wait } from 'node:timers/promises';
import { minutes, seconds } from '../../core/time/units.ts';
import type { HeartbeatAnswer } from '../wire/heartbeat.ts';
import { createBackOff } from './back-off.ts';
import { type BeatOptions, createBeat } from './beat.ts';
import { createRowShipper } from './ship-rows.ts';

export interface ShippingOptions extends Omit<BeatOptions, 'sentSeq' | 'trouble' | 'isForked'> {
  /** Aborts when no more is to be sent, after what is under way. */
  readonly stop: AbortSignal;
  /** Why what came down from the hub is not taken. */
  readonly ownTrouble: () => string | undefined;
  readonly onHeard: (answer: HeartbeatAnswer) => void;
  readonly onEvent: (event: ShippingEvent) => void;
  readonly random?: () => number;
}

/** What is worth a line in the log, or a number. A trouble is told once, and again when it is over. */
export type ShippingEvent =
  | { readonly type: 'sent'; readonly rows: number }
  | { readonly type: 'failed'; readonly reason: string; readonly detail: string; readonly isNew: boolean }
  | { readonly type: 'recovered' }
  | { readonly type: 'forked'; readonly detail: string }
  | { readonly type: 'doubled' };

export interface Shipping {
  /** Rows that no hub has yet. */
  readonly waitingRows: () => number;
  readonly isStopped: () => boolean;
  /** Sends what is there once more, for so long at most; then nothing any more. */
  readonly finish: (withinMs: number) => Promise<void>;
}

/** How soon a row is on its way. */
const LOOK_EVERY_MS = 250;
export const BEAT_EVERY_MS = seconds(5);
/** A fork is for people; whether it was mended is looked at now and then. */
const FORK_LOOK_MS = minutes(5);
/**
 * What watches and sends nothing is silent, so that another watches in its place: it says why, and then again after longer than any
 * collector may be silent.
 */
const FORK_TOLD_EVERY_MS = minutes(20);

/** Keeps a hub up to date with the own chain: rows as they come, a heartbeat every few seconds. */
export function startShipping(options: ShippingOptions): Shipping {
  const { outgoing, caller, stop, onHeard, onEvent, random } = options;
  const rows = createRowShipper(outgoing, caller);
  const sentSeq = () => rows.hubHead()?.seq ?? lastKnownSeq;
  let lastKnownSeq = 0;
  let forked: string | undefined;
  let isDoubled = false;

  const beat = createBeat({
    ...{ ...options, sentSeq },
    isForked: () => forked !== undefined,
    trouble: () => forked ?? (isDoubled ? DOUBLED : options.ownTrouble()),
  });

  const [rowTroubles, beatTroubles] = [createTroubles(onEvent), createTroubles(onEvent)];

  /** Whether the hub has another chain is known before anything is said of this one. */
  const looked = Promise.withResolvers<void>();

  async function shipRows(): Promise<void> {
    const backOff = createBackOff(random && { random });
    while (!stop.aborted) {
      const step = await rows.step();
      looked.resolve();
      lastKnownSeq = rows.hubHead()?.seq ?? lastKnownSeq;
      if (step.outcome === 'forked') {
        if (forked !== step.detail) onEvent({ type: 'forked', detail: step.detail });
        forked = step.detail;
        await pause(FORK_LOOK_MS, stop);
        continue;
      }
      if (step.outcome === 'failed') {
        if (stop.aborted) return;
        rowTroubles.failed(step);
        await pause(backOff.nextMs(), stop);
        continue;
      }
      forked = undefined;
      rowTroubles.over();
      backOff.reset();
      if (step.outcome === 'sent') onEvent({ type: 'sent', rows: step.rows });
      else await pause(LOOK_EVERY_MS, stop);
    }
    looked.resolve();
  }

  async function tellBeats(): Promise<void> {
    const backOff = createBackOff({ firstMs: BEAT_EVERY_MS, ...(random && { random }) });
    let toldForkMs = Number.NEGATIVE_INFINITY;
    await looked.promise;
    while (!stop.aborted) {
      if (forked !== undefined && performance.now() - toldForkMs < FORK_TOLD_EVERY_MS) {
        await pause(BEAT_EVERY_MS, stop);
        continue;
      }
      const isForked = forked !== undefined;
      const heard = await beat();
      if (heard.outcome === 'failed') {
        if (stop.aborted) return;
        beatTroubles.failed(heard);
        await pause(backOff.nextMs(), stop);
        continue;
      }
      beatTroubles.over();
      backOff.reset();
      toldForkMs = isForked ? performance.now() : Number.NEGATIVE_INFINITY;
      take(heard.answer);
      await pause(Math.min(BEAT_EVERY_MS, heard.answer.againInMs ?? BEAT_EVERY_MS), stop);
    }
  }

  function take(answer: HeartbeatAnswer): void {
    if (answer.isDoubled && !isDoubled) onEvent({ type: 'doubled' });
    isDoubled = answer.isDoubled;
    rows.note(answer.head);
    onHeard(answer);
  }

  const working = Promise.all([shipRows(), tellBeats()]);
  return {
    waitingRows: () => Math.max(0, outgoing.head().seq - sentSeq()),
    isStopped: () => forked !== undefined,
    finish: async (withinMs) => {
      const untilMs = performance.now() + withinMs;
      await Promise.race([working, wait(withinMs, undefined, { ref: false })]);
      while (forked === undefined && performance.now() < untilMs) {
        const step = await rows.step();
        if (step.outcome === 'sent') onEvent({ type: 'sent', rows: step.rows });
        else break;
      }
      if (performance.now() < untilMs) await beat();
    },
  };
}

/** A failure that goes on is told once, and when it is over. */
function createTroubles(onEvent: ShippingOptions['onEvent']) {
  let failing: string | undefined;
  return {
    failed: ({ reason, detail }: { readonly reason: string; readonly detail: string }) => {
      onEvent({ type: 'failed', reason, detail, isNew: failing !== reason });
      failing = reason;
    },
    over: () => {
      if (failing !== undefined) onEvent({ type: 'recovered' });
      failing = undefined;
    },
  };
}

const DOUBLED = 'two processes speak under this name: one of them is to be stopped';

/** Settles early when it aborts. */
const pause = (ms: number, stop: AbortSignal): Promise<unknown> =>
  wait(ms, undefined, { signal: stop }).catch(() => undefined);
