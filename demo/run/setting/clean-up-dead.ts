import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a demo writes down which influxd is its own, should it die. */
export const influxdPidOf = (dir: string): string => join(dir, 'influxd.pid');

/** Ends the influxd of a demo that died (kill -9, a power cut of the terminal). */
export async function cleanUpDead(movedDir: string, originalDir: string): Promise<void> {
  const pid = Number(await readFile(influxdPidOf(movedDir), 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 1) return;
  // The number may be somebody else's by now: only a process that was started on this very folder is ended.
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (commandLine.includes(`${originalDir}/`)) process.kill(pid, 'SIGKILL');
}
