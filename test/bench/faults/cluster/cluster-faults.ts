import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { readyCluster } from '#demo/cluster/missing-for-cluster.ts';
import { runInNamespaces } from '#simulator/cluster/run-in-namespaces.ts';
import { ROOT } from '../keep-camwatch.ts';
import { CLUSTER_FAULTS } from './known-cluster-faults.ts';
import { renderClusterFaults, renderRow } from './render-cluster-faults.ts';
import type { ClusterFaultRow, ClusterFaultsOptions, ClusterFaultsResult } from './result.ts';

const RESULT = join(tmpdir(), 'camwatch-bench-results', 'faults-cluster.json');
const DEVICES = 300;

/**
 * A small city on five machines that are network namespaces, with every fault of a cluster made for real, one after the other; after each
 * its record is compared with what was done. @throws where they differ.
 */
export async function benchClusterFaults({ only, seed }: ClusterFaultsOptions): Promise<string> {
  const unknown = only?.filter((name) => CLUSTER_FAULTS.every((fault) => fault.name !== name)) ?? [];
  if (unknown.length > 0)
    throw new Error(
      `--only: expected names of ${CLUSTER_FAULTS.map(({ name }) => name).join(', ')}; got ${unknown.join(', ')}`,
    );
  await readyCluster(process.env.PATH ?? '', userInfo().uid);
  const wanted = CLUSTER_FAULTS.filter(({ name }) => only === undefined || only.includes(name));
  const load = [loadavg()[0] ?? 0];
  const rows: ClusterFaultRow[] = [];
  // Those of one clock share a cluster.
  for (const faults of Map.groupBy(wanted, ({ clocks }) => clocks).values())
    await playApart(
      faults.map(({ name }) => name),
      seed,
      (row) => {
        rows.push(row);
        process.stderr.write(`${renderRow(row)}\n`);
        for (const problem of row.problems) process.stderr.write(`  ${problem}\n`);
      },
    );
  load.push(loadavg()[0] ?? 0);
  const commit = execFileSync('git', ['-C', ROOT, 'rev-parse', '--short', 'HEAD'], {
    encoding: 'utf8',
  }).trim();
  const result: ClusterFaultsResult = {
    ...{ takenAt: new Date().toISOString(), commit, load, seed, devices: DEVICES, rows },
  };
  await mkdir(dirname(RESULT), { recursive: true });
  await writeFile(RESULT, `${JSON.stringify(result, undefined, 1)}\n`);
  const table = `${renderClusterFaults(result)}\n\n${RESULT}`;
  if (rows.some(({ problems }) => problems.length > 0) || rows.length < wanted.length) throw new Error(table);
  return table;
}

async function playApart(
  only: readonly string[],
  seed: number,
  onRow: (row: ClusterFaultRow) => void,
): Promise<void> {
  // Of a short name: sockets lie in it. PostgreSQL runs as another user, who has to pass.
  const dir = await mkdtemp(join(tmpdir(), 'cwf-'));
  await chmod(dir, 0o711);
  const isKept = process.env.CAMWATCH_BENCH_KEEP === '1';
  try {
    const options = JSON.stringify({ dir, devices: DEVICES, seed, only });
    const child = runInNamespaces(
      join(import.meta.dirname, 'cluster-faults-child.ts'),
      [options],
      ['pipe', 'pipe', 'inherit'],
    );
    const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
    if (child.stdout === null) throw new Error('expected its output');
    for await (const line of createInterface(child.stdout)) onRow(JSON.parse(line) as ClusterFaultRow);
    if ((await code) !== 0) throw new Error(`the cluster ended with ${await code}`);
  } finally {
    if (!isKept) await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}
