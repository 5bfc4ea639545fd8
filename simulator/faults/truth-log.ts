import { appendFile } from 'node:fs/promises';
import type { TruthInterval } from './fault.ts';

/** Keeps what the script did: in memory for the comparison, and as JSON lines for anyone who wants to check it. */
export interface TruthLog {
  readonly add: (intervals: readonly TruthInterval[]) => void;
  readonly intervals: () => readonly TruthInterval[];
  /** Settles when everything is on disk. */
  readonly flush: () => Promise<void>;
}

export function createTruthLog(path: string): TruthLog {
  const kept: TruthInterval[] = [];
  let writing = Promise.resolve();
  return {
    add: (intervals) => {
      kept.push(...intervals);
      const lines = intervals.map((interval) => `${JSON.stringify(interval)}\n`).join('');
      writing = writing.then(() => appendFile(path, lines));
      // Reported by `flush`.
      writing.catch(() => undefined);
    },
    intervals: () => kept,
    flush: () => writing,
  };
}
