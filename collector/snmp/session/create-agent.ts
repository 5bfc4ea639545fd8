import type { Trace } from '../../probing/prober.ts';
import { ProbeError } from '../../probing/prober.ts';
import { GENERAL_ERROR, NO_SUCH_NAME, statusFailure, TOO_BIG } from './failures.ts';
import type { SnmpRequest } from './open-session.ts';
import type { ReadReply } from './read-reply.ts';
import type { SnmpValue, Varbind } from './snmp-value.ts';

/** An agent as readers see it: the same for every version of SNMP. */
export interface Agent {
  /** Values by OID; what does not exist is absent. `what` names the question for people. */
  readonly get: (oids: readonly string[], what: string) => Promise<ReadonlyMap<string, SnmpValue>>;
  /**
   * What follows each of `oids`: a flat list, one of each in turn, again and again. SNMPv1 gives one round. `columns` are those
   * that `oids` stand in: what lies past their end is told apart.
   */
  readonly next: (
    oids: readonly string[],
    repetitions: number,
    what: string,
    columns?: readonly string[],
  ) => Promise<readonly Varbind[]>;
}

export interface AgentOptions {
  readonly version: '1' | '2c' | '3';
  readonly ask: (request: SnmpRequest) => Promise<ReadReply>;
  readonly trace?: Trace | undefined;
}

/** Objects that one GET may ask for: their values must fit a packet. */
const MOST_OBJECTS = 20;

export function createAgent({ version, ask, trace }: AgentOptions): Agent {
  const tell = async (request: SnmpRequest, what: string, columns: readonly string[] = []) => {
    trace?.({ kind: 'sent', text: describeRequest(request, version, what) });
    const startedMs = performance.now();
    const reply = await ask(request);
    const elapsedMs = performance.now() - startedMs;
    trace?.({
      kind: 'received',
      text: `${describeReply(reply, request, columns)}, ${elapsedMs.toFixed(1)} ms`,
    });
    return reply;
  };

  /** An object that cannot be had must not hide the others: version 1 refuses all for one, and genErr does so in any. */
  const getSome = async (oids: readonly string[], what: string): Promise<readonly Varbind[]> => {
    if (oids.length === 0) return [];
    const reply = await tell({ kind: 'get', oids }, what);
    if (reply.status === 0) return reply.varbinds;
    if (reply.status === TOO_BIG && oids.length > 1) {
      const half = Math.ceil(oids.length / 2);
      return [...(await getSome(oids.slice(0, half), what)), ...(await getSome(oids.slice(half), what))];
    }
    if (reply.status === NO_SUCH_NAME || (reply.status === GENERAL_ERROR && oids.length > 1)) {
      const culprit = oids[reply.index - 1];
      return await getSome(
        culprit === undefined ? oids.slice(1) : oids.filter((oid) => oid !== culprit),
        what,
      );
    }
    throw statusFailure(reply.status, what);
  };

  const nextOfEach = async (
    oids: readonly string[],
    what: string,
    columns: readonly string[] = [],
  ): Promise<readonly Varbind[]> => {
    const reply = await tell({ kind: 'next', oids }, what, columns);
    if (reply.status === 0) return reply.varbinds;
    if (reply.status !== NO_SUCH_NAME) throw statusFailure(reply.status, what);
    // Version 1 says so at the end of all that there is, for all columns at once.
    if (oids.length === 1) return oids.map((oid) => ({ oid }));
    const each: Varbind[] = [];
    for (const [place, oid] of oids.entries()) {
      const own = columns.slice(place, place + 1);
      each.push(...(await nextOfEach([oid], what, own)).slice(0, 1));
    }
    return each;
  };

  const bulk = async (
    oids: readonly string[],
    repetitions: number,
    what: string,
    columns: readonly string[] = [],
  ): Promise<readonly Varbind[]> => {
    const reply = await tell({ kind: 'bulk', oids, repetitions }, what, columns);
    if (reply.status === 0) return reply.varbinds;
    if (reply.status === TOO_BIG && repetitions > 1) {
      return await bulk(oids, repetitions >> 1, what, columns);
    }
    throw statusFailure(reply.status, what);
  };

  return {
    get: async (oids, what) => {
      const values = new Map<string, SnmpValue>();
      const wanted = new Set(oids);
      for (let from = 0; from < oids.length; from += MOST_OBJECTS) {
        const varbinds = await getSome(oids.slice(from, from + MOST_OBJECTS), what);
        for (const { oid, value } of varbinds) {
          if (!wanted.has(oid))
            throw new ProbeError('mismatch', `${what}: the answer holds ${oid}, not asked for`);
          if (value) values.set(oid, value);
        }
      }
      return values;
    },
    next: version === '1' ? (oids, _repetitions, what, columns) => nextOfEach(oids, what, columns) : bulk,
  };
}

function describeRequest(request: SnmpRequest, version: string, what: string): string {
  const { kind, oids } = request;
  const objects =
    oids.length > 3 ? `${oids.slice(0, 3).join(' ')} and ${oids.length - 3} more` : oids.join(' ');
  const verb = kind === 'bulk' ? `GETBULK ×${request.repetitions}` : kind === 'get' ? 'GET' : 'GETNEXT';
  return `SNMPv${version} ${verb} ${what}: ${objects}`;
}

function describeReply(
  { status, varbinds }: ReadReply,
  { kind, oids }: SnmpRequest,
  columns: readonly string[],
): string {
  if (status !== 0) return `error-status ${status}`;
  const held = varbinds.filter(({ oid, value }, place) => {
    const column = columns[place % columns.length];
    return value !== undefined && (column === undefined || oid.startsWith(`${column}.`));
  }).length;
  const rest = varbinds.length - held;
  if (held === 0) return oids[0] === columns[0] || kind === 'get' ? 'nothing there' : 'nothing more';
  const others = kind === 'get' ? `${rest} not there` : `${rest} past the end`;
  return `${held} ${held === 1 ? 'value' : 'values'}${rest > 0 ? `, ${others}` : ''}`;
}
