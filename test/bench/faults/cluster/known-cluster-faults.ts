import { seconds } from '#core/time/units.ts';
import type { ClusterFault } from './cluster-fault.ts';
import { DISK_FAULTS } from './disk-faults.ts';
import { FIVE_DAYS } from './five-days.ts';
import { IDENTITY_FAULTS } from './identity-faults.ts';
import { KILL_FAULTS } from './kill-faults.ts';
import { NETWORK_FAULTS } from './network-faults.ts';

/**
 * Any two of the parts are five or ten minutes apart, or none: a collector is behind one hub and ahead of the other. None is behind the
 * machine itself, since certificates of the database are no older than its cluster.
 */
const CLOCKS = {
  'collector-c1': 300,
  'collector-c2': 600,
  'hub-m1': 0,
  'hub-m2': 600,
  'centre-m1': 300,
  'centre-m2': 0,
};

const CLOCK_FAULTS: readonly ClusterFault[] = [
  {
    name: 'clocks',
    what: 'clocks of collectors, hubs and centres five and ten minutes apart, 90 s',
    lastsMs: seconds(90),
    clocks: CLOCKS,
    begin: async () => ({ mend: async () => undefined }),
  },
  {
    ...{ name: 'clocks-hub', what: 'the same, and kill -9 of a hub', lastsMs: seconds(20), clocks: CLOCKS },
    begin: KILL_FAULTS.find(({ name }) => name === 'kill-hub')?.begin ?? missing(),
  },
];

function missing(): never {
  throw new Error('expected a fault that kills a hub');
}

/** Those that share a cluster first, one after the other. */
export const CLUSTER_FAULTS: readonly ClusterFault[] = [
  ...DISK_FAULTS,
  ...NETWORK_FAULTS,
  ...KILL_FAULTS,
  FIVE_DAYS,
  ...IDENTITY_FAULTS,
  ...CLOCK_FAULTS,
];
