import { beforeAll, describe, expect, test } from 'vitest';
import type { VirtualSnmpAccess } from '#simulator/protocols/device/virtual-device.ts';
import type { VirtualDevices } from '#simulator/protocols/device/virtual-devices.ts';
import { runProgram } from '#test/support/run-program.ts';
import {
  COMMUNITY,
  LOOPBACK,
  sampleCamera,
  sampleInterface,
  startVirtualDevices,
} from '#test/support/virtual-device.ts';

type V3 = Extract<VirtualSnmpAccess, { version: '3' }>;
const v3 = (auth: NonNullable<V3['auth']>['protocol'], privacy?: 'aes' | 'des'): V3 => ({
  version: '3',
  user: 'giamsat',
  auth: { protocol: auth, password: 'auth-password' },
  ...(privacy && { privacy: { protocol: privacy, password: 'priv-password' } }),
});

const agentOf = (devices: VirtualDevices, id: string) =>
  `${LOOPBACK}:${devices.endpoints.get(id)?.snmp?.port}`;
const run = (program: string, ...parameters: string[]) =>
  runProgram(program, ['-t5', '-r1', '-On', ...parameters], 'snmp');

const ports = Array.from({ length: 28 }, (_, place) =>
  sampleInterface(place + 1, { inBitsPerSecond: 1e6, inOctetsAtStart: 2 ** 33, poeMilliwatts: 7_000 }),
);

beforeAll(async () => {
  // Fails at once, and says what to install.
  await runProgram('snmpget', ['--version'], 'snmp');
});

describe('clients of net-snmp', () => {
  test('walk everything, each object once and in order', async () => {
    const devices = await startVirtualDevices([
      sampleCamera({
        kind: 'switch',
        maker: 'Zyxel',
        interfaces: ports,
        temperatures: [{ name: 'board', celsius: 41 }],
        disks: [{ name: 'HDD 1', sizeBytes: 8e12, freeBytes: 1e12, state: 'ok' }],
        ups: { source: 'mains', chargePercent: 90, runtimeMs: 600_000, loadPercent: 30, voltageVolts: 229 },
      }),
    ]);
    const walk = (program: string, version: string) =>
      run(program, version, '-c', COMMUNITY, agentOf(devices, 'cam-1'), '.1');

    const [bulk, next] = [await walk('snmpbulkwalk', '-v2c'), await walk('snmpwalk', '-v2c')];

    const names = (out: string) => [...out.matchAll(/^(\.[\d.]+) =/gm)].map(([, name]) => name);
    // The first client that a machine runs makes itself a folder, and says so.
    expect(bulk.err.replace(/^Created directory: .*\n/gm, '')).toBe('');
    expect(names(bulk.out).length).toBeGreaterThan(800);
    expect(names(bulk.out)).toEqual(names(next.out));
    expect(bulk.out).toContain('.1.3.6.1.2.1.105.1.1.1.6.1.28 = INTEGER: 3');
    expect(bulk.out).toContain('.1.3.6.1.2.1.33.1.2.4.0 = INTEGER: 90');
    expect(bulk.out).toContain('.1.3.6.1.2.1.99.1.1.1.4.2 = INTEGER: 41');
    expect(bulk.out).toMatch(/\.1\.3\.6\.1\.2\.1\.25\.2\.3\.1\.6\.1 = INTEGER: 106811523/);
    expect(bulk.out).toMatch(/\.1\.3\.6\.1\.2\.1\.31\.1\.1\.1\.6\.1 = Counter64: 85\d{8}/);
  });

  test.each([
    ['MD5', 'DES', v3('md5', 'des')],
    ['SHA', 'AES', v3('sha', 'aes')],
    ['SHA-224', 'AES', v3('sha224', 'aes')],
    ['SHA-256', 'AES', v3('sha256', 'aes')],
    ['SHA-384', 'AES', v3('sha384', 'aes')],
    ['SHA-512', 'AES', v3('sha512', 'aes')],
  ])('of version 3 read with %s and %s', async (auth, privacy, snmp) => {
    const devices = await startVirtualDevices([sampleCamera({ access: { snmp } })]);
    const secrets = ['-a', auth, '-A', 'auth-password', '-x', privacy, '-X', 'priv-password'];

    const { out, err } = await run(
      'snmpbulkwalk',
      ...['-v3', '-l', 'authPriv', '-u', 'giamsat', ...secrets],
      ...[agentOf(devices, 'cam-1'), '.1.3.6.1.2.1.1.5'],
    );

    expect(err).toBe('');
    expect(out).toBe('.1.3.6.1.2.1.1.5.0 = STRING: "cam-1"\n');
  });

  test.each([
    ['another user', ['-u', 'nobody'], 'Unknown user name'],
    ['another password', ['-A', 'wrong-password'], 'Authentication failure'],
    ['another key', ['-X', 'wrong-password'], 'Decryption error'],
    ['no privacy', ['-l', 'authNoPriv'], '.1.3.6.1.2.1.1.5.0 = STRING: "cam-1"'],
    ['no authentication', ['-l', 'noAuthNoPriv'], 'Unsupported security level'],
  ])('of version 3 with %s are told so', async (_name, changes, expected) => {
    const devices = await startVirtualDevices([sampleCamera({ access: { snmp: v3('sha256', 'aes') } })]);
    const right = ['-l', 'authPriv', '-u', 'giamsat', '-a', 'SHA-256', '-A', 'auth-password'];

    const { out, err } = await run(
      'snmpget',
      ...['-v3', ...right, '-x', 'AES', '-X', 'priv-password', ...changes],
      ...[agentOf(devices, 'cam-1'), '.1.3.6.1.2.1.1.5.0'],
    );

    expect(out + err).toContain(expected);
  });

  test('of version 3 are told the time that they have wrong', async () => {
    const devices = await startVirtualDevices([sampleCamera({ access: { snmp: v3('sha') } })]);

    // A client that believes to know the engine's clock already (boots 1, time 1).
    const { out } = await run(
      'snmpget',
      ...['-v3', '-l', 'authNoPriv', '-u', 'giamsat', '-a', 'SHA', '-A', 'auth-password', '-Z', '1,1'],
      ...[agentOf(devices, 'cam-1'), '.1.3.6.1.2.1.1.5.0'],
    );

    expect(out).toBe('.1.3.6.1.2.1.1.5.0 = STRING: "cam-1"\n');
  });

  test('with another community hear nothing', async () => {
    const devices = await startVirtualDevices([sampleCamera()]);

    const { err } = await run(
      'snmpget',
      '-v2c',
      ...['-t', '0.3', '-r', '0', '-c', 'public', agentOf(devices, 'cam-1'), '.1.3.6.1.2.1.1.5.0'],
    );

    expect(err).toContain('Timeout: No Response from');
  });
});
