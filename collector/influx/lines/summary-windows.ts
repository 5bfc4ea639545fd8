import { withRow } from '../../../core/packed/with-row.ts';
import type { Sample } from './sample.ts';

/** Open windows of one indicator as columns: a row a device, with one window at most. */
export interface SummaryWindows {
  /** Whether a window is open in the row that begins then; `undefined` where none is open. */
  readonly fromMs: (row: number) => number | undefined;
  readonly open: (row: number, fromMs: number) => void;
  /** Adds an answer to the open window. */
  readonly include: (row: number, sample: Sample, atMs: number) => void;
  /** What the window sums up to, at its first answer. It is open no more then. */
  readonly close: (row: number) => Summary;
  /** Rows up to the last that was ever open. */
  readonly rows: () => number;
}

interface Summary {
  readonly atMs: number;
  readonly sample: Sample;
}

export function createSummaryWindows(): SummaryWindows {
  const float = (length: number) => new Float64Array(length);
  const count = (length: number) => new Uint16Array(length);
  let from = float(0);
  let at = float(0);
  let min = float(0);
  let max = float(0);
  /** 0: no window is open. */
  let probes = count(0);
  let rows = 0;
  const avgMs = createMeans();
  const jitterMs = createMeans();
  const lossRatio = createMeans();
  const responseMs = createMeans();
  const clockOffsetMs = createMeans();

  const makeRoom = (row: number) => {
    rows = Math.max(rows, row + 1);
    from = withRow(from, row, float);
    at = withRow(at, row, float);
    min = withRow(min, row, float);
    max = withRow(max, row, float);
    probes = withRow(probes, row, count);
  };

  return {
    fromMs: (row) => (probes[row] ? from[row] : undefined),
    open: (row, fromMs) => {
      makeRoom(row);
      from[row] = fromMs;
      at[row] = min[row] = Number.POSITIVE_INFINITY;
      max[row] = Number.NEGATIVE_INFINITY;
    },
    include: (row, sample, atMs) => {
      at[row] = Math.min(at[row] ?? atMs, atMs);
      probes[row] = (probes[row] ?? 0) + 1;
      min[row] = Math.min(min[row] ?? 0, sample.minMs ?? Number.POSITIVE_INFINITY);
      max[row] = Math.max(max[row] ?? 0, sample.maxMs ?? Number.NEGATIVE_INFINITY);
      avgMs.add(row, sample.avgMs);
      jitterMs.add(row, sample.jitterMs);
      lossRatio.add(row, sample.lossRatio);
      responseMs.add(row, sample.responseMs);
      clockOffsetMs.add(row, sample.clockOffsetMs);
    },
    close: (row) => {
      const sample = {
        up: 1,
        probes: probes[row] ?? 0,
        minMs: finite(min[row]),
        avgMs: avgMs.take(row),
        maxMs: finite(max[row]),
        jitterMs: jitterMs.take(row),
        lossRatio: lossRatio.take(row),
        responseMs: responseMs.take(row),
        clockOffsetMs: clockOffsetMs.take(row),
        reason: undefined,
      } as const;
      probes[row] = 0;
      return { atMs: at[row] ?? 0, sample };
    },
    rows: () => rows,
  };
}

const finite = (value: number | undefined) => (Number.isFinite(value) ? value : undefined);

interface Means {
  readonly add: (row: number, value: number | undefined) => void;
  /** The mean of what was added since it was last taken; `undefined` where that is nothing. */
  readonly take: (row: number) => number | undefined;
}

/** Takes no memory for what no probe of the indicator measures. */
function createMeans(): Means {
  let sums = new Float64Array(0);
  let counts = new Uint16Array(0);
  return {
    add: (row, value) => {
      if (value === undefined) return;
      sums = withRow(sums, row, (length) => new Float64Array(length));
      counts = withRow(counts, row, (length) => new Uint16Array(length));
      sums[row] = (sums[row] ?? 0) + value;
      counts[row] = (counts[row] ?? 0) + 1;
    },
    take: (row) => {
      const count = counts[row];
      if (!count) return undefined;
      const mean = (sums[row] ?? 0) / count;
      sums[row] = counts[row] = 0;
      return mean;
    },
  };
}
