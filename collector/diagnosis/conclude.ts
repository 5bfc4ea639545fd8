import { isWatchedAt } from '../../core/domain/inventory.ts';
import { ACCESS_REASONS, type FailureReason } from '../../core/domain/probing.ts';
import { type CheckRun, isLoginMissing, latest } from './checks/check-run.ts';
import { concludeSeen } from './conclude-seen.ts';
import type { Conclusion } from './conclusion.ts';
import type { ProbeResult } from './result.ts';

/** Draws together what the single looks cannot say; in the order in which a person should act on it. */
export function conclude(result: Omit<ProbeResult, 'conclusions'>, nowMs: number): readonly Conclusion[] {
  const { device, isInventoried, stage, looks, surroundings, credentialsProblem, channel } = result;
  const isUnwatched = isInventoried && !isWatchedAt(device, nowMs);
  return [
    ...(isUnwatched ? [{ code: 'not-watched', values: { stage: stage ?? '' } } as const] : []),
    ...(credentialsProblem === undefined
      ? []
      : [{ code: 'credentials-missing', values: { problem: credentialsProblem } } as const]),
    ...(surroundings?.canaries?.isGood === false
      ? [{ code: 'blind', values: { detail: surroundings.canaries.detail } } as const]
      : concludeSeen(looks, surroundings, channel)),
    ...accessOf(looks),
    ...(looks.length > 0 && channel?.channel?.video !== 'lost' && looks.every(isUp)
      ? [{ code: 'all-up', values: { checks: looks.length, findings: result.findings.length } } as const]
      : []),
  ];
}

function accessOf(looks: readonly CheckRun[]): Conclusion[] {
  return looks.flatMap((look): Conclusion[] => {
    const { outcome } = latest(look);
    const values = { by: look.watch.check.prober };
    if (outcome.ok) return areDetailsRefused(look) ? [{ code: 'details-refused', values }] : [];
    // What we refuse is told by its reason; these are its refusals.
    if (!ACCESS_REASONS.has(outcome.reason) || OUR_REFUSALS.has(outcome.reason)) return [];
    return [{ code: isLoginMissing(look, latest(look)) ? 'no-credentials' : 'no-access', values }];
  });
}

const OUR_REFUSALS: ReadonlySet<FailureReason> = new Set(['cleartext-login', 'pin-mismatch']);

const isUp = (look: CheckRun) => latest(look).verdict.state === 'up';

/** The first round asks for details; what they are refused for is no failure of the check. */
const areDetailsRefused = ({ rounds: [{ outcome }] }: CheckRun): boolean =>
  outcome.report?.access?.refused !== undefined;
