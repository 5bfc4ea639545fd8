import type { X509Certificate } from 'node:crypto';
import type { HandedOut } from '../../contracts/statements/handed-out.ts';
import type { SignedPart } from '../../contracts/statements/signed-part.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { FiguresFile } from '../figures/seal-figures.ts';
import { checkOnRecord } from './check-on-record.ts';
import { checkPrinted, checkSigned, type PrintedCheck } from './check-printed.ts';
import { formatOf } from './named-figures.ts';
import { findOnRecord, findOriginals, findSigned, type Original } from './on-record.ts';
import { readReportFile } from './read-report-file.ts';
import { ReportError } from './report-error.ts';

export interface PrintedQuestion {
  readonly file: string;
  readonly content: Buffer;
  readonly sealed: FiguresFile;
  /** The document as it was handed out, where somebody names it. */
  readonly original?: string | undefined;
  /** Which keeps it else. */
  readonly store?: RecordStore | undefined;
  readonly authorities?: readonly X509Certificate[];
}

/** What a document was compared with: as the ledger has it, by its path where the ledger was not asked, or drawn anew. */
export type ComparedWith =
  | { readonly is: 'handed-out'; readonly row: HandedOut }
  | { readonly is: 'file'; readonly path: string }
  | { readonly is: 'drawn' };

export interface JudgedCheck extends PrintedCheck {
  readonly comparedWith?: ComparedWith | undefined;
}

/** Holds a document to the one of its figures that was handed out, else to what they give. @throws REPORT_FILE */
export async function judgePrinted(question: PrintedQuestion): Promise<JudgedCheck> {
  const { file, content: bytes, sealed: figures, authorities } = question;
  const signed = question.store && findSigned(question.store, bytes);
  if (signed) return await checkSignedOf(question, signed);
  const checks: JudgedCheck[] = [];
  for (const { original, comparedWith } of originalsOf(question)) {
    const printed = { file, bytes, figures, original, ...(authorities && { authorities }) };
    const check = { ...(await checkPrinted(printed)), comparedWith };
    if (check.isGood) return check;
    checks.push(check);
  }
  // Where several were handed out, the one that it was made from is the one that it differs from least.
  const [closest] = checks.toSorted((a, b) => a.problems.length - b.problems.length);
  if (closest) return closest;
  const drawn = await checkPrinted({ file, bytes, figures, ...(authorities && { authorities }) });
  return { ...drawn, comparedWith: { is: 'drawn' } };
}

/** A PDF that begins with one that was handed out, whether or not a copy of that is kept. */
async function checkSignedOf(
  { content, sealed, authorities }: PrintedQuestion,
  { length, handedOut }: SignedPart,
): Promise<JudgedCheck> {
  const known = await checkOnRecord(handedOut, sealed);
  const signed = await checkSigned({ bytes: content, length, equal: known.equal }, authorities);
  const row = handedOut.at(-1);
  return {
    ...{ ...signed, ...(row && { comparedWith: { is: 'handed-out', row } }) },
    isGood: known.isGood && signed.isGood,
    problems: [...known.problems, ...signed.problems],
  };
}

/** The one that is named, else those that are kept. @throws REPORT_FILE where the ledger knows the named one as none of these figures. */
function originalsOf({ file, original, sealed, store }: PrintedQuestion): readonly Compared[] {
  const format = formatOf(file);
  if (original === undefined)
    return store && format ? findOriginals(store, sealed.sha256, format).map(asKept) : [];
  const content = readReportFile(original);
  const known = store && findOnRecord(store, content);
  const row = known?.handedOut.findLast(({ of, issued }) => of === sealed.sha256 && !issued);
  if (known && !row)
    throw new ReportError(
      'REPORT_FILE',
      `${original}: expected a document that was handed out of the figures ${sealed.sha256}, got one that the ledger does not know as that`,
    );
  return [
    row ? asKept({ row, content }) : { original: content, comparedWith: { is: 'file', path: original } },
  ];
}

interface Compared {
  readonly original: Buffer;
  readonly comparedWith: ComparedWith;
}

const asKept = ({ row, content }: Original): Compared => ({
  original: content,
  comparedWith: { is: 'handed-out', row },
});
