import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withRest } from '../../core/domain/record-place.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { createDistrict } from '../../simulator/cluster/district.ts';
import { createNetwork, type Network } from '../../simulator/cluster/network.ts';
import { type Cluster, startCluster } from '../../simulator/cluster/start-cluster.ts';
import { placeOfRecord } from './write-cluster-city.ts';

export type OnProgress = (step: string, done: number, total: number) => void;

export interface MachinesOptions {
  readonly dir: string;
  /** Devices of the city are at 127.BLOCK.x.y. */
  readonly block: number;
  /** Each has a machine of its own, of its name. */
  readonly collectors: readonly string[];
  readonly onProgress: OnProgress;
}

/** Three machines with the engines of a cluster, and one in the district for each collector. */
export interface Machines {
  readonly network: Network;
  readonly cluster: Cluster;
  readonly passwordPath: string;
  /** As whoever is on none of the machines asks it. */
  readonly openRecord: () => { readonly place: string; readonly store: RecordStore };
}

/** What was started is handed to `closing` at once. */
export async function startMachines(
  { dir, block, collectors, onProgress }: MachinesOptions,
  closing: AsyncDisposableStack,
): Promise<Machines> {
  for (const folder of ['e', 'logs', 'data']) mkdirSync(join(dir, folder), { recursive: true });
  const network = createNetwork();
  const cluster = await startCluster({
    ...{ dir: join(dir, 'e'), network, fsync: 'on' },
    onProgress: (step) => onProgress(step, 0, 1),
  });
  closing.defer(cluster.stop);
  const district = createDistrict(block);
  for (const id of collectors) {
    network.join(id);
    district.join(id);
  }
  const passwordPath = join(cluster.dir, 'ca/record.password');
  const openRecord = () => {
    const { record, outside } = cluster;
    const place = placeOfRecord(outside.host, { ...record, port: outside.port, passwordPath }, 'verify-ca');
    const rest = { dir, beside: join(dir, 'data/ledger.sqlite'), password: `file:${passwordPath}` };
    return { place, store: recordStore(withRest(place, rest)) };
  };
  return { network, cluster, passwordPath, openRecord };
}
