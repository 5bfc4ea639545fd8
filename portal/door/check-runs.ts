import { minutes, seconds } from '../../core/time/units.ts';
import type { CheckNow, CheckReport } from '../city/check-report.ts';

/** One check that somebody asked for: under way, or with what came of it. */
export interface CheckRunOf {
  readonly device: string;
  readonly startedMs: number;
  readonly report?: CheckReport;
}

export type Refusal = 'too-soon' | 'too-many' | 'busy';

export interface CheckRuns {
  /** Nothing where it is not that long ago. */
  readonly find: (device: string) => CheckRunOf | undefined;
  /** Whether it may begin; while one of the device is under way, that is the one. */
  readonly mayStart: (device: string, account: string) => Refusal | 'running' | undefined;
  readonly start: (device: string, account: string) => void;
}

/** So many of one person in a minute, and of everybody at once. */
const MOST_A_MINUTE = 6;
const MOST_AT_ONCE = 3;
/** From the end of one to the beginning of the next of a device. */
const APART_MS = seconds(10);
const KEPT_MS = minutes(10);
const MOST_KEPT = 200;

interface CheckClocks {
  /** What is told of when it began. */
  readonly nowMs: () => number;
  /** What is waited by: no clock that is put back lets somebody wait. */
  readonly elapsedMs?: () => number;
}

/** A device that is asked by many at once is asked once: cameras fall over, and lock accounts. */
export function createCheckRuns(
  checkNow: CheckNow,
  { nowMs, elapsedMs = () => performance.now() }: CheckClocks,
): CheckRuns {
  const runs = new Map<string, CheckRunOf & { readonly endedMs?: number }>();
  const asked = new Map<string, readonly number[]>();

  const recentOf = (account: string) =>
    (asked.get(account) ?? []).filter((atMs) => elapsedMs() - atMs < minutes(1));

  function forget(): void {
    for (const [device, { endedMs }] of runs)
      if (endedMs !== undefined && (elapsedMs() - endedMs >= KEPT_MS || runs.size > MOST_KEPT))
        runs.delete(device);
    for (const account of asked.keys()) if (recentOf(account).length === 0) asked.delete(account);
  }

  return {
    find: (device) => {
      forget();
      return runs.get(device);
    },
    mayStart: (device, account) => {
      forget();
      const known = runs.get(device);
      if (known && known.endedMs === undefined) return 'running';
      if (known?.endedMs !== undefined && elapsedMs() - known.endedMs < APART_MS) return 'too-soon';
      if (recentOf(account).length >= MOST_A_MINUTE) return 'too-many';
      const underWay = runs.values().filter(({ endedMs }) => endedMs === undefined);
      return [...underWay].length >= MOST_AT_ONCE ? 'busy' : undefined;
    },
    start: (device, account) => {
      const startedMs = nowMs();
      const beganMs = elapsedMs();
      asked.set(account, [...recentOf(account), beganMs]);
      runs.set(device, { device, startedMs });
      const end = (report: CheckReport) =>
        runs.set(device, { device, startedMs, report, endedMs: elapsedMs() });
      checkNow(device).then(end, () =>
        end({ tookMs: Math.round(elapsedMs() - beganMs), checks: [], failure: 'failed' }),
      );
    },
  };
}
