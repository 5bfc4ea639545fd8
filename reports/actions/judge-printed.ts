import type { X509Certificate } from 'node:crypto';
import type { SignedPart } from '../../contracts/statements/signed-part.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { FiguresFile } from '../figures/seal-figures.ts';
import { checkPrinted, checkSigned, type PrintedCheck } from './check-printed.ts';
import { formatOf } from './named-figures.ts';
import { checkOnRecord, findOnRecord, findOriginals, findSigned } from './on-record.ts';
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

/** Holds a document to the one of its figures that was handed out, else to what they give. @throws REPORT_FILE */
export async function judgePrinted(question: PrintedQuestion): Promise<PrintedCheck> {
  const { file, content: bytes, sealed: figures, authorities } = question;
  const signed = question.store && findSigned(question.store, bytes);
  if (signed) return await checkSignedOf(question, signed);
  const checks: PrintedCheck[] = [];
  for (const original of originalsOf(question)) {
    const check = await checkPrinted({ file, bytes, figures, original, ...(authorities && { authorities }) });
    if (check.isGood) return check;
    checks.push(check);
  }
  // Where several were handed out, the one that it was made from is the one that it differs from least.
  const [closest] = checks.toSorted((a, b) => a.problems.length - b.problems.length);
  return closest ?? (await checkPrinted({ file, bytes, figures, ...(authorities && { authorities }) }));
}

/** A PDF that begins with one that was handed out, whether or not a copy of that is kept. */
async function checkSignedOf(
  { content, sealed, authorities }: PrintedQuestion,
  { length, handedOut }: SignedPart,
): Promise<PrintedCheck> {
  const [known, signed] = [
    checkOnRecord(handedOut, sealed),
    await checkSigned({ bytes: content, length, equal: 0 }, authorities),
  ];
  return {
    ...signed,
    isGood: known.isGood && signed.isGood,
    problems: [...known.problems, ...signed.problems],
  };
}

/** The one that is named, else those that are kept. @throws REPORT_FILE where the ledger knows the named one as none of these figures. */
function originalsOf({ file, original, sealed, store }: PrintedQuestion): readonly Buffer[] {
  const format = formatOf(file);
  if (original === undefined) return store && format ? findOriginals(store, sealed.sha256, format) : [];
  const content = readReportFile(original);
  const known = store && findOnRecord(store, content);
  if (known && !known.handedOut.some(({ of, issued }) => of === sealed.sha256 && !issued))
    throw new ReportError(
      'REPORT_FILE',
      `${original}: expected a document that was handed out of the figures ${sealed.sha256}, got one that the ledger does not know as that`,
    );
  return [content];
}
