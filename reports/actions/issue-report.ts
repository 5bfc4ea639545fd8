import { basename } from 'node:path';
import { z } from 'zod';
import { openDecisionWriter } from '../../contracts/actions/open-decision-writer.ts';
import { type Issued, recordHandedOut, reportId } from '../../contracts/statements/handed-out.ts';
import { Name } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { VERSION } from '../../core/version.ts';
import type { SignedPdfCheck } from '../../documents/check/signed-pdf/check-signed-pdf.ts';
import { storeContent } from '../../ledger/files/attachments.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { type Examined, examine } from './examine-issued.ts';
import { findReplaced } from './find-replaced.ts';
import { Trust } from './load-authorities.ts';
import { ReportError } from './report-error.ts';

/** Files of reports as they are signed and sent, what is written on them, and what they stand in the place of. */
export const IssueReport = z.object({
  files: z.array(z.string()).min(1).describe('the files as they are signed (DOCX, PDF, XLSX)'),
  number: Name.optional()
    .meta({ value: 'number' })
    .describe('number and symbol of the document, such as 45/BC-SKHCN'),
  date: z.iso
    .date()
    .optional()
    .meta({
      value: 'day',
      expected: { en: 'expected a day such as 2025-11-28', vi: 'cần ngày như 2025-11-28' },
    })
    .describe('day on the document, such as 2025-11-28'),
  signedBy: Name.optional().describe('who signed it'),
  report: z
    .string()
    .regex(/^(city|agency|month):[\w:+-]+$/)
    .optional()
    .meta({
      value: 'id',
      expected: {
        en: 'expected a report such as city:2025, agency:so-xay-dung:2025 or month:2025-10',
        vi: 'cần báo cáo như city:2025, agency:so-xay-dung:2025 hoặc month:2025-10',
      },
    })
    .describe('of which report a file is that does not say so itself, such as a scan: city:2025'),
  replaces: Name.optional()
    .meta({ value: 'number' })
    .describe('number or row of what was issued before, in whose place these files stand'),
  reason: Name.optional().describe('why they do'),
  trust: Trust,
  original: z
    .string()
    .optional()
    .meta({ value: 'file' })
    .describe('the document as it was handed out, where no copy of it is kept'),
});
type Wish = z.output<typeof IssueReport>;
/** What is written on a file, and in whose place it stands. */
type OnFile = Pick<Wish, 'number' | 'date' | 'signedBy'> & Pick<Issued, 'replaces'>;

export interface IssueContext {
  readonly store: RecordStore;
  readonly author: string;
}

/** A file that is on record now as it was issued. */
export interface IssuedFile {
  readonly file: string;
  /** Of the report, such as `city:2025`. */
  readonly report: string;
  readonly sha256: string;
  readonly issued: Issued;
  readonly toRead: readonly string[];
  /** Of a PDF that was signed. */
  readonly signed?: SignedPdfCheck;
  /** `false`: it was on record as just this. */
  readonly isNew: boolean;
}

/**
 * Puts files on record as they were issued, each with a copy and with whether its figures are those that were sealed.
 * @throws INPUT_INVALID, REPORT_FILE where one is no file of a report of this ledger: nothing is recorded then.
 */
export async function issueReport(
  context: IssueContext,
  input: z.input<typeof IssueReport>,
): Promise<readonly IssuedFile[]> {
  const wish = parseInput(IssueReport, input);
  if ((wish.replaces === undefined) !== (wish.reason === undefined))
    throw new ReportError('REPORT_FILE', {
      en: 'expected --replaces and --reason, got one without the other',
      vi: 'cần cả --replaces và --reason, đây chỉ có một',
    });
  const examined: Examined[] = [];
  for (const file of wish.files) examined.push(await examine(file, wish, context.store));
  expectOnePerFormat(examined);
  const replaced = findReplaced(examined, wish, context.store);
  return examined.map((one, at) => putOnRecord(one, { ...wish, replaces: replaced[at] }, context));
}

/** One document has one file of a format. */
function expectOnePerFormat(examined: readonly Examined[]): void {
  for (const { file, format, sha256, figures } of examined) {
    const other = examined.find(
      (one) =>
        one.format === format && one.figures.document.id === figures.document.id && one.sha256 !== sha256,
    );
    if (other)
      throw new ReportError('REPORT_FILE', {
        en: `expected one .${format} file of ${figures.document.id}, got ${file} and ${other.file}`,
        vi: `cần một tệp .${format} của ${figures.document.id}, đây có ${file} và ${other.file}`,
      });
  }
}

/** As the certificates have them. */
const signersOf = (signed: SignedPdfCheck | undefined): string | undefined =>
  signed?.signers.map(({ subject }) => subject).join('; ') || undefined;

function putOnRecord(
  { file, format, content, sha256, figures, found, toRead, signed }: Examined,
  { number, date, signedBy = signersOf(signed), replaces }: OnFile,
  { store, author }: IssueContext,
): IssuedFile {
  const issued: Issued = omitUndefined({
    ...{ ...found, toRead: toRead.length, number, date, signedBy, replaces },
  });
  const { name, sizeBytes } = storeContent(store.path, basename(file), content);
  using reader = store.openReader();
  using writer = openDecisionWriter({ store, reader }, author);
  const rows = recordHandedOut(writer, {
    ...{ id: reportId(figures.document.id), of: figures.sha256, version: VERSION, issued },
    ...{ files: [{ name, format, sha256, sizeBytes }], kept: new Set([sha256]) },
  });
  return {
    file,
    report: figures.document.id,
    sha256,
    issued,
    toRead,
    isNew: rows.length > 0,
    ...(signed && { signed }),
  };
}
