import { z } from 'zod';
import { Since } from '../../core/input/fields.ts';
import { InputError } from '../../core/input/input-error.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import { days } from '../../core/time/units.ts';
import { findEntity } from '../../ledger/history/find-entity.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { type History, readHistory } from './read-history.ts';

const When = Since.optional().meta({
  value: 'when',
  expected: {
    en: 'expected a date such as 2025-10-01, an instant such as 2025-10-01T08:00+07:00, or how long ago such as 24h',
    vi: 'cần ngày như 2025-10-01, thời điểm như 2025-10-01T08:00+07:00, hoặc khoảng thời gian đến nay như 24h',
  },
});

export const ShowHistory = z.object({
  name: z
    .string()
    .meta({ value: 'device|link' })
    .describe('an id such as cam-1; device:ID or link:ID where both have the same'),
  fromMs: When.describe('a date, an instant, or how long ago (default: a day before the end)'),
  toMs: When.describe('likewise (default: now)'),
});

/** What is on record about one device or link. @throws INPUT_INVALID, LEDGER_UNKNOWN */
export function showHistory(
  { reader, nowMs }: { readonly reader: LedgerReader; readonly nowMs: number },
  input: z.input<typeof ShowHistory>,
): History {
  const { name, toMs = nowMs, fromMs = toMs - days(1) } = parseInput(ShowHistory, input);
  if (fromMs >= toMs)
    throw new InputError([
      { member: 'fromMs', en: 'expected an instant before --to', vi: 'cần thời điểm trước --to' },
    ]);
  return readHistory(reader, findEntity(reader, name), { fromMs, toMs });
}
