import { readdirSync, readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/** CPU seconds, user and system, that a process (this one, where none is named) and all that it started have used so far (Linux). */
export async function cpuSeconds(pid = process.pid): Promise<{ own: number; children: number }> {
  const all = readdirSync('/proc').flatMap((name) => (/^[0-9]+$/.test(name) ? readUse(Number(name)) : []));
  const byParent = Map.groupBy(all, ({ parent }) => parent);
  const own = all.find((one) => one.pid === pid);
  const descendants = [...(byParent.get(pid) ?? [])];
  // A list that grows while it is walked.
  for (const { pid } of descendants) descendants.push(...(byParent.get(pid) ?? []));
  const running = descendants.reduce((sum, { used, ended }) => sum + used + ended, 0);
  return { own: own?.used ?? 0, children: (own?.ended ?? 0) + running };
}

/** `ended`: of its children that have ended. */
function readUse(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold spaces: count the fields behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (index) => Number(fields[index]),
    );
    return [
      {
        pid,
        parent,
        used: (user + system) / TICKS_A_SECOND,
        ended: (endedUser + endedSystem) / TICKS_A_SECOND,
      },
    ];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
