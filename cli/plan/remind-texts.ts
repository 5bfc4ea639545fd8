import type { ReminderOutcome } from '../../plan/reminders/remind.ts';
import type { LetterOutcome } from '../../plan/reminders/remind-letters.ts';

/** What `camwatch plan remind` says to people. Numbers come in as text. */
export interface RemindTexts {
  readonly nothingDue: (date: string) => string;
  readonly nobodyLate: (date: string) => string;
  readonly due: (
    values: Readonly<Record<'agency' | 'year' | 'deadline' | 'daysBefore' | 'daysLeft', string>>,
  ) => string;
  readonly late: (values: Readonly<Record<'agency' | 'year' | 'deadline' | 'daysLate', string>>) => string;
  readonly outcomes: Readonly<Record<ReminderOutcome['outcome'], string>>;
  readonly letters: Readonly<Record<LetterOutcome['outcome'], string>>;
  readonly counts: (values: Readonly<Record<'sent' | 'noAddress' | 'failed', string>>) => string;
  readonly letterCounts: (written: string, before: string) => string;
  readonly nothingSent: string;
  readonly byLetter: string;
}
