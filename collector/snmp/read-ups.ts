import type { Sensor, Ups } from '../../core/domain/device-report.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { minutes } from '../../core/time/units.ts';
import { readTable } from './read-table.ts';
import { countOf, numberOf } from './read-value.ts';
import type { Agent } from './session/create-agent.ts';

const UPS = '1.3.6.1.2.1.33.1';
const SOURCE = `${UPS}.4.1.0`;
const MINUTES_LEFT = `${UPS}.2.3.0`;
const CHARGE = `${UPS}.2.4.0`;
const BATTERY_DECIVOLTS = `${UPS}.2.5.0`;
const BATTERY_CELSIUS = `${UPS}.2.7.0`;
/** By phase: one row or three. */
const INPUTS = { volts: { oid: `${UPS}.3.3.1.3`, valueBytes: 2 } };
const OUTPUTS = { load: { oid: `${UPS}.4.4.1.5`, valueBytes: 2 } };
const MOST_PHASES = 12;

export interface UpsReading {
  readonly ups: Ups;
  readonly sensors: readonly Sensor[];
}

/** Reads UPS-MIB (RFC 1628); `undefined` where the agent does not have it. A UPS is as loaded as its most loaded phase. */
export async function readUps(agent: Agent): Promise<UpsReading | undefined> {
  const scalars = [SOURCE, MINUTES_LEFT, CHARGE, BATTERY_DECIVOLTS, BATTERY_CELSIUS];
  const values = await agent.get(scalars, 'UPS');
  if (values.size === 0) return undefined;
  const inputs = await readTable(agent, INPUTS, { what: 'UPS input by phase', mostRows: MOST_PHASES });
  const outputs = await readTable(agent, OUTPUTS, { what: 'UPS output by phase', mostRows: MOST_PHASES });
  const loads = [...outputs.values()].flatMap((row) => countOf(row.get('load')) ?? []);
  const charge = countOf(values.get(CHARGE));
  const left = countOf(values.get(MINUTES_LEFT));
  const ups = omitUndefined({
    source: SOURCES.get(numberOf(values.get(SOURCE))) ?? 'other',
    chargeRatio: charge === undefined ? undefined : Math.min(1, charge / 100),
    runtimeMs: left === undefined ? undefined : minutes(left),
    loadRatio: loads.length === 0 ? undefined : Math.max(...loads) / 100,
  });
  const decivolts = countOf(values.get(BATTERY_DECIVOLTS));
  const celsius = numberOf(values.get(BATTERY_CELSIUS));
  const volts = [...inputs].flatMap(([phase, row]): Sensor[] => {
    const value = countOf(row.get('volts'));
    const name = inputs.size > 1 ? `input ${phase}` : 'input';
    return value === undefined ? [] : [{ name, quantity: 'volts', value }];
  });
  const battery: Sensor[] = [
    ...(decivolts === undefined
      ? []
      : [{ name: 'battery', quantity: 'volts' as const, value: decivolts / 10 }]),
    ...(celsius === undefined ? [] : [{ name: 'battery', quantity: 'celsius' as const, value: celsius }]),
  ];
  return { ups, sensors: [...volts, ...battery] };
}

/** `upsOutputSource`: a booster and a reducer mend the voltage of the mains. */
const SOURCES = new Map<number | undefined, Ups['source']>([
  [1, 'other'],
  [2, 'none'],
  [3, 'mains'],
  [4, 'bypass'],
  [5, 'battery'],
  [6, 'mains'],
  [7, 'mains'],
]);
