import { z } from 'zod';
import { seenText, slug } from '../../config/files/values.ts';
import type { Agency } from '../../core/domain/inventory.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { oneOf, reference } from './plan-values.ts';

/** Which agencies are meant: those of the kinds and those named, without those that are left out. */
export interface UnitChoice {
  readonly kinds: readonly Agency['kind'][];
  readonly agencies: readonly string[];
  readonly except: readonly string[];
}

/** One row of the matrix of who urges whom. */
export interface ReminderRule {
  readonly id: string;
  /** The agency in whose name it is done. */
  readonly from: string;
  /** Its office, in words, where another than the agency signs. */
  readonly office?: string;
  readonly to: UnitChoice;
  /** Contacts of contacts.yaml that get a copy. */
  readonly copyTo: readonly string[];
}

export interface ReminderSettings {
  /** Days before the units' deadline, the most first. */
  readonly daysBefore: readonly number[];
  /** The first row that holds for a unit is the one that counts. */
  readonly matrix: readonly ReminderRule[];
  /** By agency, the contacts of contacts.yaml that hear of it. */
  readonly contacts: ReadonlyMap<string, readonly string[]>;
}

export const AGENCY_KINDS = ['police', 'department', 'ward', 'district', 'other'] as const;

const agencies = z.array(reference('an agency'), { error: 'expected a list of ids of agencies' }).default([]);
const contacts = z.array(reference('a contact'), { error: 'expected a list of ids of contacts' });

/** Which agencies are meant, as keys of plan.yaml. */
export const choiceKeys = {
  kinds: z
    .array(oneOf(AGENCY_KINDS), { error: 'expected a list of kinds of agencies' })
    .default([])
    .meta({ value: `list of ${AGENCY_KINDS.map((kind) => `\`${kind}\``).join(', ')}` })
    .describe('Every agency of these kinds that exists then.'),
  agencies: agencies.describe('Single agencies besides.'),
  except: agencies.describe('Agencies that are left out.'),
};

/** Which agencies must hand in; without it departments, the police, and wards and communes. */
export const UnitChoiceSchema: z.ZodType<UnitChoice> = z.strictObject({
  ...choiceKeys,
  kinds: choiceKeys.kinds.default(['department', 'police', 'ward']),
});

const DEFAULT_DAYS = [60, 30, 14, 7, 1];
const A_NUMBER_OF_DAYS = 'expected a number of days from 0 to 366';

export const ReminderSchema: z.ZodType<ReminderSettings> = z
  .strictObject({
    days_before: z
      .array(z.int({ error: A_NUMBER_OF_DAYS }).min(0, A_NUMBER_OF_DAYS).max(366, A_NUMBER_OF_DAYS), {
        error: 'expected a list of numbers of days',
      })
      .default(DEFAULT_DAYS)
      .meta({ value: 'list of numbers of days' })
      .describe('How many days before the deadline of the units.'),
    matrix: z
      .array(
        z
          .strictObject({
            id: slug.describe('Name of the row.'),
            from: reference('an agency').describe('The agency that urges.'),
            office: seenText('a name').optional().describe('Its office, where that signs.'),
            to: z.strictObject(choiceKeys).describe('Whom it urges.'),
            copy_to: contacts.default([]).describe('Contacts that get a copy.'),
          })
          .transform(({ copy_to, ...rule }): ReminderRule => omitUndefined({ ...rule, copyTo: copy_to })),
        { error: 'expected a list of who urges whom' },
      )
      .default([])
      .describe('Who urges whom: the first row that holds for a unit.'),
    contacts: z
      .record(slug, contacts.describe('Contacts of contacts.yaml.'))
      .default({})
      .meta({ key: 'agency', exampleKey: 'so-xay-dung' })
      .describe('By agency, the contacts that are written to.'),
  })
  .transform(({ days_before, contacts: byAgency, ...reminders }) => ({
    ...reminders,
    daysBefore: [...new Set(days_before)].sort((a, b) => b - a),
    contacts: new Map(Object.entries(byAgency)),
  }));
