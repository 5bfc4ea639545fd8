import type { InterfaceCounters } from '../../core/domain/device-report.ts';
import { withRow } from '../../core/packed/with-row.ts';
import type { Poll } from './measure-rate.ts';

/** The last look at each interface, as columns. */
export interface Polls {
  readonly get: (row: number) => Poll | undefined;
  readonly set: (row: number, poll: Poll) => void;
  readonly clear: (row: number) => void;
}

type Floats = Float64Array<ArrayBuffer>;

const absent = (length: number): Floats => new Float64Array(length).fill(Number.NaN);
const octets = (length: number) => new BigUint64Array(length);

/** `NaN` is what a device does not say; an instant that is absent is a look that was not taken. */
export function createPolls(): Polls {
  let at = absent(0);
  let uptime = absent(0);
  let discontinuity = absent(0);
  let inOctets = octets(0);
  let outOctets = octets(0);
  let inErrors = absent(0);
  let outErrors = absent(0);
  let inDiscards = absent(0);
  let outDiscards = absent(0);
  let bits = new Uint8Array(0);

  const countersAt = (row: number): InterfaceCounters => {
    const octetsAt = { inOctets: inOctets[row] ?? 0n, outOctets: outOctets[row] ?? 0n };
    const counters: Writable<InterfaceCounters> = { bits: bits[row] === 32 ? 32 : 64, ...octetsAt };
    if (isThere(inErrors[row])) counters.inErrors = inErrors[row];
    if (isThere(outErrors[row])) counters.outErrors = outErrors[row];
    if (isThere(inDiscards[row])) counters.inDiscards = inDiscards[row];
    if (isThere(outDiscards[row])) counters.outDiscards = outDiscards[row];
    if (isThere(discontinuity[row])) counters.discontinuityMs = discontinuity[row];
    return counters;
  };

  return {
    get: (row) => {
      const [atMs, uptimeMs] = [at[row], uptime[row]];
      if (!isThere(atMs)) return undefined;
      return { atMs, counters: countersAt(row), ...(isThere(uptimeMs) && { uptimeMs }) };
    },
    set: (row, { atMs, uptimeMs, counters }) => {
      at = put(at, row, atMs);
      uptime = put(uptime, row, uptimeMs);
      discontinuity = put(discontinuity, row, counters.discontinuityMs);
      inErrors = put(inErrors, row, counters.inErrors);
      outErrors = put(outErrors, row, counters.outErrors);
      inDiscards = put(inDiscards, row, counters.inDiscards);
      outDiscards = put(outDiscards, row, counters.outDiscards);
      inOctets = withRow(inOctets, row, octets);
      outOctets = withRow(outOctets, row, octets);
      bits = withRow(bits, row, (length) => new Uint8Array(length));
      inOctets[row] = counters.inOctets;
      outOctets[row] = counters.outOctets;
      bits[row] = counters.bits;
    },
    clear: (row) => {
      at = put(at, row, undefined);
    },
  };
}

function put(column: Floats, row: number, value: number | undefined): Floats {
  // A column of what no device says takes no memory.
  if (value === undefined && row >= column.length) return column;
  const roomy = withRow(column, row, absent);
  roomy[row] = value ?? Number.NaN;
  return roomy;
}

const isThere = (value: number | undefined): value is number => value !== undefined && !Number.isNaN(value);

type Writable<Value> = { -readonly [Name in keyof Value]: Value[Name] };
