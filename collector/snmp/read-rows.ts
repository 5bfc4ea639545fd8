import { type Row, readTable } from './read-table.ts';
import type { Agent } from './session/create-agent.ts';
import type { SnmpValue } from './session/snmp-value.ts';

/** More than any recorder has channels. */
const MOST_ROWS = 1_024;
const VALUE_BYTES = 24;

/**
 * Reads what a maker profile names: with `*` in the OIDs the rows of a table, by what stands in its place; without it one
 * row, under the empty name. Values that are not there are absent, and so is a row without any.
 */
export async function readRows<Name extends string>(
  agent: Agent,
  places: Readonly<Partial<Record<Name, string>>>,
  what: string,
): Promise<ReadonlyMap<string, Row<Name>>> {
  const oids = new Map<Name, string>();
  for (const name in places) if (places[name] !== undefined) oids.set(name, places[name]);
  const isTable = oids.values().some((oid) => oid.includes('*'));
  return isTable ? await readTableRows(agent, oids, what) : await readOneRow(agent, oids, what);
}

async function readOneRow<Name extends string>(
  agent: Agent,
  oids: ReadonlyMap<Name, string>,
  what: string,
): Promise<ReadonlyMap<string, Row<Name>>> {
  const values = await agent.get([...oids.values()], what);
  const row = new Map<Name, SnmpValue>();
  for (const [name, oid] of oids) {
    const value = values.get(oid);
    if (value) row.set(name, value);
  }
  return row.size === 0 ? new Map() : new Map([['', row]]);
}

async function readTableRows<Name extends string>(
  agent: Agent,
  oids: ReadonlyMap<Name, string>,
  what: string,
): Promise<ReadonlyMap<string, Row<Name>>> {
  const rows = new Map<string, Map<Name, SnmpValue>>();
  const parts = [...oids].map(([name, oid]) => ({ name, ...splitAtStar(oid) }));
  const columns = Object.fromEntries(
    parts.map(({ column }) => [column, { oid: column, valueBytes: VALUE_BYTES }]),
  );
  const table = await readTable(agent, columns, { what, mostRows: MOST_ROWS });
  for (const [tail, read] of table) {
    for (const { name, column, suffix } of parts) {
      const value = read.get(column);
      const index = tail.endsWith(suffix) ? tail.slice(0, tail.length - suffix.length) : '';
      if (value === undefined || index === '') continue;
      const row = rows.get(index) ?? new Map<Name, SnmpValue>();
      rows.set(index, row.set(name, value));
    }
  }
  return rows;
}

function splitAtStar(oid: string): { readonly column: string; readonly suffix: string } {
  const star = oid.indexOf('.*');
  return { column: oid.slice(0, star), suffix: oid.slice(star + 2) };
}
