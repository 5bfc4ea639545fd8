// The hostile city of a run under fuzz, in a process of its own: what it does costs the watched process nothing, and ends with it.
import { createRandom } from '#simulator/city/random.ts';
import { openHostileCity } from './hostile-city.ts';
import type { Sent } from './hostile-relay.ts';

const [dir = '', devices = '0', seed = '0', enough = '{}'] = process.argv.slice(2);
const wanted: Sent = JSON.parse(enough);
const sent: Sent = { snmp: 0, onvif: 0, http: 0, rtsp: 0 };
process.once('disconnect', () => process.exit(0));
await openHostileCity(dir, Number(devices), { random: createRandom(Number(seed), 'fuzz'), sent, wanted });
setInterval(() => process.send?.(sent), 250);
