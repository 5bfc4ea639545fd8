import { minutes } from '../../core/time/units.ts';
import type { TakeNoted } from '../city/standing-findings.ts';
import { OPEN_SIGHT, type Sight } from '../city/visible-fleet.ts';
import { createDesk, type Desk, type DeskOptions } from './create-desk.ts';

/** Of a large city each keeps some megabytes: those that nobody looks at go. */
const MOST_DESKS = 16;
const IDLE_MS = minutes(10);

export interface Desks {
  readonly of: (sight: Sight) => Desk;
  /** Where there is one. */
  readonly kept: (sight: Sight) => Desk | undefined;
}

/** One desk for all who may see the same. That of the open city stays. */
export function createDesks(options: DeskOptions): Desks {
  const kept = new Map<string, { readonly desk: Desk; usedMs: number }>();
  const noted = shareNoted(options.notedFindings);
  const openKey = JSON.stringify(OPEN_SIGHT);

  function forget(nowMs: number): void {
    for (const [key, { usedMs }] of kept) {
      const isTooMany = kept.size > MOST_DESKS;
      if (key !== openKey && (isTooMany || nowMs - usedMs >= IDLE_MS)) {
        kept.delete(key);
        noted.leave(key);
      }
    }
  }

  return {
    kept: (sight) => kept.get(JSON.stringify(sight))?.desk,
    of: (sight) => {
      const key = JSON.stringify(sight);
      const nowMs = performance.now();
      const found = kept.get(key) ?? { desk: createDesk(options, sight, noted.join(key)), usedMs: nowMs };
      // Whoever was here last goes last.
      kept.delete(key);
      forget(nowMs);
      kept.set(key, found);
      found.usedMs = nowMs;
      return found.desk;
    },
  };
}

/** What was noted is taken once: each desk is handed all of it. */
function shareNoted(take: TakeNoted) {
  type Noted = Set<Parameters<ReturnType<TakeNoted>['has']>[0]>;
  const waiting = new Map<string, Noted>();
  return {
    join: (key: string): TakeNoted => {
      waiting.set(key, new Set());
      return () => {
        for (const entity of take()) for (const noted of waiting.values()) noted.add(entity);
        const noted = waiting.get(key) ?? new Set();
        waiting.set(key, new Set());
        return noted;
      };
    },
    leave: (key: string) => {
      waiting.delete(key);
    },
  };
}
