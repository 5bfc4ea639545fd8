import type { Reading } from '../../../core/domain/probing.ts';
import type { Indicator } from '../../../core/domain/state.ts';
import { finish, type Steps } from '../../../core/host/in-slices.ts';
import { createNumbering } from '../../../core/packed/numbering.ts';
import { stableHash } from '../../../core/text/stable-hash.ts';
import { SUMMARY_WINDOW_MS } from './resolution.ts';
import { buildSample, type Sample } from './sample.ts';
import { createSummaryWindows, type SummaryWindows } from './summary-windows.ts';

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
  /** Emits every window, ended or not, step by step: what follows becomes a sample of its own. */
  readonly flushAll: () => Steps<void>;
}

export function createSummaries(emit: EmitSample): Summaries {
  const devices = createNumbering();
  const windowsByIndicator = new Map<Indicator, SummaryWindows>();

  function windowsOf(indicator: Indicator): SummaryWindows {
    const known = windowsByIndicator.get(indicator);
    if (known) return known;
    const created = createSummaryWindows();
    windowsByIndicator.set(indicator, created);
    return created;
  }

  function close(windows: SummaryWindows, indicator: Indicator, row: number): void {
    const { atMs, sample } = windows.close(row);
    emit({ deviceId: devices.nameOf(row), indicator, atMs }, sample);
  }

  function* flush(isEnded: (fromMs: number) => boolean): Steps<void> {
    for (const [indicator, windows] of windowsByIndicator) {
      for (let row = 0; row < windows.rows(); row++) {
        const fromMs = windows.fromMs(row);
        if (fromMs === undefined || !isEnded(fromMs)) continue;
        close(windows, indicator, row);
        yield;
      }
    }
  }

  return {
    add: (reading) => {
      const { deviceId, indicator, atMs, outcome } = reading;
      const sample = buildSample(outcome);
      if (!outcome.ok) return emit(reading, sample);
      const windows = windowsOf(indicator);
      const row = devices.numberOf(deviceId);
      const fromMs = windows.fromMs(row);
      const isInside = fromMs !== undefined && atMs >= fromMs && atMs < fromMs + SUMMARY_WINDOW_MS;
      if (fromMs !== undefined && !isInside) close(windows, indicator, row);
      if (!isInside) windows.open(row, startOfWindowMs(deviceId, atMs));
      windows.include(row, sample, atMs);
    },
    flushEnded: (nowMs) => finish(flush((fromMs) => fromMs + SUMMARY_WINDOW_MS <= nowMs)),
    flushAll: () => flush(() => true),
  };
}

function startOfWindowMs(deviceId: string, atMs: number): number {
  const phaseMs = stableHash(deviceId) % SUMMARY_WINDOW_MS;
  return Math.floor((atMs - phaseMs) / SUMMARY_WINDOW_MS) * SUMMARY_WINDOW_MS + phaseMs;
}
