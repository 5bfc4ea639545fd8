import { isSameJson } from '../../../core/text/canonical-json.ts';
import { agencyParty } from '../../../ledger/decisions/party.ts';
import type { FormFlaw } from '../reading/form-flaw.ts';
import type { ReadRow, ReadTable } from '../reading/read-table.ts';
import { SelfReport, selfReportId } from '../self-report.ts';
import { knownRows } from './known-rows.ts';
import { LEFT_OUT, type SubmissionContext, type SubmissionPart, type SubmissionStep } from './submission.ts';

/** What a unit says of its own devices. Only what differs from what it said before becomes a row. */
export function submitDevices(table: ReadTable, context: SubmissionContext): SubmissionPart {
  const { unit, year, devices, selfReports } = context;
  const { rows, flaws, notes } = knownRows(table, (key) => (devices.has(key) ? key : undefined));
  const steps: SubmissionStep[] = [];
  let told = 0;
  for (const [device, row] of rows) {
    if (row.isFlawed) continue;
    flaws.add(...flawsOf(row, table));
    if (!row.isEmpty) told++;
    const step = stepOf(device, row);
    if (step) steps.push(step);
  }
  if (told < devices.size)
    notes.add({
      code: 'not-confirmed',
      sheet: table.tab,
      got: String(devices.size - told),
      of: String(devices.size),
    });
  return { steps, counts: { device: told }, entries: [], flaws: flaws.list(), notes: notes.list() };

  function stepOf(device: string, row: ReadRow): SubmissionStep | undefined {
    const id = selfReportId(device, year.year);
    const before = selfReports.get(device);
    if (row.isEmpty) {
      if (!before) return undefined;
      return { id, action: 'removed', body: { agency: unit.id, by: agencyParty(unit.id), reason: LEFT_OUT } };
    }
    const report = reportOf(row, unit.id);
    return before && isSameJson({ ...before }, { ...report })
      ? undefined
      : { id, action: 'set', body: report };
  }
}

function reportOf({ cells }: ReadRow, agency: string): SelfReport {
  const inUse = cells.in_use && cells.in_use.value === 'yes';
  return SelfReport.parse({
    agency,
    inUse,
    state: cells.state?.value,
    since: cells.since?.value,
    note: cells.note?.value,
  });
}

/** What does not work cannot work well. */
function flawsOf({ cells }: ReadRow, { tab }: ReadTable): readonly FormFlaw[] {
  const { in_use, state } = cells;
  if (in_use?.value !== 'no' || state?.value !== 'up') return [];
  return [{ code: 'contradiction', sheet: tab, cell: state.at, of: in_use.at }];
}
