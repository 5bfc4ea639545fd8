import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Ends a PostgreSQL and its parts at once, as a power cut would; nothing where none runs. */
export function killPostgres(dataDir: string): void {
  const postmaster = Number(readIfThere(join(dataDir, 'postmaster.pid'))?.split('\n')[0]);
  if (!Number.isInteger(postmaster) || postmaster <= 1) return;
  // The number may be somebody else's by now: only what was started on this very folder is ended.
  if (!readIfThere(`/proc/${postmaster}/cmdline`)?.includes(dataDir)) return;
  const parts = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster)
    .map(Number);
  for (const pid of [postmaster, ...parts]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // Parts end by themselves when they miss the first.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** Field 4 of /proc/PID/stat, counted from the end of the name, which may hold anything. */
function parentOf(pid: string): number | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
