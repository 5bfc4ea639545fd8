import { cpus } from 'node:os';

/** Tells which share of the time of all cores was idle since it was made: 0 to 1, and 1 where nothing was counted. */
export type IdleSince = () => number;

export function createIdleSince(): IdleSince {
  const before = count();
  return () => {
    const now = count();
    const totalMs = now.totalMs - before.totalMs;
    return totalMs > 0 ? (now.idleMs - before.idleMs) / totalMs : 1;
  };
}

function count(): { readonly idleMs: number; readonly totalMs: number } {
  let [idleMs, totalMs] = [0, 0];
  for (const { times } of cpus()) {
    idleMs += times.idle;
    totalMs += Object.values(times).reduce((sum, ms) => sum + ms, 0);
  }
  return { idleMs, totalMs };
}
