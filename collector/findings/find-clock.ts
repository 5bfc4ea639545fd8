import type { Settings } from '../../config/settings/settings-schema.ts';
import { type Finder, surveyResult } from './device-survey.ts';

/** A drift that was found is gone when it is well below what is allowed: near the limit it stays as it was. */
const GONE_RATIO = 0.8;

/** How far the clock is off, and whether anything sets it. */
export const findClock: Finder = function* ({ report, wanted }) {
  const { clockOffsetMs, networkTime } = report;
  const verdict = clockOffsetMs === undefined ? undefined : judgeClock(clockOffsetMs, wanted);
  if (clockOffsetMs !== undefined && verdict !== 'near') {
    const values = { offsetMs: Math.round(clockOffsetMs), allowedMs: wanted.clockDriftMs };
    yield surveyResult('clock-drift', verdict === 'off', values);
  }
  if (networkTime) {
    const { source, servers } = networkTime;
    const isSet = source === 'ntp' && servers.length > 0;
    yield surveyResult('clock-unsynchronised', !isSet, { source, servers: servers.length });
  }
};

export function judgeClock(
  clockOffsetMs: number,
  { clockDriftMs }: Settings['findings'],
): 'off' | 'near' | 'right' {
  const offMs = Math.abs(clockOffsetMs);
  if (offMs > clockDriftMs) return 'off';
  return offMs <= clockDriftMs * GONE_RATIO ? 'right' : 'near';
}
