import type { NumberSource } from '../../config/makers/maker-values.ts';
import type { InterfaceSample, PoePort, Sensor } from '../../core/domain/device-report.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { parseQuantity } from './parse-quantity.ts';
import { readRows } from './read-rows.ts';
import { readTable } from './read-table.ts';
import { countOf, numberOf } from './read-value.ts';
import type { Agent } from './session/create-agent.ts';

const PSE = '1.3.6.1.2.1.105.1';
const PORTS = { detection: { oid: `${PSE}.1.1.6`, valueBytes: 1 } };
const SUPPLIES = {
  nominal: { oid: `${PSE}.3.1.1.2`, valueBytes: 3 },
  drawn: { oid: `${PSE}.3.1.1.4`, valueBytes: 3 },
};
const DELIVERING_POWER = 3;
const MOST_PORTS = 1_000;
const MOST_SUPPLIES = 32;

/** Which ports give power (POWER-ETHERNET-MIB, RFC 3621), and how much where the maker tells. */
export async function readPoePorts(
  agent: Agent,
  interfaces: readonly InterfaceSample[],
  power: NumberSource | undefined,
): Promise<PoePort[]> {
  const rows = await readTable(agent, PORTS, { what: 'power of ports', mostRows: MOST_PORTS });
  if (rows.size === 0) return [];
  const draws = power ? await readRows(agent, { watts: power.oid }, 'power by port') : new Map();
  const names = namesOf([...rows.keys()], interfaces);
  return [...rows].map(([index, row]) => {
    const watts = power && parseQuantity(draws.get(portOf(index))?.get('watts'), 'watts', power);
    return omitUndefined({
      interface: names.get(index) ?? index.replace('.', '/'),
      isDelivering: numberOf(row.get('detection')) === DELIVERING_POWER,
      milliwatts: watts === undefined ? undefined : Math.round(watts * 1e3),
    });
  });
}

/** What a switch can give and what is drawn, of each of its power supplies together. */
export async function readPoeSupplies(agent: Agent): Promise<Sensor[]> {
  const rows = await readTable(agent, SUPPLIES, { what: 'power supplies of ports', mostRows: MOST_SUPPLIES });
  return [...rows].flatMap(([index, row]) => {
    const suffix = rows.size > 1 ? ` ${index}` : '';
    return (['nominal', 'drawn'] as const).flatMap((name) => {
      const value = countOf(row.get(name));
      return value === undefined ? [] : { name: `PoE ${name}${suffix}`, quantity: 'watts' as const, value };
    });
  });
}

/**
 * The standard numbers ports within groups and does not say which interface each is. Nearly every maker uses ifIndex: that
 * is believed only where there is one group, and every port of it is an interface.
 */
function namesOf(
  indexes: readonly string[],
  interfaces: readonly InterfaceSample[],
): ReadonlyMap<string, string> {
  const groups = new Set(indexes.map((index) => index.split('.')[0]));
  const byIndex = new Map(interfaces.map(({ index, name }) => [String(index), name]));
  if (groups.size !== 1 || !indexes.every((index) => byIndex.has(portOf(index)))) return new Map();
  return new Map(indexes.map((index) => [index, byIndex.get(portOf(index)) ?? index]));
}

function portOf(index: string): string {
  return index.slice(index.lastIndexOf('.') + 1);
}
