import type { RegisterName, Verdict } from '../../plan/definition/registers.ts';
import type { PlanFindingCode } from '../../plan/state/plan-finding.ts';
import type { TaskStatus } from '../../plan/state/plan-state.ts';

/** Everything that `camwatch plan status`, `set` and `remove` print. Numbers, days and times come in as text. */
export interface PlanTexts {
  readonly statuses: Readonly<Record<TaskStatus, string>>;
  readonly registers: Readonly<Record<RegisterName, string>>;
  readonly findings: Readonly<Record<PlanFindingCode, string>>;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  /** What is wrong, by the codes of findings. */
  readonly details: Readonly<Record<string, string>>;
  readonly lead: (name: string) => string;
  readonly authorities: Readonly<Record<'dost' | 'police', string>>;
  readonly asOf: (day: string) => string;
  readonly taskHead: readonly string[];
  readonly nameless: string;
  readonly period: (from: string | undefined, to: string | undefined) => string;
  readonly milestoneLate: (name: string, due: string) => string;
  readonly milestoneDone: (name: string, done: string, due: string) => string;
  readonly milestoneOpen: (name: string, due: string) => string;
  readonly evidenceHeading: string;
  readonly lateHeading: (count: string) => string;
  readonly noneLate: string;
  readonly submitted: (values: {
    readonly year: string;
    readonly deadline: string;
    readonly count: string;
    readonly total: string;
  }) => string;
  readonly notSubmitted: (count: string) => string;
  readonly submittedLate: (count: string) => string;
  readonly noYear: string;
  readonly registersHeading: string;
  readonly trainings: (classes: string, attendees: string) => string;
  readonly funding: (values: {
    readonly year: string;
    readonly planned: string;
    readonly allocated: string;
    readonly disbursed: string;
  }) => string;
  readonly notEntered: string;
  readonly waitingHeading: (count: string) => string;
  readonly noneWaiting: string;
  readonly waiting: (site: string, authority: string, days: string) => string;
  readonly findingsHeading: (count: string) => string;
  readonly noFindings: string;
  readonly historyHead: readonly string[];
  readonly noHistory: string;
  readonly actions: Readonly<Record<string, string>>;
  readonly more: (count: string) => string;
  readonly atSecretSites: (count: string) => string;
  readonly recorded: (id: string, keys: string) => string;
  readonly wouldRecord: (id: string, keys: string) => string;
  readonly removed: (id: string) => string;
  readonly wouldRemove: (id: string) => string;
}
