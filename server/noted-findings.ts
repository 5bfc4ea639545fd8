import type { FindingObservation } from '../core/domain/findings.ts';
import type { Entity } from '../core/domain/state.ts';
import type { Ledger } from '../ledger/sqlite/writing/open-ledger.ts';

type NoteFindings = Ledger['noteFindings'];

/** Remembers whose findings were written, for one who keeps them: as long as nobody asks, nothing. */
export function createNotedFindings() {
  let noted: Set<Entity> | undefined;
  return {
    /** Whose were written since it was called last. */
    take: (): ReadonlySet<Entity> => {
      const taken = noted ?? new Set();
      noted = new Set();
      return taken;
    },
    /** The same, and remembers what it wrote. */
    watching:
      (write: NoteFindings): NoteFindings =>
      async (observations: readonly FindingObservation[]) => {
        try {
          await write(observations);
        } finally {
          // What was written before a failure stays.
          for (const { entity } of observations) noted?.add(entity);
        }
      },
  };
}

export type NotedFindings = ReturnType<typeof createNotedFindings>;
