import { ProbeError } from '../probing/prober.ts';
import type { Agent } from './session/create-agent.ts';
import { compareOids } from './session/oid.ts';
import type { SnmpValue } from './session/snmp-value.ts';

/** A column of a table, and what a value of it takes in a packet as a rule. */
export interface Column {
  readonly oid: string;
  readonly valueBytes: number;
}

/** A row: its values by the name of their column. */
export type Row<Name extends string> = ReadonlyMap<Name, SnmpValue>;

export interface TableOptions {
  /** Name of the table for people. */
  readonly what: string;
  readonly mostRows: number;
  /** Told of every row when it was read (`performance.now()`): the middle between question and answer. */
  readonly onRow?: (index: string, readMs: number) => void;
}

/** More of one table than this is no device's. */
const MOST_BYTES = 1024 * 1024;

/**
 * Reads columns side by side, so that the values of a row come from one packet and one instant. Rows by their index, in its
 * order of appearance; a column that is missing, or has holes, leaves its values out.
 * @throws ProbeError: `malformed` where an agent goes round in circles, `oversized` beyond the bounds.
 */
export async function readTable<Name extends string>(
  agent: Agent,
  columns: Readonly<Record<Name, Column>>,
  { what, mostRows, onRow }: TableOptions,
): Promise<ReadonlyMap<string, Row<Name>>> {
  const rows = new Map<string, Map<Name, SnmpValue>>();
  let open = cursorsOf(columns);
  let bytes = 0;
  while (open.length > 0) {
    const oids = open.map(({ oid, index }) => (index === '' ? oid : `${oid}.${index}`));
    const columnsOfOpen = open.map(({ oid }) => oid);
    const askedMs = performance.now();
    const varbinds = await agent.next(oids, repetitionsFor(open), what, columnsOfOpen);
    const readMs = (askedMs + performance.now()) / 2;
    if (varbinds.length === 0) throw new ProbeError('malformed', `${what}: an answer without any object`);
    let place = 0;
    for (const { oid, value } of varbinds) {
      const cursor = open[place++ % open.length];
      if (cursor === undefined || cursor.isDone) continue;
      const index = value && oid.startsWith(cursor.prefix) ? oid.slice(cursor.prefix.length) : undefined;
      if (value === undefined || index === undefined) {
        cursor.isDone = true;
        continue;
      }
      if (cursor.index !== '' && compareOids(cursor.index, index) >= 0) {
        throw new ProbeError('malformed', `${what}: after ${cursor.oid}.${cursor.index} comes ${oid}, again`);
      }
      cursor.index = index;
      const row = rows.get(index) ?? new Map<Name, SnmpValue>();
      if (row.size === 0) onRow?.(index, readMs);
      rows.set(index, row.set(cursor.name, value));
      bytes += sizeOf(value);
    }
    if (rows.size > mostRows) throw new ProbeError('oversized', `${what}: more than ${mostRows} rows`);
    if (bytes > MOST_BYTES) throw new ProbeError('oversized', `${what}: more than ${MOST_BYTES} bytes`);
    open = open.filter(({ isDone }) => !isDone);
  }
  return rows;
}

interface Cursor<Name> extends Column {
  readonly name: Name;
  /** The column's OID with the dot that ends it: made once, held against every value. */
  readonly prefix: string;
  index: string;
  isDone: boolean;
}

function cursorsOf<Name extends string>(columns: Readonly<Record<Name, Column>>): Cursor<Name>[] {
  const cursors: Cursor<Name>[] = [];
  for (const name in columns) {
    const column = columns[name];
    cursors.push({ name, ...column, prefix: `${column.oid}.`, index: '', isDone: false });
  }
  return cursors;
}

/** An answer beyond one packet of the network is cut in pieces, of which each can get lost, and some firewalls drop them. */
const PACKET_BYTES = 1_400;
/** Headers, the security parameters of SNMPv3 with the longest signature, padding. */
const ENVELOPE_BYTES = 200;
/** Tags and lengths of an object, its name of about a dozen arcs. */
const NAME_BYTES = 17;
const MOST_REPETITIONS = 40;

function repetitionsFor(columns: readonly Column[]): number {
  const rowBytes = columns.reduce((sum, { valueBytes }) => sum + NAME_BYTES + valueBytes, 0);
  const fitting = Math.floor((PACKET_BYTES - ENVELOPE_BYTES) / rowBytes);
  return Math.min(MOST_REPETITIONS, Math.max(1, fitting));
}

function sizeOf(value: SnmpValue): number {
  const isSized = value.type === 'octets' || value.type === 'opaque' || value.type === 'oid';
  return NAME_BYTES + (isSized ? value.value.length : 8);
}
