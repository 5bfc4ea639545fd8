import { PING_FILTERED, STATES, type State } from '../../core/domain/state.ts';
import type { Status, Told } from '../judge/status.ts';
import type { Names } from './names.ts';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** What is under way of a rung that does not do as its state says; of few at a time, and of none for long. */
export type Runs = Pick<Status, 'degradedRun' | 'downRun' | 'refusedRun' | 'doubtRun'>;

/** A `Status` of the judge for each row, read and written as a whole. */
export interface StatusColumns {
  readonly size: number;
  /** Place in `STATES`. */
  readonly state: Uint8Array;
  /** Number among the names of reasons. */
  readonly reason: Uint16Array;
  readonly sinceMs: Float64Array;
  readonly afterMs: Float64Array;
  /** Like all that follow `NaN` where the status has none. */
  readonly lastMs: Float64Array;
  readonly lastToldMs: Float64Array;
  readonly lastAnswerMs: Float64Array;
  readonly runs: Map<number, Runs>;
  /** `judgeGap` of every row. */
  readonly gap: () => void;
  /** `judgeClockStep` of every row. */
  readonly clockStep: (nowMs: number) => void;
  /** Whether it becomes unknown when its probes stop coming, or its answers go on being cut short. */
  readonly canGoStale: (row: number) => boolean;
  /** The last probe that bore a state out, else when the state began. */
  readonly toldMs: (row: number) => number;
  readonly isFiltered: (row: number) => boolean;
  readonly told: (row: number) => Told;
  readonly read: (row: number) => Status;
  /** Whether its state or reason is another. */
  readonly write: (row: number, status: Status) => boolean;
}

const OPTIONAL = ['lastMs', 'lastToldMs', 'lastAnswerMs', 'answeredMs', 'answerTookMs'] as const;
const HISTORY_LENGTH = 20;
const HISTORY_BITS = 2 ** HISTORY_LENGTH - 1;

export function createStatusColumns(size: number, reasons: Names): StatusColumns {
  const [state, reason, history] = [new Uint8Array(size), new Uint16Array(size), new Uint32Array(size)];
  const [sinceMs, afterMs] = [new Float64Array(size), new Float64Array(size)];
  const optional = {
    lastMs: new Float64Array(size).fill(Number.NaN),
    lastToldMs: new Float64Array(size).fill(Number.NaN),
    lastAnswerMs: new Float64Array(size).fill(Number.NaN),
    answeredMs: new Float64Array(size).fill(Number.NaN),
    answerTookMs: new Float64Array(size).fill(Number.NaN),
  };
  const runs = new Map<number, Runs>();
  const { lastMs, lastToldMs } = optional;
  const gap = () => {
    for (const [row, { doubtRun }] of runs)
      if (doubtRun) lastMs[row] = Math.min(lastMs[row] ?? Number.NaN, doubtRun.afterMs);
    runs.clear();
  };
  const unknown = STATES.indexOf('unknown');
  const cutShort = reasons.indexOf('cut-short');
  const filtered = reasons.indexOf(PING_FILTERED);

  return {
    ...{ size, state, reason, sinceMs, afterMs, ...optional, runs },
    gap,
    clockStep: (nowMs) => {
      gap();
      for (const column of [lastMs, lastToldMs])
        for (let row = 0; row < size; row++) column[row] = Math.min(column[row] ?? Number.NaN, nowMs);
    },
    canGoStale: (row) =>
      state[row] !== unknown || (reason[row] !== cutShort && present(lastToldMs, row) !== undefined),
    toldMs: (row) => present(lastToldMs, row) ?? present(lastMs, row) ?? sinceMs[row] ?? 0,
    isFiltered: (row) => reason[row] === filtered,
    told: (row) => ({ state: stateAt(state, row), reason: reasons.all[reason[row] ?? 0] }),
    read: (row) => {
      const kept = history[row] ?? 0;
      const status: Mutable<Status> = {
        state: stateAt(state, row),
        sinceMs: sinceMs[row] ?? 0,
        afterMs: afterMs[row] ?? 0,
        history: { bits: kept & HISTORY_BITS, length: kept >>> HISTORY_LENGTH },
      };
      const why = reasons.all[reason[row] ?? 0];
      if (why !== undefined) status.reason = why;
      for (const name of OPTIONAL) {
        const value = present(optional[name], row);
        if (value !== undefined) status[name] = value;
      }
      return Object.assign(status, runs.get(row));
    },
    write: (row, status) => {
      const [isState, isReason] = [STATES.indexOf(status.state), reasons.indexOf(status.reason)];
      const isAnother = state[row] !== isState || reason[row] !== isReason;
      [state[row], reason[row]] = [isState, isReason];
      [sinceMs[row], afterMs[row]] = [status.sinceMs, status.afterMs];
      history[row] = status.history.bits | (status.history.length << HISTORY_LENGTH);
      for (const name of OPTIONAL) optional[name][row] = status[name] ?? Number.NaN;
      writeRuns(runs, row, status);
      return isAnother;
    },
  };
}

function present(column: Float64Array, row: number): number | undefined {
  const value = column[row];
  return Number.isNaN(value) ? undefined : value;
}

export const stateAt = (state: Uint8Array, row: number): State => STATES[state[row] ?? 0] ?? 'unknown';

function writeRuns(runs: Map<number, Runs>, row: number, status: Runs): void {
  const { degradedRun, downRun, refusedRun, doubtRun } = status;
  if (!(degradedRun || downRun || refusedRun || doubtRun)) return void runs.delete(row);
  runs.set(row, {
    ...(degradedRun && { degradedRun }),
    ...(downRun && { downRun }),
    ...(refusedRun && { refusedRun }),
    ...(doubtRun && { doubtRun }),
  });
}
