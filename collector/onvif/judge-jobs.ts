import type { Shortfall } from '../../core/domain/probing.ts';
import { judgeRecorder, type RecorderJudgement } from '../judge/judge-recorder.ts';
import type { Recorder } from './recordings.ts';

/**
 * Judges a recorder as every other, and then by its jobs: one that should record and cannot is a fault even where the
 * device does not say whose. `clockOffsetMs`: recordings are dated by the device's own clock.
 */
export function judgeJobs(
  { channels, disks, failing, oldestMs, missing }: Recorder,
  options: {
    readonly nowMs: number;
    readonly retentionMs: number | undefined;
    readonly clockOffsetMs: number;
  },
): RecorderJudgement & { readonly oldestRecordingMs?: number } {
  const oldest = oldestMs === undefined ? {} : { oldestRecordingMs: oldestMs - options.clockOffsetMs };
  const judged = judgeRecorder({ channels, disks, ...oldest, ...(missing && { missing }) }, options);
  if (judged.failed || judged.degraded || failing.length === 0) return { ...judged, ...oldest };
  const degraded: Shortfall = {
    reason: 'not-recording',
    detail: `recording fails on channel ${failing.slice(0, 8).join(', ')}${failing.length > 8 ? ', …' : ''}`,
  };
  return { ...judged, ...oldest, degraded };
}
