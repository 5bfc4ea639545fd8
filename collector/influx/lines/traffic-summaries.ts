import type { TrafficSample } from '../../../core/domain/traffic.ts';
import { stableHash } from '../../../core/text/stable-hash.ts';

/**
 * Adds up the samples of an interface over a window: octets and errors are sums, so nothing is lost but the detail.
 * Windows of different devices end at different times. A sum stands at its last poll.
 */
export interface TrafficSummaries {
  readonly add: (sample: TrafficSample, windowMs: number) => void;
  /** Emits sums whose window ended before `nowMs`. */
  readonly flushEnded: (nowMs: number) => void;
  readonly flushAll: () => void;
}

interface Window {
  readonly endMs: number;
  readonly sum: TrafficSample;
}

export function createTrafficSummaries(emit: (sample: TrafficSample) => void): TrafficSummaries {
  const windows = new Map<string, Window>();

  const flush = (isEnded: (window: Window) => boolean) => {
    for (const [key, window] of windows) {
      if (!isEnded(window)) continue;
      windows.delete(key);
      emit(window.sum);
    }
  };
  return {
    add: (sample, windowMs) => {
      const key = `${sample.deviceId} ${sample.interface}`;
      const window = windows.get(key);
      const endMs = endOfWindowMs(sample, windowMs);
      if (window?.endMs === endMs && window.sum.linkId === sample.linkId) {
        windows.set(key, { endMs, sum: addUp(window.sum, sample) });
        return;
      }
      windows.set(key, { endMs, sum: sample });
      if (window) emit(window.sum);
    },
    flushEnded: (nowMs) => flush(({ endMs }) => endMs <= nowMs),
    flushAll: () => flush(() => true),
  };
}

function endOfWindowMs({ deviceId, atMs }: TrafficSample, windowMs: number): number {
  const phaseMs = stableHash(deviceId) % windowMs;
  return (Math.floor((atMs - phaseMs) / windowMs) + 1) * windowMs + phaseMs;
}

function addUp(sum: TrafficSample, sample: TrafficSample): TrafficSample {
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

const perSecond = (octets: number, intervalMs: number) =>
  intervalMs > 0 ? (octets * 8_000) / intervalMs : 0;

type Counter = 'inErrors' | 'outErrors' | 'inDiscards' | 'outDiscards';

function addOptional<Name extends Counter>(name: Name, a: TrafficSample, b: TrafficSample) {
  const [first, second] = [a[name], b[name]];
  return first === undefined && second === undefined ? {} : { [name]: (first ?? 0) + (second ?? 0) };
}
