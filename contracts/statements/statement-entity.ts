import type { Fee } from '../money/fees.ts';
import { renderFraction } from '../sla/fraction.ts';
import type { OutageStatistics } from '../sla/outage-statistics.ts';
import { renderDecimal } from '../sla/rational.ts';
import type { Coverage, EntityFigures } from '../sla/settle-entity.ts';
import type { SettledOutage } from '../sla/settle-outages.ts';
import type { Availability, SettledSegment } from '../sla/settled-class.ts';
import type { StatementEntity } from './statement-schema.ts';

/** The figures of a device or link as a statement has them: exact numbers, and the percentage cut off beside them. */
export function buildEntity(figures: EntityFigures, fee: Fee | undefined): StatementEntity {
  const { entity, indicator, sums, coverage, excusedByCause, segments, outages, refused } = figures;
  return {
    entity,
    indicator,
    ...buildAvailability(figures),
    sums: { ...sums },
    coverage: buildCoverage(coverage),
    excusedByCause: withoutAbsent(excusedByCause),
    othersByOwner: sumOthers(segments),
    ...buildStatistics(figures),
    fee: fee && buildFee(fee),
    outages: outages.map(buildOutage),
    stretches: segments.filter(isWorthTelling).map(buildStretch),
    refused: refused.map(({ fromMs, toMs, why, ref }) => ({ fromMs, toMs, why, ref })),
  };
}

export function buildAvailability(availability: Availability) {
  const { goodMs, countedMs, lowGoodMs, highGoodMs, boundsCountedMs } = availability;
  return {
    goodMs,
    countedMs,
    percent: renderFraction({ goodMs, countedMs }),
    lowGoodMs,
    highGoodMs,
    boundsCountedMs,
    lowPercent: renderFraction({ goodMs: lowGoodMs, countedMs: boundsCountedMs }),
    highPercent: renderFraction({ goodMs: highGoodMs, countedMs: boundsCountedMs }),
  };
}

export function buildStatistics(statistics: OutageStatistics) {
  const { outageCount, restoredCount, restoredMs, mttrMs, mtbfMs, longestOutageMs } = statistics;
  return { outageCount, restoredCount, restoredMs, mttrMs, mtbfMs, longestOutageMs };
}

export const buildCoverage = ({ knownMs, inServiceMs }: Coverage) => ({
  knownMs,
  inServiceMs,
  percent: renderFraction({ goodMs: knownMs, countedMs: inServiceMs }),
});

export const buildFee = ({ vnd, arithmetic }: Fee) => ({ vnd: renderDecimal(vnd), arithmetic });

/** Milliseconds that others answer for, by the device or link whose outage it was. */
export function sumOthers(segments: Iterable<SettledSegment>): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const segment of segments) {
    if (segment.class !== 'others' || !segment.blame) continue;
    const { owner } = segment.blame;
    sums[owner] = (sums[owner] ?? 0) + (segment.toMs - segment.fromMs);
  }
  return sums;
}

export function withoutAbsent(sums: Readonly<Partial<Record<string, number>>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(sums).flatMap(([cause, ms]) => (ms === undefined ? [] : [[cause, ms]])),
  );
}

/** An outage that was too short to count is up, and worth telling all the same. */
const isWorthTelling = ({ class: settled, measured }: SettledSegment): boolean =>
  settled !== 'out-of-service' && (settled !== 'up' || measured !== 'up');

function buildStretch(segment: SettledSegment): StatementEntity['stretches'][number] {
  const { fromMs, toMs, class: settled, measured, reason, excuse, blame } = segment;
  return {
    fromMs,
    toMs,
    class: settled,
    measured,
    reason,
    excuse: excuse && { cause: excuse.cause, ref: excuse.ref },
    owner: blame?.owner,
  };
}

function buildOutage(outage: SettledOutage): StatementEntity['outages'][number] {
  const { ref, fromMs, toMs, afterMs, untilAfterMs, reason, isShort, restoration } = outage;
  return {
    ref,
    fromMs,
    toMs: untilAfterMs === undefined ? undefined : toMs,
    afterMs: Number.isFinite(afterMs) ? afterMs : undefined,
    untilAfterMs,
    reason,
    isShort,
    ownMs: outage.ownMs,
    ownInPeriodMs: outage.ownInPeriodMs,
    own: outage.own.map((own) => ({ fromMs: own.fromMs, toMs: own.toMs })),
    blame: outage.blame.map(({ cause, owner, isOwn, ms, evidence }) => ({
      cause,
      owner,
      isOwn,
      ms,
      evidence: [...evidence],
    })),
    restoration: restoration && { ...restoration },
  };
}
