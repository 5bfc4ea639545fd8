import type { Agent } from '#collector/snmp/session/create-agent.ts';
import { compareOids } from '#collector/snmp/session/oid.ts';
import type { SnmpValue, Varbind } from '#collector/snmp/session/snmp-value.ts';

export const integer = (value: number): SnmpValue => ({ type: 'integer', value });
export const counter32 = (value: number): SnmpValue => ({ type: 'counter32', value });
export const counter64 = (value: bigint): SnmpValue => ({ type: 'counter64', value });
export const gauge = (value: number): SnmpValue => ({ type: 'gauge32', value });
export const ticks = (value: number): SnmpValue => ({ type: 'timeticks', value });
export const text = (value: string): SnmpValue => ({ type: 'octets', value: Buffer.from(value) });
export const objectId = (value: string): SnmpValue => ({ type: 'oid', value });

export interface FakeAgent extends Agent {
  /** What was asked, in order: `get sysUpTime`, `next interfaces`. */
  readonly asked: readonly string[];
}

/** An agent that answers from a list of objects, as an honest one does: at the interface that readers use. */
export function fakeAgent(objects: Readonly<Record<string, SnmpValue>>): FakeAgent {
  const asked: string[] = [];
  const ordered = Object.entries(objects).sort(([left], [right]) => compareOids(left, right));
  const after = (oid: string): Varbind => {
    const found = ordered.find(([candidate]) => compareOids(candidate, oid) > 0);
    return found ? { oid: found[0], value: found[1] } : { oid };
  };
  return {
    asked,
    get: async (oids, what) => {
      asked.push(`get ${what}`);
      return new Map(oids.flatMap((oid) => (objects[oid] ? [[oid, objects[oid]] as const] : [])));
    },
    next: async (oids, repetitions, what) => {
      asked.push(`next ${what}`);
      const varbinds: Varbind[] = [];
      let cursors = [...oids];
      for (let round = 0; round < repetitions; round++) {
        const found = cursors.map(after);
        varbinds.push(...found);
        cursors = found.map(({ oid }) => oid);
      }
      return varbinds;
    },
  };
}

/** Columns of a table by number, rows by index: `{ 2: { 1: text('lo') } }`. */
export function tableObjects(
  entry: string,
  columns: Readonly<Record<number, Readonly<Record<string, SnmpValue>>>>,
): Record<string, SnmpValue> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([column, rows]) =>
      Object.entries(rows).map(([index, value]) => [`${entry}.${column}.${index}`, value]),
    ),
  );
}
