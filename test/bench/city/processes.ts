import { readdir, readFile } from 'node:fs/promises';

/** What a process and its descendants use now. */
export interface Usage {
  readonly rssBytes: number;
  /** Of that what is its own, and not pages of files that it has mapped. */
  readonly ownBytes: number;
  /** Of its main thread alone. */
  readonly mainCpuSeconds: number;
  /** Ended children included. */
  readonly cpuSeconds: number;
}

const TICKS_A_SECOND = 100;
const PAGE_BYTES = 4_096;

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly cpuSeconds: number;
  readonly rssBytes: number;
}

/** Of each of these processes with all that it started (Linux). A process that has ended uses nothing. */
export async function usageOf(roots: Readonly<Record<string, number>>): Promise<Record<string, Usage>> {
  const entries = await readdir('/proc');
  const stats = await Promise.all(entries.filter((name) => /^\d+$/.test(name)).map(readStat));
  const byParent = Map.groupBy(
    stats.flatMap((stat) => stat ?? []),
    ({ parent }) => parent,
  );
  const byPid = new Map(stats.flatMap((stat) => (stat ? [[stat.pid, stat] as const] : [])));
  const treeOf = (pid: number): Stat[] => [
    ...(byPid.has(pid) ? [byPid.get(pid) as Stat] : []),
    ...(byParent.get(pid) ?? []).flatMap((child) => treeOf(child.pid)),
  ];
  const named = await Promise.all(
    Object.entries(roots).map(async ([name, pid]) => {
      const tree = treeOf(pid);
      const main = await readStat(`${pid}/task/${pid}`);
      const mapped = await Promise.all(tree.map(({ pid: one }) => mappedBytesOf(one)));
      const rssBytes = sum(tree.map((stat) => stat.rssBytes));
      return [
        name,
        {
          rssBytes,
          ownBytes: Math.max(0, rssBytes - sum(mapped)),
          cpuSeconds: sum(tree.map(({ cpuSeconds }) => cpuSeconds)),
          mainCpuSeconds: main?.cpuSeconds ?? 0,
        },
      ] as const;
    }),
  );
  return Object.fromEntries(named);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What it has in memory of files, shared or not. */
async function mappedBytesOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(text.split(' ')[2] ?? 0) * PAGE_BYTES;
}

async function readStat(path: string): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${path}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The name of the program stands in brackets and may hold spaces: count the fields behind it.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const at = (index: number) => fields[index] ?? 0;
  const isThread = path.includes('/');
  const ticks = at(11) + at(12) + (isThread ? 0 : at(13) + at(14));
  return {
    pid: Number(text.slice(0, text.indexOf(' '))),
    parent: at(1),
    cpuSeconds: ticks / TICKS_A_SECOND,
    rssBytes: at(21) * PAGE_BYTES,
  };
}
