import type { Sensor } from '../../core/domain/device-report.ts';
import { type Row, readTable } from './read-table.ts';
import { numberOf, textOf } from './read-value.ts';
import type { Agent } from './session/create-agent.ts';

const SENSOR = '1.3.6.1.2.1.99.1.1.1';
const COLUMNS = {
  type: { oid: `${SENSOR}.1`, valueBytes: 1 },
  scale: { oid: `${SENSOR}.2`, valueBytes: 1 },
  precision: { oid: `${SENSOR}.3`, valueBytes: 1 },
  value: { oid: `${SENSOR}.4`, valueBytes: 4 },
  status: { oid: `${SENSOR}.5`, valueBytes: 1 },
};
const PHYSICAL_NAME = '1.3.6.1.2.1.47.1.1.1.1.7';
const PHYSICAL_DESCRIPTION = '1.3.6.1.2.1.47.1.1.1.1.2';
const OK = 1;
const MOST_SENSORS = 500;

/** Reads ENTITY-SENSOR-MIB (RFC 3433): the sensors that work and measure a quantity that camwatch knows. */
export async function readSensors(agent: Agent): Promise<Sensor[]> {
  const rows = await readTable(agent, COLUMNS, { what: 'sensors', mostRows: MOST_SENSORS });
  const working = [...rows].filter(([, row]) => isWorking(row));
  const names = await agent.get(
    working.flatMap(([index]) => [`${PHYSICAL_NAME}.${index}`, `${PHYSICAL_DESCRIPTION}.${index}`]),
    'names of sensors',
  );
  return working.flatMap(([index, row]): Sensor[] => {
    const quantity = QUANTITIES.get(numberOf(row.get('type')));
    const value = readingOf(row);
    if (quantity === undefined || value === undefined) return [];
    const name =
      textOf(names.get(`${PHYSICAL_NAME}.${index}`)) ?? textOf(names.get(`${PHYSICAL_DESCRIPTION}.${index}`));
    return [{ name: name ?? `sensor ${index}`, quantity, value }];
  });
}

type SensorRow = Row<keyof typeof COLUMNS>;

function isWorking(row: SensorRow): boolean {
  return numberOf(row.get('status')) === OK && QUANTITIES.has(numberOf(row.get('type')));
}

const QUANTITIES = new Map<number | undefined, Sensor['quantity']>([
  [3, 'volts'],
  [4, 'volts'],
  [5, 'amperes'],
  [6, 'watts'],
  [7, 'hertz'],
  [8, 'celsius'],
  [9, 'percent'],
  [10, 'rpm'],
  [14, 'dbm'],
]);

/** `units` among the scales from yocto (1) to yotta (17), each a thousand times the one before. */
const UNITS_SCALE = 9;
/** Beyond these an agent says that it knows no value. */
const OVERFLOW = 1_000_000_000;

function readingOf(row: SensorRow): number | undefined {
  const value = numberOf(row.get('value'));
  const scale = numberOf(row.get('scale')) ?? UNITS_SCALE;
  const precision = numberOf(row.get('precision')) ?? 0;
  if (value === undefined || Math.abs(value) >= OVERFLOW) return undefined;
  if (scale < 1 || scale > 17 || precision < -8 || precision > 9) return undefined;
  const exponent = (scale - UNITS_SCALE) * 3 - Math.max(0, precision);
  // Division keeps 235 with one decimal 23.5; a product of 0.1 would not.
  return exponent < 0 ? value / 10 ** -exponent : value * 10 ** exponent;
}
