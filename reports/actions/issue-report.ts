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
import type { SignedPdfCheck } from '../../documents/check/signed-pdf/check-signed-pdf.ts';
import { storeContent } from '../../ledger/files/attachments.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { type FiguresFile, openFigures } from '../figures/seal-figures.ts';
import type { PrintedCheck } from './check-printed.ts';
import { judgePrinted } from './judge-printed.ts';
import { loadAuthorities, Trust } from './load-authorities.ts';
import { formatOf, namedFigures } from './named-figures.ts';
import {
  checkOnRecord,
  findLastFigures,
  findNamedFigures,
  findOnRecord,
  findSigned,
  type KeptFigures,
} from './on-record.ts';
import { readReportFile } from './read-report-file.ts';
import { ReportError } from './report-error.ts';

/** Files of reports as they are signed and sent, and what is written on them. */
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
  trust: Trust,
  original: z
    .string()
    .optional()
    .meta({ value: 'file' })
    .describe('the document as it was handed out, where no copy of it is kept'),
});
type Wish = z.output<typeof IssueReport>;

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
  const examined: Examined[] = [];
  for (const file of wish.files) examined.push(await examine(file, wish, context.store));
  return examined.map((one) => putOnRecord(one, wish, context));
}

interface Examined {
  readonly file: string;
  readonly format: FileFormat;
  readonly content: Buffer;
  readonly figures: FiguresFile;
  readonly found: Pick<Issued, 'figures' | 'equal' | 'problems'>;
  readonly toRead: readonly string[];
  readonly signed?: SignedPdfCheck | undefined;
}

async function examine(file: string, wish: Wish, store: RecordStore): Promise<Examined> {
  const format = formatOf(file);
  if (format === undefined || format === 'json')
    throw new ReportError('REPORT_FILE', `${file}: expected a .docx, .pdf or .xlsx file that is signed`);
  const content = readReportFile(file);
  const { kept, isNamed } = figuresOf(file, content, wish, store);
  const { sealed: figures } = openFigures(kept.text);
  if (!figures)
    throw new ReportError('REPORT_FILE', `${kept.path}: expected sealed figures, got something else`);
  expectOf(file, figures, wish);
  const check = await compare({ file, content, figures, isNamed }, wish, store);
  return { file, format, content, figures, ...check };
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
      ? `${file}: expected a file of a report that this ledger handed out, got one that ${named === undefined ? 'names no figures' : `names the figures ${named}`}; where it is one all the same, such as a scan, say of which: --report city:2025`
      : `--report: expected a report that this ledger handed out, got ${report}`,
  );
}

function expectOf(file: string, { document }: FiguresFile, { report }: Wish): void {
  if (report === undefined || document.id === report) return;
  throw new ReportError('REPORT_FILE', `${file}: expected a file of ${report}, got one of ${document.id}`);
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
  if (!isNamed && formatOf(file) === 'pdf')
    return notComparable('a PDF that was not made from what was handed out: it has to be read by a person');
  // Of files of several formats, the one that it is the original of.
  const original =
    wish.original !== undefined && formatOf(wish.original) === formatOf(file) ? wish.original : undefined;
  const written = (findOnRecord(store, content)?.handedOut ?? []).filter(({ issued }) => !issued);
  try {
    return outcomeOf(
      written.length > 0
        ? checkOnRecord(written, figures)
        : await judgePrinted({
            file,
            content,
            sealed: figures,
            original,
            store,
            authorities: loadAuthorities(wish.trust),
          }),
    );
  } catch (error) {
    if (error instanceof ReportError && original === undefined) return notComparable(error.message);
    throw error;
  }
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
  { file, format, content, figures, found, toRead, signed }: Examined,
  { number, date, signedBy = signersOf(signed) }: Wish,
  { store, author }: IssueContext,
): IssuedFile {
  const sha256 = hash('sha256', content, 'hex');
  const issued: Issued = omitUndefined({ ...found, toRead: toRead.length, number, date, signedBy });
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
