import { type Finder, surveyResult } from './device-survey.ts';

/** A drift that was found is gone when it is well below what is allowed: near the limit it stays as it was. */
const GONE_RATIO = 0.8;

/** How far the clock is off, and whether anything sets it. */
export const findClock: Finder = function* ({ report, wanted }) {
  const { clockOffsetMs, networkTime } = report;
  if (clockOffsetMs !== undefined) {
    const offMs = Math.abs(clockOffsetMs);
    const values = { offsetMs: Math.round(clockOffsetMs), allowedMs: wanted.clockDriftMs };
    if (offMs > wanted.clockDriftMs) yield surveyResult('clock-drift', true, values);
    else if (offMs <= wanted.clockDriftMs * GONE_RATIO) yield surveyResult('clock-drift', false, values);
  }
  if (networkTime) {
    const { source, servers } = networkTime;
    const isSet = source === 'ntp' && servers.length > 0;
    yield surveyResult('clock-unsynchronised', !isSet, { source, servers: servers.length });
  }
};
