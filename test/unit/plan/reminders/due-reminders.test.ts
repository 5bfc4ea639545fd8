import { describe, expect, test } from 'vitest';
import type { Agency } from '#core/domain/inventory.ts';
import type { ReminderSettings } from '#plan/definition/reminder-schema.ts';
import { dueReminders } from '#plan/reminders/due-reminders.ts';
import { urgedUnits } from '#plan/reminders/urged-units.ts';
import type { FaultySubmission, PlanState, SentReminder, Submission } from '#plan/state/plan-state.ts';
import { FORM_YEAR, POLICE, planState, WARD } from '#test/support/plan-form.ts';

const nobody = { kinds: [], agencies: [], except: [] };
const REMINDERS: ReminderSettings = {
  daysBefore: [60, 30, 14, 7, 1],
  matrix: [{ id: 'wards', from: 'police', to: { ...nobody, kinds: ['ward'] }, copyTo: [] }],
  contacts: new Map(),
};
const AGENCIES = new Map([WARD, POLICE].map((agency) => [agency.id, agency]));
const RECORDED = { seq: 1, recordedMs: 0, author: 'an' };

/** The units' last day is 20 November 2025. */
function stateOn(asOfDate: string, given: Partial<PlanState> = {}): PlanState {
  const state = planState();
  return { ...state, asOfDate, definition: { ...state.definition, reminders: REMINDERS }, ...given };
}

const sentBefore = (...days: readonly number[]): readonly SentReminder[] =>
  days.map((daysBefore) => ({
    id: `ward:2025-11-20:${daysBefore}`,
    agency: 'ward',
    deadlineDate: '2025-11-20',
    daysBefore,
    from: 'police',
    contacts: [],
    recorded: RECORDED,
  }));

const submission = (agency: string, year = 2025): Submission => ({
  id: `${agency}:${year}`,
  agency,
  year,
  receivedMs: 0,
  files: [],
  counts: {},
  nth: 1,
  recorded: RECORDED,
});

const faulty = (seq: number): FaultySubmission => ({
  ...submission('ward'),
  problems: [],
  sha256: '',
  recorded: { ...RECORDED, seq },
});

const idsOn = (date: string, given?: Partial<PlanState>, agencies: ReadonlyMap<string, Agency> = AGENCIES) =>
  dueReminders(stateOn(date, given), agencies).map(({ id }) => id);

describe('reminders that are due', () => {
  test.for([
    ['2025-09-20', 'before the first day', []],
    ['2025-09-21', 'on the first day', ['reminder:ward:2025-11-20:60']],
    ['2025-09-22', 'a day late, since the machine was off', ['reminder:ward:2025-11-20:60']],
    ['2025-10-21', 'on the second day', ['reminder:ward:2025-11-20:30']],
    ['2025-11-13', 'on the fourth day', ['reminder:ward:2025-11-20:7']],
    ['2025-11-19', 'on the last day but one', ['reminder:ward:2025-11-20:1']],
    [
      '2025-11-20',
      'on the day of the deadline, where the day before was missed',
      ['reminder:ward:2025-11-20:1'],
    ],
    ['2025-11-21', 'after the deadline', []],
  ] as const)('%s: %s', ([date, , ids]) => {
    expect(idsOn(date)).toEqual(ids);
  });

  test('are sent once', () => {
    expect(idsOn('2025-11-13', { reminders: sentBefore(7) })).toEqual([]);
    expect(idsOn('2025-11-14', { reminders: sentBefore(7) })).toEqual([]);
  });

  test('of several missed days are made up with the latest only', () => {
    const reminders = sentBefore(60);

    expect(idsOn('2025-11-15', { reminders })).toEqual(['reminder:ward:2025-11-20:7']);
    expect(idsOn('2025-11-15', { reminders: [...reminders, ...sentBefore(7)] })).toEqual([]);
  });

  test('are none of a unit that has handed in that year', () => {
    expect(idsOn('2025-11-13', { submissions: [submission('ward')] })).toEqual([]);
    expect(idsOn('2025-11-13', { submissions: [submission('ward', 2024)] })).toHaveLength(1);
    expect(idsOn('2025-11-13', { submissions: [submission('police')] })).toHaveLength(1);
  });

  test('tell at once, and once, what is wrong with a form that came in, also after the deadline', () => {
    const blank = { submissions: [{ ...submission('ward'), says: 'blank' as const }] };
    const sent = (id: string) => ({ ...sentBefore(7)[0], id }) as SentReminder;

    expect(idsOn('2025-11-01', { faultySubmissions: [faulty(7)] })).toEqual([
      'reminder:ward:2025-11-20:form-7',
    ]);
    expect(idsOn('2025-11-22', { faultySubmissions: [faulty(7)] })).toHaveLength(1);
    expect(idsOn('2025-11-01', blank)).toEqual(['reminder:ward:2025-11-20:form-1']);
    const reminders = [...sentBefore(60, 30), sent('ward:2025-11-20:form-7')];
    expect(idsOn('2025-11-01', { faultySubmissions: [faulty(7)], reminders })).toEqual([]);
    expect(idsOn('2025-11-13', { faultySubmissions: [faulty(7)], reminders })).toEqual([
      'reminder:ward:2025-11-20:7',
    ]);
    expect(idsOn('2025-11-01', { faultySubmissions: [faulty(9)], reminders })).toEqual([
      'reminder:ward:2025-11-20:form-9',
    ]);
  });

  test('are none of a unit that nobody urges, and of one that exists no more at the deadline', () => {
    const gone = { ...WARD, id: 'gone', validToMs: FORM_YEAR.unitsDeadlineMs - 1 };
    const here = { ...WARD, id: 'here', validToMs: FORM_YEAR.unitsDeadlineMs };
    const agencies = new Map([gone, here, POLICE].map((agency) => [agency.id, agency]));

    expect(idsOn('2025-11-13', {}, agencies)).toEqual(['reminder:here:2025-11-20:7']);
  });

  test('are urged by the first row of the matrix that holds', () => {
    const state = stateOn('2025-11-13');
    const rows = [
      { id: 'named', from: 'a', to: { ...nobody, agencies: ['ward'] }, copyTo: [] },
      { id: 'wards', from: 'b', to: { ...nobody, kinds: ['ward' as const] }, copyTo: [] },
    ];
    const definition = { ...state.definition, reminders: { ...REMINDERS, matrix: rows } };

    expect(dueReminders({ ...state, definition }, AGENCIES).map(({ rule }) => rule.id)).toEqual(['named']);
  });

  test('stand for days of the calendar, of more than one year', () => {
    const state = stateOn('2025-11-13');
    const next = { ...FORM_YEAR, year: 2026, unitsDeadlineDate: '2026-01-12' };
    const { report } = state.definition;
    const definition = { ...state.definition, report: { ...report, years: [FORM_YEAR, next] } };

    expect(dueReminders({ ...state, definition }, AGENCIES).map(({ id }) => id)).toEqual([
      'reminder:ward:2025-11-20:7',
      'reminder:ward:2026-01-12:60',
    ]);
  });
});

describe('units that are late', () => {
  test('are those whose deadline is over, for a year', () => {
    const lateOn = (date: string, given?: Partial<PlanState>) =>
      urgedUnits(stateOn(date, given), AGENCIES).map(({ id, daysLeft }) => [id, daysLeft]);

    expect(lateOn('2025-11-20')).toEqual([]);
    expect(lateOn('2025-11-21')).toEqual([['letter:ward:2025-11-20', -1]]);
    expect(lateOn('2025-11-21', { submissions: [submission('ward')] })).toEqual([]);
    expect(lateOn('2026-11-20')).toHaveLength(1);
    expect(lateOn('2026-11-21')).toEqual([]);
  });

  test('are not those whose form came in with errors or blank: they are told about that, whenever it came', () => {
    const blank = { ...submission('ward'), says: 'blank' as const };
    const idsOf = (given: Partial<PlanState>) =>
      urgedUnits(stateOn('2025-11-01', given), AGENCIES).map(({ id, state }) => [state, id]);

    expect(idsOf({})).toEqual([]);
    expect(idsOf({ faultySubmissions: [faulty(7)] })).toEqual([
      ['with-errors', 'letter:ward:2025-11-20:form-7'],
    ]);
    expect(idsOf({ submissions: [blank] })).toEqual([['blank', 'letter:ward:2025-11-20:form-1']]);
    expect(idsOf({ submissions: [submission('ward')], faultySubmissions: [faulty(7)] })).toEqual([
      ['with-errors', 'letter:ward:2025-11-20:form-7'],
    ]);
    expect(idsOf({ submissions: [{ ...blank, says: 'nothing-to-report' }] })).toEqual([]);
  });

  test('are not those in whose name the letter would be written', () => {
    const state = stateOn('2025-11-21');
    const rows = [{ id: 'wards', from: 'ward', to: { ...nobody, kinds: ['ward' as const] }, copyTo: [] }];
    const definition = { ...state.definition, reminders: { ...REMINDERS, matrix: rows } };

    expect(urgedUnits({ ...state, definition }, AGENCIES)).toEqual([]);
  });
});
