import type { Json } from '../../core/text/canonical-json.ts';
import { agencyParty } from '../../ledger/decisions/party.ts';
import { storeAttachment } from '../../ledger/files/attachments.ts';
import type { Decisions } from '../../ledger/record/decisions.ts';
import type { SubmissionStep } from '../forms/submitting/submission.ts';
import type { FormsContext } from './forms-context.ts';
import { FormsError } from './forms-error.ts';
import type { JudgedForm } from './judge-forms.ts';
import { lastSubmission, submissionId } from './last-submission.ts';

/**
 * Puts a form on record, with the file itself beside the ledger: all of its rows or none. They go in at once, however many
 * devices it has: half a form would be worse than a ledger that is busy for a tenth of a second.
 * @throws FORMS_CHANGED where somebody else recorded a form of the unit since it was judged.
 */
export function recordForm(
  decisions: Decisions,
  { store, year }: FormsContext,
  { unit, path, content, submission, last }: JudgedForm,
  receivedMs: number,
  /** Entries that several units fill in, as forms before it left them; this one adds to them. */
  shared: Map<string, Json>,
): number {
  if (!unit) throw new Error(`${path}: a form of nobody was to be recorded`);
  const id = submissionId(unit.id, year.year);
  const { steps, counts, entries, says } = submission;
  const collected = {
    id,
    action: 'collected',
    body: {
      agency: unit.id,
      year: year.year,
      receivedMs,
      counts,
      entries,
      content,
      ...(says && { says }),
      by: agencyParty(unit.id),
      files: [{ ...storeAttachment(store.path, path) }],
    },
  };
  const recorded = decisions.appendAll(
    'plan_step',
    [...steps.map((step) => addShared(step, shared)), collected],
    (rows) => {
      if (lastSubmission(rows, id)?.seq === last?.seq) return;
      throw new FormsError('FORMS_CHANGED', {
        en: `${path}: a form of ${unit.id} was recorded meanwhile; collect again`,
        vi: `${path}: trong lúc đó đã ghi sổ một biểu mẫu của ${unit.id}; hãy thu lại`,
      });
    },
    { id },
  );
  return recorded.length;
}

/** Two forms of a folder were judged by one state: what the first says of an entry must not be lost to the second. */
function addShared({ patch, ...step }: SubmissionStep, shared: Map<string, Json>): SubmissionStep {
  if (!patch) return step;
  const before = shared.get(step.id);
  const values: Json = before === undefined ? (step.body.values ?? {}) : { ...Object(before), ...patch };
  shared.set(step.id, values);
  return { ...step, body: { ...step.body, values } };
}
