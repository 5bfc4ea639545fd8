import type { IncidentEvent } from '../../../ledger/record/incidents/incident-event.ts';
import type { InputReads, InputRow, StoredInput } from '../../../ledger/record/incidents/incident-store.ts';
import type { IncidentCursor, PlacedInput } from '../../../ledger/record/incidents/kept-incidents.ts';
import type { IncidentEngine } from '../engine/incident-engine.ts';
import { toEvent } from './to-event.ts';

/** What some of the rows brought. */
export interface FedPortion {
  readonly news: readonly IncidentEvent[];
  readonly inputs: readonly PlacedInput[];
  readonly cursor: IncidentCursor;
  readonly rows: number;
  /** Numbers of rows that cannot be read. */
  readonly unreadable: readonly number[];
  /** Some were recorded by a clock that ran ahead, and told as if it had not. */
  readonly isCorrected: boolean;
}

/** Tells an engine what is on record, in the same order whenever it is told. */
export interface InputFeed {
  /** All rows up to `seq`, then that it is `recordedMs`. */
  readonly portions: (to: IncidentCursor) => Generator<FedPortion, undefined>;
  /** Told before the first row that was recorded after it. */
  readonly add: (input: StoredInput) => void;
  readonly cursor: () => IncidentCursor;
  /** All inputs up to this one were told. */
  readonly lastInput: () => number;
}

export interface InputFeedOptions {
  readonly engine: Pick<IncidentEngine, 'feed'>;
  readonly inputs: InputReads;
  readonly portion: number;
  readonly afterInput: number;
  readonly cursor: IncidentCursor;
  /** No input that waits was recorded later, whatever its clock said. */
  readonly latestInputMs?: number;
}

export function createInputFeed(options: InputFeedOptions): InputFeed {
  const { engine, inputs, portion, cursor } = options;
  let { seq, recordedMs: fedMs } = cursor;
  /** The last instant that was told by itself. */
  let timeMs = Number.NEGATIVE_INFINITY;
  let lastInput = options.afterInput;
  let waiting: readonly StoredInput[] = [];
  const { latestInputMs = Number.POSITIVE_INFINITY } = options;
  for (const input of inputs.inputs(options.afterInput))
    add({ ...input, recordedMs: Math.min(input.recordedMs, latestInputMs) });

  return {
    portions,
    add,
    cursor: () => ({ seq, recordedMs: fedMs }),
    lastInput: () => Math.min(lastInput, ...waiting.map(({ id }) => id - 1)),
  };

  function* portions(to: IncidentCursor): Generator<FedPortion, undefined> {
    while (seq < to.seq) {
      const rows = inputs.rows(seq, to.seq, portion);
      if (rows.length === 0) seq = to.seq;
      else yield feedRows(rows, to.recordedMs);
    }
    const news = feedWaiting(({ input, recordedMs }) => input.type !== 'time' && recordedMs < to.recordedMs);
    timeMs = Math.max(timeMs, to.recordedMs);
    fedMs = Math.max(fedMs, to.recordedMs);
    news.push(...engine.feed({ type: 'time', recordedMs: to.recordedMs }));
    yield {
      news,
      inputs: [],
      cursor: { seq, recordedMs: fedMs },
      rows: 0,
      unreadable: [],
      isCorrected: false,
    };
  }

  function feedRows(rows: readonly InputRow[], latestMs: number): FedPortion {
    const news: IncidentEvent[] = [];
    const unreadable: number[] = [];
    const placed: PlacedInput[] = [];
    for (const row of rows) {
      const rowMs = Math.min(row.recordedMs, latestMs);
      news.push(...feedBefore(row.seq, rowMs));
      // Told as if it had been recorded then: so it must be when it is told again.
      if (rowMs < timeMs) {
        placed.push({ afterSeq: seq, recordedMs: timeMs, input: { type: 'time' } });
        timeMs = Number.NEGATIVE_INFINITY;
      }
      const event = toEvent(row, latestMs);
      if (event) for (const one of engine.feed(event)) news.push(one);
      else unreadable.push(row.seq);
      seq = row.seq;
      fedMs = Math.max(fedMs, rowMs);
    }
    return {
      news,
      inputs: placed,
      cursor: { seq, recordedMs: fedMs },
      rows: rows.length,
      unreadable,
      isCorrected: rows.some(({ recordedMs }) => recordedMs > latestMs),
    };
  }

  function feedBefore(rowSeq: number, rowMs: number): readonly IncidentEvent[] {
    if (waiting.length === 0) return [];
    const times = waiting.filter(({ input, afterSeq }) => input.type === 'time' && afterSeq < rowSeq);
    const untilMs = Math.max(rowMs, ...times.map(({ recordedMs }) => recordedMs));
    return feedWaiting((one) =>
      one.input.type === 'time' ? one.afterSeq < rowSeq : one.recordedMs < untilMs,
    );
  }

  function feedWaiting(isDue: (input: StoredInput) => boolean): IncidentEvent[] {
    const due = waiting.filter(isDue).toSorted((a, b) => a.recordedMs - b.recordedMs || a.id - b.id);
    if (due.length === 0) return [];
    waiting = waiting.filter((one) => !due.includes(one));
    return due.flatMap(({ input, recordedMs }) => {
      fedMs = Math.max(fedMs, recordedMs);
      if (input.type === 'topology') return [];
      return engine.feed({ ...input, recordedMs });
    });
  }

  function add(input: StoredInput): void {
    lastInput = Math.max(lastInput, input.id);
    waiting = [...waiting, input];
  }
}
