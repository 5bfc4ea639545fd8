import { minutes } from '../../core/time/units.ts';

/** Who covers what at this moment, by the coverage that is on record. */
export interface Cover {
  /** Looks again; whether something is covered that was not, or the other way round. */
  readonly update: () => boolean;
  /** `undefined` while it is covered; 0: it never was. */
  readonly uncoveredSince: () => number | undefined;
  /** To where everything is covered that is covered now. */
  readonly coveredToMs: () => number | undefined;
  readonly collectors: () => readonly CoveringCollector[];
}

export interface CoveringCollector {
  readonly id: string;
  readonly coveredUntilMs: number;
  readonly isCovering: boolean;
}

/** Coverage comes every few seconds: what has not grown for so long is not growing. */
export const NOT_COVERED_AFTER_MS = minutes(1);

export function createCover(untilMs: ReadonlyMap<string, number>, nowMs: () => number): Cover {
  let covering = new Set<string>();
  let uncoveredMs: number | undefined;

  function update(): boolean {
    const afterMs = nowMs() - NOT_COVERED_AFTER_MS;
    const now = new Set([...untilMs].filter(([, until]) => until > afterMs).map(([id]) => id));
    const isOther = now.symmetricDifference(covering).size > 0;
    covering = now;
    uncoveredMs = covering.size > 0 ? undefined : Math.max(0, ...untilMs.values());
    return isOther;
  }

  update();
  return {
    update,
    uncoveredSince: () => uncoveredMs,
    coveredToMs: () => {
      const ends = [...covering].map((id) => untilMs.get(id) ?? 0);
      return ends.length > 0 ? Math.min(...ends) : undefined;
    },
    collectors: () =>
      [...untilMs].map(([id, coveredUntilMs]) => ({ id, coveredUntilMs, isCovering: covering.has(id) })),
  };
}
