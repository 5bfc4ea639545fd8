import { z } from 'zod';
import type { Notifier } from '../../core/domain/notifier.ts';
import { Instant, Words } from '../../core/input/fields.ts';
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
  /** What is due at this instant; absent: now. */
  atMs: Instant.optional(),
  /** Only what this agency urges. */
  by: z.string().optional(),
  /** Nothing is sent, written or recorded. */
  dryRun: z.boolean().default(false),
};

export const RemindUnits = z.object({
  ...Due,
  /** Where the forms are to be had, in words or as an address. */
  formPlace: Words.optional(),
});

export const UrgeUnits = z.object({
  ...Due,
  /** A folder that exists. */
  out: z.string(),
  formats: z.array(z.enum(LETTER_FORMATS)),
  /** Also those that have a letter on record. */
  again: z.boolean().default(false),
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
  const { dryRun, ...wish } = parseInput(RemindUnits, input);
  const due = { ...omitUndefined(wish), atMs: wish.atMs ?? nowMs(), onProgress };
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
  const { dryRun, out, ...wish } = parseInput(UrgeUnits, input);
  const due = { ...omitUndefined(wish), atMs: wish.atMs ?? nowMs(), onProgress };
  return await writeLetters(city, { ...due, ...(dryRun ? {} : { out }), author, nowMs });
}
