import { hash } from 'node:crypto';
import type { FileFormat, Issued } from '../../contracts/statements/handed-out.ts';
import { readDocx } from '../../documents/check/docx-lines.ts';
import { openOfficeFile } from '../../documents/check/open-office-file.ts';
import type { SignedPdfCheck } from '../../documents/check/signed-pdf/check-signed-pdf.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { type FiguresFile, openFigures } from '../figures/seal-figures.ts';
import { checkOnRecord, countPrinted } from './check-on-record.ts';
import type { PrintedCheck } from './check-printed.ts';
import { judgePrinted, type PrintedQuestion } from './judge-printed.ts';
import { loadAuthorities } from './load-authorities.ts';
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

/** What a file is held to. */
export interface ExamineWish {
  readonly report?: string | undefined;
  readonly trust: readonly string[];
  readonly original?: string | undefined;
}

/** A file as it is signed, and what was found of its figures. */
export interface Examined {
  readonly file: string;
  readonly format: FileFormat;
  readonly content: Buffer;
  readonly sha256: string;
  readonly figures: FiguresFile;
  readonly found: Pick<Issued, 'figures' | 'equal' | 'problems'>;
  readonly toRead: readonly string[];
  readonly signed?: SignedPdfCheck | undefined;
}

/** Holds a file to the figures that were sealed. @throws REPORT_FILE where it is no file of a report of this ledger. */
export async function examine(file: string, wish: ExamineWish, store: RecordStore): Promise<Examined> {
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

interface Source {
  readonly kept: KeptFigures;
  /** The file says so, and not the one who puts it on record. */
  readonly isNamed: boolean;
}

function figuresOf(file: string, content: Buffer, { report }: ExamineWish, store: RecordStore): Source {
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

function expectOf(file: string, { document }: FiguresFile, { report }: ExamineWish): void {
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
  wish: ExamineWish,
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
