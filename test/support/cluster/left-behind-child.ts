// Starts a process on a machine, in a session of its own, as PostgreSQL leaves its parent; and one more for good measure.

import { startOnMachine } from '#simulator/cluster/machine-process.ts';
import { createNetwork } from '#simulator/cluster/network.ts';

const [name = ''] = process.argv.slice(2);
createNetwork().join('m1');
const words = ['setsid', '--fork', 'sh', '-c', 'sleep 3600; :', name];
await startOnMachine({ machine: 'm1', words, logPath: '/dev/null' }).ended;
process.stdout.write('started\n');
process.stdin.resume();
