import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Config, loadConfig } from '../../config/load-config.ts';
import { withRest } from '../../core/domain/record-place.ts';
import { seconds } from '../../core/time/units.ts';
import { addCollector } from '../../hub/actions/add-collector.ts';
import { openAuthority } from '../../hub/authority/open-authority.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { ClusterError } from '../../simulator/cluster/cluster-error.ts';
import { createDistrict } from '../../simulator/cluster/district.ts';
import { lastWordsOf } from '../../simulator/cluster/machine-process.ts';
import { createNetwork, type Network } from '../../simulator/cluster/network.ts';
import { type Cluster, KEEPERS, startCluster } from '../../simulator/cluster/start-cluster.ts';
import type { FaultMaker } from '../../simulator/faults/fault-maker.ts';
import { createVirtualDevices } from '../../simulator/protocols/create-virtual-devices.ts';
import type { VirtualDevice } from '../../simulator/protocols/device/virtual-device.ts';
import type { VirtualDevices } from '../../simulator/protocols/device/virtual-devices.ts';
import { buildVirtualCity } from '../../simulator/virtual-city/build-virtual-city.ts';
import { chooseMeans, type Means } from '../run/setting/choose-means.ts';
import { FIRST_BLOCK } from '../run/setting/claim-folder.ts';
import { createMaker } from '../run/setting/create-maker.ts';
import { DEMO_PORTS } from '../run/setting/demo-checks.ts';
import { spareAddressOf } from '../run/setting/demo-settings.ts';
import { addDemoUsers, type DemoUser } from '../run/setting/demo-users.ts';
import type { ClusterDemoOptions } from './cluster-demo-options.ts';
import { type ClusterPart, type ClusterParts, createParts } from './cluster-parts.ts';
import { folderOf, placeOfRecord, writeClusterCity } from './write-cluster-city.ts';

/** All machines of a demo under way, before its script begins. */
export interface StartedClusterDemo {
  readonly network: Network;
  readonly cluster: Cluster;
  readonly parts: ClusterParts;
  readonly config: Config;
  readonly plan: readonly VirtualDevice[];
  readonly devices: VirtualDevices;
  readonly maker: FaultMaker;
  readonly means: Means;
  /** As the demo itself asks it. */
  readonly store: RecordStore;
  /** Who may enter, one of each role. */
  readonly users: readonly DemoUser[];
}

export const COLLECTORS = ['c1', 'c2'] as const;
/** Where each centre serves its page, and HAProxy asks for it. */
const CENTRE_PORT = 8_480;

export type OnProgress = (step: string, done: number, total: number) => void;

/** Starts everything. What was started is handed to `closing` at once. */
export async function startClusterDemo(
  dir: string,
  options: ClusterDemoOptions,
  onProgress: OnProgress,
  closing: AsyncDisposableStack,
): Promise<StartedClusterDemo> {
  const block = FIRST_BLOCK;
  for (const folder of ['e', 'logs', 'data']) mkdirSync(join(dir, folder));
  const network = createNetwork();
  const cluster = await startCluster({
    ...{ dir: join(dir, 'e'), network, fsync: 'on' },
    onProgress: (step) => onProgress(step, 0, 1),
  });
  closing.defer(cluster.stop);
  const district = createDistrict(block);
  for (const id of COLLECTORS) {
    network.join(id);
    district.join(id);
  }

  const { record, outside } = cluster;
  const passwordPath = join(cluster.dir, 'ca/record.password');
  const { accessOf } = await writeClusterCity({
    ...options,
    ...{ dir, block, centrePort: CENTRE_PORT, addressOf: network.addressOf },
    record: { port: record.port, caPath: record.caPath, passwordPath },
    onProgress: (done, total) => onProgress('city', done, total),
  });
  const config = await loadConfig(folderOf(dir, KEEPERS[0]));
  const plan = buildVirtualCity({
    ...{ network: config.inventory, nowMs: Date.now() },
    ...{ ports: DEMO_PORTS, accessOf },
  });
  const devices = await createVirtualDevices(plan);
  closing.defer(devices.close);
  const means = await chooseMeans(
    process.env.PATH ?? '',
    spareAddressOf(block),
    new AbortController().signal,
  );
  const maker = await createMaker(config, plan, means, block);
  closing.defer(maker.close);

  const place = placeOfRecord(outside.host, { ...record, port: outside.port, passwordPath }, 'verify-ca');
  const store = recordStore(
    withRest(place, { dir, beside: join(dir, 'data/ledger.sqlite'), password: `file:${passwordPath}` }),
  );
  const authority = openAuthority(join(dir, 'keys/hub'));
  const tokens = new Map<string, string>();
  {
    using collectors = store.openCollectors({ author: 'demo', nowMs: Date.now });
    for (const id of COLLECTORS) {
      const { token } = addCollector({ collectors, authority, nowMs: Date.now }, { collector: id });
      tokens.set(id, token);
    }
  }
  const users = await addDemoUsers({ ...config, settings: askedFromOutside(config, place) }, 'demo');
  const parts = createParts(dir, tokens, network.addressOf);
  const all = [...parts.hubs, ...parts.centres, ...parts.collectors.values()];
  closing.defer(async () => {
    await Promise.all(all.map((part) => part.stop()));
  });
  // One kind after the other: all at once, they would keep each other from starting.
  const kinds = [
    { some: parts.hubs, says: 'receiving' },
    { some: parts.centres, says: 'showing the record' },
    { some: [...parts.collectors.values()], says: 'watching' },
  ];
  for (const [index, { some, says }] of kinds.entries()) {
    onProgress('parts', index, kinds.length);
    for (const part of some) part.start();
    await Promise.all(some.map((part) => untilSaid(part, says)));
  }
  await untilWatched(store, config, (done, total) => onProgress('watching', done, total));
  return { network, cluster, parts, config, plan, devices, maker, means, store, users };
}

/** The settings of the city, for who asks for the record from no machine of the cluster. */
function askedFromOutside({ settings }: Config, database: string): Config['settings'] {
  const { ledger, accounts } = settings;
  return { ...settings, ledger: { ...ledger, database }, accounts: { ...accounts, database } };
}

const STARTED_WITHIN_MS = seconds(120);

async function untilSaid({ logPath, isRunning }: ClusterPart, says: string): Promise<void> {
  const wanted = `"msg":"${says}"`;
  for (const untilMs = Date.now() + STARTED_WITHIN_MS; Date.now() < untilMs; await delay(200)) {
    if ((await readFile(logPath, 'utf8').catch(() => '')).includes(wanted)) return;
    if (!isRunning()) break;
  }
  throw new ClusterError(`${logPath}: expected "${says}" within 120 s\n  ${await lastWordsOf(logPath)}`);
}

const WATCHED_WITHIN_MS = seconds(180);
const REST_MS = seconds(6);

/** Settles when every device has been heard of, and nothing new has come for a while. */
async function untilWatched(
  store: RecordStore,
  config: Config,
  onProgress: (done: number, total: number) => void,
) {
  using reader = store.openReader();
  const total = config.inventory.devices.size;
  let [rows, sinceMs] = [0, Date.now()];
  for (const untilMs = Date.now() + WATCHED_WITHIN_MS; Date.now() < untilMs; await delay(seconds(1))) {
    const latest = [...reader.latestChanges({ indicator: 'reach' })].length;
    const all = [...reader.changes()].length;
    if (all !== rows) [rows, sinceMs] = [all, Date.now()];
    onProgress(latest, total);
    if (latest >= total && Date.now() - sinceMs >= REST_MS) return;
  }
  throw new ClusterError(`expected a first state of ${total} devices on record within 180 s; see the logs`);
}
