import { minutes, seconds } from '#core/time/units.ts';
import { FRONT_PORT } from '#demo/cluster/cluster-timing.ts';
import { KEEPERS } from '#simulator/cluster/start-cluster.ts';
import type { BegunFault, ClusterFault } from './cluster-fault.ts';
import type { ClusterWorld } from './cluster-world.ts';

/** Does it to machines, and mends them. */
function onMachines(
  { machines: { network } }: ClusterWorld,
  machines: readonly string[],
  act: (machine: string) => string | undefined,
): BegunFault['mend'] {
  const notes = machines.flatMap((machine) => act(machine) ?? []);
  return async () => {
    for (const machine of machines) network.mend(machine);
    return notes.length > 0 ? { note: notes.join('; ') } : undefined;
  };
}

const cutOff = (world: ClusterWorld, machines: readonly string[]): BegunFault['mend'] =>
  onMachines(world, machines, (machine) => void world.machines.network.cutOff(machine));

const halfOpen = (world: ClusterWorld, machine: string, port: number): BegunFault['mend'] =>
  onMachines(
    world,
    [machine],
    (name) => `${world.machines.network.halfOpen(name, port)} connections of ${name}`,
  );

const lose = (world: ClusterWorld, machines: readonly string[]): BegunFault['mend'] =>
  onMachines(world, machines, (machine) => void world.machines.network.lose(machine, LOST_PERCENT));

const LOST_PERCENT = 30;
const POSTGRES_PORT = 5_432;

const primaryOf = async ({ cluster }: ClusterWorld): Promise<string> =>
  (await cluster.members()).primary ?? KEEPERS[0];

/** The machine whose hub and centre reach the record over the network. */
async function farFromRecord(world: ClusterWorld): Promise<string> {
  const primary = await primaryOf(world);
  return KEEPERS.find((machine) => machine !== primary) ?? KEEPERS[1];
}

export const NETWORK_FAULTS: readonly ClusterFault[] = [
  {
    name: 'half-open-collector',
    what: 'connections of a collector to the hubs half open, 90 s',
    lastsMs: seconds(90),
    begin: async (world, random) => {
      const target = random.pick(world.pair());
      return { target, mend: halfOpen(world, target, FRONT_PORT) };
    },
  },
  {
    name: 'half-open-database',
    what: 'connections of a hub and a centre to PostgreSQL half open, 120 s',
    lastsMs: seconds(120),
    begin: async (world) => ({ mend: halfOpen(world, await farFromRecord(world), POSTGRES_PORT) }),
  },
  {
    name: 'collector-cut-off',
    what: 'a collector cut off from the centre, 2 min',
    lastsMs: minutes(2),
    begin: async (world, random) => {
      const target = random.pick(world.pair());
      return { target, mend: cutOff(world, [target]) };
    },
  },
  {
    name: 'zone-cut-off',
    what: 'a network zone, with both of its collectors, cut off from the centre, 10 min',
    lastsMs: minutes(10),
    begin: async (world) => ({ mend: cutOff(world, world.pair()) }),
  },
  {
    name: 'primary-back',
    what: 'the machine of the primary, with its hub and centre, cut off and back, 60 s',
    lastsMs: seconds(60),
    begin: async (world) => ({ mend: cutOff(world, [await primaryOf(world)]) }),
  },
  {
    name: 'etcd-quorum',
    what: 'etcd without a quorum, 60 s',
    lastsMs: seconds(60),
    begin: async ({ cluster }) => {
      const stopped = ['m2', 'm3'];
      await Promise.all(stopped.map(cluster.stopEtcd));
      return {
        mend: async () => {
          for (const machine of stopped) cluster.startEtcd(machine);
          return undefined;
        },
      };
    },
  },
  {
    name: 'loss-collectors',
    what: '30 % of the packets of both collectors lost, 60 s',
    lastsMs: seconds(60),
    begin: async (world) => ({ mend: lose(world, world.pair()) }),
  },
  {
    name: 'loss-primary',
    what: '30 % of the packets of the primary lost, 60 s',
    lastsMs: seconds(60),
    begin: async (world) => ({ mend: lose(world, [await primaryOf(world)]) }),
  },
];
