// In namespaces of its own: faults of a cluster, each told as a JSON line; it ends when its standard input does.

import { CLUSTER_FAULTS } from './known-cluster-faults.ts';
import type { PlayOptions } from './play-cluster-faults.ts';
import { playClusterFaults } from './play-cluster-faults.ts';

const [given = '{}'] = process.argv.slice(2);
const { only, ...options } = JSON.parse(given) as Pick<PlayOptions, 'dir' | 'devices' | 'seed'> & {
  readonly only: readonly string[];
};
process.stdin.resume().once('end', () => process.exit(1));
const startedMs = Date.now();
let said = '';
await playClusterFaults({
  ...options,
  faults: CLUSTER_FAULTS.filter(({ name }) => only.includes(name)),
  onProgress: (step) => {
    if (step !== said)
      process.stderr.write(`bench: ${Math.round((Date.now() - startedMs) / 1_000)} s: ${step}\n`);
    said = step;
  },
  onRow: (row) => process.stdout.write(`${JSON.stringify(row)}\n`),
});
process.exit(0);
