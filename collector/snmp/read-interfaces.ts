import { omitUndefined } from '../../config/omit-undefined.ts';
import type { InterfaceCounters, InterfaceSample } from '../../core/device-report.ts';
import type { Agent } from './create-agent.ts';
import { type Row, readTable } from './read-table.ts';
import { counterOf, countOf, numberOf, textOf, ticksToMs } from './read-value.ts';

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

type NewRow = Row<keyof typeof COLUMNS>;
type OldRow = Row<keyof typeof OLD_COLUMNS>;
type AliasRow = Row<keyof typeof ALIASES>;

/** Reads all interfaces (IF-MIB, RFC 2863) with their counters, by their index. */
export async function readInterfaces(agent: Agent, depth: 'health' | 'details'): Promise<InterfaceSample[]> {
  const rows = await readTable(agent, COLUMNS, { what: 'interfaces', mostRows: MOST_INTERFACES });
  const isOld = rows.size === 0 || rows.values().some((row) => !row.has('name') || !row.has('in64'));
  const old: ReadonlyMap<string, OldRow> = isOld
    ? await readTable(agent, OLD_COLUMNS, { what: 'interfaces, 32-bit', mostRows: MOST_INTERFACES })
    : new Map();
  const aliases: ReadonlyMap<string, AliasRow> =
    depth === 'details'
      ? await readTable(agent, ALIASES, { what: 'aliases of interfaces', mostRows: MOST_INTERFACES })
      : new Map();
  const indexes = new Set([...rows.keys(), ...old.keys()]);
  return [...indexes].flatMap((index) =>
    toSample(index, rows.get(index) ?? new Map(), old.get(index) ?? new Map(), aliases.get(index)),
  );
}

/** An index of one arc, as IF-MIB has it; anything else is no interface. */
const INDEX = /^\d{1,10}$/;

function toSample(index: string, row: NewRow, old: OldRow, aliases: AliasRow | undefined): InterfaceSample[] {
  if (!INDEX.test(index)) return [];
  return [
    omitUndefined({
      index: Number(index),
      name: textOf(row.get('name')) ?? textOf(old.get('description')) ?? index,
      alias: textOf(aliases?.get('alias')),
      admin: ADMIN_STATES.get(numberOf(row.get('admin'))),
      oper: OPER_STATES.get(numberOf(row.get('oper'))),
      speedBitsPerSecond: speedOf(row, old),
      counters: countersOf(row, old),
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
function speedOf(row: NewRow, old: OldRow): number | undefined {
  const megabits = countOf(row.get('megabits')) ?? 0;
  if (megabits > 0) return megabits * 1e6;
  const bits = countOf(old.get('speed')) ?? 0;
  return bits > 0 && bits < BEYOND_32_BITS ? bits : undefined;
}

function countersOf(row: NewRow, old: OldRow): InterfaceCounters | undefined {
  const octets = octetsOf(row, old);
  return (
    octets &&
    omitUndefined({
      ...octets,
      inErrors: countOf(row.get('inErrors')),
      outErrors: countOf(row.get('outErrors')),
      inDiscards: countOf(row.get('inDiscards')),
      outDiscards: countOf(row.get('outDiscards')),
      discontinuityMs: ticksToMs(row.get('discontinuity')),
    })
  );
}

function octetsOf(
  row: NewRow,
  old: OldRow,
): Pick<InterfaceCounters, 'bits' | 'inOctets' | 'outOctets'> | undefined {
  const [in64, out64] = [counterOf(row.get('in64')), counterOf(row.get('out64'))];
  if (in64 !== undefined && out64 !== undefined) return { bits: 64, inOctets: in64, outOctets: out64 };
  const [in32, out32] = [counterOf(old.get('in32')), counterOf(old.get('out32'))];
  if (in32 === undefined || out32 === undefined) return undefined;
  return { bits: 32, inOctets: in32, outOctets: out32 };
}
