import { parseBody } from '../../../ledger/decisions/decision-bodies.ts';
import { readAttachment } from '../../../ledger/files/attachments.ts';
import { submissionId } from '../../../plan/collecting/last-submission.ts';
import { Collected } from '../../../plan/state/plan-step.ts';
import { noSuch } from '../may-read.ts';
import { type AskedDraft, openDraft } from '../open-forms.ts';
import type { PaperContext } from '../paper-context.ts';
import { type DraftHead, headOf } from './draft-sheet.ts';

/** What is on record of a form that came in. */
export interface FormReceipt extends DraftHead {
  readonly seq: number;
  readonly hash: string;
  readonly author: string;
  readonly recordedMs: number;
  readonly receivedMs: number;
  /** How many came in with it. */
  readonly nth: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly says?: 'blank' | 'nothing-to-report';
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly sizeBytes: number }[];
  /** Of whom it counts as late. */
  readonly isLate: boolean;
}

/** The last form of a unit, as it is on record. @throws PAPER_UNKNOWN */
export async function readReceiptFor(context: PaperContext, asked: AskedDraft): Promise<FormReceipt> {
  const open = openDraft(context, await context.openForms(asked.year), asked);
  const { steps, year } = open.context;
  const id = submissionId(open.form.unit.id, year.year);
  const collected = steps.filter((step) => step.id === id && step.action === 'collected');
  const last = collected.at(-1);
  if (!last) throw noSuch('form', 'biểu mẫu', asked.unit);
  const { receivedMs, counts = {}, says, files } = parseBody(last, Collected);
  return {
    ...headOf(open),
    ...{ seq: last.seq, hash: last.hash, author: last.author, recordedMs: last.recordedMs },
    ...{ receivedMs, counts, nth: collected.length, isLate: receivedMs >= year.unitsDeadlineMs },
    ...(says && { says }),
    files: files ?? [],
  };
}

/** A file that came in as a form of the unit. @throws PAPER_UNKNOWN, LEDGER_ATTACHMENT */
export async function readReceiptFile(
  context: PaperContext,
  { sha256, ...asked }: AskedDraft & { readonly sha256: string },
): Promise<{ readonly name: string; readonly content: Uint8Array }> {
  const { files } = await readReceiptFor(context, asked);
  const found = files.find((file) => file.sha256 === sha256);
  if (!found) throw noSuch('file', 'tệp', sha256);
  return { name: found.name, content: readAttachment(context.store.path, sha256) };
}
