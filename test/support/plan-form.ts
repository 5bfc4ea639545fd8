import type { Agency } from '#core/domain/inventory.ts';
import { createZone } from '#core/time/zone.ts';
import type { PlanDefinition } from '#plan/definition/plan-schema.ts';
import { NO_ENTRIES } from '#plan/definition/registers.ts';
import type { ReportYear } from '#plan/definition/report-schema.ts';
import { buildForm } from '#plan/forms/build-form.ts';
import type { FormRow, UnitForm } from '#plan/forms/form.ts';
import type { FormFacts } from '#plan/forms/form-facts.ts';
import type { PlanState, TaskState } from '#plan/state/plan-state.ts';
import type { AgenciesThen } from '#plan/state/task-part.ts';

const zone = createZone('Asia/Ho_Chi_Minh');
const startOf = (date: string): number => zone.parseInstantMs(date) ?? Number.NaN;

/** The made-up year of the forms in tests. */
export const FORM_YEAR: ReportYear = {
  year: 2025,
  fromDate: '2024-12-01',
  toDate: '2025-11-16',
  fromMs: startOf('2024-12-01'),
  toMs: startOf('2025-11-16'),
  deadlineDate: '2025-11-30',
  deadlineMs: startOf('2025-11-30'),
  unitsDeadlineDate: '2025-11-20',
  unitsDeadlineMs: startOf('2025-11-21'),
};

export const WARD: Agency = { id: 'ward', name: 'UBND phường Ba Đình', kind: 'ward', successors: [] };
export const POLICE: Agency = { id: 'police', name: 'Công an thành phố', kind: 'police', successors: [] };

export const FORM_THEN: AgenciesThen = {
  agencies: new Map([POLICE, WARD].map((agency) => [agency.id, agency])),
  atMs: FORM_YEAR.toMs,
};

export function taskState(given: Partial<TaskState> & Pick<TaskState, 'id'>): TaskState {
  return {
    name: `Nhiệm vụ ${given.id}`,
    coordinators: [],
    status: 'not-reported',
    milestones: [],
    evidence: [],
    ...given,
  };
}

/** A plan of which nothing has been entered but what is given. */
export function planState(given: Partial<PlanState> = {}): PlanState {
  const definition: PlanDefinition = {
    name: 'Kế hoạch 77/KH-UBND',
    tasks: [],
    targets: { cameras: 3, ptz: 1, fixed: 2, byPurpose: [] },
    report: {
      agency: 'police',
      typeSymbol: 'BC',
      addressees: [],
      legalBases: [],
      signer: {},
      recipients: [],
      variant: 'electronic',
      years: [FORM_YEAR],
    },
    units: { kinds: ['department', 'police', 'ward'], agencies: [], except: [] },
    reminders: { daysBefore: [], matrix: [], contacts: new Map() },
    findings: { unusedAfterMs: 1, duplicateWithinMetres: 30, duplicateWithinDegrees: 30 },
    registers: NO_ENTRIES,
  };
  return {
    asOfMs: FORM_YEAR.toMs,
    asOfDate: '2025-11-16',
    definition,
    tasks: [
      taskState({ id: 'II.1', lead: 'police', coordinators: ['ward'] }),
      taskState({ id: 'II.2', lead: 'ward', fromMonth: '2025-01', toMonth: '2025-12' }),
      taskState({ id: 'II.3', lead: 'police' }),
    ],
    ...NO_ENTRIES,
    submissions: [],
    faultySubmissions: [],
    reminders: [],
    letters: [],
    handovers: [],
    ...given,
  };
}

/** A ward with devices `cam-1`…, a contract, and the police beside it. */
export function formFacts({
  devices = 3,
  state = planState(),
  ...rest
}: { readonly devices?: number } & Partial<FormFacts> = {}): FormFacts {
  return {
    year: FORM_YEAR,
    state,
    fleet: {
      devices: new Map([['ward', Array.from({ length: devices }, (_, index) => deviceRow(index + 1))]]),
      contracts: new Map([['ward', ['bao-tri']]]),
      ownerless: [],
    },
    askedSites: { byAgency: new Map(), places: new Map() },
    agencies: [POLICE, WARD],
    atDeadline: FORM_THEN,
    reportingAgency: 'Sở Khoa học và Công nghệ',
    selfReports: new Map(),
    ...rest,
  };
}

export const wardForm = (facts: FormFacts = formFacts()): UnitForm => buildForm(WARD, facts);

function deviceRow(number: number): FormRow {
  return {
    key: `cam-${number}`,
    values: {
      name: `Camera ${number} ngã tư Nguyễn Trãi – Khuất Duy Tiến`,
      kind: 'Camera PTZ',
      site: 'Nút giao Nguyễn Trãi, số 12',
      area: 'Phường Thanh Xuân',
      programme: 'II.3',
      contract: '01/2025/HĐ-MẪU',
      accepted: '2025-09-03',
    },
  };
}
