import { z } from 'zod';
import { FilesSchema } from '../../ledger/decisions/decision-bodies.ts';
import { PartySchema } from '../../ledger/decisions/party.ts';
import { day, wholePercent } from '../definition/plan-values.ts';
import { REPORTED_STATUSES } from '../definition/task-report.ts';

/**
 * Bodies of rows of `plan_step`. The id says what a row is about (`task:II.3`, `document:12`, `site:site-x`,
 * `submission:so-xay-dung:2025`), its action what was done: `set` holds the whole entry as it stands from then on, so that
 * a row can be read without the rows before it; `removed` takes it away.
 */

/** Who did it on whose behalf, why where something was overwritten, and the files that bear it out. */
const deed = { by: PartySchema.optional(), reason: z.string().min(1).optional(), files: FilesSchema };

/**
 * `set` of `task:<number>`, or of `task:<number>:<agency>`, the part of one of several bodies that lead: all that is known of
 * it, and the evidence of this step.
 */
export const TaskSet = z.object({
  status: z.enum(REPORTED_STATUSES).optional(),
  percent: wholePercent.optional(),
  note: z.string().min(1).optional(),
  /** By milestone, the day it was reached. */
  milestones: z.record(z.string(), day).default({}),
  evidence: z.string().min(1).optional(),
  agency: z.string().min(1).optional(),
  /** Of a yearly task, the year it is about; absent: that in which it was recorded. */
  year: z.int().optional(),
  ...deed,
});
export type TaskSet = z.input<typeof TaskSet>;

/** `set` of `<register>:<id>`: the values of the entry, to be read with the schema of the register. */
export const EntrySet = z.object({ values: z.record(z.string(), z.json()), ...deed });
export type EntrySet = z.input<typeof EntrySet>;

/** `removed`: the entry does not stand any more; its rows do. */
export const Removed = z.object({ ...deed, reason: z.string().min(1) });

/** `collected` of `submission:<agency>:<year>`. */
export const Collected = z.object({
  agency: z.string().min(1),
  year: z.int(),
  receivedMs: z.int(),
  counts: z.record(z.string(), z.int()).default({}),
  /** What a form says in which nothing was filled in; absent: something was. */
  says: z.enum(['blank', 'nothing-to-report']).optional(),
  note: z.string().min(1).optional(),
  files: FilesSchema,
});
export type Collected = z.input<typeof Collected>;

/** Something that is wrong with a form, as its unit is told. */
export const FormProblem = z.object({
  code: z.string().min(1),
  sheet: z.string().optional(),
  cell: z.string().optional(),
  got: z.string().optional(),
  of: z.string().optional(),
  /** It stands for so many others of its kind in its column. */
  more: z.int().optional(),
});
export type FormProblem = z.output<typeof FormProblem>;

/** `faulty` of `submission:<agency>:<year>`: a form came in with errors, and none of its rows was taken. */
export const CollectedFaulty = z.object({
  agency: z.string().min(1),
  year: z.int(),
  receivedMs: z.int(),
  /** How many of each kind there are, also of those that are not told one by one. */
  counts: z.record(z.string(), z.int()),
  problems: z.array(FormProblem).default([]),
  /** Of the file, which is not kept where it is empty. */
  sha256: z.string(),
  files: FilesSchema,
});
export type CollectedFaulty = z.input<typeof CollectedFaulty>;

/** `sent` of `reminder:<agency>:<deadline>:<days>`, or of `…:form-<row>` to a unit whose form came in with errors or blank. */
export const ReminderSent = z.object({
  agency: z.string().min(1),
  deadline: day,
  daysBefore: z.int().optional(),
  from: z.string().min(1),
  contacts: z.array(z.string()).default([]),
});
export type ReminderSent = z.input<typeof ReminderSent>;

/** `sent` of `letter:<agency>:<deadline>`, or another id of a letter. */
export const LetterSent = z.object({
  agency: z.string().min(1),
  deadline: day,
  from: z.string().min(1),
  /** How the unit stood that it was written to; absent: it had sent nothing. */
  about: z.enum(['with-errors', 'blank']).optional(),
  number: z.string().min(1).optional(),
  date: day.optional(),
  /** Contacts whose mail server took it, by their ids; absent: it goes by another way. */
  contacts: z.array(z.string()).optional(),
  /** What the mail server answered. */
  answer: z.string().optional(),
  files: FilesSchema,
});
export type LetterSent = z.input<typeof LetterSent>;
