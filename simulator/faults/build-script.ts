import type { Entity } from '../../core/domain/state.ts';
import { seconds } from '../../core/time/units.ts';
import { type ChooseOptions, chooseTargets } from './choose-targets.ts';
import { FAULT_KINDS, type Fault, type FaultKind } from './fault.ts';
import { planAct } from './plan-act.ts';
import type { Timing } from './timing.ts';

/** How soon everything that a kind of fault shows is seen, and seen to be over. */
export type PaceOf = (kind: FaultKind) => Timing;

/** The same city, seed and length give the same script. */
export interface ScriptOptions extends ChooseOptions {
  readonly paceOf: PaceOf;
  /** How long there is; absent: rounds of faults without end, with pauses in which all is well. */
  readonly durationMs?: number;
  /** How long the faults of a round last; absent: a minute. */
  readonly roundMs?: number;
}

/** All is well for this long at first, so that everything is known to be up before something breaks. */
const HEALTHY_START_MS = seconds(8);
const USUAL_ROUND_MS = seconds(60);
const PAUSE_MS = seconds(20);
const STAGGER_MS = seconds(2);
/** Where the last fault ends, all of it must still be seen, released by a canary and written down. */
const LAST_CANARY_MS = seconds(2);

/** Seen to be over much later, since whoever was refused asks less often: a short demo ends before that. */
const LATE_TO_RECOVER: ReadonlySet<FaultKind> = new Set(['wrong-password', 'serial-swapped']);

/** The shortest time in which every kind of fault can happen and be confirmed, and most be over again. */
export function shortestScriptMs(paceOf: PaceOf): number {
  return HEALTHY_START_MS + shortestRoundMs(paceOf) + recoveryMs(paceOf) + LAST_CANARY_MS;
}

/**
 * Rounds in which each kind of fault happens once, each on a target of its own. Kinds for which the city has no target
 * are left out.
 */
export function* scriptFaults(options: ScriptOptions): Generator<Fault> {
  const { paceOf, durationMs = Number.POSITIVE_INFINITY, roundMs = USUAL_ROUND_MS } = options;
  const endMs = durationMs - recoveryMs(paceOf) - LAST_CANARY_MS;
  const shortestMs = shortestRoundMs(paceOf);
  let startMs = HEALTHY_START_MS;
  let number = 1;
  let late: readonly Entity[] = [];
  for (let round = 0; startMs + shortestMs <= endMs; round++) {
    const leftMs = endMs - startMs;
    const wholeMs = Math.max(roundMs, shortestMs);
    // What is too little for a further round is given to this one.
    const isLast = leftMs < wholeMs + PAUSE_MS + shortestMs;
    const lengthMs = isLast ? Math.min(leftMs, wholeMs + PAUSE_MS) : wholeMs;
    const faults = buildRound(options, round, startMs, lengthMs, late);
    for (const fault of faults) yield { number: number++, ...fault };
    late = faults
      .filter(({ kind }) => LATE_TO_RECOVER.has(kind))
      .flatMap((fault) => planAct(fault, options.city)?.touched ?? []);
    startMs += lengthMs + PAUSE_MS;
  }
}

function shortestRoundMs(paceOf: PaceOf): number {
  return Math.max(...FAULT_KINDS.map((kind) => neededMs(kind, paceOf)));
}

function recoveryMs(paceOf: PaceOf): number {
  const kinds = FAULT_KINDS.filter((kind) => !LATE_TO_RECOVER.has(kind));
  return Math.max(...kinds.map((kind) => paceOf(kind).recoveredWithinMs));
}

/** A flapping device goes down twice, and up in between. */
function neededMs(kind: FaultKind, paceOf: PaceOf): number {
  const { confirmedWithinMs, recoveredWithinMs } = paceOf(kind);
  return kind === 'flapping' ? 2 * confirmedWithinMs + recoveredWithinMs : confirmedWithinMs;
}

/** What needs longest goes first. */
function buildRound(
  options: ScriptOptions,
  round: number,
  startMs: number,
  lengthMs: number,
  taken: readonly Entity[],
): Omit<Fault, 'number'>[] {
  const { paceOf } = options;
  const targets = chooseTargets(options, round, taken);
  return FAULT_KINDS.toSorted((a, b) => neededMs(b, paceOf) - neededMs(a, paceOf))
    .flatMap((kind) => {
      const target = targets.get(kind);
      return target === undefined ? [] : { kind, target };
    })
    .map(({ kind, target }, place) => {
      const delayMs = Math.min(place * STAGGER_MS, lengthMs - neededMs(kind, paceOf));
      const fault = { kind, target, atMs: startMs + delayMs, durationMs: lengthMs - delayMs };
      if (kind !== 'flapping') return fault;
      const { confirmedWithinMs, recoveredWithinMs } = paceOf(kind);
      return { ...fault, cycle: { downMs: confirmedWithinMs, upMs: recoveredWithinMs } };
    })
    .sort((a, b) => a.atMs - b.atMs);
}
