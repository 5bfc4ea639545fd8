import { seconds } from '../../core/units.ts';
import { type ChooseOptions, chooseTargets } from './choose-targets.ts';
import { FAULT_KINDS, type Fault, type FaultKind } from './fault.ts';
import type { Timing } from './timing.ts';

/** The same city, seed and length give the same script. */
export interface ScriptOptions extends ChooseOptions {
  readonly timing: Timing;
  /** How long there is; absent: rounds of faults without end, with pauses in which all is well. */
  readonly durationMs?: number;
}

/** All is well for this long at first, so that everything is known to be up before something breaks. */
const HEALTHY_START_MS = seconds(8);
const ROUND_MS = seconds(60);
const PAUSE_MS = seconds(20);
const STAGGER_MS = seconds(5);
/** Where the last fault ends, all of it must still be seen, released by a canary and written down. */
const LAST_CANARY_MS = seconds(2);

/** The shortest time in which every kind of fault can happen, be confirmed and be over again. */
export function shortestScriptMs(timing: Timing): number {
  return HEALTHY_START_MS + shortestRoundMs(timing) + timing.recoveredWithinMs + LAST_CANARY_MS;
}

/**
 * Rounds in which each kind of fault happens once, each on a target of its own in a district of its own.
 * Kinds for which the city has no target are left out.
 */
export function* scriptFaults(options: ScriptOptions): Generator<Fault> {
  const { timing, durationMs = Number.POSITIVE_INFINITY } = options;
  const endMs = durationMs - timing.recoveredWithinMs - LAST_CANARY_MS;
  let startMs = HEALTHY_START_MS;
  let number = 1;
  for (let round = 0; startMs + shortestRoundMs(timing) <= endMs; round++) {
    const leftMs = endMs - startMs;
    // What is too little for a further round is given to this one.
    const isLast = leftMs < ROUND_MS + PAUSE_MS + shortestRoundMs(timing);
    const lengthMs = isLast ? Math.min(leftMs, ROUND_MS + PAUSE_MS) : ROUND_MS;
    for (const fault of buildRound(options, round, startMs, lengthMs)) yield { number: number++, ...fault };
    startMs += lengthMs + PAUSE_MS;
  }
}

/** Two cycles of a flapping device are the longest thing in a round. */
function shortestRoundMs({ confirmedWithinMs, recoveredWithinMs }: Timing): number {
  return 2 * confirmedWithinMs + recoveredWithinMs;
}

function buildRound(
  options: ScriptOptions,
  round: number,
  startMs: number,
  lengthMs: number,
): Omit<Fault, 'number'>[] {
  const { confirmedWithinMs, recoveredWithinMs } = options.timing;
  const targets = chooseTargets(options, round);
  const staggerMs = Math.min(STAGGER_MS, Math.floor((lengthMs - confirmedWithinMs) / FAULT_KINDS.length));
  // The flapping one goes first, since it needs the longest.
  const kinds: readonly FaultKind[] = ['flapping', 'link-cut', 'dead-camera', 'port-closed', 'ward-power'];
  return kinds.flatMap((kind, place) => {
    const target = targets.get(kind);
    if (target === undefined) return [];
    const fault = {
      kind,
      target,
      atMs: startMs + place * staggerMs,
      durationMs: lengthMs - place * staggerMs,
    };
    if (kind !== 'flapping') return fault;
    return { ...fault, cycle: { downMs: confirmedWithinMs, upMs: recoveredWithinMs } };
  });
}
