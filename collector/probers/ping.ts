import ping from 'ping';
import { CamwatchError } from '../../core/errors.ts';
import type { SingleProber } from '../prober.ts';

/** Thrown when no echo request was answered; the runner reads its code as `timeout`. */
class LossError extends CamwatchError {
  readonly code = 'PROBE_LOSS';
}

/** A process per target costs 70 times what fping costs: for small fleets without fping. */
const CONCURRENCY = 32;

/** ICMP echo through the system's `ping` program, one process a target. */
export function createPingProber(): SingleProber {
  return {
    mode: 'single',
    concurrency: CONCURRENCY,
    probe: async ({ address, timeoutMs }, signal) => {
      // The package cannot be aborted: its own deadline ends the process soon after ours would.
      const deadlineSeconds = Math.max(1, Math.floor(timeoutMs / 1_000));
      const answer = await Promise.race([
        ping.promise.probe(address, {
          numeric: true,
          min_reply: 1,
          deadline: deadlineSeconds,
          timeout: deadlineSeconds,
        }),
        rejectOnAbort(signal),
      ]);
      if (!answer.alive) throw new LossError(`no echo request was answered within ${deadlineSeconds}s`);
      const rttMs = Number(answer.time);
      return { measurements: { rttMinMs: rttMs, rttAvgMs: rttMs, rttMaxMs: rttMs, lossRatio: 0 } };
    },
  };
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
