import { describe, expect, test } from 'vitest';
import { isWatchedAt } from '#core/domain/inventory.ts';
import { faultCity } from '../../../support/fault-city.ts';

const { inventory, virtual, nowMs } = faultCity();
const plan = [...virtual.values()];
const ofKind = (wanted: string) => plan.filter(({ kind }) => kind === wanted);

describe('buildVirtualCity', () => {
  test('has every watched device that speaks a protocol, and no other', () => {
    const speaking = [...inventory.devices.values()].filter(
      (device) =>
        isWatchedAt(device, nowMs) &&
        device.address !== undefined &&
        ['camera', 'nvr', 'switch', 'router', 'ups'].includes(device.kind) &&
        device.profile !== 'household-router',
    );

    expect(plan.map(({ id }) => id).toSorted()).toEqual(speaking.map(({ id }) => id).toSorted());
  });

  test('listens at the address of the inventory, a forwarded camera at its own port and for its stream only', () => {
    for (const { id, endpoints } of plan) {
      const { address, port } = inventory.devices.get(id) ?? {};
      for (const endpoint of Object.values(endpoints)) expect(endpoint.address).toBe(address);
      if (port !== undefined) expect(endpoints).toEqual({ rtsp: { address, port } });
    }
  });

  test('no two devices listen in the same place', () => {
    const places = plan.flatMap(({ endpoints }) =>
      Object.entries(endpoints).map(
        ([protocol, { address, port }]) => `${protocol === 'snmp'} ${address}:${port}`,
      ),
    );

    expect(new Set(places).size).toBe(places.length);
  });

  test('is what the inventory says it is', () => {
    for (const { id, maker, model, serial } of plan) {
      expect({ maker, model, serial }).toMatchObject({
        maker: inventory.devices.get(id)?.maker,
        model: inventory.devices.get(id)?.model,
        serial: inventory.devices.get(id)?.serial,
      });
    }
  });

  test('a port that something hangs on or a line starts from is up, and most others are dark', () => {
    const interfaces = ofKind('switch').flatMap(({ interfaces: ports }) => ports);

    for (const { attachedTo } of inventory.devices.values()) {
      const port = virtual
        .get(attachedTo?.device ?? '')
        ?.interfaces.find(({ name }) => name === attachedTo?.name);
      if (attachedTo && virtual.has(attachedTo.device)) expect(port?.oper).toBe('up');
    }
    expect(interfaces.some(({ oper }) => oper === 'down')).toBe(true);
  });

  test('what a camera sends passes its port, the uplink of its switch, and the port of the line, up to the core', () => {
    const measured = [...inventory.links.values()].find(({ near }) => near.startsWith('device:rt-agg-'));
    const camera = ofKind('camera').find(({ flows }) =>
      flows[0]?.via.some(
        ({ device, interface: name }) =>
          device === measured?.interface?.device && name === measured?.interface.name,
      ),
    );

    const via = camera?.flows[0]?.via.map(({ device, direction }) => `${device.split('-')[0]} ${direction}`);
    expect(via).toEqual(['sw in', 'sw out', 'rt in', 'rt out', 'rt in', 'rt out']);
  });

  test('every hop is an interface that is up', () => {
    for (const { device, interface: name } of plan.flatMap(({ flows }) => flows.flatMap(({ via }) => via))) {
      const port = virtual.get(device)?.interfaces.find((one) => one.name === name);
      // A household's router is nobody's business, and has no ports that anybody knows.
      if (virtual.has(device)) expect(port).toMatchObject({ oper: 'up' });
    }
  });

  test('old agents are about to come round, and all others are long past 32 bits', () => {
    const old = plan.filter(({ snmp }) => snmp?.interfaceTables === 'if-only');

    expect(old.length).toBeGreaterThan(0);
    for (const { inOctetsAtStart } of old.flatMap(({ interfaces }) => interfaces)) {
      expect(inOctetsAtStart).toBeLessThan(2 ** 32);
    }
    const busiest = Math.max(
      ...ofKind('switch').flatMap(({ interfaces }) => interfaces.map((one) => one.inOctetsAtStart)),
    );
    expect(busiest).toBeGreaterThan(2 ** 32);
  });

  test('a recorder has the channels of its cameras, each with its streams', () => {
    const cameras = [...inventory.devices.values()].filter(({ channelOf }) => channelOf);
    expect(cameras.length).toBeGreaterThan(0);
    for (const { id, channelOf } of cameras) {
      const recorder = virtual.get(channelOf?.recorder ?? '');
      expect(recorder?.channels).toContainEqual(
        expect.objectContaining({ number: channelOf?.channel, camera: id }),
      );
      expect(recorder?.streams.filter(({ channel }) => channel === channelOf?.channel)).toHaveLength(2);
    }
  });
});
