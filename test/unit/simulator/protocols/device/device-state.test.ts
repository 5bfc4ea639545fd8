import { describe, expect, test } from 'vitest';
import { createDeviceState } from '#simulator/protocols/device/device-state.ts';
import { LOGIN, sampleCamera, sampleInterface } from '#test/support/virtual-device.ts';

function create() {
  const clock = { nowMs: 1_000_000 };
  const device = sampleCamera({
    uptimeMs: 60_000,
    interfaces: [sampleInterface(1, { name: 'eth0', inOctetsAtStart: 5_000 })],
    access: {
      login: LOGIN,
      snmp: {
        version: '3',
        user: 'u',
        auth: { protocol: 'sha', password: 'authpass' },
        privacy: { protocol: 'aes', password: 'privpass' },
      },
    },
  });
  const state = createDeviceState(device, () => clock.nowMs);
  const steady = { varyingBitsPerSecond: 0, steadyBitsPerSecond: 8_000 };
  state.setRate({ device: device.id, interface: 'eth0', in: steady, out: steady });
  return { clock, state };
}

describe('createDeviceState', () => {
  test('counters begin where they were planned to, and go on from there', () => {
    const { clock, state } = create();
    clock.nowMs += 2_000;

    expect(state.ports[0]?.inOctets(clock.nowMs)).toBe(7_000);
    expect(state.truth(clock.nowMs)).toEqual([{ name: 'eth0', inOctets: 2_000, outOctets: 2_000 }]);
    expect(state.uptimeMs(clock.nowMs)).toBe(62_000);
  });

  test.each([
    ['raised', 8],
    ['kept', 7],
  ] as const)(
    'an agent that restarts with boots %s begins anew; the truth does not',
    (boots, engineBoots) => {
      const { clock, state } = create();
      clock.nowMs += 2_000;
      state.set({ kind: 'agent-restart', boots });
      clock.nowMs += 1_000;

      expect(state.ports[0]?.inOctets(clock.nowMs)).toBe(1_000);
      expect(state.uptimeMs(clock.nowMs)).toBe(1_000);
      expect(state.engineBoots()).toBe(engineBoots);
      expect(state.truth(clock.nowMs)).toEqual([{ name: 'eth0', inOctets: 3_000, outOctets: 3_000 }]);
    },
  );

  test('a port that is down says since when, and comes back', () => {
    const { clock, state } = create();
    clock.nowMs += 2_000;
    state.set({ kind: 'port-down', interface: 'eth0' });

    expect(state.ports[0]?.oper()).toBe('down');
    expect(state.ports[0]?.lastChangeMs()).toBe(62_000);

    state.clear({ kind: 'port-down', interface: 'eth0' });
    expect(state.ports[0]?.oper()).toBe('up');
  });

  test('faults show, and are gone when they are cleared', () => {
    const { clock, state } = create();
    const drift = { kind: 'clock-drift', offsetMs: -90_000 } as const;
    const swap = { kind: 'serial-swapped', serial: 'OTHER' } as const;
    state.set(drift);
    state.set(swap);
    state.set({ kind: 'channel-lost', channel: 3 });

    expect(state.clockMs()).toBe(clock.nowMs - 90_000);
    expect(state.serial()).toBe('OTHER');
    expect([3, 4].map(state.isChannelLost)).toEqual([true, false]);

    state.clear(drift);
    state.clear(swap);
    expect(state.clockMs()).toBe(clock.nowMs);
    expect(state.serial()).toBe('AX0000001');
  });

  test('changed passwords are changed everywhere, and the users stay', () => {
    const { state } = create();
    const before = state.access();
    state.set({ kind: 'wrong-password' });
    const after = state.access();

    expect(after.login?.user).toBe(before.login?.user);
    expect(after.login?.password).not.toBe(before.login?.password);
    expect(after.snmp).not.toEqual(before.snmp);
    expect(after.snmp).toMatchObject({ version: '3', user: 'u', auth: { protocol: 'sha' } });
  });
});
