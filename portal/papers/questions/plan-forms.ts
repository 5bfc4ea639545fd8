import type { OpenPlan } from '../../../plan/actions/open-plan.ts';
import { formStanding, type UnitStanding } from '../../../plan/collecting/form-standing.ts';
import { buildFormsContext } from '../../../plan/collecting/forms-context.ts';
import { dueReminders } from '../../../plan/reminders/due-reminders.ts';
import { urgedUnits } from '../../../plan/reminders/urged-units.ts';
import type { FormProblem } from '../../../plan/state/plan-step.ts';
import { noSuch } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';
import { agencyOf } from './agency-of.ts';
import { type AgencyNames, namesOf } from './plan-overview.ts';

/** How a unit stands with its form of the year, and what it handed in last. */
export interface FormUnit extends UnitStanding {
  /** How many rows each register of its form had. */
  readonly counts?: Readonly<Record<string, number>>;
  /** What is wrong with the form that came in last. */
  readonly problems: readonly FormProblem[];
  readonly file?: string;
  /** Sent before: letters and reminders of this year. */
  readonly letters: readonly { readonly date?: string; readonly number?: string }[];
}

/** What somebody is to be told, by mail or by letter. */
export interface DueUnit {
  readonly agency: string;
  readonly from: string;
  readonly state: 'not-sent' | 'with-errors' | 'blank';
  /** Below 0 it is late. */
  readonly daysLeft: number;
}

export interface FormsFound {
  readonly years: readonly number[];
  readonly year: number;
  readonly unitsDeadlineDate: string;
  readonly isOver: boolean;
  readonly units: readonly FormUnit[];
  readonly reminders: readonly DueUnit[];
  readonly letters: readonly DueUnit[];
  readonly agencies: AgencyNames;
  /** Of whoever stands for one agency. */
  readonly own?: string | undefined;
}

/** The year that is collected now, else the last one. @throws PAPER_UNKNOWN */
export function yearOf({ definition, state }: OpenPlan, wanted: number | undefined): number {
  const { years } = definition.report;
  const usual = years.find(({ deadlineMs }) => deadlineMs > state.asOfMs) ?? years.at(-1);
  const found = wanted === undefined ? usual : years.find(({ year }) => year === wanted);
  if (!found) throw noSuch('year of a report', 'năm báo cáo', String(wanted ?? ''));
  return found.year;
}

/** Who has handed in its form of a year, and what is to be sent to whom; of whoever stands for an agency its own form alone. */
export async function readFormsFor(
  { openPlan, who, nowMs }: PaperContext,
  asked: { readonly year?: number | undefined },
): Promise<FormsFound> {
  const plan = await openPlan();
  const own = agencyOf(who.scope);
  const wanted = yearOf(plan, asked.year);
  const context = plan.once(`forms ${wanted}`, () => buildFormsContext(plan, wanted));
  const { year, agencies, units, state } = context;
  const isOwn = ({ agency }: { readonly agency: string }) => own === undefined || agency === own;
  const due = <
    One extends Omit<DueUnit, 'agency' | 'from'> & {
      readonly agency: { readonly id: string };
      readonly rule: { readonly from: string };
      readonly year: { readonly year: number };
    },
  >(
    all: readonly One[],
  ): readonly DueUnit[] =>
    all
      .filter((one) => one.year.year === year.year)
      .map(({ agency, rule, state: standing, daysLeft }) => ({
        ...{ agency: agency.id, from: rule.from, state: standing, daysLeft },
      }))
      .filter(isOwn);
  const written = new Set(state.letters.map(({ id }) => `letter:${id}`));
  return {
    years: plan.definition.report.years.map((one) => one.year),
    ...{ year: year.year, unitsDeadlineDate: year.unitsDeadlineDate, isOver: nowMs >= year.unitsDeadlineMs },
    units: formStanding(context, [], { receivedMs: nowMs, nowMs })
      .filter(isOwn)
      .map((standing): FormUnit => {
        const unit = units.find(({ agency }) => agency.id === standing.agency);
        const file = (unit?.faulty ?? unit?.submission)?.files.at(-1)?.name;
        return {
          ...standing,
          ...(unit?.submission && { counts: unit.submission.counts }),
          problems: unit?.faulty?.problems ?? [],
          ...(file !== undefined && { file }),
          letters: state.letters
            .filter(
              (letter) => letter.agency === standing.agency && letter.deadlineDate === year.unitsDeadlineDate,
            )
            .map(({ date, number }) => ({
              ...(date !== undefined && { date }),
              ...(number !== undefined && { number }),
            })),
        };
      }),
    reminders: due(dueReminders(state, agencies)),
    letters: due(urgedUnits(state, agencies).filter(({ id }) => !written.has(id))),
    ...{ agencies: namesOf(agencies), own },
  };
}
