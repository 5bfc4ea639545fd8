import type { SnmpCredentials } from '../../core/domain/credentials.ts';
import type { Trace } from '../probing/prober.ts';
import { ProbeError } from '../probing/prober.ts';
import type { Agent } from './session/create-agent.ts';
import { createSnmpEngine } from './session/create-engine.ts';
import { compareOids, tailOf } from './session/oid.ts';
import type { SnmpValue } from './session/snmp-value.ts';
import { showValue } from './show-value.ts';

/** One object of a device, as people read it: `1.3.6.1.2.1.1.5.0`, `octets`, `cam-17`. */
export interface WalkRow {
  readonly oid: string;
  readonly type: SnmpValue['type'];
  readonly text: string;
}

export interface WalkTarget {
  /** Numeric. */
  readonly address: string;
  readonly port: number;
  readonly credentials: SnmpCredentials;
  /** Longest wait for one answer, its repeat included. */
  readonly timeoutMs: number;
  readonly trace?: Trace;
}

export interface WalkOptions {
  /** Where to begin and what to stay within: everything that agents have, where absent. */
  readonly root?: string;
  readonly maxRows: number;
}

/** How a walk ended: at the end of what there is, or at `maxRows`. */
export interface WalkEnd {
  readonly rows: number;
  readonly isComplete: boolean;
}

/**
 * Asks a device for everything beneath `root`, in order, and hands over row by row.
 * @throws ProbeError with the reason (`malformed` where an agent goes round in circles), or the reason `signal` was given.
 */
export async function walkDevice(
  { address, port, credentials, timeoutMs, trace }: WalkTarget,
  { root = '1.3.6.1', maxRows }: WalkOptions,
  onRow: (row: WalkRow) => void,
  signal: AbortSignal,
): Promise<WalkEnd> {
  const engine = createSnmpEngine();
  try {
    const peer = { address, port, credentials, timeoutMs, timeoutOf: 'request', trace } as const;
    return await engine.converse(peer, (agent) => walk(agent, root, maxRows, onRow), signal);
  } finally {
    await engine.close();
  }
}

/** Values of all kinds: texts of vendors may be long. */
const REPETITIONS = 15;

async function walk(
  agent: Agent,
  root: string,
  maxRows: number,
  onRow: (row: WalkRow) => void,
): Promise<WalkEnd> {
  let last = root;
  let rows = 0;
  while (true) {
    const varbinds = await agent.next([last], REPETITIONS, 'all objects');
    if (varbinds.length === 0)
      throw new ProbeError('malformed', `after ${last}: an answer without any object`);
    for (const { oid, value } of varbinds) {
      if (value === undefined || tailOf(oid, root) === undefined) return { rows, isComplete: true };
      if (compareOids(last, oid) >= 0) throw new ProbeError('malformed', `after ${last} comes ${oid}, again`);
      if (rows >= maxRows) return { rows, isComplete: false };
      onRow({ oid, type: value.type, text: showValue(value) });
      last = oid;
      rows++;
    }
  }
}
