import { z } from 'zod';
import type {
  AlertSettings,
  MailSettings,
  ReportSchedule,
  Roster,
  Shift,
} from '../../core/domain/alert-settings.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { WEEKDAYS } from '../../core/time/calendar.ts';
import { serviceHours } from '../contract-terms/service-hours.ts';
import { phrase } from '../contract-terms/term-values.ts';
import { address as addressField, readAddress } from '../files/field-formats.ts';
import { port, secretReference, seenText, slug } from '../files/values.ts';
import { emailAddress, Recipient } from './alert-recipient-schema.ts';
import { hasNoUser, isSeenAddress, isThisMachine } from './web-address.ts';

const aHost = `expected ${addressField.expected}`;
const host = z.string({ error: aHost }).refine((text) => readAddress(text) !== undefined, aHost);

/** Of submission with TLS from the first byte, submission, and a relay on this machine. */
const PORTS = { tls: 465, starttls: 587, none: 25 } as const;

const Mail = z
  .strictObject({
    host: host.meta({ example: 'mail.example.org', description: 'Mail server that takes our messages.' }),
    port: port.optional().meta({
      example: 465,
      description: '465 with `tls`, 587 with `starttls`, 25 with `none` where absent.',
    }),
    security: z
      .enum(['tls', 'starttls', 'none'], { error: 'expected tls, starttls or none' })
      .default('tls')
      .describe(
        '`tls`: from the first byte; `starttls`: before anything is said; `none`: only where the server is this machine.',
      ),
    username: seenText('a name').optional().meta({ example: 'camwatch', description: 'Its user.' }),
    password: secretReference
      .optional()
      .meta({ example: 'credential:smtp', description: 'Where its password is kept.' }),
    authority: seenText('a path').optional().meta({
      example: '/etc/ssl/certs/our-authority.pem',
      description:
        'File of a certificate authority of your own, relative to the configuration folder; those of the system where absent.',
    }),
    from: z
      .strictObject({
        name: seenText('a name').default('camwatch').describe('Name for people.'),
        address: emailAddress.meta({ example: 'camwatch@example.org', description: 'E-mail address.' }),
      })
      .describe('Who sends.'),
    connections: z
      .int({ error: 'expected a whole number from 1 to 20' })
      .min(1, 'expected a whole number from 1 to 20')
      .max(20, 'expected a whole number from 1 to 20')
      .default(2)
      .describe('To the server at a time, at most.'),
  })
  .superRefine(({ host: name, security, username, password }, context) => {
    const wants = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (security === 'none' && !isThisMachine(name))
      wants('security', `expected tls or starttls, since ${name} is not this machine`);
    if (username !== undefined && password === undefined)
      wants('password', 'expected where the password of the username is kept');
    if (username === undefined && password !== undefined)
      wants('username', 'expected the username that the password is of');
  })
  .transform(
    ({ port: written, ...mail }): MailSettings =>
      omitUndefined({ ...mail, port: written ?? PORTS[mail.security] }),
  );

const date = z.iso
  .date({ error: 'expected a date such as 2026-11-25' })
  .optional()
  .meta({ value: 'date', example: '2026-11-25' });

const Turn = z
  .strictObject({
    contact: slug.meta({ example: 'truc-cong-an', description: 'A contact of contacts.yaml.' }),
    hours: serviceHours
      .prefault('24x7')
      .describe('Hours in the time of the city; one over midnight belongs to the day on which it begins.'),
    from: date.describe('First day.'),
    to: date.describe('Last day.'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    error: 'expected a day that is not before from',
    path: ['to'],
  })
  .transform(({ contact, hours, from, to }): readonly Shift[] => {
    const windows = hours.length > 0 ? hours : [{ days: WEEKDAYS, fromMinute: 0, toMinute: 24 * 60 }];
    return windows.map((window) => omitUndefined({ ...window, contact, fromDate: from, toDate: to }));
  });

const turns = z.array(Turn, { error: 'expected a list of turns' });

/** Substitutes stand before whom they stand in for. */
const RosterEntry = z
  .strictObject({
    shifts: turns
      .default([])
      .meta({ example: [] })
      .describe('Whose turn it is when; of two at an instant the first.'),
    substitutes: turns
      .default([])
      .describe('Who stands in, for some days: of the same form, and before whoever has the turn.'),
    otherwise: slug.optional().meta({
      example: 'truc-cong-an',
      description: 'Who is on duty when nobody else is; needed where `shifts` without dates leave gaps.',
    }),
  })
  .transform(
    ({ shifts, substitutes, otherwise }): Omit<Roster, 'id'> =>
      omitUndefined({ shifts: [...substitutes, ...shifts].flat(), otherwise }),
  );

const clock = phrase('a time of the day such as 07:00', (text) => {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
});

const Report = z
  .strictObject({
    to: slug.meta({ example: 'truc-ban', description: 'A recipient.' }),
    period: z.enum(['shift', 'day', 'week'], { error: 'expected shift, day or week' }).meta({
      example: 'shift',
      description:
        '`shift`: the log, when a turn of the roster ends; `day`, `week`: the digest of the last one.',
    }),
    roster: slug.optional().meta({ example: 'truc-ban', description: 'Of `shift`: a roster.' }),
    at: clock
      .prefault('07:00')
      .meta({ value: 'time of the day' })
      .describe('Of `day` and `week` (on Monday): when it is sent, in the time of the city.'),
  })
  .superRefine(({ period, roster }, context) => {
    const wants = (message: string) => context.addIssue({ code: 'custom', path: ['roster'], message });
    if (period === 'shift' && roster === undefined) wants('expected the roster whose turns end');
    if (period !== 'shift' && roster !== undefined) wants(`expected no roster for a ${period}`);
  })
  .transform(({ at, ...report }): ReportSchedule => omitUndefined({ ...report, atMinute: at }));

/** Who is told of incidents, how and when. */
export const Alerts = z
  .strictObject({
    page_url: z
      .url({ protocol: /^https?$/, error: 'expected an address such as https://camwatch.example.org' })
      .refine(hasNoUser, 'expected an address without user and password')
      .refine(isSeenAddress, 'expected an address of characters that can be seen')
      .optional()
      .meta({
        value: 'http or https address',
        example: 'https://camwatch.example.org',
        description: 'Under which people reach the page: messages lead there.',
      }),
    fallback: slug
      .optional()
      .meta({ example: 'truc-ban', description: 'The recipient of what nobody else would be told.' }),
    mail: Mail.optional().describe('What sends e-mail; without it e-mail waits.'),
    recipients: z
      .record(slug, Recipient)
      .default({})
      .meta({ key: 'recipient', exampleKey: 'truc-ban', description: 'By name, who is told.' }),
    rosters: z
      .record(slug, RosterEntry)
      .default({})
      .meta({ key: 'roster', exampleKey: 'truc-ban', description: 'By name, who is on duty when.' }),
    reports: z
      .array(Report, { error: 'expected a list of reports' })
      .default([])
      .describe('Logs of shifts, and digests of days and weeks.'),
  })
  .transform(
    ({ page_url, recipients, rosters, ...alerts }): AlertSettings =>
      omitUndefined({
        ...alerts,
        pageUrl: page_url,
        recipients: withIds(recipients),
        rosters: withIds(rosters),
      }),
  );

function withIds<Entry extends object>(entries: Readonly<Record<string, Entry>>) {
  return new Map(Object.entries(entries).map(([id, entry]) => [id, { ...entry, id }]));
}
