import { hash } from 'node:crypto';
import { basename } from 'node:path';
import { z } from 'zod';
import { openDecisionWriter } from '../../contracts/actions/open-decision-writer.ts';
import {
  type FileFormat,
  type Issued,
  recordHandedOut,
  reportId,
} from '../../contracts/statements/handed-out.ts';
import { Name } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { VERSION } from '../../core/version.ts';
import { readDocx } from '../../documents/check/docx-lines.ts';
import { openOfficeFile } from '../../documents/check/open-office-file.ts';
import type { SignedPdfCheck } from '../../documents/check/signed-pdf/check-signed-pdf.ts';
import { storeContent } from '../../ledger/files/attachments.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { type FiguresFile, openFigures } from '../figures/seal-figures.ts';
import { checkOnRecord, countPrinted } from './check-on-record.ts';
import type { PrintedCheck } from './check-printed.ts';
import { findReplaced } from './find-replaced.ts';
import { judgePrinted, type PrintedQuestion } from './judge-printed.ts';
import { loadAuthorities, Trust } from './load-authorities.ts';
import { formatOf, namedFigures } from './named-figures.ts';
import {
  findLastFigures,
  findNamedFigures,
  findOnRecord,
  findSigned,
  type KeptFigures,
} from './on-record.ts';
import { readReportFile } from './read-report-file.ts';
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

interface Examined {
  readonly file: string;
  readonly format: FileFormat;
  readonly content: Buffer;
  readonly sha256: string;
  readonly figures: FiguresFile;
  readonly found: Pick<Issued, 'figures' | 'equal' | 'problems'>;
  readonly toRead: readonly string[];
  readonly signed?: SignedPdfCheck | undefined;
}

async function examine(file: string, wish: Wish, store: RecordStore): Promise<Examined> {
  const format = formatOf(file);
  if (format === undefined || format === 'json')
    throw new ReportError('REPORT_FILE', {
      en: `${file}: expected a .docx, .pdf or .xlsx file that is signed`,
      vi: `${file}: cần tệp .docx, .pdf hoặc .xlsx đã ký`,
    });
  const content = readReportFile(file);
  const { kept, isNamed } = figuresOf(file, content, wish, store);
  const { sealed: figures } = openFigures(kept.text);
  if (!figures)
    throw new ReportError('REPORT_FILE', `${kept.path}: expected sealed figures, got something else`);
  expectOf(file, figures, wish);
  const check = await compare({ file, content, figures, isNamed }, wish, store);
  return { file, format, content, sha256: hash('sha256', content, 'hex'), figures, ...check };
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

interface Source {
  readonly kept: KeptFigures;
  /** The file says so, and not the one who puts it on record. */
  readonly isNamed: boolean;
}

function figuresOf(file: string, content: Buffer, { report }: Wish, store: RecordStore): Source {
  const known = findOnRecord(store, content)?.sealed;
  const named = known
    ? undefined
    : (findSigned(store, content)?.handedOut[0]?.of ?? namedFigures(file, content));
  const kept = known ?? (named === undefined ? undefined : findNamedFigures(store, named));
  if (kept) return { kept, isNamed: true };
  const told = report === undefined ? undefined : findLastFigures(store, report);
  if (told) return { kept: told, isNamed: false };
  throw new ReportError(
    'REPORT_FILE',
    report === undefined
      ? {
          en: `${file}: expected a file of a report that this ledger handed out, got one that ${named === undefined ? 'names no figures' : `names the figures ${named}`}; where it is one all the same, such as a scan, say of which: --report city:2025`,
          vi: `${file}: cần tệp của một báo cáo do sổ ghi này giao ra, đây là tệp ${named === undefined ? 'không nêu bộ số liệu nào' : `nêu bộ số liệu ${named}`}; nếu đúng là tệp của báo cáo, như bản quét, thì nêu báo cáo: --report city:2025`,
        }
      : {
          en: `--report: expected a report that this ledger handed out, got ${report}`,
          vi: `--report: cần báo cáo do sổ ghi này giao ra, đây là ${report}`,
        },
  );
}

function expectOf(file: string, { document }: FiguresFile, { report }: Wish): void {
  if (report === undefined || document.id === report) return;
  throw new ReportError('REPORT_FILE', {
    en: `${file}: expected a file of ${report}, got one of ${document.id}`,
    vi: `${file}: cần tệp của ${report}, đây là tệp của ${document.id}`,
  });
}

interface Comparable {
  readonly file: string;
  readonly content: Buffer;
  readonly figures: FiguresFile;
  readonly isNamed: boolean;
}

async function compare(
  { file, content, figures, isNamed }: Comparable,
  wish: Wish,
  store: RecordStore,
): Promise<Pick<Examined, 'found' | 'toRead' | 'signed'>> {
  // A scan, or what another program made of it, has no figures that a program could read.
  if (!isNamed && formatOf(file) === 'pdf') {
    expectPdf(file, content);
    return notComparable('a PDF that was not made from what was handed out: it has to be read by a person');
  }
  // Of files of several formats, the one that it is the original of.
  const original =
    wish.original !== undefined && formatOf(wish.original) === formatOf(file) ? wish.original : undefined;
  const written = (findOnRecord(store, content)?.handedOut ?? []).filter(({ issued }) => !issued);
  if (written.length > 0) return outcomeOf(await checkOnRecord(written, figures));
  expectOpens(file, content);
  const authorities = loadAuthorities(wish.trust);
  const check = await judged({ file, content, sealed: figures, original, store, authorities });
  if (typeof check === 'string') return notComparable(check);
  await expectDocument({ file, figures, isNamed }, check);
  return outcomeOf(check);
}

/** The check, or why no version that is at hand can make it. */
async function judged(question: PrintedQuestion): Promise<PrintedCheck | string> {
  try {
    return await judgePrinted(question);
  } catch (error) {
    if (error instanceof ReportError && question.original === undefined) return error.message;
    throw error;
  }
}

function expectPdf(file: string, content: Buffer): void {
  if (/^%PDF-\d/.test(content.toString('latin1', 0, 6)) && content.includes('%%EOF')) return;
  throw new ReportError('REPORT_FILE', {
    en: `${file}: expected a PDF file, got something else`,
    vi: `${file}: cần tệp PDF, đây không phải tệp PDF`,
  });
}

/** @throws REPORT_FILE for what only has the ending of a document. */
function expectOpens(file: string, content: Buffer): void {
  const format = formatOf(file);
  try {
    if (format === 'pdf') expectPdf(file, content);
    else if (format === 'docx') readDocx(content);
    else openOfficeFile(content, 'xl/workbook.xml');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const said = {
      en: `${file}: expected a .${format} file, got: ${error.message}`,
      vi: `${file}: cần tệp .${format}, không mở được: ${error.message}`,
    };
    throw new ReportError('REPORT_FILE', said, { cause: error });
  }
}

/** In a document that does not itself say of which report it is half the figures have to stand, in any other at least one. */
async function expectDocument(
  { file, figures, isNamed }: Omit<Comparable, 'content'>,
  { equal }: PrintedCheck,
): Promise<void> {
  const format = formatOf(file);
  if (format === 'pdf') return;
  const printed = format === 'docx' && !isNamed ? ((await countPrinted(figures)) ?? 0) : 0;
  if (equal > 0 && equal >= printed / 2) return;
  const { id } = figures.document;
  throw new ReportError('REPORT_FILE', {
    en: `${file}: expected a document of ${id}, got one in which ${equal === 0 ? 'none' : `${equal} of ${printed}`} of its figures stand`,
    vi: `${file}: cần văn bản của ${id}, đây là văn bản ${equal === 0 ? 'không có số liệu nào' : `chỉ có ${equal} trên ${printed} số liệu`} của báo cáo đó`,
  });
}

const notComparable = (why: string): Pick<Examined, 'found' | 'toRead'> => ({
  found: { figures: 'not-comparable', equal: 0, problems: [why] },
  toRead: [],
});

const MOST_RECORDED = 50;

const outcomeOf = ({
  isGood,
  equal,
  problems,
  toRead,
  signed,
}: PrintedCheck): Pick<Examined, 'found' | 'toRead' | 'signed'> => ({
  found: { figures: isGood ? 'equal' : 'differ', equal, problems: problems.slice(0, MOST_RECORDED) },
  toRead,
  signed,
});

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
