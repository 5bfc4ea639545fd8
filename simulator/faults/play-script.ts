import type { Act } from './act.ts';
import type { Actor } from './carry-out.ts';
import { type ActBounds, downPhases, type Fault, type TruthInterval } from './fault.ts';

export interface PlayOptions {
  /** In order of their start; read one ahead, so that a script may be endless. */
  readonly faults: Iterable<Fault>;
  readonly planAct: (fault: Fault) => Act;
  readonly actor: Actor;
  /** When the script starts (epoch ms). */
  readonly startMs: number;
  readonly nowMs: () => number;
  /** Told what was done when it is over, or when the script is stopped in the middle of it. */
  readonly onTruth: (intervals: readonly TruthInterval[]) => void;
  readonly stop: AbortSignal;
}

/** A script being played. */
export interface PlayedScript {
  /** Faults that have begun and not ended. */
  readonly active: () => readonly Fault[];
  /** Faults that have begun, whether they ended or not. */
  readonly begun: () => readonly Fault[];
  /** Settles when every fault is over, soon after `stop` aborts at the latest; rejects when an act failed. */
  readonly finished: Promise<void>;
}

/** Makes the faults at their time, and records when each was really made and undone. */
export function playScript(options: PlayOptions): PlayedScript {
  const { faults, startMs, nowMs, stop } = options;
  const active = new Set<Fault>();
  const begun: Fault[] = [];

  const playFault = async (fault: Fault) => {
    const act = options.planAct(fault);
    begun.push(fault);
    active.add(fault);
    try {
      for (const phase of downPhases(fault)) {
        await playPhase(fault, act, phase);
        if (stop.aborted) return;
      }
      await sleepUntil(startMs + fault.atMs + fault.durationMs, options);
    } finally {
      active.delete(fault);
    }
  };
  const playPhase = async (
    { number }: Fault,
    act: Act,
    { fromMs, toMs }: { fromMs: number; toMs: number },
  ) => {
    await sleepUntil(startMs + fromMs, options);
    if (stop.aborted) return;
    const from = await timed(() => options.actor.begin(act), nowMs);
    await sleepUntil(startMs + toMs, options);
    const isCutShort = stop.aborted;
    const to = await timed(() => options.actor.end(act), nowMs);
    // Where the whole ends with the fault, nobody looks whether it was seen to end.
    options.onTruth(
      act.expected.map((expected) => ({ fault: number, expected, from, ...(!isCutShort && { to }) })),
    );
  };
  const play = async () => {
    const played: Promise<void>[] = [];
    for (const fault of faults) {
      await sleepUntil(startMs + fault.atMs, options);
      if (stop.aborted) break;
      const playing = playFault(fault);
      // Looked at below; a failure meanwhile must not count as unhandled.
      playing.catch(() => undefined);
      played.push(playing);
    }
    await Promise.all(played);
  };

  return { active: () => [...active], begun: () => [...begun], finished: play() };
}

/** The act is in force from some instant between these two. */
async function timed(act: () => Promise<void>, nowMs: () => number): Promise<ActBounds> {
  const earliestMs = nowMs();
  await act();
  return { earliestMs, latestMs: nowMs() };
}

function sleepUntil(atMs: number, { nowMs, stop }: Pick<PlayOptions, 'nowMs' | 'stop'>): Promise<void> {
  const waitMs = atMs - nowMs();
  if (waitMs <= 0 || stop.aborted) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, waitMs);
  const onStop = () => resolve();
  stop.addEventListener('abort', onStop);
  return promise.finally(() => {
    clearTimeout(timer);
    stop.removeEventListener('abort', onStop);
  });
}
