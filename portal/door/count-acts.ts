import type { IncidentActs } from './incident-acts.ts';

/** Counts what was put on record from here, so that whoever did it sees it at once. */
export function countActs(act: IncidentActs['act']) {
  let count = 0;
  return {
    act: async (...asked: Parameters<IncidentActs['act']>) => {
      await act(...asked);
      count += 1;
    },
    done: () => count,
  };
}
