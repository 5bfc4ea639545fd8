// Agents of the SNMP benchmark, in a process of their own so that their CPU is not ours: switches with 24 ports each.
import { createVirtualDevices } from '#simulator/protocols/create-virtual-devices.ts';

const [count = '1'] = process.argv.slice(2);
const ids = Array.from({ length: Number(count) }, (_, index) => `sw-${index + 1}`);

const devices = await createVirtualDevices(
  ids.map((id, index) => ({
    id,
    kind: 'switch',
    maker: 'Zyxel',
    model: 'XGS-24',
    serial: 'S-1',
    firmware: 'V1',
    name: id,
    endpoints: { snmp: { address: `127.66.10.${index + 1}`, port: 0 } },
    access: { snmp: { version: '2c', community: 'bench' } },
    uptimeMs: 1e9,
    interfaces: Array.from({ length: 24 }, (_, port) => ({
      index: port + 1,
      name: `ge-0/0/${port + 1}`,
      speedBitsPerSecond: 1e9,
      admin: 'up',
      oper: 'up',
      inBitsPerSecond: 4e6,
      outBitsPerSecond: 1e5,
      inOctetsAtStart: 5e12,
      outOctetsAtStart: 7e11,
    })),
    flows: [],
    streams: [],
    channels: [],
    disks: [],
    temperatures: [],
  })),
);
process.stdout.write(`${JSON.stringify(ids.map((id) => devices.endpoints.get(id)?.snmp))}\n`);
process.stdin.once('end', () => void devices.close()).resume();
