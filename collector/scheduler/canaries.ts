import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Prober, Target } from '../probing/prober.ts';
import { runProbes } from '../probing/run-probes.ts';

export type Canary = Settings['collector']['canaries'][number];

export interface CanaryRound {
  /** When the round was sent: what was probed before it may be believed if it is good. */
  readonly atMs: number;
  readonly isGood: boolean;
  /** What went wrong, for the log; empty when good. */
  readonly detail: string;
}

export interface CanaryProbers {
  readonly icmp: Prober;
  readonly tcp: Prober;
  /** Stands in for a canary's missing port where ICMP is measured by TCP connects. */
  readonly fallbackPort: number | undefined;
}

/**
 * One round of canaries. Good means that at least one that must answer did, and none that must be silent did
 * (an answer from nowhere is the cross-talk of two pingers). With no canaries the collector trusts its eyes.
 * @throws the reason `stop` was given.
 */
export async function probeCanaries(
  canaries: readonly Canary[],
  probers: CanaryProbers,
  timeoutMs: number,
  nowMs: () => number,
  stop: AbortSignal,
): Promise<CanaryRound> {
  const atMs = nowMs();
  const answers = await Promise.all(
    canaries.map(async (canary) => {
      const port = canary.port ?? probers.fallbackPort;
      const target: Target = { address: canary.address, timeoutMs, ...(port !== undefined && { port }) };
      const [outcome] = await runProbes(
        canary.port === undefined ? probers.icmp : probers.tcp,
        [target],
        stop,
      );
      const detail = outcome?.ok === false ? outcome.detail : '';
      return { canary, answered: outcome?.ok === true, detail };
    }),
  );
  const expected = answers.filter(({ canary }) => canary.expect === 'answer');
  const ghost = answers.find(({ canary, answered }) => canary.expect === 'silence' && answered);
  if (ghost) return { atMs, isGood: false, detail: `${ghost.canary.address} answered and must be silent` };
  if (expected.length > 0 && !expected.some(({ answered }) => answered)) {
    const silent = expected.map(({ canary, detail }) => `${canary.address}: ${detail}`).join(', ');
    return { atMs, isGood: false, detail: `no canary answered (${silent})` };
  }
  return { atMs, isGood: true, detail: '' };
}
