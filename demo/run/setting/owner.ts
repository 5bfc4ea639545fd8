import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { parseJson } from '../../../core/text/parse-json.ts';

/** A process, told apart from a later one with the same number by the tick it was started at. */
export interface Owner {
  readonly pid: number;
  readonly startTicks: string;
}

const OwnerFile = z.object({ pid: z.int(), startTicks: z.string() });

export async function describeOwner(pid: number): Promise<Owner> {
  return { pid, startTicks: (await readStartTicks(pid)) ?? 'unknown' };
}

/** Whether the process that a file names still runs. A file that names none was left behind by one that does not. */
export async function isOwnerAlive(text: string): Promise<boolean> {
  const owner = OwnerFile.safeParse(parseJson(text)).data;
  return owner !== undefined && (await readStartTicks(owner.pid)) === owner.startTicks;
}

/** Field 22 of /proc/PID/stat, counted from the end of the name, which may hold anything. */
async function readStartTicks(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .at(19);
}
