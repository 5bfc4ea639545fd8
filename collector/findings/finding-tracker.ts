import type { FindingCode, FindingObservation, RecordedFinding } from '../../core/domain/findings.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { days, hours } from '../../core/time/units.ts';

/**
 * Decides when looks become findings: most need one, some two in a row. Lets through what is news and, once an hour, that a
 * finding still stands; looks that find nothing pass only where something stood.
 */
export interface FindingTracker {
  readonly take: (observations: readonly FindingObservation[]) => readonly FindingObservation[];
  /**
   * Until when the same observations, which were just taken, change nothing more, as long as nothing else that stands against
   * the entity changes; `undefined` where they may the next time.
   */
  readonly settledUntilMs: (observations: readonly FindingObservation[]) => number | undefined;
  /** Whether this stands, or is about to, of anything: looks that do not find it of others need not be told of. */
  readonly isNoted: (entity: Entity, code: FindingCode) => boolean;
  /** Entities that a finding of this code stands against. */
  readonly entitiesWith: (code: FindingCode) => readonly Entity[];
  /** Since when a finding stands; `undefined` where it does not. */
  readonly standsSinceMs: (entity: Entity, code: FindingCode, subject: string) => number | undefined;
  /** Ends what stands against entities that are no longer in the inventory. */
  readonly replace: (isKnown: (entity: Entity) => boolean, nowMs: number) => readonly FindingObservation[];
}

/** Looks in a row that a finding needs: what a single slow answer or a moment of transition can look like. */
const CONFIRM: Partial<Record<FindingCode, number>> = { 'clock-drift': 2, contradiction: 2 };
const REPEATED_AFTER_MS = hours(1);
/**
 * A device that makes up new names all the time must not fill the memory. Of each code so many: made-up disks must not keep
 * out what others bear witness of.
 */
const MOST_PER_CODE = 64;
/** One that takes back all the time what it says must not fill the record: beyond this a finding stands for the day. */
const MOST_ENDS_A_DAY = 64;

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
  {
    metrics,
    isCounted = () => true,
    onChange = () => undefined,
  }: {
    readonly metrics: Metrics;
    readonly isCounted?: (entity: Entity) => boolean;
    /** Told of whom what stands, or is about to, has changed. */
    readonly onChange?: (entity: Entity) => void;
  },
): FindingTracker {
  /** Few of each: a list takes a tenth of what a map does. */
  const byEntity = new Map<Entity, readonly Standing[]>();
  const endsByKind = new Map<Entity, Map<FindingCode, Ends>>();
  const gauge = metrics.camwatch_findings;
  const addToGauge = (entity: Entity, code: FindingCode, more: 1 | -1) => {
    if (isCounted(entity)) gauge.labels(code).inc(more);
  };
  const find = (entity: Entity, { code, subject }: Pick<Standing, 'code' | 'subject'>) =>
    byEntity.get(entity)?.find((one) => one.code === code && one.subject === subject);
  const remove = (entity: Entity, standing: Standing) => {
    const others = (byEntity.get(entity) ?? []).filter((one) => one !== standing);
    if (others.length > 0) byEntity.set(entity, others);
    else byEntity.delete(entity);
    onChange(entity);
  };
  const put = (entity: Entity, before: Standing | undefined, standing: Standing) => {
    const known = byEntity.get(entity) ?? [];
    byEntity.set(entity, before ? known.with(known.indexOf(before), standing) : [...known, standing]);
    onChange(entity);
  };
  for (const { entity, code, subject, firstMs, lastMs, goneMs } of recorded) {
    if (goneMs !== undefined) continue;
    put(entity, find(entity, { code, subject }), { code, subject, count: 1, firstMs, toldMs: lastMs });
    addToGauge(entity, code, 1);
  }

  const mayEnd = ({ entity, code, atMs }: FindingObservation): boolean => {
    const ofEntity = endsByKind.get(entity) ?? new Map<FindingCode, Ends>();
    const before = ofEntity.get(code);
    const isOfToday = before !== undefined && Math.abs(atMs - before.sinceMs) < days(1);
    const ends = isOfToday ? { ...before, count: before.count + 1 } : { sinceMs: atMs, count: 1 };
    if (ends.count > MOST_ENDS_A_DAY) return false;
    endsByKind.set(entity, ofEntity.set(code, ends));
    return true;
  };
  const takeAbsent = (observation: FindingObservation): boolean => {
    const { entity, code } = observation;
    const standing = find(entity, observation);
    if (standing === undefined) return false;
    if (standing.toldMs !== undefined && !mayEnd(observation)) return false;
    remove(entity, standing);
    if (standing.toldMs === undefined) return false;
    addToGauge(entity, code, -1);
    return true;
  };
  const takePresent = ({ entity, code, subject, atMs }: FindingObservation): boolean => {
    const standing = find(entity, { code, subject });
    if (standing?.toldMs !== undefined) {
      if (atMs - standing.toldMs < REPEATED_AFTER_MS) return false;
      put(entity, standing, { ...standing, toldMs: atMs });
      return true;
    }
    if (standing === undefined && countOf(byEntity.get(entity), code) >= MOST_PER_CODE) return false;
    const count = (standing?.count ?? 0) + 1;
    const firstMs = standing?.firstMs ?? atMs;
    const isConfirmed = count >= (CONFIRM[code] ?? 1);
    put(entity, standing, { code, subject, count, firstMs, ...(isConfirmed && { toldMs: atMs }) });
    if (isConfirmed) addToGauge(entity, code, 1);
    return isConfirmed;
  };

  return {
    take: (observations) =>
      observations.filter((one) => (one.isPresent ? takePresent(one) : takeAbsent(one))),
    settledUntilMs: (observations) => {
      let untilMs = Number.POSITIVE_INFINITY;
      for (const { entity, code, subject, isPresent } of observations) {
        const standing = find(entity, { code, subject });
        if (isPresent ? standing?.toldMs === undefined : standing !== undefined) return undefined;
        if (standing?.toldMs !== undefined) untilMs = Math.min(untilMs, standing.toldMs + REPEATED_AFTER_MS);
      }
      return untilMs;
    },
    isNoted: (entity, code) => countOf(byEntity.get(entity), code) > 0,
    entitiesWith: (code) =>
      [...byEntity].flatMap(([entity, known]) => (countOf(known, code) > 0 ? entity : [])),
    standsSinceMs: (entity, code, subject) => {
      const standing = find(entity, { code, subject });
      return standing?.toldMs === undefined ? undefined : standing.firstMs;
    },
    replace: (isKnown, nowMs) => {
      const ended: FindingObservation[] = [];
      // What is counted may be another with the inventory: all of it is counted anew.
      gauge.reset();
      for (const entity of endsByKind.keys()) if (!isKnown(entity)) endsByKind.delete(entity);
      for (const [entity, known] of [...byEntity]) {
        const standing = known.filter(({ toldMs }) => toldMs !== undefined);
        if (isKnown(entity)) {
          for (const { code } of standing) addToGauge(entity, code, 1);
          continue;
        }
        byEntity.delete(entity);
        for (const { code, subject } of standing) {
          ended.push({ entity, code, subject, isPresent: false, atMs: nowMs, values: {} });
        }
      }
      return ended;
    },
  };
}

/** How many findings of a kind ended in the day that began then. */
interface Ends {
  readonly sinceMs: number;
  readonly count: number;
}

function countOf(known: readonly Standing[] | undefined, code: FindingCode): number {
  let count = 0;
  for (const standing of known ?? []) if (standing.code === code) count++;
  return count;
}
