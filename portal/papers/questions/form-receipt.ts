import { valueAt } from '../../../core/time/versions.ts';
import { parseBody } from '../../../ledger/decisions/decision-bodies.ts';
import { readAttachment } from '../../../ledger/files/attachments.ts';
import { submissionId } from '../../../plan/collecting/last-submission.ts';
import { readForm } from '../../../plan/forms/reading/read-form.ts';
import { Collected } from '../../../plan/state/plan-step.ts';
import { noSuch } from '../may-read.ts';
import { type AskedDraft, type OpenDraft, openDraft } from '../open-forms.ts';
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
  /** Absent where its file is too large to be read for a page. */
  readonly handovers?: readonly HandoverSaid[];
}

/** What a form says of one device or contract that changes hands. */
export interface HandoverSaid {
  readonly thing: string;
  readonly to: string;
  readonly day: string;
  readonly document: string;
  /** Whether the inventory on record has it. */
  readonly isInForce: boolean;
}

const MOST_READ_BYTES = 1_000_000;

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
    ...(await handoversOf(context, open, files)),
  };
}

/** They stand in its file alone until somebody takes them over into the inventory. */
async function handoversOf(
  { store }: Pick<PaperContext, 'store'>,
  { lists, plan, context }: OpenDraft,
  files: FormReceipt['files'] = [],
): Promise<Pick<FormReceipt, 'handovers'>> {
  const [file] = files;
  if (!file || file.sizeBytes > MOST_READ_BYTES) return {};
  const { tables } = await readForm(readAttachment(store.path, file.sha256), lists);
  const rows = tables.get('handovers')?.rows.filter(({ isEmpty }) => !isEmpty) ?? [];
  return {
    handovers: rows.map(({ cells }) => {
      const textOf = (key: string) => String(cells[key]?.value ?? '');
      const [thing, to, day] = [textOf('thing'), textOf('to'), textOf('at')];
      const [, id = thing] = /^(?:device|contract):(.+)$/.exec(thing) ?? [];
      const atMs = plan.cityZone.parseInstantMs(day) ?? Number.NaN;
      const owner = (
        valueAt(plan.history.devices.get(id), atMs) ?? valueAt(plan.history.contracts.get(id), atMs)
      )?.agency;
      const name = context.agencies.get(to)?.name ?? to;
      return { ...{ thing: id, to: name, day, document: textOf('document') }, isInForce: owner === to };
    }),
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
