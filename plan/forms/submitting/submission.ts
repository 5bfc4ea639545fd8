import type { Agency } from '../../../core/domain/inventory.ts';
import type { Json } from '../../../core/text/canonical-json.ts';
import type { ReportYear } from '../../definition/report-schema.ts';
import type { PlanState } from '../../state/plan-state.ts';
import type { AgenciesThen } from '../../state/task-part.ts';
import type { Authority } from '../asked-sites.ts';
import type { FormFlaw, FormNote } from '../reading/form-flaw.ts';
import type { SelfReport } from '../self-report.ts';

/** What a form is judged by. */
export interface SubmissionContext {
  readonly unit: Agency;
  readonly year: ReportYear;
  readonly state: PlanState;
  readonly atDeadline: AgenciesThen;
  /** Devices that the unit had at the end of the data. */
  readonly devices: ReadonlySet<string>;
  readonly selfReports: ReadonlyMap<string, SelfReport>;
  /** Rows of registers that the form was handed out with; unknown where its hidden sheet is gone. */
  readonly givenKeys?: ReadonlySet<string>;
  /** Sites for which it may set its own request. */
  readonly requestSites: ReadonlySet<string>;
  /** Which of the two opinions its word is, and the sites that it is asked about. */
  readonly opinions: { readonly authority?: Authority; readonly sites: ReadonlySet<string> };
  /** Whether its last form said something. */
  readonly hasReported: boolean;
  /** Entries that the last form of the year brought. */
  readonly lastEntries: ReadonlySet<string>;
}

/** A row for `plan_step`. */
export interface SubmissionStep {
  readonly id: string;
  readonly action: 'set' | 'removed';
  readonly body: { readonly [key: string]: Json | undefined };
  /** Of an entry that several units fill in: what this one says of it, should another form of the folder say the rest. */
  readonly patch?: Readonly<Record<string, Json>>;
}

/** What a part of a form comes to. */
export interface SubmissionPart {
  readonly steps: readonly SubmissionStep[];
  /** Rows that say something, by what they are about. */
  readonly counts: Readonly<Record<string, number>>;
  /** Ids of the entries that stand in it, also of those that are on record already. */
  readonly entries: readonly string[];
  readonly flaws: readonly FormFlaw[];
  readonly notes: readonly FormNote[];
}

/** Why a row says that something is gone. */
export const LEFT_OUT = 'Không còn trong biểu mẫu của đơn vị';
