import type { TrafficSample } from '../../../core/domain/traffic.ts';
import { finish, type Steps } from '../../../core/host/in-slices.ts';
import type { PortNumbers } from '../../../core/packed/port-numbers.ts';
import { withRow } from '../../../core/packed/with-row.ts';
import { stableHash } from '../../../core/text/stable-hash.ts';
import { createRateColumns, perSecond } from '../../links/rate-columns.ts';

/**
 * Adds up the samples of an interface over a window: octets and errors are sums, so nothing is lost but the detail.
 * Windows of different devices end at different times. A sum stands at its last poll.
 */
export interface TrafficSummaries {
  readonly add: (sample: TrafficSample, windowMs: number) => void;
  /** Emits sums whose window ended before `nowMs`. */
  readonly flushEnded: (nowMs: number) => void;
  /** Emits every sum, step by step. */
  readonly flushAll: () => Steps<void>;
}

export function createTrafficSummaries(
  ports: Pick<PortNumbers, 'numberOf' | 'portOf' | 'size'>,
  emit: (sample: TrafficSample) => void,
): TrafficSummaries {
  const sums = createRateColumns();
  /** Of windows that have a sum. */
  let ends = new Float64Array(0);

  const close = (row: number) => {
    const sum = sums.get(row);
    if (sum === undefined) return;
    const { deviceId, name } = ports.portOf(row);
    sums.clear(row);
    emit({ deviceId, interface: name, ...sum });
  };
  function* flush(isEnded: (endMs: number) => boolean): Steps<void> {
    for (let row = 0; row < ports.size(); row++) {
      if (sums.atMs(row) === undefined || !isEnded(ends[row] ?? 0)) continue;
      close(row);
      yield;
    }
  }
  return {
    add: (sample, windowMs) => {
      const row = ports.numberOf(sample.deviceId, sample.interface);
      if (row === undefined) return emit(sample);
      ends = withRow(ends, row, (length) => new Float64Array(length));
      const endMs = endOfWindowMs(sample, windowMs);
      const sum = sums.get(row);
      if (sum && ends[row] === endMs && sum.linkId === sample.linkId)
        return sums.set(row, addUp(sum, sample));
      close(row);
      ends[row] = endMs;
      sums.set(row, sample);
    },
    flushEnded: (nowMs) => finish(flush((endMs) => endMs <= nowMs)),
    flushAll: () => flush(() => true),
  };
}

function endOfWindowMs({ deviceId, atMs }: TrafficSample, windowMs: number): number {
  const phaseMs = stableHash(deviceId) % windowMs;
  return (Math.floor((atMs - phaseMs) / windowMs) + 1) * windowMs + phaseMs;
}

function addUp(sum: Omit<TrafficSample, 'deviceId' | 'interface'>, sample: TrafficSample): TrafficSample {
  const intervalMs = sum.intervalMs + sample.intervalMs;
  const inOctets = sum.inOctets + sample.inOctets;
  const outOctets = sum.outOctets + sample.outOctets;
  return {
    // The capacity of the later sample: a changed one counts from now on.
    ...sample,
    atMs: Math.max(sum.atMs, sample.atMs),
    intervalMs,
    inOctets,
    outOctets,
    inBitsPerSecond: perSecond(inOctets, intervalMs),
    outBitsPerSecond: perSecond(outOctets, intervalMs),
    ...addOptional('inErrors', sum, sample),
    ...addOptional('outErrors', sum, sample),
    ...addOptional('inDiscards', sum, sample),
    ...addOptional('outDiscards', sum, sample),
  };
}

type Counter = 'inErrors' | 'outErrors' | 'inDiscards' | 'outDiscards';

function addOptional<Name extends Counter>(
  name: Name,
  a: Pick<TrafficSample, Name>,
  b: Pick<TrafficSample, Name>,
) {
  const [first, second] = [a[name], b[name]];
  return first === undefined && second === undefined ? {} : { [name]: (first ?? 0) + (second ?? 0) };
}
