import { hours } from '../../core/time/units.ts';
import type { Work } from '../wire/heartbeat.ts';

/** Clocks differ; `verify` allows as much. */
const CLOCKS_DIFFER_MS = hours(1);

export const latestAt = (nowMs: number): number => nowMs + CLOCKS_DIFFER_MS;

/** What is told of a time that is still to come would hold until then against whatever is told later: nobody has seen it. */
export function withoutFuture({ coverage, coveredMs, findings, facts, ...work }: Work, nowMs: number): Work {
  const latestMs = latestAt(nowMs);
  return {
    ...work,
    coverage: coverage
      .filter(({ fromMs, toMs }) => fromMs <= Math.min(toMs, latestMs))
      .map((segment) => ({ ...segment, toMs: Math.min(segment.toMs, latestMs) })),
    ...(coveredMs !== undefined && { coveredMs: Math.min(coveredMs, latestMs) }),
    ...(findings && { findings: findings.filter(({ atMs }) => atMs <= latestMs) }),
    ...(facts && { facts: facts.filter(({ observedMs }) => observedMs <= latestMs) }),
  };
}
