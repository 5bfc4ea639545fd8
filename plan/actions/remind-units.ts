import { z } from 'zod';
import type { Notifier } from '../../core/domain/notifier.ts';
import { DayOrInstant, formatsOf, Words } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import {
  planReminders,
  type RemindedCity,
  type ReminderOutcome,
  sendReminders,
} from '../reminders/remind.ts';
import { LETTER_FORMATS, type LetterOutcome, writeLetters } from '../reminders/remind-letters.ts';
import type { LongWork } from './plan-act.ts';

/** Of which day, and by whom. */
const Due = {
  atMs: DayOrInstant.optional()
    .meta({ value: 'instant' })
    .describe('what is due at another time than now, such as 2026-10-30'),
  by: z
    .string()
    .optional()
    .meta({ value: 'agency' })
    .describe('only what this agency urges, by the matrix of plan.yaml'),
  dryRun: z.boolean().default(false).describe('say what would be done; send, write and record nothing'),
};

export const RemindUnits = z.object({
  ...Due,
  forms: Words.optional()
    .meta({ value: 'where' })
    .describe('where the forms are to be had, named in the mail'),
});

export const UrgeUnits = z.object({
  ...Due,
  together: z
    .boolean()
    .default(false)
    .describe('with --letters: one letter to all of them with a list, in place of one each'),
  again: z.boolean().default(false).describe('with --letters: also to units that have one on record'),
  /** One that exists. */
  out: z
    .string()
    .optional()
    .meta({ value: 'folder' })
    .describe('folder for the letters (default: the current one)'),
  format: formatsOf(LETTER_FORMATS)
    .optional()
    .describe(`of ${LETTER_FORMATS.join(', ')}, separated by commas (default: docx)`),
});

export interface RemindContext extends LongWork {
  readonly city: RemindedCity;
  /** The account that puts it on record. */
  readonly author: string;
  readonly nowMs?: () => number;
}

/** What sends mails; without a notifier there is no mail server. */
export interface Mail {
  readonly notifier: Pick<Notifier, 'deliver'> | undefined;
  readonly close: () => Promise<void>;
}

/** Sends the reminders that are due, or says what would be sent. @throws INPUT_INVALID */
export async function remindUnits(
  {
    city,
    author,
    stop: signal,
    onProgress,
    openMail,
    nowMs = Date.now,
  }: RemindContext & {
    readonly openMail: () => Promise<Mail>;
  },
  input: z.input<typeof RemindUnits>,
): Promise<readonly ReminderOutcome[]> {
  const { dryRun, forms: formPlace, ...wish } = parseInput(RemindUnits, input);
  const due = { ...omitUndefined({ ...wish, formPlace }), atMs: wish.atMs ?? nowMs(), onProgress };
  if (dryRun) return planReminders(city, due);
  const { notifier, close } = await openMail();
  try {
    return await sendReminders(city, { ...due, notifier, author, nowMs, signal });
  } finally {
    await close();
  }
}

/** Writes letters to the units that are late, or says to whom. @throws INPUT_INVALID, PLAN_REFUSED */
export async function urgeUnits(
  { city, author, onProgress, nowMs = Date.now }: RemindContext,
  input: z.input<typeof UrgeUnits>,
): Promise<readonly LetterOutcome[]> {
  const { dryRun, out = '.', format = ['docx'], ...wish } = parseInput(UrgeUnits, input);
  const formats = LETTER_FORMATS.filter((one) => format.includes(one));
  const due = { ...omitUndefined(wish), formats, atMs: wish.atMs ?? nowMs(), onProgress };
  return await writeLetters(city, { ...due, ...(dryRun ? {} : { out }), author, nowMs });
}
