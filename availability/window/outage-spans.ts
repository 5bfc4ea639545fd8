import type { ChangeColumns, ColumnSlice } from '../../ledger/record/change-columns.ts';
import type { DownSpan } from '../attribution/attribution.ts';
import { DOWN } from './state-ms.ts';

/** The maximal runs of `down` of one indicator, whole; one that still lasts reaches up to `openToMs`, and has no `untilAfterMs`. */
export function outageSpans(
  { afterMs, atMs, states, reasons, reasonNames }: ChangeColumns,
  { from, to }: ColumnSlice,
  openToMs: number,
): readonly DownSpan[] {
  const spans: DownSpan[] = [];
  let first = -1;
  for (let place = from; place < to; place++) {
    if (states[place] === DOWN) {
      if (first < 0) first = place;
      continue;
    }
    if (first >= 0)
      spans.push({ ...begun(first), toMs: atMs[place] ?? openToMs, untilAfterMs: afterMs[place] ?? 0 });
    first = -1;
  }
  if (first >= 0) spans.push({ ...begun(first), toMs: openToMs });
  return spans;

  function begun(place: number) {
    const reason = reasonNames[reasons[place] ?? 0];
    return {
      fromMs: atMs[place] ?? 0,
      afterMs: afterMs[place] ?? 0,
      ref: '',
      ...(reason ? { reason } : {}),
    };
  }
}
