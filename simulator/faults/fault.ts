import type { Expected } from './expected.ts';

export const FAULT_KINDS = [
  'link-cut',
  'ward-power',
  'port-down',
  'saturated',
  'agent-restart',
  'flapping',
  'dead-camera',
  'no-video',
  'clock-drift',
  'wrong-password',
  'port-closed',
  'disk-full',
  'channel-lost',
  'serial-swapped',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One scripted fault, as data. Offsets count from the start of the script. */
export interface Fault {
  /** Place in the script, from 1. */
  readonly number: number;
  readonly kind: FaultKind;
  /** A link (`link-cut`, `port-down`, `saturated`), an area (`ward-power`) or a device (the others), by id. */
  readonly target: string;
  readonly atMs: number;
  readonly durationMs: number;
  /** A flapping device goes down and up in turn, from its start to its end; others are down all the time. */
  readonly cycle?: { readonly downMs: number; readonly upMs: number };
}

/** An act of the script happened between these two instants (epoch ms): right before it was made, and right after. */
export interface ActBounds {
  readonly earliestMs: number;
  readonly latestMs: number;
}

/** What the script did, by one thing that must follow from it: the truth that the ledger is compared with. */
export interface TruthInterval {
  /** {@link Fault.number} of the fault behind it. */
  readonly fault: number;
  readonly expected: Expected;
  readonly from: ActBounds;
  /** Absent where the record ends before the fault does. */
  readonly to?: ActBounds;
}

/** The stretches of a fault in which its target is down, as offsets from the start of the script. */
export function downPhases({ atMs, durationMs, cycle }: Fault): { fromMs: number; toMs: number }[] {
  const endMs = atMs + durationMs;
  if (cycle === undefined) return [{ fromMs: atMs, toMs: endMs }];
  const phases: { fromMs: number; toMs: number }[] = [];
  for (let fromMs = atMs; fromMs + cycle.downMs <= endMs; fromMs += cycle.downMs + cycle.upMs) {
    phases.push({ fromMs, toMs: fromMs + cycle.downMs });
  }
  return phases;
}
