import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../../../collector/probers/reach-engine.ts';
import { removeListedRoutes } from '../../../simulator/faults/routes.ts';

/** Where a demo writes down what has to be undone for it, should it die. */
export const routeListOf = (dir: string): string => join(dir, 'routes.txt');
export const influxdPidOf = (dir: string): string => join(dir, 'influxd.pid');

/** Takes away the routes and the influxd of a demo that died (kill -9, a power cut of the terminal). */
export async function cleanUpDead(movedDir: string, originalDir: string, searchPath: string): Promise<void> {
  const program = await findProgram('ip', searchPath);
  if (program !== undefined) await removeListedRoutes({ program, listPath: routeListOf(movedDir) });
  const pid = Number(await readFile(influxdPidOf(movedDir), 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 1) return;
  // The number may be somebody else's by now: only a process that was started on this very folder is ended.
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (commandLine.includes(`${originalDir}/`)) process.kill(pid, 'SIGKILL');
}
