import type { FailureReason, ProbeOutcome } from '../../core/domain/probing.ts';
import { type CheckRun, latest } from './checks/check-run.ts';

/** Whether anything at the address spoke at all: a refusal is a sign of life, silence is none. */
export function hasSpoken({ ok, ...outcome }: ProbeOutcome): boolean {
  return ok || !('reason' in outcome && SILENCES.has(outcome.reason));
}

const SILENCES: ReadonlySet<FailureReason> = new Set(['dns', 'timeout', 'unreachable', 'internal']);

/** Worth a look around: something was asked, and nothing spoke. */
export function isSilent(looks: readonly CheckRun[]): boolean {
  const outcomes = looks.map((look) => latest(look).outcome);
  return outcomes.some(wentUnanswered) && !outcomes.some(hasSpoken);
}

export function wentUnanswered(outcome: ProbeOutcome): boolean {
  return !outcome.ok && (outcome.reason === 'timeout' || outcome.reason === 'unreachable');
}

/** Somebody is there and hangs up: perhaps not the device. */
export const isRefusal = (outcome: ProbeOutcome): boolean =>
  !outcome.ok && (outcome.reason === 'refused' || outcome.reason === 'reset');
