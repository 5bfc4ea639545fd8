import { ProbeError } from '../../probing/prober.ts';
import { decodeVarbinds } from './decode-varbinds.ts';
import type { Varbind } from './snmp-value.ts';

/** What an agent answered: values, or an `error-status` with the place of the object that it is about (from 1). */
export interface ReadReply {
  readonly status: number;
  readonly index: number;
  readonly varbinds: readonly Varbind[];
}

/** Reads what the library took a response to be, against the request it claims to answer. */
export function readReply(response: unknown, request: unknown): ReadReply | ProbeError {
  if (numberIn(response, 'id') !== numberIn(request, 'id')) {
    return new ProbeError('mismatch', 'the answer is to another request');
  }
  const varbinds = decodeVarbinds(fieldOf(response, 'varbinds'));
  const status = numberIn(response, 'errorStatus');
  const index = numberIn(response, 'errorIndex');
  if (varbinds === undefined || status === undefined || index === undefined) {
    return new ProbeError('malformed', 'the answer holds what is no list of objects and values');
  }
  return { status, index, varbinds };
}

function numberIn(record: unknown, name: string): number | undefined {
  const value = fieldOf(record, name);
  return typeof value === 'number' ? value : undefined;
}

function fieldOf(record: unknown, name: string): unknown {
  return typeof record === 'object' && record !== null ? Reflect.get(record, name) : undefined;
}
