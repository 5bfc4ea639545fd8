import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runInNamespaces } from '#simulator/cluster/run-in-namespaces.ts';
import type { FailoverRow } from './result.ts';

/** What a writer sees while parts of a cluster are killed and cut off: PostgreSQL 17 under Patroni, three etcd, HAProxy, as `deploy/cluster/` has them. */
export async function benchFailover(): Promise<string> {
  // Names of sockets are short; and a disk keeps what it said it kept.
  const dir = await mkdtemp(join(tmpdir(), 'cwc-'));
  const rows: FailoverRow[] = [];
  try {
    const child = runInNamespaces(
      join(import.meta.dirname, 'failover-child.ts'),
      [dir],
      ['pipe', 'pipe', 'inherit'],
    );
    const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
    if (child.stdout === null) throw new Error('expected its output');
    for await (const line of createInterface(child.stdout)) {
      process.stderr.write(`${line}\n`);
      rows.push(JSON.parse(line) as FailoverRow);
    }
    if ((await code) !== 0) throw new Error(`the cluster ended with ${await code}; its logs: ${dir}/logs`);
  } finally {
    if (process.env.CAMWATCH_BENCH_KEEP !== '1') await rm(dir, { recursive: true, force: true });
  }
  return render(rows);
}

function render(rows: readonly FailoverRow[]): string {
  const lines = rows.map((row) => {
    const seconds = (ms: number | undefined) => (ms === undefined ? '' : `${(ms / 1_000).toFixed(1)} s`);
    const same = row.areEqual === undefined ? '' : row.areEqual ? 'yes' : '**no**';
    return `| ${[row.what, seconds(row.gapMs ?? row.ms), row.acknowledged ?? '', row.failed ?? '', row.lost ?? '', same, row.came ?? ''].join(' | ')} |`;
  });
  return [
    '| what | longest gap | rows acknowledged | answers lost | rows lost | both the same | and then |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}
