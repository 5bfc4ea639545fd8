import type { InterfaceCounters, InterfaceSample } from '../../core/domain/device-report.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { type Column, type Row, readTable } from './read-table.ts';
import { counterOf, countOf, numberOf, textOf, ticksToMs } from './read-value.ts';
import type { Agent } from './session/create-agent.ts';

const IF = '1.3.6.1.2.1.2.2.1';
const IFX = '1.3.6.1.2.1.31.1.1.1';
const COUNTER64_BYTES = 8;
const COUNTER32_BYTES = 5;
const NAME_BYTES = 12;

/** What every poll asks, side by side: status and counters of a port belong to one instant. */
const COLUMNS = {
  admin: { oid: `${IF}.7`, valueBytes: 1 },
  oper: { oid: `${IF}.8`, valueBytes: 1 },
  name: { oid: `${IFX}.1`, valueBytes: NAME_BYTES },
  in64: { oid: `${IFX}.6`, valueBytes: COUNTER64_BYTES },
  out64: { oid: `${IFX}.10`, valueBytes: COUNTER64_BYTES },
  megabits: { oid: `${IFX}.15`, valueBytes: 3 },
  inErrors: { oid: `${IF}.14`, valueBytes: 3 },
  outErrors: { oid: `${IF}.20`, valueBytes: 3 },
  inDiscards: { oid: `${IF}.13`, valueBytes: 3 },
  outDiscards: { oid: `${IF}.19`, valueBytes: 3 },
  discontinuity: { oid: `${IFX}.19`, valueBytes: 4 },
};

/** What is asked besides where a row has no name or no 64-bit octets. */
const OLD_COLUMNS = {
  description: { oid: `${IF}.2`, valueBytes: 24 },
  speed: { oid: `${IF}.5`, valueBytes: COUNTER32_BYTES },
  in32: { oid: `${IF}.10`, valueBytes: COUNTER32_BYTES },
  out32: { oid: `${IF}.16`, valueBytes: COUNTER32_BYTES },
};

/** Names that people give to ports: asked with the details only. */
const ALIASES = { alias: { oid: `${IFX}.18`, valueBytes: 40 } };

/** A chassis with many line cards. */
const MOST_INTERFACES = 2_000;

type NewRow = TimedRow<keyof typeof COLUMNS>;
type OldRow = TimedRow<keyof typeof OLD_COLUMNS>;
type AliasRow = Row<keyof typeof ALIASES>;

export interface InterfacesOptions {
  readonly depth: 'health' | 'details';
  /** When the probe began (`performance.now()`). */
  readonly startedMs: number;
}

/** Reads all interfaces (IF-MIB, RFC 2863) with their counters, by their index. */
export async function readInterfaces(
  agent: Agent,
  { depth, startedMs }: InterfacesOptions,
): Promise<InterfaceSample[]> {
  const current = await readTimed(agent, COLUMNS, { what: 'interfaces', startedMs });
  const rows = [...current.rows.values()];
  const isOld = rows.length === 0 || rows.some((row) => !row.has('name') || !row.has('in64'));
  const old = isOld
    ? await readTimed(agent, OLD_COLUMNS, { what: 'interfaces, 32-bit', startedMs })
    : NOTHING_READ;
  const aliases: ReadonlyMap<string, AliasRow> =
    depth === 'details'
      ? await readTable(agent, ALIASES, { what: 'aliases of interfaces', mostRows: MOST_INTERFACES })
      : new Map();
  const indexes = new Set([...current.rows.keys(), ...old.rows.keys()]);
  return [...indexes].flatMap((index) =>
    toSample(index, rowAt(current, index), rowAt(old, index), aliases.get(index)),
  );
}

/** Rows, and how long after the probe began each was read (ms). */
interface TimedRows<Name extends string> {
  readonly rows: ReadonlyMap<string, Row<Name>>;
  readonly readAfterMs: ReadonlyMap<string, number>;
}

const NOTHING_READ: TimedRows<never> = { rows: new Map(), readAfterMs: new Map() };

async function readTimed<Name extends string>(
  agent: Agent,
  columns: Readonly<Record<Name, Column>>,
  { what, startedMs }: { readonly what: string; readonly startedMs: number },
): Promise<TimedRows<Name>> {
  const readAfterMs = new Map<string, number>();
  const rows = await readTable(agent, columns, {
    what,
    mostRows: MOST_INTERFACES,
    onRow: (index, readMs) => readAfterMs.set(index, Math.round(readMs - startedMs)),
  });
  return { rows, readAfterMs };
}

/** What is known of one row; a row that is not there is empty. */
interface TimedRow<Name extends string> {
  readonly row: Row<Name>;
  readonly readAfterMs: number | undefined;
}

const rowAt = <Name extends string>(
  { rows, readAfterMs }: TimedRows<Name>,
  index: string,
): TimedRow<Name> => ({ row: rows.get(index) ?? new Map(), readAfterMs: readAfterMs.get(index) });

/** An index of one arc, as IF-MIB has it; anything else is no interface. */
const INDEX = /^\d{1,10}$/;

function toSample(
  index: string,
  modern: NewRow,
  old: OldRow,
  aliases: AliasRow | undefined,
): InterfaceSample[] {
  if (!INDEX.test(index)) return [];
  return [
    omitUndefined({
      index: Number(index),
      name: textOf(modern.row.get('name')) ?? textOf(old.row.get('description')) ?? index,
      alias: textOf(aliases?.get('alias')),
      admin: ADMIN_STATES.get(numberOf(modern.row.get('admin'))),
      oper: OPER_STATES.get(numberOf(modern.row.get('oper'))),
      speedBitsPerSecond: speedOf(modern, old),
      counters: countersOf(modern, old),
    }),
  ];
}

const ADMIN_STATES = new Map<number | undefined, NonNullable<InterfaceSample['admin']>>([
  [1, 'up'],
  [2, 'down'],
  [3, 'testing'],
]);

const OPER_STATES = new Map<number | undefined, NonNullable<InterfaceSample['oper']>>([
  [1, 'up'],
  [2, 'down'],
  [3, 'testing'],
  [4, 'unknown'],
  [5, 'dormant'],
  [6, 'not-present'],
  [7, 'lower-layer-down'],
]);

/** `ifSpeed` of what is faster than it can say. */
const BEYOND_32_BITS = 4_294_967_295;

/** A port that is down may say 0: that is no speed. */
function speedOf({ row }: NewRow, { row: old }: OldRow): number | undefined {
  const megabits = countOf(row.get('megabits')) ?? 0;
  if (megabits > 0) return megabits * 1e6;
  const bits = countOf(old.get('speed')) ?? 0;
  return bits > 0 && bits < BEYOND_32_BITS ? bits : undefined;
}

function countersOf(modern: NewRow, old: OldRow): InterfaceCounters | undefined {
  const octets = octetsOf(modern, old);
  return (
    octets &&
    omitUndefined({
      ...octets,
      inErrors: countOf(modern.row.get('inErrors')),
      outErrors: countOf(modern.row.get('outErrors')),
      inDiscards: countOf(modern.row.get('inDiscards')),
      outDiscards: countOf(modern.row.get('outDiscards')),
      discontinuityMs: ticksToMs(modern.row.get('discontinuity')),
    })
  );
}

function octetsOf(
  modern: NewRow,
  old: OldRow,
): Pick<InterfaceCounters, 'bits' | 'inOctets' | 'outOctets' | 'readAfterMs'> | undefined {
  const [in64, out64] = [counterOf(modern.row.get('in64')), counterOf(modern.row.get('out64'))];
  if (in64 !== undefined && out64 !== undefined) {
    return { bits: 64, inOctets: in64, outOctets: out64, ...timeOf(modern) };
  }
  const [in32, out32] = [counterOf(old.row.get('in32')), counterOf(old.row.get('out32'))];
  if (in32 === undefined || out32 === undefined) return undefined;
  return { bits: 32, inOctets: in32, outOctets: out32, ...timeOf(old) };
}

const timeOf = ({ readAfterMs }: NewRow | OldRow) => omitUndefined({ readAfterMs });
