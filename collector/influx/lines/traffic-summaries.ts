import type { TrafficSample } from '../../../core/domain/traffic.ts';
import { finish, type Steps } from '../../../core/host/in-slices.ts';
import type { PortNumbers } from '../../../core/packed/port-numbers.ts';
import { withRow } from '../../../core/packed/with-row.ts';
import { stableHash } from '../../../core/text/stable-hash.ts';
import { createRateColumns } from '../../links/rate-columns.ts';

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
      const isOpen = sums.atMs(row) !== undefined && ends[row] === endMs;
      if (isOpen && sums.linkId(row) === sample.linkId) return sums.add(row, sample);
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
