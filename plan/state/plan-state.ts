import type { Recorded } from '../../ledger/decisions/decision-bodies.ts';
import type { Attachment } from '../../ledger/files/attachments.ts';
import type { Milestone, PlanDefinition, PlanTask } from '../definition/plan-schema.ts';
import type { OpinionValues, RegisterName, RegisterValues, SiteValues } from '../definition/registers.ts';
import { REPORTED_STATUSES } from '../definition/task-report.ts';
import type { ProposedHandover } from '../handovers/fold-handover.ts';
import type { FormProblem } from './plan-step.ts';

/** `not-reported`: nobody has said anything, which is not the same as `not-started`. */
export const TASK_STATUSES = ['not-reported', ...REPORTED_STATUSES] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** What bears out what was said of a task. */
export interface Evidence {
  readonly text?: string;
  readonly agency?: string;
  readonly files: readonly Attachment[];
  /** The step; absent: it stands in plan.yaml. */
  readonly recorded?: Recorded;
}

export interface MilestoneState extends Milestone {
  /** The day it was reached; absent: not reached as far as was reported. */
  readonly doneDate?: string;
  /** Not reached, and its last day is over. */
  readonly isLate: boolean;
}

/** How something stands by what was reported of it: a task, or the part of one of several bodies that lead it. */
export interface Progress {
  readonly status: TaskStatus;
  /** Absent: nobody reported it. */
  readonly progressPercent?: number;
  readonly note?: string;
  readonly milestones: readonly MilestoneState[];
  readonly evidence: readonly Evidence[];
  /** The last step. */
  readonly recorded?: Recorded;
}

/** The part of one of several bodies that lead a task. */
export interface UnitState extends Progress {
  readonly agency: string;
}

/** How a yearly task stood in a year before. */
export interface YearState extends Pick<Progress, 'status' | 'progressPercent'> {
  readonly year: number;
}

/** A task with what was reported of it; of a yearly one, of the year that is told. */
export interface TaskState extends Omit<PlanTask, 'milestones' | 'reported'>, Progress {
  /** The agency that reported last. */
  readonly agency?: string;
  /** Where several bodies lead: the part of each that exists then. The whole has no percentage. */
  readonly units?: readonly UnitState[];
  /** Of a yearly task, the years before of which something was reported. */
  readonly earlierYears?: readonly YearState[];
}

/** An entry of a register as its steps leave it. */
export interface Entry<Values> {
  /** Without the name of the register. */
  readonly id: string;
  readonly values: Values;
  /** Files of all of its steps, the first first. */
  readonly files: readonly Attachment[];
  /** Its last step; absent: it stands in plan.yaml as it is. */
  readonly recorded?: Recorded;
}

/** An opinion, and how long it has been or was waited for. */
export interface OpinionState extends OpinionValues {
  /** `waiting` since it was asked; `answered`; `not-asked` where there is neither a request nor a day it was asked. */
  readonly status: 'not-asked' | 'waiting' | 'answered';
  /** Days from the request to the answer, or to the day of the state; absent where it was not asked. */
  readonly daysWaiting?: number;
}

/** What was asked for a site, and what the two authorities say. */
export interface SiteState {
  readonly site: string;
  readonly request?: SiteValues['request'];
  readonly dost: OpinionState;
  readonly police: OpinionState;
  readonly agency?: string | undefined;
  readonly note?: string | undefined;
  readonly files: readonly Attachment[];
  readonly recorded?: Recorded;
}

/** That a unit handed in its form of a year. A later one takes the place of an earlier one. */
export interface Submission {
  /** `<agency>:<year>`. */
  readonly id: string;
  readonly agency: string;
  readonly year: number;
  /** When it came in, which may be before it was put on record. */
  readonly receivedMs: number;
  /** Whether it came in after the units' deadline of plan.yaml; absent where plan.yaml knows no such year. */
  readonly isLate?: boolean;
  /** The form as it was handed in. */
  readonly files: readonly Attachment[];
  /** How many rows each register of the form had. */
  readonly counts: Readonly<Record<string, number>>;
  /** What it says where nothing was filled in; absent: something was. */
  readonly says?: 'blank' | 'nothing-to-report';
  readonly note?: string;
  /** How many times it handed in, this one included. */
  readonly nth: number;
  readonly recorded: Recorded;
}

/** A form that came in with errors and that no good one has taken the place of. */
export interface FaultySubmission {
  /** `<agency>:<year>`. */
  readonly id: string;
  readonly agency: string;
  readonly year: number;
  readonly receivedMs: number;
  readonly isLate?: boolean;
  /** The form as it was handed in. */
  readonly files: readonly Attachment[];
  /** How many problems of each kind it has. */
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly FormProblem[];
  readonly sha256: string;
  /** How many times it handed in, this one included. */
  readonly nth: number;
  readonly recorded: Recorded;
}

/** That a unit was reminded, so many days before a deadline. */
export interface SentReminder {
  /** `<agency>:<deadline>:<days before>`, or `…:form-<row>`. */
  readonly id: string;
  readonly agency: string;
  readonly deadlineDate: string;
  /** Absent: it told what is wrong with a form that came in. */
  readonly daysBefore?: number;
  readonly from: string;
  /** Contacts that were written to, by their ids. */
  readonly contacts: readonly string[];
  readonly recorded: Recorded;
}

/** A letter to a unit that is late, or whose form came in with errors or blank (công văn đôn đốc). */
export interface SentLetter {
  /** Without `letter:`. */
  readonly id: string;
  readonly agency: string;
  readonly deadlineDate: string;
  readonly from: string;
  /** How the unit stood that it was written to; absent: it had sent nothing. */
  readonly about?: 'with-errors' | 'blank';
  readonly number?: string;
  readonly date?: string;
  /** Whose mail server took it; absent: it goes by another way. */
  readonly contacts?: readonly string[];
  readonly answer?: string;
  readonly files: readonly Attachment[];
  readonly recorded: Recorded;
}

export type RegisterStates = {
  readonly [Name in Exclude<RegisterName, 'site'>]: readonly Entry<RegisterValues[Name]>[];
};

/** The plan at an instant: what plan.yaml decided, and what was entered until then. All lists are in order of their ids. */
export interface PlanState extends RegisterStates {
  readonly asOfMs: number;
  /** The day of the city it lies in. */
  readonly asOfDate: string;
  readonly definition: PlanDefinition;
  /** In the order of plan.yaml; then, without names, those that were reported on and are not in it. */
  readonly tasks: readonly TaskState[];
  readonly site: readonly SiteState[];
  readonly submissions: readonly Submission[];
  readonly faultySubmissions: readonly FaultySubmission[];
  readonly reminders: readonly SentReminder[];
  readonly letters: readonly SentLetter[];
  /** What agencies propose to each other. */
  readonly handovers: readonly ProposedHandover[];
}
