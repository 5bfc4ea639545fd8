import type { FindingCode, FindingObservation, RecordedFinding } from '../../core/findings.ts';
import type { Metrics } from '../../core/metrics.ts';
import type { Entity } from '../../core/state.ts';
import { hours } from '../../core/units.ts';

/**
 * Decides when looks become findings: most need one, some two in a row. Lets through what is news and, once an hour, that a
 * finding still stands; looks that find nothing pass only where something stood.
 */
export interface FindingTracker {
  readonly take: (observations: readonly FindingObservation[]) => readonly FindingObservation[];
  /** Since when a finding stands; `undefined` where it does not. */
  readonly standsSinceMs: (entity: Entity, code: FindingCode, subject: string) => number | undefined;
  /** Ends what stands against entities that are no longer in the inventory. */
  readonly replace: (isKnown: (entity: Entity) => boolean, nowMs: number) => readonly FindingObservation[];
}

/** Looks in a row that a finding needs: what a single slow answer or a moment of transition can look like. */
const CONFIRM: Partial<Record<FindingCode, number>> = { 'clock-drift': 2, contradiction: 2 };
const REPEATED_AFTER_MS = hours(1);
/** A device that makes up new names all the time must not fill the memory. */
const MOST_PER_ENTITY = 64;

interface Standing {
  readonly code: FindingCode;
  readonly subject: string;
  /** Looks in a row that found it, until it is confirmed. */
  readonly count: number;
  readonly firstMs: number;
  /** When it was last let through; absent while it is not confirmed. */
  readonly toldMs?: number;
}

export function createFindingTracker(
  recorded: Iterable<RecordedFinding>,
  { metrics }: { readonly metrics: Metrics },
): FindingTracker {
  const byEntity = new Map<Entity, Map<string, Standing>>();
  const gauge = metrics.camwatch_findings;
  const set = (entity: Entity, key: string, standing: Standing | undefined) => {
    const known = byEntity.get(entity) ?? new Map<string, Standing>();
    if (standing) known.set(key, standing);
    else known.delete(key);
    if (known.size > 0) byEntity.set(entity, known);
    else byEntity.delete(entity);
  };
  for (const { entity, code, subject, firstMs, lastMs, goneMs } of recorded) {
    if (goneMs !== undefined) continue;
    set(entity, keyOf(code, subject), { code, subject, count: 1, firstMs, toldMs: lastMs });
    gauge.labels(code).inc();
  }

  const takeAbsent = ({ entity, code, subject }: FindingObservation): boolean => {
    const key = keyOf(code, subject);
    const standing = byEntity.get(entity)?.get(key);
    if (standing === undefined) return false;
    set(entity, key, undefined);
    if (standing.toldMs === undefined) return false;
    gauge.labels(code).dec();
    return true;
  };
  const takePresent = ({ entity, code, subject, atMs }: FindingObservation): boolean => {
    const key = keyOf(code, subject);
    const known = byEntity.get(entity);
    const standing = known?.get(key);
    if (standing?.toldMs !== undefined) {
      if (atMs - standing.toldMs < REPEATED_AFTER_MS) return false;
      set(entity, key, { ...standing, toldMs: atMs });
      return true;
    }
    if (standing === undefined && (known?.size ?? 0) >= MOST_PER_ENTITY) return false;
    const count = (standing?.count ?? 0) + 1;
    const firstMs = standing?.firstMs ?? atMs;
    const isConfirmed = count >= (CONFIRM[code] ?? 1);
    set(entity, key, { code, subject, count, firstMs, ...(isConfirmed && { toldMs: atMs }) });
    if (isConfirmed) gauge.labels(code).inc();
    return isConfirmed;
  };

  return {
    take: (observations) =>
      observations.filter((one) => (one.isPresent ? takePresent(one) : takeAbsent(one))),
    standsSinceMs: (entity, code, subject) => {
      const standing = byEntity.get(entity)?.get(keyOf(code, subject));
      return standing?.toldMs === undefined ? undefined : standing.firstMs;
    },
    replace: (isKnown, nowMs) => {
      const ended: FindingObservation[] = [];
      for (const [entity, known] of [...byEntity]) {
        if (isKnown(entity)) continue;
        byEntity.delete(entity);
        for (const { code, subject, toldMs } of known.values()) {
          if (toldMs === undefined) continue;
          gauge.labels(code).dec();
          ended.push({ entity, code, subject, isPresent: false, atMs: nowMs, values: {} });
        }
      }
      return ended;
    },
  };
}

const keyOf = (code: FindingCode, subject: string) => `${code} ${subject}`;
