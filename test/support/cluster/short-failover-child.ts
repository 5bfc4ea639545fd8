// A cluster in namespaces of its own whose primary crashes once; what was seen goes to standard output.
import { createNetwork } from '#simulator/cluster/network.ts';
import { KEEPERS, startCluster } from '#simulator/cluster/start-cluster.ts';
import { countRows } from './count-rows.ts';
import { startRowWriter } from './row-writer.ts';

const [dir = ''] = process.argv.slice(2);
process.stdin.resume().once('end', () => process.exit(1));

const cluster = await startCluster({ dir, network: createNetwork(), fsync: 'off', loopWait: 1 });
const before = await cluster.members();
const writer = startRowWriter(cluster, 'm2');
await writer.untilMore(50);

const crashedMs = Date.now();
const crashed = await cluster.crashPrimary();
await writer.untilMore(50);
const gap = writer.longestGap(crashedMs - 1_000);
const after = await cluster.untilWhole(60_000);
await writer.untilMore(50);
await writer.end();

const acknowledged = writer.acknowledgedCount();
const kept = KEEPERS.map((machine) => countRows(dir, machine));
process.stdout.write(JSON.stringify({ before, crashed, after, gapMs: gap.ms, acknowledged, kept }));
process.exit(0);
