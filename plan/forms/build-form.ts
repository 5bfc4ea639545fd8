import type { Agency } from '../../core/domain/inventory.ts';
import { dayBefore } from './day-before.ts';
import type { FormRow, UnitForm } from './form.ts';
import type { FormFacts } from './form-facts.ts';
import { buildLists } from './form-lists.ts';
import type { SheetName } from './form-sheet.ts';
import { sheetNamed } from './form-sheets.ts';
import { type RegisterSheetName, registerRows } from './register-sheets.ts';
import type { SelfReport } from './self-report.ts';
import { opinionRows, requestRows } from './site-rows.ts';
import { numberOfEntry, spareKey } from './spare-rows.ts';
import { taskRows } from './task-rows.ts';

/** The form of one unit, with everything that is on record of it. */
export function buildForm(unit: Agency, facts: FormFacts): UnitForm {
  const { year, state, fleet, agencies, atDeadline, reportingAgency } = facts;
  const devices = fleet.devices.get(unit.id) ?? [];
  const belongings = [...(fleet.contracts.get(unit.id) ?? []), ...devices.map(({ key }) => key)];
  return {
    unit: { id: unit.id, name: unit.name },
    year: year.year,
    dataUntil: dayBefore(year.toDate),
    deadline: year.unitsDeadlineDate,
    reportingAgency,
    planName: state.definition.name,
    lists: buildLists({ agencies, tasks: state.tasks, belongings }),
    rows: {
      devices: devices.map((row) => withSelfReport(row, facts.selfReports.get(row.key))),
      tasks: taskRows(unit.id, state, atDeadline),
      documents: ofRegisters('documents'),
      inspections: ofRegisters('inspections'),
      trainings: ofRegisters('trainings'),
      research: ofRegisters('research'),
      funding: ofRegisters('funding'),
      obstacles: ofRegisters('obstacles'),
      'next-tasks': ofRegisters('next-tasks'),
      requests: requestRows(unit, facts),
      opinions: opinionRows(unit, facts),
      declarations: ofRegisters('declarations'),
      handovers: belongings.length === 0 ? [] : spareRows('handovers', 0),
    },
  };

  function ofRegisters(sheet: RegisterSheetName): readonly FormRow[] {
    const recorded = registerRows(sheet, unit.id, year, state);
    const last = Math.max(0, ...recorded.map(({ key }) => numberOfEntry(key)));
    return [...recorded, ...spareRows(sheet, last)];
  }
}

function withSelfReport({ key, values }: FormRow, report: SelfReport | undefined): FormRow {
  if (!report) return { key, values };
  const { inUse, state, since, note } = report;
  const in_use = inUse === undefined ? undefined : inUse ? 'yes' : 'no';
  return { key, values: { ...values, in_use, state, since, note } };
}

/** They go on from the last number, so that nothing new takes the place of what is on record. */
function spareRows(sheet: SheetName, last: number): readonly FormRow[] {
  return Array.from({ length: sheetNamed(sheet).spareRows }, (_, index) => ({
    key: spareKey(last + index + 1),
    values: {},
  }));
}
