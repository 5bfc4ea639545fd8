import { hash } from 'node:crypto';
import { canonicalJson, type Json } from '../../../core/text/canonical-json.ts';
import type { FormSheet, SheetName } from '../form-sheet.ts';
import { FORM_SHEETS } from '../form-sheets.ts';
import type { FormFlaw, FormNote } from '../reading/form-flaw.ts';
import type { ReadForm } from '../reading/read-form.ts';
import type { ReadTable } from '../reading/read-table.ts';
import type { SubmissionContext, SubmissionPart, SubmissionStep } from './submission.ts';
import { submitDevices } from './submit-devices.ts';
import { submitRegister } from './submit-register.ts';
import { submitOpinions, submitRequests } from './submit-sites.ts';
import { submitTasks } from './submit-tasks.ts';

/** What a form comes to: rows for the record, or everything that is wrong with it. */
export interface FormSubmission {
  readonly steps: readonly SubmissionStep[];
  readonly counts: Readonly<Record<string, number>>;
  readonly entries: readonly string[];
  /** Where nothing new stands in it. */
  readonly says?: 'blank' | 'nothing-to-report';
  readonly flaws: readonly FormFlaw[];
  readonly notes: readonly FormNote[];
}

/** Judges what was read by what is on record. Hand-overs are no steps of the plan: they are not looked at. */
export function submitForm(read: ReadForm, context: Omit<SubmissionContext, 'givenKeys'>): FormSubmission {
  const { tables, mark, flaws, notes } = read;
  const given = mark?.givenKeys;
  const parts = [...tables].flatMap(([name, table]): readonly SubmissionPart[] => {
    if (name === 'handovers') return [];
    if (name === 'devices') return [submitDevices(table, context)];
    if (name === 'tasks') return [submitTasks(table, context)];
    if (name === 'requests') return [submitRequests(table, context)];
    if (name === 'opinions') return [submitOpinions(table, context)];
    const givenKeys = given?.get(name);
    return [submitRegister(name, table, { ...context, ...(givenKeys && { givenKeys }) })];
  });
  const steps = parts.flatMap((part) => part.steps);
  const rows = newRows(read, steps, context);
  const says = read.nothingAt ? 'nothing-to-report' : rows === 0 ? 'blank' : undefined;
  return {
    steps,
    counts: Object.assign({}, ...parts.map((part) => part.counts)),
    entries: parts.flatMap((part) => part.entries),
    ...(says && { says }),
    flaws: [
      ...flaws,
      ...(read.nothingAt && rows > 0
        ? [{ code: 'nothing-yet-rows', ...read.nothingAt, got: String(rows) } as const]
        : []),
      ...parts.flatMap((part) => part.flaws),
    ],
    notes: [...notes, ...parts.flatMap((part) => part.notes)],
  };
}

/** How many rows say more than the form was handed out with; what is handed in again says as much as before. */
function newRows(
  { tables }: ReadForm,
  steps: readonly SubmissionStep[],
  { hasReported }: Pick<SubmissionContext, 'hasReported'>,
): number {
  const filled = (name: SheetName) => tables.get(name)?.rows.filter(({ isEmpty }) => !isEmpty).length ?? 0;
  const said = steps.filter(({ action }) => action === 'set').length + filled('handovers');
  if (said > 0 || !hasReported) return said;
  return FORM_SHEETS.reduce((sum, { name }) => sum + filled(name), 0);
}

/** What a form says, however it was saved and its rows were sorted: equal for two files that say the same. */
export function contentHash({ tables, nothingAt }: ReadForm): string {
  const rowsOf = ({ name }: FormSheet) => (tables.get(name)?.rows ?? []).map(rowText).filter(Boolean).sort();
  const said: Json[] = FORM_SHEETS.filter(({ since }) => since === undefined).map(rowsOf);
  // What a form of version 1 has not, adds nothing where nothing stands in it.
  for (const sheet of FORM_SHEETS.filter(({ since }) => since !== undefined)) {
    const rows = rowsOf(sheet);
    if (rows.length > 0) said.push([sheet.name, ...rows]);
  }
  if (nothingAt) said.push('nothing-to-report');
  return hash('sha256', canonicalJson(said), 'hex');
}

function rowText({ key = '', cells, isEmpty }: ReadTable['rows'][number]): string {
  if (isEmpty) return '';
  const values = Object.entries(cells).map(([name, cell]) => [name, cell?.value]);
  return canonicalJson([key, Object.fromEntries(values)]);
}
