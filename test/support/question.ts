import type { Question, TraceStep } from '#collector/probing/prober.ts';
import type { Credentials } from '#core/domain/credentials.ts';
import type { Check, Device } from '#core/domain/inventory.ts';
import { createSecret } from '#core/domain/secret.ts';
import { device } from './inventory.ts';

/** A check as a profile gives it, with whatever the test cares about. */
export function checkOf(given: Partial<Check> & Pick<Check, 'indicator' | 'prober'>): Check {
  return {
    intervalMs: 60_000,
    timeoutMs: 2_000,
    transport: 'plain',
    playMs: 0,
    detailsEveryMs: 86_400_000,
    confirm: 3,
    recheckMs: 5_000,
    degradedLossRatio: 0.5,
    ...given,
  };
}

export const loginOf = (user: string, password: string): Credentials => ({
  login: { user, password: createSecret(password) },
});

/** What a prober is asked about a device, and the steps that it tells of. */
export function questionOf(
  check: Check,
  given: Partial<Omit<Question, 'check' | 'device'>> & { readonly device?: Partial<Device> } = {},
): Question & { readonly steps: readonly TraceStep[] } {
  const steps: TraceStep[] = [];
  return {
    check,
    depth: 'health',
    interfaces: [],
    trace: (step) => steps.push(step),
    ...given,
    device: device({ id: 'cam-1', ...given.device }),
    steps,
  };
}
