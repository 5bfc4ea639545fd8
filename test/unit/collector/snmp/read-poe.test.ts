import { describe, expect, test } from 'vitest';
import { readPoePorts, readPoeSupplies } from '#collector/snmp/read-poe.ts';
import { fakeAgent, gauge, integer, tableObjects } from '#test/support/fake-agent.ts';

const PSE = '1.3.6.1.2.1.105.1';
const interfaces = [
  { index: 1, name: 'ge1' },
  { index: 2, name: 'ge2' },
];

describe('readPoePorts', () => {
  test('tells which ports give power, by the name of their interface', async () => {
    const agent = fakeAgent(tableObjects(`${PSE}.1.1`, { 6: { '1.1': integer(3), '1.2': integer(2) } }));

    expect(await readPoePorts(agent, interfaces, undefined)).toEqual([
      { interface: 'ge1', isDelivering: true },
      { interface: 'ge2', isDelivering: false },
    ]);
  });

  test.each([
    ['a port is no interface', { '1.1': integer(3), '1.49': integer(3) }, ['1/1', '1/49']],
    ['there are several groups', { '1.1': integer(3), '2.1': integer(3) }, ['1/1', '2/1']],
  ])('keeps to its own numbers where %s', async (_name, rows, names) => {
    const ports = await readPoePorts(
      fakeAgent(tableObjects(`${PSE}.1.1`, { 6: rows })),
      interfaces,
      undefined,
    );

    expect(ports.map((port) => port.interface)).toEqual(names);
  });

  test('reads the draw of a port where the maker tells it', async () => {
    const agent = fakeAgent({
      ...tableObjects(`${PSE}.1.1`, { 6: { '1.1': integer(3), '1.2': integer(2) } }),
      '1.3.6.1.4.1.9.9.1.1': gauge(6_400),
    });
    const power = { oid: '1.3.6.1.4.1.9.9.1.*', unit: 'mW', scale: 1, absent: [] };

    expect(await readPoePorts(agent, interfaces, power)).toEqual([
      { interface: 'ge1', isDelivering: true, milliwatts: 6_400 },
      { interface: 'ge2', isDelivering: false },
    ]);
  });

  test('asks nothing more of a switch without power', async () => {
    const agent = fakeAgent({});

    expect(await readPoePorts(agent, interfaces, undefined)).toEqual([]);
    expect(agent.asked).toEqual(['next power of ports']);
  });
});

describe('readPoeSupplies', () => {
  test('reads what a switch can give, and gives', async () => {
    const agent = fakeAgent(tableObjects(`${PSE}.3.1.1`, { 2: { 1: gauge(130) }, 4: { 1: gauge(11) } }));

    expect(await readPoeSupplies(agent)).toEqual([
      { name: 'PoE nominal', quantity: 'watts', value: 130 },
      { name: 'PoE drawn', quantity: 'watts', value: 11 },
    ]);
  });

  test('numbers several supplies', async () => {
    const agent = fakeAgent(tableObjects(`${PSE}.3.1.1`, { 4: { 1: gauge(11), 2: gauge(12) } }));

    expect((await readPoeSupplies(agent)).map(({ name }) => name)).toEqual(['PoE drawn 1', 'PoE drawn 2']);
  });
});
