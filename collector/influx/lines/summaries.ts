import type { Reading } from '../../../core/domain/probing.ts';
import type { Indicator } from '../../../core/domain/state.ts';
import { stableHash } from '../../../core/text/stable-hash.ts';
import { SUMMARY_WINDOW_MS } from './resolution.ts';
import { buildSample, type Sample } from './sample.ts';

export type EmitSample = (reading: Pick<Reading, 'deviceId' | 'indicator' | 'atMs'>, sample: Sample) => void;

/**
 * Sums up the successful probes of five minutes into one sample; a failed probe passes through as it is. No probe is
 * in two samples, so `sum(probes)` stays true. Windows of different devices end at different times: the load is flat.
 * A sample stands at its first probe: a place that no failed probe of the device can have.
 */
export interface Summaries {
  readonly add: (reading: Reading) => void;
  /** Emits windows that ended before `nowMs`: of devices that are not probed any more, too. */
  readonly flushEnded: (nowMs: number) => void;
  /** Emits every window, ended or not: what follows after a restart becomes a sample of its own. */
  readonly flushAll: () => void;
}

export function createSummaries(emit: EmitSample): Summaries {
  const windows = new Map<Indicator, Map<string, Window>>();

  function windowsOf(indicator: Indicator): Map<string, Window> {
    const known = windows.get(indicator);
    if (known) return known;
    const created = new Map<string, Window>();
    windows.set(indicator, created);
    return created;
  }

  function flush(isEnded: (window: Window) => boolean): void {
    for (const [indicator, byDevice] of windows) {
      for (const [deviceId, window] of byDevice) {
        if (!isEnded(window)) continue;
        byDevice.delete(deviceId);
        emit({ deviceId, indicator, atMs: window.atMs }, sumUp(window));
      }
    }
  }

  return {
    add: (reading) => {
      const { deviceId, indicator, atMs, outcome } = reading;
      const sample = buildSample(outcome);
      if (!outcome.ok) return emit(reading, sample);
      const byDevice = windowsOf(indicator);
      const window = byDevice.get(deviceId);
      if (window && atMs >= window.fromMs && atMs < window.fromMs + SUMMARY_WINDOW_MS) {
        return include(window, sample, atMs);
      }
      byDevice.set(deviceId, openWindow(deviceId, sample, atMs));
      if (window) emit({ deviceId, indicator, atMs: window.atMs }, sumUp(window));
    },
    flushEnded: (nowMs) => flush(({ fromMs }) => fromMs + SUMMARY_WINDOW_MS <= nowMs),
    flushAll: () => flush(() => true),
  };
}

interface Window {
  readonly fromMs: number;
  atMs: number;
  probes: number;
  minMs: number;
  maxMs: number;
  readonly avgMs: Mean;
  readonly jitterMs: Mean;
  readonly lossRatio: Mean;
  readonly responseMs: Mean;
  readonly clockOffsetMs: Mean;
}

interface Mean {
  sum: number;
  count: number;
}

function openWindow(deviceId: string, sample: Sample, atMs: number): Window {
  const phaseMs = stableHash(deviceId) % SUMMARY_WINDOW_MS;
  const window: Window = {
    fromMs: Math.floor((atMs - phaseMs) / SUMMARY_WINDOW_MS) * SUMMARY_WINDOW_MS + phaseMs,
    atMs,
    probes: 0,
    minMs: Number.POSITIVE_INFINITY,
    maxMs: Number.NEGATIVE_INFINITY,
    avgMs: { sum: 0, count: 0 },
    jitterMs: { sum: 0, count: 0 },
    lossRatio: { sum: 0, count: 0 },
    responseMs: { sum: 0, count: 0 },
    clockOffsetMs: { sum: 0, count: 0 },
  };
  include(window, sample, atMs);
  return window;
}

function include(window: Window, sample: Sample, atMs: number): void {
  const { minMs, avgMs, maxMs } = sample;
  window.atMs = Math.min(window.atMs, atMs);
  window.probes += 1;
  window.minMs = Math.min(window.minMs, minMs ?? Number.POSITIVE_INFINITY);
  window.maxMs = Math.max(window.maxMs, maxMs ?? Number.NEGATIVE_INFINITY);
  addTo(window.avgMs, avgMs);
  addTo(window.jitterMs, sample.jitterMs);
  addTo(window.lossRatio, sample.lossRatio);
  addTo(window.responseMs, sample.responseMs);
  addTo(window.clockOffsetMs, sample.clockOffsetMs);
}

function sumUp(window: Window): Sample {
  return {
    up: 1,
    probes: window.probes,
    minMs: Number.isFinite(window.minMs) ? window.minMs : undefined,
    avgMs: meanOf(window.avgMs),
    maxMs: Number.isFinite(window.maxMs) ? window.maxMs : undefined,
    jitterMs: meanOf(window.jitterMs),
    lossRatio: meanOf(window.lossRatio),
    responseMs: meanOf(window.responseMs),
    clockOffsetMs: meanOf(window.clockOffsetMs),
    reason: undefined,
  };
}

function addTo(mean: Mean, value: number | undefined): void {
  if (value === undefined) return;
  mean.sum += value;
  mean.count += 1;
}

function meanOf({ sum, count }: Mean): number | undefined {
  return count === 0 ? undefined : sum / count;
}
