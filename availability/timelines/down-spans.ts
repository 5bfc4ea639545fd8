import { PING_FILTERED } from '../../core/domain/state.ts';
import type { ChangeColumns, ColumnSlice } from '../../ledger/record/change-columns.ts';
import type { RecordedChange } from '../../ledger/record/changes.ts';
import type { DownSpan } from '../attribution/attribution.ts';
import { SWITCHED_OFF } from '../attribution/cause.ts';
import { DOWN } from './state-ms.ts';

/** The maximal runs of `down` of changes in order, one at an instant; one that still lasts reaches up to `openToMs`. */
export const downSpans = (changes: readonly RecordedChange[], openToMs: number): readonly DownSpan[] =>
  [...runsOf(changes.length, (place) => changes[place]?.state === 'down')].flatMap(([start, end]) => {
    const [first, after] = [changes[start], end === undefined ? undefined : changes[end]];
    if (!first) return [];
    return after
      ? { ...openSpan(first, after.atMs), untilAfterMs: after.afterMs }
      : openSpan(first, openToMs);
  });

/** The same of the columns of one indicator. They have no numbers of rows to refer to. */
export function columnSpans(
  { afterMs, atMs, states, reasons, reasonNames }: ChangeColumns,
  { from, to }: ColumnSlice,
  openToMs: number,
): readonly DownSpan[] {
  const spans: DownSpan[] = [];
  for (const [start, end] of runsOf(to - from, (place) => states[from + place] === DOWN)) {
    const [first, after] = [from + start, end === undefined ? undefined : from + end];
    const reason = reasonNames[reasons[first] ?? 0];
    spans.push({
      fromMs: atMs[first] ?? 0,
      afterMs: afterMs[first] ?? 0,
      ref: '',
      ...(reason ? { reason } : {}),
      ...(after === undefined
        ? { toMs: openToMs }
        : { toMs: atMs[after] ?? openToMs, untilAfterMs: afterMs[after] ?? 0 }),
    });
  }
  return spans;
}

/** Places that belong together and follow each other: the first of each run, and the one after it unless it still lasts. */
function* runsOf(
  length: number,
  isOfRun: (place: number) => boolean,
): Generator<readonly [start: number, end?: number]> {
  let start = -1;
  for (let place = 0; place < length; place++) {
    if (isOfRun(place)) {
      if (start < 0) start = place;
    } else if (start >= 0) {
      yield [start, place];
      start = -1;
    }
  }
  if (start >= 0) yield [start];
}

/** As above, less what answered otherwise while its pings were filtered: that cut nobody off. */
export const cutSpans = (changes: readonly RecordedChange[], openToMs: number): readonly DownSpan[] =>
  downSpans(
    changes.map((change) =>
      change.reason === PING_FILTERED ? { ...change, state: 'degraded' as const } : change,
    ),
    openToMs,
  );

/** The runs in which the port of a line was shut on purpose, as if they were outages. */
export const shutSpans = (changes: readonly RecordedChange[], openToMs: number): readonly DownSpan[] =>
  downSpans(
    changes.map((change) => ({ ...change, state: isShut(change) ? ('down' as const) : ('up' as const) })),
    openToMs,
  );

export const isShut = ({ state, reason }: RecordedChange): boolean =>
  state === 'unknown' && reason === SWITCHED_OFF;

function openSpan({ seq, afterMs, atMs, reason }: RecordedChange, toMs: number): DownSpan {
  return { fromMs: atMs, toMs, afterMs, ...(reason === undefined ? {} : { reason }), ref: `change:${seq}` };
}
