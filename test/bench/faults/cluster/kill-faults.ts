import { seconds } from '#core/time/units.ts';
import type { ClusterPart } from '#demo/cluster/cluster-parts.ts';
import { untilWorking } from '#demo/cluster/start-parts.ts';
import { KEEPERS, MACHINES } from '#simulator/cluster/start-cluster.ts';
import type { ClusterFault } from './cluster-fault.ts';
import type { ClusterWorld } from './cluster-world.ts';

const TIMES = 20;
const DEAD_MS = seconds(2);
const WHOLE_WITHIN_MS = seconds(180);

const killPart =
  (some: (world: ClusterWorld) => readonly ClusterPart[]): ClusterFault['begin'] =>
  async (world, random) => {
    const part = random.pick(some(world));
    await part.kill();
    return {
      mend: async () => {
        part.start();
        await untilWorking(part);
        return undefined;
      },
    };
  };

const killCollector: ClusterFault['begin'] = async (world, random) => {
  const target = random.pick(world.pair());
  await world.stopCollector(target, 'kill');
  return {
    target,
    mend: async () => {
      await world.startCollector(target);
      return undefined;
    },
  };
};

const killPostgres: ClusterFault['begin'] = async ({ cluster }) => {
  await cluster.crashPrimary();
  return {
    mend: async () => {
      await cluster.untilWhole(WHOLE_WITHIN_MS);
      return undefined;
    },
  };
};

const killPatroni: ClusterFault['begin'] = async ({ cluster }, random) => {
  const machine = random.pick(KEEPERS);
  await cluster.killPatroniAlone(machine);
  return {
    mend: async () => {
      cluster.startPatroni(machine);
      await cluster.untilWhole(WHOLE_WITHIN_MS);
      return undefined;
    },
  };
};

const killEtcd: ClusterFault['begin'] = async ({ cluster }, random) => {
  const machine = random.pick(MACHINES);
  await cluster.stopEtcd(machine);
  return {
    mend: async () => {
      cluster.startEtcd(machine);
      return undefined;
    },
  };
};

const killHaproxy: ClusterFault['begin'] = async ({ cluster }, random) => {
  const machine = random.pick(KEEPERS);
  await cluster.killHaproxy(machine);
  return {
    mend: async () => {
      cluster.startHaproxy(machine);
      return undefined;
    },
  };
};

const twentyTimes = (name: string, what: string, begin: ClusterFault['begin']): ClusterFault => ({
  ...{ name: `kill-${name}`, what, times: TIMES, lastsMs: DEAD_MS, begin },
});

const killHub = killPart(({ parts }) => parts.hubs);
const killCentre = killPart(({ parts }) => parts.centres);

const EACH: readonly (readonly [name: string, what: string, begin: ClusterFault['begin']])[] = [
  ['collector', 'kill -9 of a collector', killCollector],
  ['hub', 'kill -9 of a hub', killHub],
  ['centre', 'kill -9 of a centre', killCentre],
  ['postgresql', 'kill -9 of the PostgreSQL of the primary', killPostgres],
  ['patroni', 'kill -9 of a Patroni, its PostgreSQL going on', killPatroni],
  ['etcd', 'kill -9 of an etcd', killEtcd],
  ['haproxy', 'kill -9 of a HAProxy', killHaproxy],
];

/** One after the other, each time the next. */
function inTurn(begins: readonly ClusterFault['begin'][]): ClusterFault['begin'] {
  let turn = 0;
  return (world, random) => {
    const begin = begins[turn++ % begins.length];
    if (begin === undefined) throw new Error('expected a fault');
    return begin(world, random);
  };
}

/** The short form of all that follow. */
const KILL_EACH: ClusterFault = {
  ...{ name: 'kill-each', what: 'kill -9 of each process once', times: EACH.length, lastsMs: DEAD_MS },
  begin: inTurn(EACH.map(([, , begin]) => begin)),
};

/** Each process of a cluster, twenty times. */
export const KILL_FAULTS: readonly ClusterFault[] = [
  KILL_EACH,
  ...EACH.map(([name, what, begin]) => twentyTimes(name, what, begin)),
  {
    name: 'collector-gone',
    what: 'a collector that is gone for 45 s',
    lastsMs: seconds(45),
    begin: killCollector,
  },
];
