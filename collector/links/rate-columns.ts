import type { TrafficSample } from '../../core/domain/traffic.ts';
import { withRow } from '../../core/packed/with-row.ts';
import { createErrorCounts } from './error-counts.ts';

/** A sample less of where it was measured. */
type RateOfPort = Omit<TrafficSample, 'deviceId' | 'interface'>;

/** One sample of each interface, as columns: rates are made of its octets again. */
export interface RateColumns {
  readonly get: (row: number) => RateOfPort | undefined;
  /** When its later poll was; `undefined` where the row has no sample. */
  readonly atMs: (row: number) => number | undefined;
  readonly set: (row: number, sample: RateOfPort) => void;
  /** Adds to what the row has: it stands at the later of both, and has the capacity of this one. */
  readonly add: (row: number, sample: RateOfPort) => void;
  readonly linkId: (row: number) => string | undefined;
  readonly clear: (row: number) => void;
}

const float = (length: number) => new Float64Array(length);

export function createRateColumns(): RateColumns {
  const errors = createErrorCounts();
  /** Of a few thousand interfaces. */
  const linkIds = new Map<number, string>();
  let has = new Uint8Array(0);
  let at = float(0);
  let interval = float(0);
  let inOctets = float(0);
  let outOctets = float(0);
  /** 0 where nobody knows. */
  let capacity = float(0);

  const makeRoom = (row: number) => {
    has = withRow(has, row, (length) => new Uint8Array(length));
    at = withRow(at, row, float);
    interval = withRow(interval, row, float);
    inOctets = withRow(inOctets, row, float);
    outOctets = withRow(outOctets, row, float);
    capacity = withRow(capacity, row, float);
  };

  return {
    get: (row) => {
      if (!has[row]) return undefined;
      const linkId = linkIds.get(row);
      const octets = { inOctets: inOctets[row] ?? 0, outOctets: outOctets[row] ?? 0 };
      const intervalMs = interval[row] ?? 0;
      return {
        ...(linkId !== undefined && { linkId }),
        ...{ atMs: at[row] ?? 0, intervalMs, ...octets },
        inBitsPerSecond: perSecond(octets.inOctets, intervalMs),
        outBitsPerSecond: perSecond(octets.outOctets, intervalMs),
        ...errors.get(row),
        ...(capacity[row] && { capacityBitsPerSecond: capacity[row] }),
      };
    },
    atMs: (row) => (has[row] ? at[row] : undefined),
    set: (row, sample) => {
      makeRoom(row);
      has[row] = 1;
      at[row] = sample.atMs;
      interval[row] = sample.intervalMs;
      inOctets[row] = sample.inOctets;
      outOctets[row] = sample.outOctets;
      capacity[row] = sample.capacityBitsPerSecond ?? 0;
      errors.set(row, sample);
      if (sample.linkId === undefined) linkIds.delete(row);
      else linkIds.set(row, sample.linkId);
    },
    add: (row, sample) => {
      at[row] = Math.max(at[row] ?? 0, sample.atMs);
      interval[row] = (interval[row] ?? 0) + sample.intervalMs;
      inOctets[row] = (inOctets[row] ?? 0) + sample.inOctets;
      outOctets[row] = (outOctets[row] ?? 0) + sample.outOctets;
      capacity[row] = sample.capacityBitsPerSecond ?? 0;
      errors.add(row, sample);
    },
    linkId: (row) => linkIds.get(row),
    clear: (row) => {
      if (!has[row]) return;
      has[row] = 0;
      errors.set(row, {});
      linkIds.delete(row);
    },
  };
}

export const perSecond = (octets: number, intervalMs: number): number =>
  intervalMs > 0 ? (octets * 8_000) / intervalMs : 0;
