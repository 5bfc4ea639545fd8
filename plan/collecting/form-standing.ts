import { Temporal } from 'temporal-polyfill';
import type { FormsContext } from './forms-context.ts';
import type { JudgedForm } from './judge-forms.ts';

/** What became of a form: `planned` is `recorded` of a dry run. */
export interface FormOutcome {
  readonly form: JudgedForm;
  readonly outcome: 'recorded' | 'planned' | 'unchanged' | 'refused';
  /** Rows of the ledger that it gave, or would give. */
  readonly rows: number;
}

/** How a unit stands with its form of the year. */
export interface UnitStanding {
  readonly agency: string;
  readonly name: string;
  readonly status: 'in-time' | 'late' | 'waiting' | 'overdue';
  readonly receivedMs?: number;
  /** How many times it handed in. */
  readonly nth: number;
  /** Whole days since the deadline, of what is overdue. */
  readonly daysOverdue?: number;
}

/** Who has handed in and who has not, with what was collected just now; a dry run counts what it would record. */
export function formStanding(
  { units, year, zone }: Pick<FormsContext, 'units' | 'year' | 'zone'>,
  outcomes: readonly FormOutcome[],
  { receivedMs, nowMs }: { readonly receivedMs: number; readonly nowMs: number },
): readonly UnitStanding[] {
  const fresh = new Set(
    outcomes
      .filter(({ outcome }) => outcome === 'recorded' || outcome === 'planned')
      .map(({ form }) => form.unit?.id),
  );
  // By the calendar: a day on which clocks change has 23 or 25 hours.
  const today = Temporal.PlainDate.from(zone.dayAt(nowMs).date);
  const daysOverdue = Temporal.PlainDate.from(year.unitsDeadlineDate).until(today).days;
  return units.map(({ agency: { id, name }, submission }): UnitStanding => {
    const isFresh = fresh.has(id);
    const nth = (submission?.nth ?? 0) + (isFresh ? 1 : 0);
    const cameMs = isFresh ? receivedMs : submission?.receivedMs;
    if (cameMs !== undefined) {
      const status = cameMs >= year.unitsDeadlineMs ? 'late' : 'in-time';
      return { agency: id, name, status, receivedMs: cameMs, nth };
    }
    if (nowMs < year.unitsDeadlineMs) return { agency: id, name, status: 'waiting', nth };
    return { agency: id, name, status: 'overdue', nth, daysOverdue };
  });
}
