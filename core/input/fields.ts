import { z } from 'zod';
import type { Said } from '../language/said.ts';
import { findUnseen, sayUnseen } from '../text/unseen-text.ts';
import { must } from './parse-input.ts';

/** An instant in milliseconds since 1970; commands read it as local time. */
export const Instant = z.int().meta({ value: 'time', reads: 'time' });

/** Since when: commands take a duration as well, for so long. */
export const Since = z.int().meta({ value: 'time', reads: 'when' });

/** Commands take a day as well, for its beginning. */
export const DayOrInstant = z.int().meta({ value: 'time', reads: 'day' });

export const Year = z
  .int()
  .min(2000)
  .max(2099)
  .meta({ value: 'year', expected: { en: 'expected a year such as 2025', vi: 'cần năm như 2025' } });

/** Which commands take with its offset alone: in no zone. */
export const ExactInstant = z.int().meta({
  value: 'instant',
  reads: 'instant',
  expected: {
    en: 'expected an instant with its offset, such as 2025-11-20T10:00:00Z',
    vi: 'cần thời điểm kèm độ lệch múi giờ, như 2025-11-20T10:00:00Z',
  },
});

export const Month = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
  .meta({
    value: 'month',
    expected: { en: 'expected a month such as 2025-10', vi: 'cần tháng như 2025-10' },
  });

/** How many, or the how manyth. */
export const Whole = z
  .int()
  .min(1)
  .max(9_999_999)
  .meta({
    value: 'number',
    expected: { en: 'expected a whole number from 1 on', vi: 'cần số nguyên từ 1 trở lên' },
  });

/** A number of something that is counted from one. */
export const Ordinal = z
  .int()
  .positive()
  .meta({
    value: 'number',
    expected: { en: 'expected a number from 1 on', vi: 'cần số từ 1 trở lên' },
  });

/** So many of something, within bounds. */
export const countFrom = (least: number, most: number) =>
  z
    .int()
    .min(least)
    .max(most)
    .meta({
      value: 'count',
      expected: {
        en: `expected a whole number from ${least} to ${most}`,
        vi: `cần số nguyên từ ${least} đến ${most}`,
      },
    });

/** So long, in milliseconds; commands read `5s`. */
export const durationFrom = (leastMs: number, mostMs: number, expected: Said) =>
  z.int().min(leastMs).max(mostMs).meta({ value: 'duration', reads: 'duration', expected });

/** In which formats something is written: each once. */
export function formatsOf<const Names extends readonly string[]>(names: Names) {
  const one = z.enum(names).meta({
    expected: {
      en: `expected some of ${names.join(', ')}, separated by commas`,
      vi: `cần một số trong ${names.join(', ')}, cách nhau bằng dấu phẩy`,
    },
  });
  return z
    .array(z.string().toLowerCase().pipe(one))
    .transform((given) => [...new Set(given)])
    .meta({ value: 'formats', split: 'commas' });
}

/** One line, of which a reader sees every character. */
const Visible = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .superRefine((text, { addIssue }) => {
    const unseen = findUnseen(text);
    if (!unseen) return;
    const { en, vi } = sayUnseen(unseen);
    addIssue({ code: 'custom', message: en, params: { vi }, continue: false });
  });

/** Why something is done, or what bears it out. */
export const Words = Visible.superRefine(
  must(
    (text) => /^.{3,2000}$/u.test(text),
    'expected 3 to 2000 characters in one line',
    'cần từ 3 đến 2000 ký tự trên một dòng',
  ),
).meta({ value: 'text' });

/** The name of a person, an account or a system. */
export const Name = Visible.superRefine(
  must(
    (text) => /^[\p{L}\p{N}].{0,79}$/u.test(text),
    'expected a name of at most 80 letters, digits and signs',
    'cần tên không quá 80 chữ cái, chữ số và dấu',
  ),
).meta({ value: 'name' });

/** Ids, which commands take several times or separated by commas. */
export const Ids = z.array(z.string()).default([]).meta({ value: 'id', split: 'commas' });

/** To whom files are handed out. */
export const HandedTo = Name.optional()
  .meta({ value: 'whom' })
  .describe('to whom the files are handed out, as it is to stand on record');

/** `dost`, the id of an agency or contractor, or `agency:ID` and `contractor:ID` where both have the same. */
export const PartyName = z.string().meta({ value: 'party' });

/** As it was typed: some runtimes know Asia/Ho_Chi_Minh by its former name only. */
export const TimeZone = z
  .string()
  .transform((text, { addIssue }) => {
    const known = findTimeZone(text);
    if (known !== undefined) return known;
    const [en, vi] = ['expected a time zone such as', 'cần múi giờ như'].map(
      (say) => `${say} Asia/Ho_Chi_Minh`,
    );
    addIssue({ code: 'custom', message: en, params: { vi }, input: text });
    return z.NEVER;
  })
  .meta({ value: 'name' });

function findTimeZone(text: string): string | undefined {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    return timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
