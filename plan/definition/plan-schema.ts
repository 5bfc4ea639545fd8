import { z } from 'zod';
import { durationMs, seenText, slug } from '../../config/files/values.ts';
import { PURPOSES, type Purpose } from '../../core/domain/inventory.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Zone } from '../../core/time/zone.ts';
import { type CitedDocument, CitedDocumentSchema } from './cited-document.ts';
import { CoordinatorsSchema, LeadSchema, type TaskCoordinators, type TaskLead } from './plan-bodies.ts';
import { count, day, firstMonth, lastMonth, oneOf, taskNumber } from './plan-values.ts';
import { REGISTERS, type RegisterName, type RegisterValues } from './registers.ts';
import {
  ReminderSchema,
  type ReminderSettings,
  type UnitChoice,
  UnitChoiceSchema,
} from './reminder-schema.ts';
import { buildReportSchema, type ReportSettings } from './report-schema.ts';
import { type TaskReport, TaskReportSchema } from './task-report.ts';

/** Something a task is to reach by a day. */
export interface Milestone {
  readonly id: string;
  readonly name: string;
  /** The last day on which it is in time. */
  readonly dueDate: string;
}

/** What a task may ask for as such: training, orders of research. */
export const TASK_REGISTERS = ['training', 'research'] as const;
export type TaskRegister = (typeof TASK_REGISTERS)[number];

/** A task of the plan (nhiệm vụ), as it was decided. */
export interface PlanTask extends TaskLead, TaskCoordinators {
  /** Its number in the plan, `II.3`. */
  readonly id: string;
  /** Absent: not known yet, to be entered; never to be made up. */
  readonly name?: string;
  readonly nameEn?: string;
  /** A few words for tables. */
  readonly shortName?: string;
  /** Registers of which every entry belongs to the task, whatever task it names. */
  readonly registers?: readonly TaskRegister[];
  /** Both months are part of the time; without a last one it goes on. */
  readonly fromMonth?: string;
  readonly toMonth?: string;
  /** The time in the words of the plan. */
  readonly timeText?: string;
  /** It comes back each year, done or not. */
  readonly isYearly?: true;
  /** What it rests on besides the plan. */
  readonly documents?: readonly CitedDocument[];
  readonly milestones: readonly Milestone[];
  readonly reported?: readonly TaskReport[];
}

/** What the plan counts of one group of purposes. */
export interface PurposeTarget {
  readonly id: string;
  readonly name: string;
  readonly purposes: readonly Purpose[];
  readonly cameras: number;
}

/** How many cameras the plan wants. */
export interface PlanTargets {
  readonly cameras: number;
  readonly ptz: number;
  readonly fixed: number;
  readonly byPurpose: readonly PurposeTarget[];
}

/** From when on something counts as a finding. */
export interface PlanFindingSettings {
  /** Devices that were installed on or after this day need opinions of DOST and the police on their site. */
  readonly opinionsFromDate?: string;
  /** The document that paused new investment: what was installed after its day needs an exemption. */
  readonly pause?: { readonly number: string; readonly date: string };
  /** A device that was down for so long without a break, up to the end of the data, is unused. */
  readonly unusedAfterMs: number;
  /** Cameras of different agencies so near to each other… */
  readonly duplicateWithinMetres: number;
  /** …that look into directions so near to each other watch the same place. */
  readonly duplicateWithinDegrees: number;
}

/** A first entry of a register; steps on record go on from it. */
export type FirstEntry<Name extends RegisterName> = RegisterValues[Name] & { readonly id: string };

/** plan.yaml: what was decided. What people enter during the year stands in the ledger. */
export interface PlanDefinition {
  readonly name: string;
  readonly document?: { readonly number: string; readonly date: string };
  readonly tasks: readonly PlanTask[];
  readonly targets: PlanTargets;
  readonly report: ReportSettings;
  /** Who must hand in each year. */
  readonly units: UnitChoice;
  readonly reminders: ReminderSettings;
  readonly findings: PlanFindingSettings;
  readonly registers: { readonly [Name in RegisterName]: readonly FirstEntry<Name>[] };
}

const Document = z.strictObject({
  number: seenText('a number and symbol').describe('Number and symbol.'),
  date: day.describe('Its day.'),
});

/** One of `tasks`. */
export const TaskSchema: z.ZodType<PlanTask> = z
  .strictObject({
    id: taskNumber.describe('Number of the task in the plan.'),
    name: seenText('a name')
      .optional()
      .describe('Name, in the words of the plan; absent while it is not known.'),
    name_en: seenText('a name').optional().describe('The same in English.'),
    short_name: seenText('a name').optional().describe('A few words for tables of reports.'),
    registers: z
      .array(oneOf(TASK_REGISTERS), { error: 'expected a list of registers' })
      .optional()
      .meta({ value: `list of ${TASK_REGISTERS.map((name) => `\`${name}\``).join(', ')}` })
      .describe('Registers that are its own: every entry of them is told under it.'),
    lead: LeadSchema.optional().describe(
      'Who leads. Of several each moves its own part: there is no percentage for the whole.',
    ),
    coordinators: CoordinatorsSchema.default({ coordinators: [] }).describe(
      'Who works with it: what they say bears it out and moves nothing.',
    ),
    from: firstMonth.optional().describe('First month, or year.'),
    to: lastMonth.optional().describe('Last month, or year; without one it goes on.'),
    yearly: z
      .literal(true, { error: 'expected true' })
      .optional()
      .meta({ value: '`true`' })
      .describe('It comes back each year, done or not.'),
    time_text: seenText('words of the plan').optional().describe('The time in the words of the plan.'),
    documents: z
      .array(CitedDocumentSchema, { error: 'expected a list of documents' })
      .optional()
      .describe('What it rests on besides the plan.'),
    milestones: z
      .array(
        z
          .strictObject({
            id: slug.describe('Name of the milestone.'),
            name: seenText('a name').describe('What is to be reached.'),
            due: day.describe('The last day on which it is in time.'),
          })
          .transform(({ due, ...milestone }): Milestone => ({ ...milestone, dueDate: due })),
        { error: 'expected a list of milestones' },
      )
      .default([])
      .describe('What it is to reach by when.'),
    reported: z
      .array(TaskReportSchema, { error: 'expected a list of reports' })
      .optional()
      .describe('What was reported of it before the ledger began, the first report first.'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    error: 'expected a month that is not before from',
    path: ['to'],
  })
  .transform(
    ({ name_en, short_name, from, to, lead, coordinators, yearly, time_text, ...task }): PlanTask =>
      omitUndefined({
        ...task,
        ...lead,
        ...coordinators,
        nameEn: name_en,
        shortName: short_name,
        fromMonth: from,
        toMonth: to,
        isYearly: yearly,
        timeText: time_text,
      }),
  );

const Targets = z
  .strictObject({
    cameras: count.describe('All cameras.'),
    ptz: count.describe('Of these such as turn.'),
    fixed: count.describe('Of these such as do not.'),
    by_purpose: z
      .array(
        z.strictObject({
          id: slug.describe('Name of the group.'),
          name: seenText('a name').describe('Name for people.'),
          purposes: z
            .array(oneOf(PURPOSES), { error: 'expected a list of purposes' })
            .min(1, 'expected at least one purpose')
            .meta({ value: `list of ${PURPOSES.map((purpose) => `\`${purpose}\``).join(', ')}` })
            .describe('Purposes of sites that belong to it.'),
          cameras: count.describe('Cameras of the group.'),
        }),
        { error: 'expected a list of groups of purposes' },
      )
      .default([])
      .describe('By purpose; their sum is that of all cameras.'),
  })
  .superRefine(({ cameras, ptz, fixed, by_purpose }, context) => {
    const wants = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (ptz + fixed !== cameras) wants('cameras', `expected ${ptz + fixed}, the sum of ptz and fixed`);
    const sum = by_purpose.reduce((total, group) => total + group.cameras, 0);
    if (by_purpose.length > 0 && sum !== cameras)
      wants('cameras', `expected ${sum}, the sum of the groups of by_purpose`);
  })
  .transform(({ by_purpose, ...targets }): PlanTargets => ({ ...targets, byPurpose: by_purpose }));

const metres = z
  .int({ error: 'expected a number of metres from 1 to 1000' })
  .min(1, 'expected a number of metres from 1 to 1000')
  .max(1_000, 'expected a number of metres from 1 to 1000');
const degrees = z
  .int({ error: 'expected a number of degrees from 0 to 180' })
  .min(0, 'expected a number of degrees from 0 to 180')
  .max(180, 'expected a number of degrees from 0 to 180');

const Findings = z
  .strictObject({
    opinions_from: day.optional().describe('Devices installed from this day on need opinions on their site.'),
    pause: Document.optional().describe(
      'The document that paused new investment: what was installed after its day needs an exemption.',
    ),
    unused_after: durationMs(3_600_000)
      .prefault('30d')
      .describe('Down for so long, up to the end of the data: dead or unused.'),
    duplicate_within_metres: metres
      .default(30)
      .describe('Cameras of different agencies so near to each other watch the same place, where…'),
    duplicate_within_degrees: degrees
      .default(30)
      .describe('…they look into directions so near to each other.'),
  })
  .transform(
    ({
      opinions_from,
      unused_after,
      duplicate_within_metres,
      duplicate_within_degrees,
      ...rest
    }): PlanFindingSettings =>
      omitUndefined({
        ...rest,
        opinionsFromDate: opinions_from,
        unusedAfterMs: unused_after,
        duplicateWithinMetres: duplicate_within_metres,
        duplicateWithinDegrees: duplicate_within_degrees,
      }),
  );

const entries = <Shape extends z.core.$ZodLooseShape>(values: z.ZodObject<Shape, z.core.$strict>) =>
  z
    .array(z.strictObject({ id: slug.describe('Name of the entry.'), ...values.shape }), {
      error: 'expected a list of entries',
    })
    .default([]);

/** The whole of plan.yaml. Days are days of the city; instants are reckoned in its time zone. */
export function buildPlanSchema(zone: Zone): z.ZodType<PlanDefinition> {
  return z
    .strictObject({
      name: seenText('a name').describe('Name of the plan.'),
      document: Document.optional().describe('The document that decided it.'),
      tasks: z
        .array(TaskSchema, { error: 'expected a list of tasks' })
        .min(1, 'expected at least one task')
        .describe('The tasks of the plan.'),
      targets: Targets.describe('How many cameras it wants.'),
      report: buildReportSchema(zone).describe('What stands around the text of the annual report.'),
      units: UnitChoiceSchema.prefault({}).describe('Which agencies hand in each year.'),
      reminders: ReminderSchema.prefault({}).describe('Who urges whom, and when.'),
      findings: Findings.prefault({}).describe('From when on something is a finding.'),
      documents: entries(REGISTERS.document).describe('Documents that were issued.'),
      inspections: entries(REGISTERS.inspection).describe('Inspections.'),
      trainings: entries(REGISTERS.training).describe('Training classes.'),
      research: entries(REGISTERS.research).describe('Research orders that are proposed.'),
      funding: entries(REGISTERS.funding).describe('Money by source and year.'),
      obstacles: entries(REGISTERS.obstacle).describe('What stands in the way.'),
      proposals: entries(REGISTERS.proposal).describe('What is asked for.'),
      next_tasks: entries(REGISTERS['next-task']).describe('What is to be done next year.'),
      exemptions: entries(REGISTERS.exemption).describe('What the pause does not hold for.'),
      estimates: entries(REGISTERS.estimate).describe('What a person expects of a whole year.'),
      declarations: entries(REGISTERS.declaration).describe('Cameras that are in no inventory.'),
      sites: entries(REGISTERS.site).describe('Requests and opinions; the `id` is that of the site.'),
    })
    .transform(
      ({
        documents,
        inspections,
        trainings,
        research,
        funding,
        obstacles,
        proposals,
        next_tasks,
        exemptions,
        estimates,
        declarations,
        sites,
        ...plan
      }): PlanDefinition =>
        omitUndefined({
          ...plan,
          registers: {
            document: documents,
            inspection: inspections,
            training: trainings,
            research,
            funding,
            obstacle: obstacles,
            proposal: proposals,
            'next-task': next_tasks,
            exemption: exemptions,
            estimate: estimates,
            declaration: declarations,
            site: sites,
          },
        }),
    );
}
