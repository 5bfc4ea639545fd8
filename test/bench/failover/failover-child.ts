// In namespaces of its own: a cluster with rows written all the time through HAProxy, and one fault after the other.
import { setTimeout as delay } from 'node:timers/promises';
import { createNetwork } from '#simulator/cluster/network.ts';
import { type Cluster, KEEPERS, startCluster } from '#simulator/cluster/start-cluster.ts';
import { ask, countRows } from '#test/support/cluster/count-rows.ts';
import { type RowWriter, startRowWriter } from '#test/support/cluster/row-writer.ts';
import { restoreFromBackup, startBackup } from './restore-from-backup.ts';
import type { FailoverRow } from './result.ts';

const [dir = ''] = process.argv.slice(2);
process.stdin.resume().once('end', () => process.exit(1));
const say = (row: FailoverRow) => process.stdout.write(`${JSON.stringify(row)}\n`);
const SETTLED_MS = 5_000;

const network = createNetwork();
const startMs = Date.now();
const cluster = await startCluster({ dir, network, fsync: 'on' });
say({ what: 'started until the standby has everything', ms: Date.now() - startMs });

const backup = startBackup(cluster);
await during('nothing breaks, 10 s', () => delay(10_000));
await during('kill -9 of PostgreSQL and Patroni of the primary', async (writer) => {
  const killed = await cluster.killPrimary();
  await writer.untilMore(200);
  cluster.startPatroni(killed);
  return await rejoined(cluster);
});
await during('kill -9 of PostgreSQL alone', async (writer) => {
  await cluster.crashPrimary();
  await writer.untilMore(200);
  return await rejoined(cluster);
});
await during('kill -9 of the standby', async (writer) => {
  const { synchronous = '' } = await cluster.members();
  await cluster.killPatroni(synchronous);
  await writer.untilMore(200);
  cluster.startPatroni(synchronous);
  return await rejoined(cluster);
});
await during('etcd without a quorum, 30 s', async () => {
  for (const machine of ['m2', 'm3']) await cluster.stopEtcd(machine);
  await delay(30_000);
  for (const machine of ['m2', 'm3']) cluster.startEtcd(machine);
  return await rejoined(cluster);
});
await during('machine of the primary cut off, 60 s', async (writer) => {
  const { primary = '' } = await cluster.members();
  network.cutOff(primary);
  const untilMs = Date.now() + 60_000;
  await writer.untilMore(200);
  await delay(Math.max(0, untilMs - Date.now()));
  const alone = stateOf(primary);
  network.mend(primary);
  return `${await rejoined(cluster)}; cut off, its PostgreSQL ${alone}`;
});
await during('30 % of the packets of the standby lost, 30 s', async () => {
  const { synchronous = '' } = await cluster.members();
  network.lose(synchronous, 30);
  await delay(30_000);
  network.mend(synchronous);
  return await rejoined(cluster);
});
say(await restoreFromBackup(cluster, backup));
await cluster.stop();
process.exit(0);

/** The writer is on the machine that is not the primary, so that its own is never the one that is cut off. */
async function during(what: string, act: (writer: RowWriter) => Promise<unknown>): Promise<void> {
  const { primary } = await cluster.untilWhole(120_000);
  const writer = startRowWriter(cluster, KEEPERS.find((name) => name !== primary) ?? 'm1');
  await writer.untilMore(100);
  const fromMs = Date.now();
  const came = await act(writer);
  await delay(SETTLED_MS);
  await writer.end();
  const toMs = Date.now();
  await cluster.untilWhole(120_000);
  await untilEqual();
  const [one, other] = KEEPERS.map((machine) => countRows(dir, machine));
  if (one === undefined || other === undefined) throw new Error('expected two counts');
  const acknowledged = writer.acknowledgedCount();
  say({
    what,
    ms: toMs - fromMs,
    gapMs: writer.longestGap(fromMs, toMs).ms,
    failed: writer.failedSince(fromMs),
    acknowledged,
    lost: Math.max(0, acknowledged - one.rows),
    areEqual: one.content === other.content,
    ...(typeof came === 'string' && { came }),
  });
  const { primary: now = '' } = await cluster.members();
  ask(dir, now, 'DROP TABLE row');
}

async function rejoined(of: Cluster): Promise<string> {
  const fromMs = Date.now();
  await of.untilWhole(180_000);
  return `both in step after ${((Date.now() - fromMs) / 1_000).toFixed(1)} s`;
}

/** Of one that nobody else reaches. */
function stateOf(machine: string): string {
  try {
    const isStandby = ask(dir, machine, 'SELECT pg_is_in_recovery()') === 't';
    return isStandby ? 'took no writes' : 'was a primary whose commits wait for the standby';
  } catch {
    return 'was stopped';
  }
}

/** The standby applies what it has within moments. */
async function untilEqual(): Promise<void> {
  for (const untilMs = Date.now() + 30_000; Date.now() < untilMs; await delay(100)) {
    const [one, other] = KEEPERS.map((machine) => countRows(dir, machine));
    if (one?.content === other?.content) return;
  }
}
