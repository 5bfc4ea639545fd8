import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createZone } from '#core/time/zone.ts';
import { formStanding } from '#plan/collecting/form-standing.ts';
import { buildPlanSchema } from '#plan/definition/plan-schema.ts';
import { waitingUnits } from '#plan/reminders/waiting-units.ts';
import { planState, WARD } from '../../../support/plan-form.ts';

/** Clocks went forward on 29 March and back on 25 October 2026: days of 23 and of 25 hours. */
const ZONE = createZone('Europe/Berlin');
const at = (text: string): number => ZONE.parseInstantMs(text) ?? Number.NaN;

function yearOf(unitsDeadline: string, deadline: string) {
  const { report } = buildPlanSchema(ZONE).parse(
    parse(`name: Plan
tasks: [{ id: I.1, name: One }]
targets: { cameras: 10, ptz: 4, fixed: 6 }
report:
  agency: ward
  years: [{ year: 2026, from: 2026-01-01, to: 2026-03-01, deadline: ${deadline}, units_deadline: ${unitsDeadline} }]
`),
  );
  const [year] = report.years;
  if (!year) throw new Error('the plan has no year');
  return year;
}

describe('a unit in a city whose clocks change', () => {
  test.each([
    ['2026-03-28', '2026-03-28T23:59:59+01:00', 'waiting', undefined],
    ['2026-03-28', '2026-03-29T00:00:00+01:00', 'overdue', 1],
    ['2026-03-28', '2026-03-30T00:00:00+02:00', 'overdue', 2],
    ['2026-10-24', '2026-10-25T00:00:00+02:00', 'overdue', 1],
    ['2026-10-24', '2026-10-25T23:59:59+01:00', 'overdue', 1],
    ['2026-10-24', '2026-10-26T00:00:00+01:00', 'overdue', 2],
    ['2026-10-25', '2026-10-25T23:59:59+01:00', 'waiting', undefined],
  ] as const)('that is due by the end of %s is at %s %s', (unitsDeadline, now, status, daysOverdue) => {
    const year = yearOf(unitsDeadline, '2026-11-30');
    const units = [{ agency: WARD, state: 'not-sent' as const }];

    const [standing] = formStanding({ units, year, zone: ZONE }, [], { receivedMs: 0, nowMs: at(now) });

    expect([standing?.status, standing?.daysOverdue]).toEqual([status, daysOverdue]);
  });

  test.each([
    ['2026-03-30', '2026-01-29'],
    ['2026-10-26', '2026-08-27'],
  ])('is reminded by days of the calendar: %s is 60 days after %s', (unitsDeadline, first) => {
    const year = yearOf(unitsDeadline, '2026-11-30');
    const agencies = new Map([[WARD.id, WARD]]);
    const daysLeft = [0, 30, 46, 53, 59].map((days) => {
      const { date } = ZONE.dayAt(at(first) + days * 86_400_000 + 7_200_000);
      return waitingUnits(planState({ asOfDate: date }), agencies, year)[0]?.daysLeft;
    });

    expect(daysLeft).toEqual([60, 30, 14, 7, 1]);
    expect(year.unitsDeadlineMs - at(unitsDeadline)).toBe(86_400_000);
  });

  test('has windows and deadlines that begin with their days', () => {
    const year = yearOf('2026-10-25', '2026-10-26');

    expect(year.toMs - year.fromMs).toBe(59 * 86_400_000);
    expect(new Date(year.unitsDeadlineMs).toISOString()).toBe('2026-10-25T23:00:00.000Z');
    expect(year.deadlineMs).toBe(year.unitsDeadlineMs);
  });
});
