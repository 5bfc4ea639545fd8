import { Temporal } from 'temporal-polyfill';
import type { UnitSubmission } from '../state/choose-agencies.ts';
import type { HandInState } from '../state/hand-in-state.ts';
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
  readonly state: HandInState;
  /** Of one whose form came in with errors nobody says that it is late. */
  readonly status: 'in-time' | 'late' | 'with-errors' | 'waiting' | 'overdue';
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
  const byUnit = Map.groupBy(
    outcomes.filter(({ rows }) => rows > 0),
    ({ form }) => form.unit?.id,
  );
  // By the calendar: a day on which clocks change has 23 or 25 hours.
  const today = Temporal.PlainDate.from(zone.dayAt(nowMs).date);
  const daysOverdue = Temporal.PlainDate.from(year.unitsDeadlineDate).until(today).days;
  return units.map((unit): UnitStanding => {
    const { id, name } = unit.agency;
    const came = byUnit.get(id) ?? [];
    const good = came.find(({ outcome }) => outcome !== 'refused');
    const hasFaulty = came.some(({ outcome }) => outcome === 'refused');
    const state = stateOf(unit, good, hasFaulty);
    const nth = Math.max(unit.submission?.nth ?? 0, unit.faulty?.nth ?? 0) + came.length;
    const standing = { agency: id, name, state, nth };
    if (state === 'not-sent')
      return nowMs < year.unitsDeadlineMs
        ? { ...standing, status: 'waiting' }
        : { ...standing, status: 'overdue', daysOverdue };
    const before = state === 'with-errors' ? unit.faulty : unit.submission;
    const isFresh = state === 'with-errors' ? hasFaulty : good !== undefined;
    const cameMs = isFresh ? receivedMs : (before?.receivedMs ?? receivedMs);
    if (state === 'with-errors') return { ...standing, status: 'with-errors', receivedMs: cameMs };
    const status = cameMs >= year.unitsDeadlineMs ? 'late' : 'in-time';
    return { ...standing, status, receivedMs: cameMs };
  });
}

function stateOf(
  { state, submission }: UnitSubmission,
  good: FormOutcome | undefined,
  hasFaulty: boolean,
): HandInState {
  const said = good ? good.form.submission : submission;
  if (said && said.says !== 'blank') return said.says ?? 'complete';
  if (hasFaulty && !good) return 'with-errors';
  return good ? 'blank' : state;
}
