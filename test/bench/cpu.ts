import { readFile } from 'node:fs/promises';

/** CPU seconds, user and system, that this process and its ended children have used so far (Linux). */
export async function cpuSeconds(): Promise<{ own: number; children: number }> {
  const stat = await readFile('/proc/self/stat', 'utf8');
  // The name of the program stands in brackets and may hold spaces: count the fields behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = (index: number) => Number(fields[index]);
  const TICKS_A_SECOND = 100;
  return {
    own: (ticks(11) + ticks(12)) / TICKS_A_SECOND,
    children: (ticks(13) + ticks(14)) / TICKS_A_SECOND,
  };
}
