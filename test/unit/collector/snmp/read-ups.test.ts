import { describe, expect, test } from 'vitest';
import { readUps } from '#collector/snmp/read-ups.ts';
import { fakeAgent, integer, tableObjects } from '#test/support/fake-agent.ts';

const UPS = '1.3.6.1.2.1.33.1';

describe('readUps', () => {
  test('reads a UPS with three phases by its most loaded one', async () => {
    const agent = fakeAgent({
      [`${UPS}.2.3.0`]: integer(452),
      [`${UPS}.2.4.0`]: integer(97),
      [`${UPS}.2.5.0`]: integer(4_348),
      [`${UPS}.2.7.0`]: integer(31),
      [`${UPS}.4.1.0`]: integer(3),
      ...tableObjects(`${UPS}.3.3.1`, { 3: { 1: integer(239), 2: integer(238), 3: integer(240) } }),
      ...tableObjects(`${UPS}.4.4.1`, { 5: { 1: integer(6), 2: integer(64), 3: integer(4) } }),
    });

    expect(await readUps(agent)).toEqual({
      ups: { source: 'mains', chargeRatio: 0.97, runtimeMs: 27_120_000, loadRatio: 0.64 },
      sensors: [
        { name: 'input 1', quantity: 'volts', value: 239 },
        { name: 'input 2', quantity: 'volts', value: 238 },
        { name: 'input 3', quantity: 'volts', value: 240 },
        { name: 'battery', quantity: 'volts', value: 434.8 },
        { name: 'battery', quantity: 'celsius', value: 31 },
      ],
    });
  });

  test.each([
    [1, 'other'],
    [2, 'none'],
    [3, 'mains'],
    [4, 'bypass'],
    [5, 'battery'],
    [6, 'mains'],
    [7, 'mains'],
    [42, 'other'],
  ])('reads upsOutputSource %i as %s', async (value, source) => {
    const reading = await readUps(fakeAgent({ [`${UPS}.4.1.0`]: integer(value) }));

    expect(reading?.ups).toEqual({ source });
  });

  test('names the one input of a small UPS without a number', async () => {
    const reading = await readUps(
      fakeAgent({
        [`${UPS}.2.4.0`]: integer(100),
        ...tableObjects(`${UPS}.3.3.1`, { 3: { 1: integer(231) } }),
      }),
    );

    expect(reading?.sensors).toEqual([{ name: 'input', quantity: 'volts', value: 231 }]);
  });

  test('refuses charge and load below zero', async () => {
    const reading = await readUps(
      fakeAgent({
        [`${UPS}.4.1.0`]: integer(5),
        [`${UPS}.2.4.0`]: integer(-1),
        ...tableObjects(`${UPS}.4.4.1`, { 5: { 1: integer(-1) } }),
      }),
    );

    expect(reading?.ups).toEqual({ source: 'battery' });
  });

  test('says nothing of a device that is no UPS', async () => {
    expect(await readUps(fakeAgent({}))).toBeUndefined();
  });
});
