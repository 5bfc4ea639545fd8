import { z } from 'zod';
import { FilesSchema } from '../../ledger/decisions/decision-bodies.ts';
import { agencyParty } from '../../ledger/decisions/party.ts';
import { storeAttachment } from '../../ledger/files/attachments.ts';
import type { Decision, Decisions } from '../../ledger/record/decisions.ts';
import { LedgerError } from '../../ledger/record/ledger-error.ts';
import { countFindings } from '../forms/reading/finding-list.ts';
import type { FormFlaw } from '../forms/reading/form-flaw.ts';
import type { FormsContext } from './forms-context.ts';
import { FormsError } from './forms-error.ts';
import type { JudgedForm } from './judge-forms.ts';
import { submissionId } from './last-submission.ts';

/** Nobody mends more at once; the others are counted. */
const MOST_PROBLEMS = 100;

/** Whether this very file is on record, as a form or as one of nobody. */
export const isFileKnown = (steps: Iterable<Decision>, { sha256 }: JudgedForm): boolean =>
  [...steps].some(
    ({ id, body }) => /^(submission|stray-form):/.test(id) && hashesOf(body).some((hash) => hash === sha256),
  );

function hashesOf(body: Decision['body']): readonly string[] {
  const { files = [], sha256 } = Hashed.safeParse(body).data ?? {};
  return [...files.map((file) => file.sha256), ...(sha256 === undefined ? [] : [sha256])];
}

const Hashed = z.object({ files: FilesSchema, sha256: z.string().optional() });

/**
 * Puts on record that a form came in with errors, and keeps it: none of its rows is taken. Where nobody knows whose it is, the
 * file is kept all the same; what could not be read is no form that came in.
 * @throws FORMS_CHANGED where somebody else recorded the same file since.
 */
export function recordFaultyForm(
  decisions: Decisions,
  { store, year }: FormsContext,
  form: JudgedForm,
  receivedMs: number,
): number {
  const { unit, path, sha256, submission } = form;
  if (sha256 === undefined) return 0;
  const files = keptFile(store.path, path);
  const counts = countByCode(submission.flaws);
  const problems = submission.flaws.slice(0, MOST_PROBLEMS).map((flaw) => ({ ...flaw }));
  const body = { year: year.year, receivedMs, counts, problems, sha256, files };
  const step = unit
    ? {
        id: submissionId(unit.id, year.year),
        action: 'faulty',
        body: { agency: unit.id, ...body, by: agencyParty(unit.id) },
      }
    : { id: `stray-form:${sha256}`, action: 'kept', body };
  decisions.appendAll('plan_step', [step], refuseKnown, { id: step.id });
  return 1;

  function refuseKnown(rows: readonly Decision[]): void {
    if (!isFileKnown(rows, form)) return;
    throw new FormsError('FORMS_CHANGED', {
      en: `${path}: was recorded meanwhile; collect again`,
      vi: `${path}: trong lúc đó đã được ghi nhận; hãy thu lại`,
    });
  }
}

/** An empty file has nothing to keep. */
function keptFile(ledger: string, path: string) {
  try {
    return [{ ...storeAttachment(ledger, path) }];
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'LEDGER_ATTACHMENT') return [];
    throw error;
  }
}

function countByCode(flaws: readonly FormFlaw[]): Record<string, number> {
  const groups = Map.groupBy(flaws, ({ code }) => code);
  return Object.fromEntries([...groups].map(([code, group]) => [code, countFindings(group)]));
}
