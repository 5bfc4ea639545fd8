import { z } from 'zod';
import type { FiguresSections } from '../../figures/document/annual-figures.ts';
import { isMissing, type Missing } from '../../figures/document/figure-parts.ts';

const text = z.string().optional();
const texts = z.array(z.string()).default([]);
const entries = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.array(z.object({ id: z.string(), values: z.object(shape) })).default([]);

const signer = z.object({ authority: text, onBehalfOf: text, post: text, name: text });
const years = z.array(
  z.object({
    ...{ year: z.number(), number: text, date: text },
    ...{ toDate: text, deadlineDate: text, unitsDeadlineDate: text },
  }),
);

/** What is set for the report of one agency; a list that is absent takes the place of nothing. */
const agencyFrame = z.object({
  superiorBody: text,
  issuingBody: text,
  place: text,
  agencySymbol: text,
  addressees: z.array(z.string()).optional(),
  signer: signer.optional(),
  recipients: z.array(z.string()).optional(),
  draftingUnit: text,
  years: years.optional(),
});

const status = z.enum(['not-reported', 'not-started', 'in-progress', 'done', 'paused', 'dropped']);
const bodies = z.object({ text, agencies: texts, kinds: texts }).optional();
const opinion = z.object({
  status: z.enum(['not-asked', 'waiting', 'answered']),
  ...{ asked: text, document: text, date: text },
  /** From the request to the answer, or to the day of the plan. */
  daysWaiting: z.number().optional(),
  place: text,
  technology: text,
});

/** What a report reads of the plan as it was sealed: a file of an earlier version may have less. */
const PlanRecordSchema = z.object({
  /** Of every agency on record, by its id. */
  agencyNames: z.record(z.string(), z.string()).default({}),
  /** Of the sites that opinions were asked on, but for secret ones. */
  siteNames: z.record(z.string(), z.string()).default({}),
  /** By programme of the inventory, the task that it carries out. */
  programmeTasks: z.record(z.string(), z.string()).default({}),
  /** The day as of which tasks were told. */
  asOfDate: text,
  /** Of each that had ended, the ids of those that took its place. */
  successors: z.record(z.string(), z.array(z.string())).default({}),
  /** Who had to hand in a form, and who did not; absent where nobody had to. */
  handIn: z
    .object({
      units: z.number(),
      handedIn: z.number(),
      waiting: z.array(z.string()),
      /** By state of the form; a file of format 1 has none. */
      states: z.record(z.string(), z.object({ count: z.number(), units: texts })).optional(),
    })
    .optional(),
  /** Cameras that units declared and that were in no inventory; a file of format 1 has none. */
  declaredCameras: z
    .object({
      cameras: z.number(),
      taken: z.number(),
      declined: z.number(),
      waiting: z.number(),
      units: z.array(z.object({ id: z.string() })).default([]),
    })
    .optional(),
  definition: z.object({
    name: z.string(),
    document: z.object({ number: z.string(), date: z.string() }).optional(),
    targets: z
      .object({ byPurpose: z.array(z.object({ id: z.string(), name: z.string() })).default([]) })
      .optional(),
    findings: z
      .object({
        unusedAfterMs: z.number().optional(),
        pause: z.object({ number: z.string(), date: z.string() }).optional(),
      })
      .default({}),
    report: z.object({
      agency: z.string(),
      superiorBody: text,
      issuingBody: text,
      place: text,
      typeSymbol: z.string(),
      agencySymbol: text,
      addressees: texts,
      legalBases: texts,
      signer: signer.default({}),
      recipients: texts,
      draftingUnit: text,
      copies: z.number().optional(),
      drafterMark: text,
      variant: z.enum(['electronic', 'paper']),
      years: years.default([]),
      agencies: z.record(z.string(), agencyFrame).default({}),
    }),
  }),
  tasks: z
    .array(
      z.object({
        id: z.string(),
        name: text,
        shortName: text,
        lead: text,
        /** The words of the plan, and several bodies where they lead together. */
        leads: bodies,
        coordinators: texts,
        coordinating: bodies,
        fromMonth: text,
        toMonth: text,
        timeText: text,
        isYearly: z.boolean().default(false),
        documents: z
          .array(z.object({ type: text, number: z.string(), date: z.string(), issuer: text, subject: text }))
          .default([]),
        /** Registers of which every entry belongs to the task, whatever task it names. */
        registers: texts,
        status,
        progressPercent: z.number().optional(),
        note: text,
        /** Who reported last. */
        agency: text,
        milestones: z
          .array(z.object({ name: z.string(), dueDate: z.string(), doneDate: text, isLate: z.boolean() }))
          .default([]),
        evidence: z.array(z.object({ text, agency: text })).default([]),
        /** Where several bodies lead, each of them. */
        units: z
          .array(z.object({ agency: z.string(), status, progressPercent: z.number().optional(), note: text }))
          .optional(),
      }),
    )
    .default([]),
  document: entries({ number: z.string(), date: z.string(), subject: z.string(), issuer: text, task: text }),
  inspection: entries({
    date: z.string(),
    inspected: z.string(),
    subject: text,
    result: text,
    document: text,
    task: text,
    agency: text,
  }),
  training: entries({
    date: z.string(),
    subject: z.string(),
    classes: z.number(),
    units: z.number(),
    attendees: z.number(),
    task: text,
    agency: text,
  }),
  research: entries({
    title: z.string(),
    status: z.string(),
    date: text,
    document: text,
    amount: text,
    task: text,
    agency: text,
  }),
  funding: entries({
    source: z.string(),
    year: z.number(),
    planned: text,
    allocated: text,
    disbursed: text,
    confirmed: text,
    task: text,
    agency: text,
  }),
  obstacle: entries({
    text: z.string(),
    year: z.number(),
    since: text,
    resolved: text,
    cause: text,
    owner: text,
    proposal: text,
    due: text,
    task: text,
    agency: text,
  }),
  proposal: entries({ text: z.string(), year: z.number(), to: text, task: text, agency: text }),
  'next-task': entries({ text: z.string(), year: z.number(), due: text, lead: text, task: text }),
  exemption: entries({ document: z.string(), date: z.string(), reason: z.string() }),
  estimate: entries({ figure: z.string(), year: z.number(), value: z.string(), basis: z.string() }),
  site: z
    .array(
      z.object({
        site: z.string(),
        request: z.object({ document: text, date: z.string() }).optional(),
        dost: opinion,
        police: opinion,
        agency: text,
      }),
    )
    .default([]),
});
export type PlanRecord = z.infer<typeof PlanRecordSchema>;
export type PlanTaskRecord = PlanRecord['tasks'][number];
export type ReportRecord = PlanRecord['definition']['report'];

/** The plan as it was sealed, or why there is none. */
export function readPlanRecord(section: FiguresSections['plan']): PlanRecord | Missing {
  if (isMissing(section)) return section;
  const { data, error } = PlanRecordSchema.safeParse(section.state);
  if (data) return data;
  const [issue] = error.issues;
  return {
    missing: {
      code: 'failed',
      why: {
        vi: 'nội dung kế hoạch trong tệp số liệu không đọc được',
        en: 'the plan in the sealed figures cannot be read',
      },
      detail: `${issue?.path.join('.')}: ${issue?.message}`,
    },
  };
}
