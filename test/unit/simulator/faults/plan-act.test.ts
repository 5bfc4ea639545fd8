import { describe, expect, test } from 'vitest';
import type { Act } from '#simulator/faults/act.ts';
import { chooseTargets } from '#simulator/faults/choose-targets.ts';
import { nameOf } from '#simulator/faults/expected.ts';
import { FAULT_KINDS, type FaultKind } from '#simulator/faults/fault.ts';
import { planAct } from '#simulator/faults/plan-act.ts';
import { faultCity } from '../../../support/fault-city.ts';

const city = faultCity();
const targets = chooseTargets({ city, seed: 1 }, 0);
const targetOf = (kind: FaultKind) => targets.get(kind) ?? '';
const actOf = (kind: FaultKind, target = targetOf(kind)): Act => {
  const act = planAct({ kind, target }, city);
  if (act === undefined) throw new Error(`${target} makes no ${kind}`);
  return act;
};
const namesOf = ({ expected }: Act) => expected.map(nameOf).toSorted();

describe('planAct', () => {
  test('the sample city has a target for every kind', () => {
    expect([...targets.keys()].toSorted()).toEqual([...FAULT_KINDS].toSorted());
  });

  test('a dead camera takes away one address and every answer from it', () => {
    const target = targetOf('dead-camera');
    const act = actOf('dead-camera');

    expect(act).toMatchObject({
      addresses: [city.inventory.devices.get(target)?.address],
      virtual: [{ device: target, fault: { kind: 'silent' } }],
    });
    expect(namesOf(act)).toEqual([
      `device:${target} reach`,
      `device:${target} service`,
      `device:${target} stream`,
    ]);
  });

  test('a cut link without a port is inferred from everything behind it', () => {
    const target = targetOf('link-cut');
    const act = actOf('link-cut');

    expect(act.virtual.every(({ fault }) => fault.kind === 'silent')).toBe(true);
    expect(act.expected).toContainEqual({
      shows: 'state',
      entity: `link:${target}`,
      indicator: 'reach',
      state: 'down',
      reasons: ['unreachable'],
    });
    expect(act.addresses.length).toBeGreaterThanOrEqual(3);
  });

  test('a link cut at its port darkens the port, which proves it', () => {
    const target = targetOf('port-down');
    const port = city.inventory.links.get(target)?.interface;
    const act = actOf('port-down');

    expect(act.virtual[0]).toEqual({
      device: port?.device,
      fault: { kind: 'port-down', interface: port?.name },
    });
    expect(act.expected).toContainEqual(
      expect.objectContaining({ entity: `link:${target}`, reasons: ['port-down', 'unreachable'] }),
    );
  });

  test('a ward without power loses all its devices; what hung on them may become unknown', () => {
    const area = targetOf('ward-power');
    const { expected, addresses } = actOf('ward-power');

    const inWard = [...city.inventory.devices.values()].filter(
      ({ site }) => city.inventory.sites.get(site)?.area === area,
    );
    for (const { address } of inWard) if (address !== undefined) expect(addresses).toContain(address);
    const optional = expected.filter((one) => one.shows === 'state' && one.certainty === 'may');
    expect(optional.every((one) => one.shows === 'state' && one.state === 'unknown')).toBe(true);
  });

  test.each([
    ['no-video', { kind: 'no-video' }, ['stream']],
    ['clock-drift', { kind: 'clock-drift', offsetMs: 754_000 }, ['clock-drift']],
    ['wrong-password', { kind: 'wrong-password' }, ['access-refused', 'stream']],
    ['port-closed', { kind: 'silent' }, ['recording', 'service']],
    ['disk-full', { kind: 'disk-full' }, ['disk-trouble', 'recording']],
  ] as const)('%s is something that the device itself does wrong', (kind, fault, shown) => {
    const target = targetOf(kind);
    const act = actOf(kind);

    expect(act).toMatchObject({
      addresses: [],
      virtual: [{ device: target, fault }],
      touched: [`device:${target}`],
    });
    expect(namesOf(act)).toEqual(shown.map((what) => `device:${target} ${what}`));
  });

  test('a lost channel degrades its recorder and takes the camera that hangs on it', () => {
    const [, recorder, channel] = /^(.+)#(\d+)$/.exec(targetOf('channel-lost')) ?? [];
    const act = actOf('channel-lost');

    expect(act.virtual).toEqual([
      { device: recorder, fault: { kind: 'channel-lost', channel: Number(channel) } },
    ]);
    expect(act.expected).toMatchObject([
      { entity: `device:${recorder}`, indicator: 'recording', state: 'degraded' },
      { indicator: 'stream', state: 'down', reasons: ['video-loss'] },
    ]);
  });

  test('a full line is short of capacity, and goes on', () => {
    const target = targetOf('saturated');

    expect(actOf('saturated').expected).toEqual([
      {
        shows: 'state',
        entity: `link:${target}`,
        indicator: 'capacity',
        state: 'degraded',
        reasons: ['saturated'],
      },
    ]);
  });

  test('an agent that starts anew shows nothing anywhere, and is none whose counters come round', () => {
    expect(actOf('agent-restart').expected).toEqual([]);
    for (const { id, snmp } of city.virtual.values()) {
      if (snmp?.interfaceTables !== 'if-only') continue;
      expect(planAct({ kind: 'agent-restart', target: id }, city)).toBeUndefined();
    }
  });

  test('a port without light is none whose counters come round: in the dark they would not', () => {
    const { links } = city.inventory;
    const old = [...links.values()].filter(
      ({ interface: port }) => city.virtual.get(port?.device ?? '')?.snmp?.interfaceTables === 'if-only',
    );

    expect(old.length).toBeGreaterThan(0);
    for (const { id } of old) expect(planAct({ kind: 'port-down', target: id }, city)).toBeUndefined();
  });

  test('a switch with another serial number is found', () => {
    const target = targetOf('serial-swapped');

    expect(city.inventory.devices.get(target)?.kind).toBe('switch');
    expect(namesOf(actOf('serial-swapped'))).toEqual([`device:${target} serial-changed`]);
  });

  test.each(FAULT_KINDS)('%s is none on a target of another kind', (kind) => {
    expect(planAct({ kind, target: 'nobody' }, city)).toBeUndefined();
  });

  test('a device that shares its address is not taken away alone', () => {
    const forwarded = [...city.inventory.devices.values()].find(
      ({ profile }) => profile === 'camera-forwarded',
    );

    expect(forwarded).toBeDefined();
    expect(planAct({ kind: 'dead-camera', target: forwarded?.id ?? '' }, city)).toBeUndefined();
  });
});
