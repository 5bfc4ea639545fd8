import { seconds } from '#core/time/units.ts';
import { collectorFolderOf } from '#demo/cluster/cluster-parts.ts';
import { KEEPERS } from '#simulator/cluster/start-cluster.ts';
import type { BegunFault, ClusterFault } from './cluster-fault.ts';
import { databaseFolderOf, fillDisk } from './cluster-world.ts';

const freeing =
  (free: readonly (() => Promise<void>)[]): BegunFault['mend'] =>
  async () => {
    await Promise.all(free.map((one) => one()));
    return undefined;
  };

export const DISK_FAULTS: readonly ClusterFault[] = [
  {
    name: 'disk-full-collector',
    what: 'the disk of a collector full, 45 s',
    lastsMs: seconds(45),
    begin: async ({ dir, pair }, random) => {
      const target = random.pick(pair());
      return { target, mend: freeing([fillDisk(collectorFolderOf(dir, target))]) };
    },
  },
  {
    name: 'disk-full-primary',
    what: 'the disk of the primary full, 60 s',
    lastsMs: seconds(60),
    begin: async ({ dir, cluster }) => {
      const { primary = KEEPERS[0] } = await cluster.members();
      return { mend: freeing([fillDisk(databaseFolderOf(dir, primary))]) };
    },
  },
  {
    name: 'disk-full-centre',
    what: 'the disks of both PostgreSQLs full, 60 s',
    lastsMs: seconds(60),
    begin: async ({ dir }) => ({
      mend: freeing(KEEPERS.map((machine) => fillDisk(databaseFolderOf(dir, machine)))),
    }),
  },
];
