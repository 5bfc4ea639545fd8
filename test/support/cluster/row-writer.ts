import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from '#simulator/cluster/start-cluster.ts';

export interface RowWriter {
  /** Settles when so many more rows than now are acknowledged. @throws when they are not within a minute. */
  readonly untilMore: (rows: number) => Promise<void>;
  /** The longest time without an acknowledged row since `fromMs`, until `toMs` or now, and when it began. */
  readonly longestGap: (fromMs: number, toMs?: number) => Gap;
  readonly acknowledgedCount: () => number;
  readonly failedSince: (fromMs: number) => number;
  /** Ends it; gives back what the record has of what was acknowledged. */
  readonly end: () => Promise<void>;
}

export interface Gap {
  readonly fromMs: number;
  readonly ms: number;
}

const CHILD = new URL('write-rows-child.ts', import.meta.url).pathname;

/** Writes numbered rows into the record from a machine of the cluster, as a hub does. */
export function startRowWriter(cluster: Cluster, machine: string): RowWriter {
  const { host, port, caPath } = cluster.record;
  const child = spawn(
    'ip',
    [
      ...['netns', 'exec', machine, process.execPath, '--disable-warning=ExperimentalWarning'],
      ...[CHILD, host, String(port), caPath, cluster.password],
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const atMs: number[] = [];
  const failedMs: number[] = [];
  createInterface(child.stdout).on('line', (line) => {
    const said = JSON.parse(line) as { failed?: string; atMs: number };
    if (said.failed === undefined) atMs.push(said.atMs);
    else failedMs.push(said.atMs);
  });
  return {
    untilMore: async (rows) => {
      const wanted = atMs.length + rows;
      for (const untilMs = Date.now() + 60_000; atMs.length < wanted; ) {
        if (Date.now() > untilMs)
          throw new Error(`expected ${wanted} acknowledged rows within 60 s, found ${atMs.length}`);
        await delay(50);
      }
    },
    longestGap: (fromMs, toMs = Date.now()) => {
      const times = [fromMs, ...atMs.filter((at) => at > fromMs && at < toMs), toMs];
      const gaps = times.slice(1).map((at, index) => ({
        fromMs: times[index] ?? fromMs,
        ms: at - (times[index] ?? fromMs),
      }));
      return gaps.toSorted((one, other) => other.ms - one.ms)[0] ?? { fromMs, ms: 0 };
    },
    acknowledgedCount: () => atMs.length,
    failedSince: (fromMs) => failedMs.filter((at) => at >= fromMs).length,
    end: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
