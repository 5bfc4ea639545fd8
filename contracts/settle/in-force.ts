import { readRecordTerms } from '../../config/contract-terms/read-record-terms.ts';
import type { Contract } from '../../core/domain/inventory.ts';
import {
  clip,
  type Interval,
  type IntervalSet,
  intersect,
  subtract,
  union,
} from '../../core/time/intervals.ts';
import type { Version } from '../../core/time/versions.ts';
import type { IssuedRules } from './issued-rules.ts';

/**
 * When a contract is in force by one version of it. Before that was on record it is by version 1 of the rules, and where the
 * terms say so.
 *
 * @param issued What of the time was settled already, and by which version.
 */
export function inForceBy(version: Version<Contract>, issued: readonly IssuedRules[] = []): IntervalSet {
  const { fromMs, toMs, sinceMs, value } = version;
  const whole = union([
    { fromMs: Math.max(fromMs, value.fromMs), toMs: Math.min(toMs, value.toMs ?? Number.POSITIVE_INFINITY) },
  ]);
  const { rules, beforeRecord } = readRecordTerms(value);
  if (beforeRecord === 'settled') return whole;
  const recorded = clip(whole, { fromMs: sinceMs, toMs: Number.POSITIVE_INFINITY });
  const settled: Interval[] = [];
  let left = subtract(whole, recorded);
  for (const { rules: then, ...stretch } of issued) {
    const own = intersect(left, [stretch]);
    if (then === 1) settled.push(...own);
    left = subtract(left, own);
  }
  return union([...settled, ...(rules === 1 ? left : []), ...recorded]);
}
