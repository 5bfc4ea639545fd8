import { describe, expect, test } from 'vitest';
import { readSensors } from '#collector/snmp/read-sensors.ts';
import { fakeAgent, integer, text } from '#test/support/fake-agent.ts';

const SENSOR = '1.3.6.1.2.1.99.1.1.1';
const NAME = '1.3.6.1.2.1.47.1.1.1.1.7';

interface Made {
  readonly type: number;
  readonly scale: number;
  readonly precision: number;
  readonly value: number;
  readonly status?: number;
}

const agentWith = ({ type, scale, precision, value, status = 1 }: Made, name = 'inlet') =>
  fakeAgent({
    [`${SENSOR}.1.2`]: integer(type),
    [`${SENSOR}.2.2`]: integer(scale),
    [`${SENSOR}.3.2`]: integer(precision),
    [`${SENSOR}.4.2`]: integer(value),
    [`${SENSOR}.5.2`]: integer(status),
    ...(name !== '' && { [`${NAME}.2`]: text(name) }),
  });

describe('readSensors', () => {
  test.each<[string, Made, string, number]>([
    ['whole degrees', { type: 8, scale: 9, precision: 0, value: 41 }, 'celsius', 41],
    ['tenths of a degree', { type: 8, scale: 9, precision: 1, value: 235 }, 'celsius', 23.5],
    ['a frost', { type: 8, scale: 9, precision: 0, value: -5 }, 'celsius', -5],
    ['millivolts', { type: 4, scale: 8, precision: 0, value: 3_305 }, 'volts', 3.305],
    ['kilowatts', { type: 6, scale: 10, precision: 2, value: 125 }, 'watts', 1_250],
    ['turns', { type: 10, scale: 9, precision: 0, value: 4_200 }, 'rpm', 4_200],
    ['a level', { type: 14, scale: 9, precision: 3, value: -6_334 }, 'dbm', -6.334],
  ])('reads %s', async (_name, made, quantity, value) => {
    expect(await readSensors(agentWith(made))).toEqual([{ name: 'inlet', quantity, value }]);
  });

  test.each<[string, Made]>([
    ['does not work', { type: 8, scale: 9, precision: 0, value: 41, status: 3 }],
    ['measures what camwatch does not know', { type: 12, scale: 9, precision: 0, value: 1 }],
    ['has no value', { type: 8, scale: 9, precision: 0, value: 1_000_000_000 }],
    ['has a scale that there is not', { type: 8, scale: 40, precision: 0, value: 1 }],
    ['has a precision that there is not', { type: 8, scale: 9, precision: 99, value: 1 }],
  ])('leaves out a sensor that %s', async (_name, made) => {
    expect(await readSensors(agentWith(made))).toEqual([]);
  });

  test('numbers a sensor without a name', async () => {
    const made = { type: 8, scale: 9, precision: 0, value: 41 };

    expect(await readSensors(agentWith(made, ''))).toMatchObject([{ name: 'sensor 2' }]);
  });
});
