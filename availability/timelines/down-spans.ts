import { PING_FILTERED } from '../../core/domain/state.ts';
import type { RecordedChange } from '../../ledger/record/changes.ts';
import type { DownSpan } from '../attribution/attribution.ts';
import { SWITCHED_OFF } from '../attribution/cause.ts';

/** The maximal runs of `down` of changes in order, one at an instant; one that still lasts reaches up to `openToMs`. */
export function downSpans(changes: readonly RecordedChange[], openToMs: number): readonly DownSpan[] {
  const spans: DownSpan[] = [];
  let first: RecordedChange | undefined;
  for (const change of changes) {
    if (change.state === 'down') first ??= change;
    else if (first) {
      spans.push({ ...openSpan(first, change.atMs), untilAfterMs: change.afterMs });
      first = undefined;
    }
  }
  return first ? [...spans, openSpan(first, openToMs)] : spans;
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
