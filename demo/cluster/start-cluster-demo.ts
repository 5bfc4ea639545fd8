import { type Config, loadConfig } from '../../config/load-config.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { Network } from '../../simulator/cluster/network.ts';
import { type Cluster, KEEPERS } from '../../simulator/cluster/start-cluster.ts';
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
import { type ClusterParts, createParts } from './cluster-parts.ts';
import { type OnProgress, startMachines } from './start-machines.ts';
import { addTokens, startParts, untilWatched } from './start-parts.ts';
import { folderOf, writeClusterCity } from './write-cluster-city.ts';

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

/** Starts everything. What was started is handed to `closing` at once. */
export async function startClusterDemo(
  dir: string,
  options: ClusterDemoOptions,
  onProgress: OnProgress,
  closing: AsyncDisposableStack,
): Promise<StartedClusterDemo> {
  const block = FIRST_BLOCK;
  const machines = await startMachines({ dir, block, collectors: COLLECTORS, onProgress }, closing);
  const { network, cluster, passwordPath } = machines;
  const { record } = cluster;
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

  const { place, store } = machines.openRecord();
  const tokens = addTokens(store, dir, COLLECTORS);
  const users = await addDemoUsers({ ...config, settings: askedFromOutside(config, place) }, 'demo');
  const parts = createParts({ dir, tokens, addressOf: network.addressOf });
  await startParts(parts, onProgress, closing);
  await untilWatched(store, config.inventory.devices.size, onProgress);
  return { network, cluster, parts, config, plan, devices, maker, means, store, users };
}

/** The settings of the city, for who asks for the record from no machine of the cluster. */
function askedFromOutside({ settings }: Config, database: string): Config['settings'] {
  const { ledger, accounts } = settings;
  return { ...settings, ledger: { ...ledger, database }, accounts: { ...accounts, database } };
}
