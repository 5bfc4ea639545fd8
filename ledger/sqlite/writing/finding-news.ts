import type { FindingObservation, RecordedFinding } from '../../../core/domain/findings.ts';
import type { Entity } from '../../../core/domain/state.ts';
import { canonicalJson } from '../../../core/text/canonical-json.ts';
import { hours } from '../../../core/time/units.ts';

/** Tells which observations are news: most looks see nothing, or what stands already. */
export interface FindingNews {
  /** `undefined`: no news. Else it counts as written down from now on; the function returned takes that back. */
  readonly take: (observation: FindingObservation, valuesText: string) => (() => void) | undefined;
}

/** While nothing else changes, the time of the last look is written down so often: it is right to the hour. */
const REPEATED_AFTER_MS = hours(1);

/** A device that makes up new subjects all the time would fill the ledger; those of one code leave room for the others. */
const MOST_PER_CODE = 64;

interface Known {
  readonly code: string;
  readonly valuesText: string;
  readonly writtenMs: number;
}

export function createFindingNews(standing: Iterable<RecordedFinding>): FindingNews {
  const knownByEntity = new Map<Entity, Map<string, Known>>();
  const set = (entity: Entity, key: string, known: Known | undefined) => {
    const ofEntity = knownByEntity.get(entity) ?? new Map<string, Known>();
    if (known) ofEntity.set(key, known);
    else ofEntity.delete(key);
    if (ofEntity.size > 0) knownByEntity.set(entity, ofEntity);
    else knownByEntity.delete(entity);
  };
  for (const finding of standing) {
    const known = {
      code: finding.code,
      valuesText: canonicalJson(finding.values),
      writtenMs: finding.lastMs,
    };
    set(finding.entity, keyOf(finding), known);
  }
  return {
    take: (observation, valuesText) => {
      const { entity, code, isPresent, atMs } = observation;
      const key = keyOf(observation);
      const known = knownByEntity.get(entity)?.get(key);
      if (known ? isPresent && isSame(known, valuesText, atMs) : !isPresent) return undefined;
      if (!known && countOf(knownByEntity.get(entity), code) >= MOST_PER_CODE) return undefined;
      set(entity, key, isPresent ? { code, valuesText, writtenMs: atMs } : undefined);
      return () => set(entity, key, known);
    },
  };
}

function countOf(known: ReadonlyMap<string, Known> | undefined, code: string): number {
  let count = 0;
  for (const each of known?.values() ?? []) if (each.code === code) count++;
  return count;
}

const keyOf = ({ code, subject }: { readonly code: string; readonly subject: string }) =>
  `${code}\n${subject}`;

const isSame = (known: Known, valuesText: string, atMs: number) =>
  known.valuesText === valuesText && atMs - known.writtenMs < REPEATED_AFTER_MS;
