import { z } from 'zod';
import { LANGUAGES } from '../core/language/language.ts';
import { WEEKDAYS } from '../core/time/calendar.ts';
import { SEVERITIES } from '../ledger/record/incidents/incident-event.ts';

/** Of which incidents somebody wants to be told: all in their scope, those alone that they or their organisation must see to, or none. */
export const NOTICED_INCIDENTS = ['scope', 'own', 'none'] as const;

const MINUTES_OF_A_DAY = 1_440;
const Minute = z
  .int()
  .min(0)
  .max(MINUTES_OF_A_DAY - 1);

/** What somebody wants to be told of, from which severity, and when. */
export const NoticeWishes = z.object({
  /** To the address that was confirmed, and to no other. */
  mail: z.boolean(),
  from: z.enum(SEVERITIES),
  incidents: z.enum(NOTICED_INCIDENTS),
  /** Claims and statements that wait for the party of the account. */
  papers: z.boolean(),
  /** Planned work that others announce. */
  works: z.boolean(),
  /** Absent: at any hour. What comes outside of them waits for their next beginning. */
  hours: z
    .object({
      days: z.array(z.enum(WEEKDAYS)).min(1),
      fromMinute: Minute,
      toMinute: Minute,
      /** Whether holidays of the calendars are left out. */
      isOffOnHolidays: z.boolean(),
    })
    .optional(),
  /** What is critical waits for no hours. */
  isCriticalAlways: z.boolean(),
  language: z.enum(LANGUAGES),
});
export type NoticeWishes = z.output<typeof NoticeWishes>;

/** Recipients of the outbox: of mails with news, and of the one that confirms an address. */
export const NEWS_RECIPIENT = 'account:';
export const ADDRESS_RECIPIENT = 'address:';
/** In which each mail waits for the one before it. */
export const newsThread = (account: string): string => `${NEWS_RECIPIENT}${account}`;
/** Of another address nothing waits: the one before it is worth nothing any more. */
export const addressThread = (account: string, atMs: number): string =>
  `${ADDRESS_RECIPIENT}${account} ${atMs}`;

/** What somebody has chosen, where it goes to, and how far they have been told. */
export interface Notices {
  readonly account: string;
  readonly wishes: NoticeWishes;
  /** Confirmed by a link that was sent to it. */
  readonly address?: string;
  /** To be confirmed. */
  readonly asked?: { readonly address: string; readonly atMs: number };
  /** What came before was told, or not wanted. */
  readonly toldMs: number;
  /** The same of what is critical, where that waits for no hours. */
  readonly urgentMs: number;
  /** When the last mail was written. */
  readonly mailedMs?: number;
}
