import { z } from 'zod';
import { seenText } from '../../config/files/values.ts';
import { count, day, oneOf, reference, taskNumber, wholeDong, year } from './plan-values.ts';

/**
 * The registers of the plan: what units enter about a year. One schema each holds for the first entries in plan.yaml, for
 * `camwatch plan set`, for forms, and for rows of the ledger.
 */

const agency = reference('an agency').optional().describe('Which agency reports it.');
const task = taskNumber.optional().describe('The task of the plan it belongs to.');
const note = seenText('a note').optional().describe('Anything else worth knowing.');
const text = (what: string) => seenText(what);

/** A document that was issued (văn bản đã ban hành). */
export const DocumentValues = z.strictObject({
  number: text('a number and symbol, such as 4932/UBND-ĐMPT').describe('Number and symbol.'),
  date: day.describe('Day of the document.'),
  subject: text('what it is about').describe('What it is about (trích yếu).'),
  issuer: text('who issued it').optional().describe('Who issued it, in words.'),
  task,
  agency,
  note,
});
export type DocumentValues = z.output<typeof DocumentValues>;

/** An inspection (kiểm tra). */
export const InspectionValues = z.strictObject({
  date: day.describe('First day.'),
  until: day.optional().describe('Last day, where it took several.'),
  inspected: text('who or what was inspected').describe('Who or what was inspected.'),
  subject: text('what it was about').optional().describe('What it was about.'),
  result: text('what was found').optional().describe('What was found.'),
  document: text('a number of a document').optional().describe('Number of its minutes or conclusion.'),
  task,
  agency,
  note,
});
export type InspectionValues = z.output<typeof InspectionValues>;

/** A training class, or several of one kind (tập huấn). */
export const TrainingValues = z.strictObject({
  date: day.describe('First day.'),
  until: day.optional().describe('Last day, where it took several.'),
  subject: text('what was taught').describe('What was taught.'),
  classes: count.default(1).describe('How many classes.'),
  units: count.describe('How many units sent people.'),
  attendees: count.describe('How many people came.'),
  task,
  agency,
  note,
});
export type TrainingValues = z.output<typeof TrainingValues>;

export const RESEARCH_STATUSES = ['proposed', 'ordered', 'running', 'accepted', 'declined'] as const;

/** A research order that is proposed (đề xuất đặt hàng nhiệm vụ nghiên cứu). */
export const ResearchValues = z.strictObject({
  title: text('a title').describe('Title of the order.'),
  status: oneOf(RESEARCH_STATUSES).default('proposed').describe('How far it is.'),
  date: day.optional().describe('Day it was proposed.'),
  document: text('a number of a document').optional().describe('Number of the document that proposes it.'),
  amount: wholeDong.optional().describe('What it would cost.'),
  task,
  agency,
  note,
});
export type ResearchValues = z.output<typeof ResearchValues>;

/** Money of one source for one year (kinh phí). */
export const FundingValues = z.strictObject({
  source: text('a source of money').describe('Source, such as Ngân sách thành phố.'),
  year: year.describe('Year of the budget.'),
  planned: wholeDong.optional().describe('What was asked for.'),
  allocated: wholeDong.optional().describe('What was granted.'),
  disbursed: wholeDong.optional().describe('What was paid out.'),
  confirmed: oneOf(['yes'])
    .optional()
    .describe('Amounts that are hard to believe were asked about, and are right.'),
  task,
  agency,
  note,
});
export type FundingValues = z.output<typeof FundingValues>;

/** Something that stands in the way (vướng mắc). */
export const ObstacleValues = z.strictObject({
  text: text('what stands in the way').describe('What stands in the way.'),
  year: year.describe('The report it goes into.'),
  since: day.optional().describe('Since when.'),
  resolved: day.optional().describe('Day it was overcome.'),
  cause: text('what causes it').optional().describe('What causes it.'),
  owner: text('whose it is').optional().describe('Whose it is to remove it, in words.'),
  proposal: text('what is proposed').optional().describe('What is proposed.'),
  due: day.optional().describe('Until when it is to be removed.'),
  task,
  agency,
  note,
});
export type ObstacleValues = z.output<typeof ObstacleValues>;

/** Something that is asked for (kiến nghị). */
export const ProposalValues = z.strictObject({
  text: text('what is asked for').describe('What is asked for.'),
  year: year.describe('The report it goes into.'),
  to: text('who is asked').optional().describe('Who is asked, in words.'),
  task,
  agency,
  note,
});
export type ProposalValues = z.output<typeof ProposalValues>;

/** Something to be done next year (nhiệm vụ năm tới). */
export const NextTaskValues = z.strictObject({
  text: text('what is to be done').describe('What is to be done.'),
  year: year.describe('The year in which it is to be done.'),
  due: day.optional().describe('Until when.'),
  lead: reference('an agency').optional().describe('Who leads it.'),
  task,
  agency,
  note,
});
export type NextTaskValues = z.output<typeof NextTaskValues>;

export const EXEMPTION_REASONS = ['special-purpose', 'already-tendered'] as const;

/** Why devices may be installed although new investment is paused (document 4932/UBND-ĐMPT). */
export const ExemptionValues = z.strictObject({
  document: text('a number of a document').describe('Number of the document that exempts them.'),
  date: day.describe('Its day.'),
  reason: oneOf(EXEMPTION_REASONS).describe('Special systems, or projects that were tendered before.'),
  sites: z.array(reference('a site'), { error: 'expected a list of ids of sites' }).default([]).meta({
    value: 'list of ids of sites',
    description: 'Sites whose devices it exempts.',
  }),
  devices: z.array(reference('a device'), { error: 'expected a list of ids of devices' }).default([]).meta({
    value: 'list of ids of devices',
    description: 'Single devices that it exempts.',
  }),
  agency,
  note,
});
export type ExemptionValues = z.output<typeof ExemptionValues>;

/** What a person expects of a figure for the whole year, beyond the data window. */
export const EstimateValues = z.strictObject({
  figure: text('a name of a figure').describe('Which figure.'),
  year: year.describe('Of which year.'),
  value: text('a value').describe('The value, as it is to be printed.'),
  basis: text('what it rests on').describe('What it rests on.'),
  agency,
  note,
});
export type EstimateValues = z.output<typeof EstimateValues>;

export const CAMERA_KINDS = ['fixed', 'ptz'] as const;

/** Cameras that a unit declares and that are in no inventory (kê khai), until they are taken into it or declined. */
export const DeclarationValues = z.strictObject({
  place: text('a place').describe('Where they stand.'),
  ward: text('a ward or commune').optional().describe('Ward or commune, in words.'),
  cameras: count.describe('How many of one kind.'),
  kind: oneOf(CAMERA_KINDS).optional().describe('Whether they turn.'),
  purpose: text('what they are for').optional().describe('What they are for.'),
  since: day.optional().describe('Since when they are used.'),
  funding: text('a source of money').optional().describe('What paid for them.'),
  address: text('an address').optional().describe('Where they are connected to, in words or as an address.'),
  devices: z
    .array(reference('a device'), { error: 'expected a list of ids of devices' })
    .default([])
    .meta({ value: 'list of ids of devices', description: 'Taken into the inventory as these devices.' }),
  declined: text('a reason').optional().describe('Why they are not taken into it.'),
  agency,
  note,
});
export type DeclarationValues = z.output<typeof DeclarationValues>;

export const VERDICTS = ['agreed', 'agreed-with-conditions', 'not-agreed'] as const;

const verdict = oneOf(VERDICTS).optional();

/** What an authority says of a site: on its place, and on the technology. */
const OpinionValues = z.strictObject({
  asked: day.optional().describe('Day it was asked, where that is later than the request.'),
  document: text('a number of a document').optional().describe('Number of its answer.'),
  date: day.optional().describe('Day of its answer: without one it is still waited for.'),
  place: verdict.describe('On the place.'),
  technology: verdict.describe('On the technology.'),
});
export type OpinionValues = z.output<typeof OpinionValues>;

/** The request for a site and what the Department of Science and Technology and the City Police say to it; its id is the site's. */
export const SiteValues = z.strictObject({
  request: z
    .strictObject({
      document: text('a number of a document').optional().describe('Number of the request.'),
      date: day.describe('Day of the request.'),
    })
    .optional()
    .describe('What was asked for.'),
  dost: OpinionValues.optional().describe('Opinion of the Department of Science and Technology.'),
  police: OpinionValues.optional().describe('Opinion of the City Police.'),
  agency,
  note,
});
export type SiteValues = z.output<typeof SiteValues>;

/** The kinds of entries by the name they have in ids (`document:…`) and on the command line. */
export const REGISTERS = {
  document: DocumentValues,
  inspection: InspectionValues,
  training: TrainingValues,
  research: ResearchValues,
  funding: FundingValues,
  obstacle: ObstacleValues,
  proposal: ProposalValues,
  'next-task': NextTaskValues,
  exemption: ExemptionValues,
  estimate: EstimateValues,
  declaration: DeclarationValues,
  site: SiteValues,
} as const;
export type RegisterName = keyof typeof REGISTERS;
const isRegister = (name: string): name is RegisterName => name in REGISTERS;
export const REGISTER_NAMES: readonly RegisterName[] = Object.keys(REGISTERS).filter(isRegister);
export type RegisterValues = { readonly [Name in RegisterName]: z.output<(typeof REGISTERS)[Name]> };

/** Of registers in which nothing is entered. */
export const NO_ENTRIES = {
  document: [],
  inspection: [],
  training: [],
  research: [],
  funding: [],
  obstacle: [],
  proposal: [],
  'next-task': [],
  exemption: [],
  estimate: [],
  declaration: [],
  site: [],
} as const satisfies Readonly<Record<RegisterName, readonly []>>;

/** The key that each register has in plan.yaml. */
export const REGISTER_KEYS = {
  document: 'documents',
  inspection: 'inspections',
  training: 'trainings',
  research: 'research',
  funding: 'funding',
  obstacle: 'obstacles',
  proposal: 'proposals',
  'next-task': 'next_tasks',
  exemption: 'exemptions',
  estimate: 'estimates',
  declaration: 'declarations',
  site: 'sites',
} as const satisfies Readonly<Record<RegisterName, string>>;
