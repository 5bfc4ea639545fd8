import { z } from 'zod';
import { seenText, slug } from '../../config/files/values.ts';
import { oneOf, reference } from './plan-values.ts';

export const SCHEDULED_FORMATS = ['docx', 'pdf', 'xlsx'] as const;

/** A report that is made by itself, filed and mailed. */
export interface ScheduledReport {
  readonly id: string;
  /** `month`: of the month before. `city`, `agency`: a draft of each year of the plan. */
  readonly report: 'month' | 'city' | 'agency';
  readonly agency?: string | undefined;
  /** Of a month: on which day of the next. */
  readonly day?: number | undefined;
  /** Of a year: how many days before its deadline. */
  readonly daysBefore?: number | undefined;
  readonly format: readonly (typeof SCHEDULED_FORMATS)[number][];
  /** Where it is filed, from the configuration folder. */
  readonly folder: string;
  /** Contacts of contacts.yaml; none: it is filed alone. */
  readonly to: readonly string[];
}

const MOST_DAYS_BEFORE = 120;
const LAST_DAY_OF_ALL = 28;
const A_DAY = `expected a day of the month, from 1 to ${LAST_DAY_OF_ALL}`;
const DAYS_BEFORE = `expected how many days before the deadline, from 1 to ${MOST_DAYS_BEFORE}`;

const Entry = z
  .strictObject({
    id: slug.describe('Names it on record: under another name it is made once more.'),
    report: oneOf(['month', 'city', 'agency']).describe(
      'The month before, or a draft of the year: of the city or of an agency.',
    ),
    agency: reference('an agency').optional().describe('Of which agency.'),
    day: z.int({ error: A_DAY }).min(1, A_DAY).max(LAST_DAY_OF_ALL, A_DAY).optional().meta({
      value: 'day of the month',
      description: 'Of a month: the day of the next on which it is made.',
    }),
    days_before: z
      .int({ error: DAYS_BEFORE })
      .min(1, DAYS_BEFORE)
      .max(MOST_DAYS_BEFORE, DAYS_BEFORE)
      .optional()
      .meta({
        value: 'whole number',
        description: 'Of a year: how many days before the deadline it is made.',
      }),
    format: z
      .array(oneOf(SCHEDULED_FORMATS), { error: `expected a list of ${SCHEDULED_FORMATS.join(', ')}` })
      .min(1, 'expected at least one format')
      .default(['docx'])
      .describe('As what it is written.'),
    folder: seenText('a folder')
      .default('data/reports')
      .describe('Where it is filed, from the configuration folder.'),
    to: z
      .array(reference('a contact'), { error: 'expected a list of ids of contacts' })
      .default([])
      .describe('Contacts it is mailed to.'),
  })
  .superRefine(({ report, agency, day, days_before }, context) => {
    const wants = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if ((report === 'month') !== (day !== undefined))
      wants('day', report === 'month' ? A_DAY : 'expected no day: it is made days_before the deadline');
    if ((report === 'month') === (days_before !== undefined))
      wants('days_before', report === 'month' ? 'expected no days_before: a month has a day' : DAYS_BEFORE);
    if ((report === 'agency') !== (agency !== undefined))
      wants('agency', report === 'agency' ? 'expected the id of an agency' : 'expected no agency');
  })
  .transform(({ days_before, ...entry }): ScheduledReport => ({ ...entry, daysBefore: days_before }));

export const ReportScheduleSchema = z
  .array(Entry, { error: 'expected a list of reports' })
  .superRefine((entries, context) => {
    for (const [index, { id }] of entries.entries())
      if (entries.findIndex((one) => one.id === id) !== index)
        context.addIssue({
          code: 'custom',
          path: [index, 'id'],
          message: 'expected an id that is listed once',
        });
  });
