import { hash } from 'node:crypto';
import { canonicalJson } from '../../../core/text/canonical-json.ts';
import { FORM_SHEETS } from '../form-sheets.ts';
import type { FormFlaw, FormNote } from '../reading/form-flaw.ts';
import type { ReadForm } from '../reading/read-form.ts';
import type { ReadTable } from '../reading/read-table.ts';
import type { SubmissionContext, SubmissionPart, SubmissionStep } from './submission.ts';
import { submitDevices } from './submit-devices.ts';
import { submitRegister } from './submit-register.ts';
import { submitTasks } from './submit-tasks.ts';

/** What a form comes to: rows for the record, or everything that is wrong with it. */
export interface FormSubmission {
  readonly steps: readonly SubmissionStep[];
  readonly counts: Readonly<Record<string, number>>;
  readonly entries: readonly string[];
  readonly flaws: readonly FormFlaw[];
  readonly notes: readonly FormNote[];
}

/** Judges what was read by what is on record. Hand-overs are no steps of the plan: they are not looked at. */
export function submitForm(
  { tables, mark, flaws, notes }: ReadForm,
  context: Omit<SubmissionContext, 'givenKeys'>,
): FormSubmission {
  const given = mark?.givenKeys;
  const parts = [...tables].flatMap(([name, table]): readonly SubmissionPart[] => {
    if (name === 'handovers') return [];
    if (name === 'devices') return [submitDevices(table, context)];
    if (name === 'tasks') return [submitTasks(table, context)];
    const givenKeys = given?.get(name);
    return [submitRegister(name, table, { ...context, ...(givenKeys && { givenKeys }) })];
  });
  return {
    steps: parts.flatMap((part) => part.steps),
    counts: Object.assign({}, ...parts.map((part) => part.counts)),
    entries: parts.flatMap((part) => part.entries),
    flaws: [...flaws, ...parts.flatMap((part) => part.flaws)],
    notes: [...notes, ...parts.flatMap((part) => part.notes)],
  };
}

/** What a form says, however it was saved and its rows were sorted: equal for two files that say the same. */
export function contentHash({ tables }: ReadForm): string {
  const said = FORM_SHEETS.map(({ name }) =>
    (tables.get(name)?.rows ?? []).map(rowText).filter(Boolean).sort(),
  );
  return hash('sha256', canonicalJson(said), 'hex');
}

function rowText({ key = '', cells, isEmpty }: ReadTable['rows'][number]): string {
  if (isEmpty) return '';
  const values = Object.entries(cells).map(([name, cell]) => [name, cell?.value]);
  return canonicalJson([key, Object.fromEntries(values)]);
}
