import type { Agency } from '../../../core/domain/inventory.ts';
import type { Attachment } from '../../../ledger/files/attachments.ts';
import { type OverviewTask, readOverview } from '../../../plan/actions/plan-overview.ts';
import { REGISTER_NAMES, type RegisterName } from '../../../plan/definition/registers.ts';
import type { HandInState } from '../../../plan/state/hand-in-state.ts';
import type { PlanFinding } from '../../../plan/state/plan-finding.ts';
import type { UnitState } from '../../../plan/state/plan-state.ts';
import { noSuch } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';
import { agencyOf } from './agency-of.ts';
import { countWaiting } from './told-handovers.ts';

export type AgencyNames = ReadonlyMap<string, Pick<Agency, 'name' | 'nameEn'>>;

/** A task as pages tell it. */
export interface TaskShown extends Omit<OverviewTask, 'evidence' | 'units' | 'recorded'> {
  readonly evidence: readonly EvidenceShown[];
  readonly units?: readonly Pick<UnitState, 'agency' | 'status' | 'progressPercent' | 'note'>[];
}

interface EvidenceShown {
  readonly text?: string | undefined;
  readonly agency?: string | undefined;
  readonly files: readonly Attachment[];
}

/** The plan as it stands, as far as whoever asks may see it. */
export interface PlanFound {
  readonly name: string;
  readonly asOfDate: string;
  readonly year?: { readonly year: number; readonly unitsDeadlineDate: string };
  readonly tasks: readonly TaskShown[];
  readonly units: readonly {
    readonly agency: string;
    readonly state: HandInState;
    readonly isLate: boolean;
  }[];
  readonly waiting: readonly {
    readonly site: string;
    readonly authority: 'dost' | 'police';
    readonly days: number;
  }[];
  readonly findings: readonly PlanFinding[];
  /** At secret sites, which are not told. */
  readonly hidden: { readonly waiting: number; readonly findings: number };
  readonly registers: readonly { readonly name: RegisterName; readonly count: number }[];
  /** Hand-overs that whoever asks has not answered. */
  readonly handoversWaiting: number;
  readonly agencies: AgencyNames;
  readonly successors: ReadonlyMap<string, readonly string[]>;
}

/** The plan task by task. An agency has its own part: what it leads or works on, what it entered and what was found of it. */
export async function readPlanFor({ openPlan, reader, who }: PaperContext): Promise<PlanFound> {
  const plan = await openPlan();
  const own = agencyOf(who.scope);
  if (own !== undefined && !plan.history.agencies.has(own)) throw noSuch('agency', 'đơn vị', own);
  const overview = readOverview(plan, own === undefined ? {} : { agency: own }, plan.once);
  const { state, year, units, waiting, findings, agencies, successors } = overview;
  const openly = <Item extends { readonly isSecret: boolean }>(all: readonly Item[]) =>
    all.filter(({ isSecret }) => who.seesSecret || !isSecret);
  return {
    ...{ name: state.definition.name, asOfDate: state.asOfDate, agencies: namesOf(agencies), successors },
    ...(year && { year: { year: year.year, unitsDeadlineDate: year.unitsDeadlineDate } }),
    tasks: overview.tasks.map((task) => shownTask(task, own)),
    units: units.map(({ agency, state: standing, submission }) => ({
      ...{ agency: agency.id, state: standing },
      isLate: submission?.isLate === true,
    })),
    ...{ waiting: openly(waiting), findings: openly(findings) },
    hidden: {
      waiting: waiting.length - openly(waiting).length,
      findings: findings.length - openly(findings).length,
    },
    handoversWaiting: countWaiting(plan, { reader, who }),
    registers: REGISTER_NAMES.map((name) => ({ name, count: state[name].length })),
  };
}

export const namesOf = (agencies: ReadonlyMap<string, Agency>): AgencyNames =>
  new Map(
    [...agencies].map(([id, { name, nameEn }]) => [id, { name, ...(nameEn !== undefined && { nameEn }) }]),
  );

/** Of what others entered about a task an agency sees how far it is, and not the papers. */
export function shownTask(
  { evidence, units, recorded: _, ...task }: OverviewTask,
  own: string | undefined,
): TaskShown {
  const isOwn = (agency: string | undefined) => own === undefined || agency === own;
  return {
    ...task,
    evidence: evidence
      .filter(({ agency }) => isOwn(agency))
      .map(({ text, agency, files }) => ({ text, agency, files })),
    ...(units && {
      units: units
        .filter(({ agency }) => isOwn(agency))
        .map(({ agency, status, progressPercent, note }) => ({
          ...{ agency, status },
          ...(progressPercent !== undefined && { progressPercent }),
          ...(note !== undefined && { note }),
        })),
    }),
  };
}
