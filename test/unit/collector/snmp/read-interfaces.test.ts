import { afterEach, describe, expect, test, vi } from 'vitest';
import { readInterfaces } from '#collector/snmp/read-interfaces.ts';
import type { Agent } from '#collector/snmp/session/create-agent.ts';
import type { SnmpValue } from '#collector/snmp/session/snmp-value.ts';
import {
  counter32,
  counter64,
  fakeAgent,
  gauge,
  integer,
  tableObjects,
  text,
  ticks,
} from '#test/support/fake-agent.ts';

const IF = '1.3.6.1.2.1.2.2.1';
const IFX = '1.3.6.1.2.1.31.1.1.1';

/** Like a probe that began just now, or so many ms ago. */
const health = (agoMs = 0) => ({ depth: 'health', startedMs: performance.now() - agoMs }) as const;
const everywhere = (value: SnmpValue) => ({ 1: value, 2: value });

/** A switch with two ports: the second switched off by a person. */
const modern = {
  ...tableObjects(IF, {
    7: { 1: integer(1), 2: integer(2) },
    8: { 1: integer(1), 2: integer(2) },
    13: everywhere(counter32(3)),
    14: everywhere(counter32(4)),
    19: everywhere(counter32(5)),
    20: everywhere(counter32(6)),
  }),
  ...tableObjects(IFX, {
    1: { 1: text('ge-0/0/1'), 2: text('ge-0/0/2') },
    6: { 1: counter64(5_000_000_000n), 2: counter64(0n) },
    10: { 1: counter64(7_000_000_000_000n), 2: counter64(0n) },
    15: { 1: gauge(10_000), 2: gauge(0) },
    18: { 1: text('uplink Đống Đa'), 2: text('') },
    19: { 1: ticks(12_345), 2: ticks(0) },
  }),
};

afterEach(() => {
  vi.useRealTimers();
});

describe('readInterfaces', () => {
  test('reads status, speed and 64-bit counters', async () => {
    const [uplink] = await readInterfaces(fakeAgent(modern), health());

    expect(uplink).toEqual({
      index: 1,
      name: 'ge-0/0/1',
      admin: 'up',
      oper: 'up',
      speedBitsPerSecond: 10_000_000_000,
      counters: {
        bits: 64,
        readAfterMs: expect.any(Number),
        inOctets: 5_000_000_000n,
        outOctets: 7_000_000_000_000n,
        inDiscards: 3,
        inErrors: 4,
        outDiscards: 5,
        outErrors: 6,
        discontinuityMs: 123_450,
      },
    });
  });

  test('tells when counters were read: in the middle between the question that brought them and its answer', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
    const agent = fakeAgent({
      ...modern,
      ...tableObjects(IF, {
        2: { 3: text('eth2') },
        8: { 3: integer(1) },
        10: { 3: counter32(1) },
        16: { 3: counter32(2) },
      }),
    });
    const slow: Agent = {
      ...agent,
      next: async (...question) => {
        await new Promise((resolve) => setTimeout(resolve, 80));
        return await agent.next(...question);
      },
    };

    const reading = readInterfaces(slow, health(100));
    await vi.runAllTimersAsync();
    const ports = await reading;

    // The newer table comes with the first answer, what only the older one counts with the second.
    expect(ports.map(({ counters }) => counters?.readAfterMs)).toEqual([140, 140, 220]);
  });

  test('has no speed for a port that says 0, since it is down', async () => {
    const [, down] = await readInterfaces(fakeAgent(modern), health());

    expect(down).toMatchObject({ name: 'ge-0/0/2', admin: 'down', oper: 'down' });
    expect(down).not.toHaveProperty('speedBitsPerSecond');
  });

  test('asks for aliases with the details only', async () => {
    const agent = fakeAgent(modern);

    const [plain] = await readInterfaces(agent, health());
    const [detailed, other] = await readInterfaces(agent, { ...health(), depth: 'details' });

    expect(plain).not.toHaveProperty('alias');
    expect(detailed?.alias).toBe('uplink Đống Đa');
    expect(other).not.toHaveProperty('alias');
  });

  test('does not ask for 32-bit counters where every port has better ones', async () => {
    const agent = fakeAgent(modern);

    await readInterfaces(agent, health());

    expect(agent.asked).not.toContain('next interfaces, 32-bit');
  });

  test('takes description, speed and 32-bit counters where there is nothing better, never as signed', async () => {
    const agent = fakeAgent(
      tableObjects(IF, {
        2: { 1: text('eth0') },
        5: { 1: gauge(100_000_000) },
        7: { 1: integer(1) },
        8: { 1: integer(1) },
        10: { 1: counter32(2_055_946_673) },
        16: { 1: counter32(4_294_967_295) },
      }),
    );

    expect(await readInterfaces(agent, health())).toEqual([
      {
        index: 1,
        name: 'eth0',
        admin: 'up',
        oper: 'up',
        speedBitsPerSecond: 100_000_000,
        counters: {
          bits: 32,
          readAfterMs: expect.any(Number),
          inOctets: 2_055_946_673n,
          outOctets: 4_294_967_295n,
        },
      },
    ]);
  });

  test('has no speed where it is beyond 32 bits and told nowhere else', async () => {
    const agent = fakeAgent(tableObjects(IF, { 2: { 1: text('x') }, 5: { 1: gauge(4_294_967_295) } }));

    expect(await readInterfaces(agent, health())).toEqual([{ index: 1, name: 'x' }]);
  });

  test.each([
    [1, 'up'],
    [2, 'down'],
    [3, 'testing'],
    [4, 'unknown'],
    [5, 'dormant'],
    [6, 'not-present'],
    [7, 'lower-layer-down'],
  ])('reads ifOperStatus %i as %s', async (value, oper) => {
    const agent = fakeAgent(tableObjects(IF, { 8: { 1000: integer(value) } }));

    expect(await readInterfaces(agent, health())).toMatchObject([{ index: 1_000, name: '1000', oper }]);
  });

  test('leaves a status out that the standard does not know', async () => {
    const agent = fakeAgent(tableObjects(IF, { 7: { 1: integer(0) }, 8: { 1: integer(9) } }));

    expect(await readInterfaces(agent, health())).toEqual([{ index: 1, name: '1' }]);
  });

  test('has no counters where only one direction is counted', async () => {
    const agent = fakeAgent({
      ...tableObjects(IF, { 8: { 1: integer(1) } }),
      ...tableObjects(IFX, { 1: { 1: text('x') }, 6: { 1: counter64(1n) } }),
    });

    expect((await readInterfaces(agent, health()))[0]).not.toHaveProperty('counters');
  });

  test('takes no index of several numbers for an interface', async () => {
    const agent = fakeAgent(tableObjects(IF, { 8: { '1.2': integer(1), '7': integer(1) } }));

    expect((await readInterfaces(agent, health())).map(({ index }) => index)).toEqual([7]);
  });
});
