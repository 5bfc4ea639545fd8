import { describe, expect, test } from 'vitest';
import { readChannels, readDisks, readIdentity, readMakerSensors } from '#collector/snmp/read-profile.ts';
import { MakerProfile } from '#config/makers/maker-schema.ts';
import { fakeAgent, integer, text } from '#test/support/fake-agent.ts';

const ROOT = '1.3.6.1.4.1.4242';
const profileOf = (written: object) => MakerProfile.parse({ id: 'acme', name: 'Acme', ...written });

describe('readIdentity', () => {
  test('takes the first place that has a text, and fills gaps from the next profile', async () => {
    const own = profileOf({ identity: { model: [`${ROOT}.1.0`, `${ROOT}.2.0`], serial: `${ROOT}.3.0` } });
    const generic = profileOf({ identity: { serial: `${ROOT}.9.0`, firmware: `${ROOT}.8.0` } });
    const agent = fakeAgent({
      [`${ROOT}.1.0`]: text('  '),
      [`${ROOT}.2.0`]: text('DS-1'),
      [`${ROOT}.8.0`]: text('V5'),
      [`${ROOT}.9.0`]: text('S-9'),
    });

    expect(await readIdentity(agent, [own, generic])).toEqual({
      model: 'DS-1',
      serial: 'S-9',
      firmware: 'V5',
    });
  });

  test('takes the part of a text that is meant', async () => {
    const profile = profileOf({
      identity: {
        firmware: { oid: `${ROOT}.1.0`, pattern: '^([^|]+)' },
        model: { oid: `${ROOT}.1.0`, pattern: 'x(y)' },
      },
    });

    const identity = await readIdentity(fakeAgent({ [`${ROOT}.1.0`]: text('V4.80(A.3) | 11/26') }), [
      profile,
    ]);

    expect(identity).toEqual({ firmware: 'V4.80(A.3)' });
  });

  test('takes the first row of a table', async () => {
    const profile = profileOf({ identity: { model: `${ROOT}.5.*` } });

    const identity = await readIdentity(
      fakeAgent({ [`${ROOT}.5.7`]: text('Beam'), [`${ROOT}.5.9`]: text('Other') }),
      [profile],
    );

    expect(identity).toEqual({ model: 'Beam' });
  });
});

describe('readDisks', () => {
  const table = {
    name: `${ROOT}.2.*`,
    state: { oid: `${ROOT}.3.*`, map: { 0: 'ok', Error: 'failed' } },
    size: { oid: `${ROOT}.4.*`, unit: 'MB' },
    free: { oid: `${ROOT}.5.*`, unit: 'MB' },
  };

  test('reads rows with states as numbers and as texts; what the map does not know is unknown', async () => {
    const agent = fakeAgent({
      [`${ROOT}.2.1`]: text('sda'),
      [`${ROOT}.3.1`]: integer(0),
      [`${ROOT}.4.1`]: integer(2),
      [`${ROOT}.5.1`]: integer(1),
      [`${ROOT}.3.2.0`]: text('Error'),
      [`${ROOT}.3.3`]: integer(77),
    });

    expect(await readDisks(agent, profileOf({ disks: [table] }).disks)).toEqual([
      { name: 'sda', state: 'ok', sizeBytes: 2_097_152, freeBytes: 1_048_576 },
      { name: 'disk 2', state: 'failed' },
      { name: 'disk 3', state: 'unknown' },
    ]);
  });

  test('sees no disk in an empty slot for a card', async () => {
    const { disks } = profileOf({ disks: [{ size: `${ROOT}.8.0` }] });

    expect(await readDisks(fakeAgent({ [`${ROOT}.8.0`]: text('0.0 GB') }), disks)).toEqual([]);
    expect(await readDisks(fakeAgent({ [`${ROOT}.8.0`]: text('1.0 GB') }), disks)).toEqual([
      { name: 'disk', state: 'unknown', sizeBytes: 1_073_741_824 },
    ]);
  });
});

describe('readChannels', () => {
  const { channels } = profileOf({
    channels: [
      {
        video: { oid: `${ROOT}.3.*.0`, map: { ON: 'present', VLOSS: 'lost' } },
        recording: { oid: `${ROOT}.6.*.2.0`, map: { 'RECORDING ON': 'on', 'RECORDING OFF': 'off' } },
      },
    ],
  });

  test('brings together what stands in places of different forms', async () => {
    const agent = fakeAgent({
      [`${ROOT}.3.1.0`]: text('ON'),
      [`${ROOT}.3.2.0`]: text('VLOSS'),
      [`${ROOT}.3.3.0`]: text('DISABLE'),
      [`${ROOT}.6.1.1.0`]: text('not this one'),
      [`${ROOT}.6.1.2.0`]: text('RECORDING ON'),
      [`${ROOT}.6.2.2.0`]: text('RECORDING OFF'),
    });

    expect(await readChannels(agent, channels)).toEqual([
      { number: 1, video: 'present', recording: 'on' },
      { number: 2, video: 'lost', recording: 'off' },
      { number: 3, video: 'unknown', recording: 'unknown' },
    ]);
  });

  test('is empty where the device has no channels', async () => {
    expect(await readChannels(fakeAgent({}), channels)).toEqual([]);
  });
});

describe('readMakerSensors', () => {
  test('reads scalars and rows, and refuses what is no number of its quantity', async () => {
    const { sensors } = profileOf({
      sensors: [
        { name: 'cpu', quantity: 'percent', value: `${ROOT}.7.0` },
        { name: 'fibre', quantity: 'celsius', value: { oid: `${ROOT}.8.*`, absent: ['N/A'] } },
        { name: 'fan', quantity: 'rpm', value: `${ROOT}.9.0` },
      ],
    });
    const agent = fakeAgent({
      [`${ROOT}.7.0`]: text('15 PERCENT'),
      [`${ROOT}.8.1`]: text('N/A'),
      [`${ROOT}.8.2`]: text('38.676'),
      [`${ROOT}.9.0`]: text('fast'),
    });

    expect(await readMakerSensors(agent, sensors)).toEqual([
      { name: 'cpu', quantity: 'percent', value: 15 },
      { name: 'fibre 2', quantity: 'celsius', value: 38.676 },
    ]);
  });
});
