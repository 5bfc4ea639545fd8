import { z } from 'zod';
import { seenText, slug } from '../../config/files/values.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Zone } from '../../core/time/zone.ts';
import { AgencyReportSchema, type AgencyReportSettings } from './agency-report-schema.ts';
import { LegalBasisSchema } from './cited-document.ts';
import { day, oneOf, reference, year } from './plan-values.ts';
import { ReportScheduleSchema, type ScheduledReport } from './report-schedule.ts';
import { type Signer, SignerSchema } from './signer.ts';

/** One year's report: its data window, its deadline, and its number and date once it is registered. */
export interface ReportYear {
  readonly year: number;
  /** Half-open `[fromMs, toMs)`; the last day of the data is the one before `toDate`. */
  readonly fromDate: string;
  readonly toDate: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** The report is to be there before this day begins. */
  readonly deadlineDate: string;
  readonly deadlineMs: number;
  /** Until when units hand in: the last day on which it is in time. */
  readonly unitsDeadlineDate: string;
  /** First instant at which what a unit hands in is late. */
  readonly unitsDeadlineMs: number;
  readonly number?: string;
  readonly date?: string;
}

/** What stands around the text of a report, all of it settings: what is absent is printed as dots. */
export interface ReportSettings {
  /** Who reports. */
  readonly agency: string;
  readonly superiorBody?: string;
  readonly issuingBody?: string;
  readonly place?: string;
  readonly typeSymbol: string;
  readonly agencySymbol?: string;
  readonly addressees: readonly string[];
  readonly legalBases: readonly string[];
  readonly signer: Signer;
  /** Lines of Nơi nhận before the one that begins with Lưu. */
  readonly recipients: readonly string[];
  /** Symbol of the drafting unit in the last line of Nơi nhận. */
  readonly draftingUnit?: string;
  readonly copies?: number;
  readonly drafterMark?: string;
  readonly variant: 'electronic' | 'paper';
  readonly years: readonly ReportYear[];
  /** Reports that are made by themselves; no part of what is sealed. */
  readonly schedule?: readonly ScheduledReport[];
  /** Of the reports of single agencies, by their ids. */
  readonly agencies?: Readonly<Record<string, AgencyReportSettings>>;
}

const line = (what: string) => seenText(what);
const lines = (what: string) => z.array(line(what), { error: `expected a list of ${what}` }).default([]);

export function buildReportSchema(zone: Zone): z.ZodType<ReportSettings> {
  return z
    .strictObject({
      agency: reference('an agency').describe('Who reports.'),
      superior_body: line('a name').optional().describe('The body above it, in capitals.'),
      issuing_body: line('a name').optional().describe('Its own name, in capitals.'),
      place: line('a place').optional().describe('Where it is, as it stands before the date.'),
      type_symbol: line('a symbol').default('BC').describe('Symbol of the type of document.'),
      agency_symbol: line('a symbol').optional().describe('Symbol of the agency in the number.'),
      addressees: lines('addressees').describe('Kính gửi.'),
      legal_bases: z
        .array(LegalBasisSchema, { error: 'expected a list of legal bases' })
        .default([])
        .describe('Căn cứ, each without the full stop; of one in parts the first citation is written out.'),
      signer: SignerSchema.prefault({}).describe('Who signs.'),
      recipients: lines('recipients').describe('Nơi nhận, without the last line.'),
      drafting_unit: line('a symbol').optional().describe('Unit in the line that begins with Lưu: VT.'),
      copies: z.int({ error: 'expected how many copies' }).min(1).max(1_000).optional().meta({
        value: 'whole number',
        description: 'Copies for the file, in that line.',
      }),
      drafter_mark: line('a mark').optional().describe('Mark of the drafter.'),
      variant: oneOf(['electronic', 'paper']).default('electronic').describe('Form of the document.'),
      years: z
        .array(buildYearSchema(zone), { error: 'expected a list of years' })
        .min(1, 'expected at least one year')
        .superRefine((years, context) => {
          const known = new Set<number>();
          for (const [index, { year: one }] of years.entries()) {
            if (known.has(one))
              context.addIssue({
                code: 'custom',
                path: [index, 'year'],
                message: 'expected a year that is listed once',
              });
            known.add(one);
          }
        })
        .describe('One entry a year.'),
      schedule: ReportScheduleSchema.optional().describe(
        'Reports that camwatch run makes by itself, files and mails.',
      ),
      agencies: z
        .record(slug, AgencyReportSchema)
        .optional()
        .meta({ key: 'agency', exampleKey: 'so-xay-dung' })
        .describe('By agency, what stands around the text of its own report.'),
    })
    .transform(
      ({
        superior_body,
        issuing_body,
        type_symbol,
        agency_symbol,
        legal_bases,
        drafting_unit,
        drafter_mark,
        ...report
      }): ReportSettings =>
        omitUndefined({
          ...report,
          superiorBody: superior_body,
          issuingBody: issuing_body,
          typeSymbol: type_symbol,
          agencySymbol: agency_symbol,
          legalBases: legal_bases,
          draftingUnit: drafting_unit,
          drafterMark: drafter_mark,
        }),
    );
}

function buildYearSchema(zone: Zone): z.ZodType<ReportYear> {
  const startOf = (date: string) => zone.parseInstantMs(date) ?? Number.NaN;
  return z
    .strictObject({
      year: year.describe('Year of the report.'),
      from: day.describe('First day of the data.'),
      to: day.describe('First day after the data; it lies before the deadline.'),
      deadline: day.describe('The report is to be there before this day.'),
      units_deadline: day
        .optional()
        .describe('Last day on which units hand in; the day before the deadline where absent.'),
      number: line('a number').optional().describe('Number of the document once it is registered.'),
      date: day.optional().describe('Day of the document once it is signed.'),
    })
    .superRefine(({ from, to, deadline, units_deadline }, context) => {
      const wants = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message });
      if (to <= from) wants('to', `expected a day after ${from}, with which the data begin`);
      if (to >= deadline)
        wants('to', `expected a day before ${deadline}: the data must close before the deadline`);
      if (units_deadline !== undefined && units_deadline >= deadline)
        wants('units_deadline', `expected a day before ${deadline}, the deadline of the report`);
    })
    .transform(({ from, to, deadline, units_deadline, ...rest }): ReportYear => {
      const deadlineMs = startOf(deadline);
      const unitsDay = zone.dayAt(units_deadline === undefined ? deadlineMs - 1 : startOf(units_deadline));
      return omitUndefined({
        ...rest,
        fromDate: from,
        toDate: to,
        fromMs: startOf(from),
        toMs: startOf(to),
        deadlineDate: deadline,
        deadlineMs,
        unitsDeadlineDate: unitsDay.date,
        unitsDeadlineMs: unitsDay.toMs,
      });
    });
}
