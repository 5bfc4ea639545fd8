import { agencyParty } from '../../../ledger/decisions/party.ts';
import { urgedUnits } from '../../../plan/reminders/urged-units.ts';
import { unitsOf } from '../../../plan/state/choose-agencies.ts';
import type { HandInState } from '../../../plan/state/hand-in-state.ts';
import { PlanError } from '../../../plan/state/plan-error.ts';
import type { PlanState } from '../../../plan/state/plan-state.ts';
import type { PaperContext } from '../paper-context.ts';
import { PaperError } from '../paper-error.ts';
import { agencyOf } from './agency-of.ts';
import type { Dated } from './list-dates.ts';
import { listPlanDatesFor } from './list-plan-dates.ts';
import { yearOf } from './plan-forms.ts';
import { countWaiting } from './told-handovers.ts';

/** What of the plan waits for whoever asks. */
export interface PlanWaiting {
  /** The forms of the year that is collected: of an agency its own. */
  readonly forms?: {
    readonly year: number;
    readonly untilDate: string;
    readonly missing: number;
    readonly total: number;
    readonly own?: HandInState | undefined;
  };
  /** Of DOST, the report that is due next. */
  readonly report?: { readonly year: number; readonly untilDate: string };
  /** Letters that DOST has to write, of the year that was collected last. */
  readonly letters: number;
  readonly lettersYear?: number;
  /** Opinions on sites that are waited for, and since how many days the first. */
  readonly opinions: number;
  readonly opinionDays: number;
  /** Of an agency, its sites that wait for an opinion of others. */
  readonly asked?: { readonly sites: number; readonly days: number } | undefined;
  /** Hand-overs that whoever asks has not answered. */
  readonly handovers: number;
  /** Tasks and milestones that are theirs to reach. */
  readonly dates: readonly Dated[];
}

const NOTHING: PlanWaiting = { letters: 0, opinions: 0, opinionDays: 0, handovers: 0, dates: [] };

/** Nothing where there is no plan, and for an agency that it does not know. */
export async function readPlanWaitingFor(
  context: PaperContext,
  _asked: Readonly<Record<never, never>> = {},
): Promise<PlanWaiting> {
  try {
    return await readWaiting(context);
  } catch (error) {
    if (error instanceof PlanError || error instanceof PaperError) return NOTHING;
    throw error;
  }
}

async function readWaiting(context: PaperContext): Promise<PlanWaiting> {
  const plan = await context.openPlan();
  const { definition, state, agencies } = plan;
  const own = agencyOf(context.who.scope);
  const isCity = context.who.scope === 'city';
  const number = yearOf(plan, undefined);
  const year = definition.report.years.find((one) => one.year === number);
  const units = year ? unitsOf(state, year, agencies.values()) : [];
  const missing = units.filter(({ state: at }) => at !== 'complete' && at !== 'nothing-to-report');
  const written = new Set(state.letters.map(({ id }) => `letter:${id}`));
  const due = isCity
    ? urgedUnits(state, agencies).filter(
        ({ id, rule }) => !written.has(id) && rule.from === definition.report.agency,
      )
    : [];
  const authority = isCity ? 'dost' : agencies.get(own ?? '')?.kind === 'police' ? 'police' : undefined;
  const opinions = authority ? state.site.filter((site) => site[authority].status === 'waiting') : [];
  const waitedFor = opinions.map((site) => (authority && site[authority].daysWaiting) ?? 0);
  const reporter = definition.report.agency;
  const mine = isCity ? reporter && agencyParty(reporter) : own && agencyParty(own);
  const mineToHandIn = units.find(({ agency }) => agency.id === own);
  const lettersYear = due[0]?.year.year;
  return {
    ...(year &&
      (isCity || mineToHandIn) && {
        forms: {
          ...{ year: year.year, untilDate: year.unitsDeadlineDate },
          ...{ missing: missing.length, total: units.length, own: mineToHandIn?.state },
        },
      }),
    ...(year && isCity && { report: { year: year.year, untilDate: year.deadlineDate } }),
    letters: due.filter((unit) => unit.year.year === lettersYear).length,
    ...(lettersYear !== undefined && { lettersYear }),
    ...{ opinions: opinions.length, opinionDays: Math.max(0, ...waitedFor) },
    handovers: countWaiting(plan, context),
    ...(own !== undefined && { asked: askedOf(state, own) }),
    dates: (await listPlanDatesFor(context)).filter(
      ({ kind, isOff, whose }) =>
        !isOff && (kind === 'task' || kind === 'milestone') && whose.some((party) => party === mine),
    ),
  };
}

function askedOf({ site: sites }: PlanState, own: string): PlanWaiting['asked'] {
  const days = sites.flatMap(({ agency, dost, police }) =>
    agency === own && (dost.status === 'waiting' || police.status === 'waiting')
      ? [Math.max(dost.daysWaiting ?? 0, police.daysWaiting ?? 0)]
      : [],
  );
  return { sites: days.length, days: Math.max(0, ...days) };
}
