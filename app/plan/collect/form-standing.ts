import type { FormsOffice } from '../forms-office.ts';
import type { FormOutcome } from './collect-forms.ts';

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

const MS_PER_DAY = 86_400_000;

/** Who has handed in and who has not, with what was collected just now; a dry run counts what it would record. */
export function formStanding(
  { units, year }: Pick<FormsOffice, 'units' | 'year'>,
  outcomes: readonly FormOutcome[],
  { receivedMs, nowMs }: { readonly receivedMs: number; readonly nowMs: number },
): readonly UnitStanding[] {
  const fresh = new Set(
    outcomes
      .filter(({ outcome }) => outcome === 'recorded' || outcome === 'planned')
      .map(({ form }) => form.unit?.id),
  );
  return units.map(({ agency: { id, name }, submission }): UnitStanding => {
    const isFresh = fresh.has(id);
    const nth = (submission?.nth ?? 0) + (isFresh ? 1 : 0);
    const cameMs = isFresh ? receivedMs : submission?.receivedMs;
    if (cameMs !== undefined) {
      const status = cameMs >= year.unitsDeadlineMs ? 'late' : 'in-time';
      return { agency: id, name, status, receivedMs: cameMs, nth };
    }
    const overdueMs = nowMs - year.unitsDeadlineMs;
    if (overdueMs < 0) return { agency: id, name, status: 'waiting', nth };
    return { agency: id, name, status: 'overdue', nth, daysOverdue: Math.floor(overdueMs / MS_PER_DAY) + 1 };
  });
}
