import { PING_FILTERED } from '../core/state.ts';
import type { RecordedChange } from '../ledger/change-rows.ts';
import type { DownSpan } from '../sla/attribution.ts';

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

function openSpan({ seq, afterMs, atMs, reason }: RecordedChange, toMs: number): DownSpan {
  return { fromMs: atMs, toMs, afterMs, ...(reason === undefined ? {} : { reason }), ref: `change:${seq}` };
}
