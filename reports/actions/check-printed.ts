import { extname } from 'node:path';
import { compareLines } from '../../documents/check/compare-lines.ts';
import { compareWorkbooks } from '../../documents/check/compare-workbooks.ts';
import {
  CELL_BREAK,
  type DocumentLine,
  linesWithFigures,
  placeFigures,
} from '../../documents/check/document-lines.ts';
import { type DocxContent, readDocx } from '../../documents/check/docx-lines.ts';
import { shown, unaccounted } from '../../documents/check/unaccounted.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { SHA256_PROPERTY } from '../annual/build-report.ts';
import type { FiguresFile } from '../figures/seal-figures.ts';
import { buildDocument } from './build-document.ts';
import { listFigures } from './list-figures.ts';
import { pdfDifferences } from './pdf-differences.ts';
import { ReportError } from './report-error.ts';
import { RENDERERS } from './write-report.ts';

/** What was found in a document beside its sealed figures. */
export interface PrintedCheck {
  readonly isGood: boolean;
  /** How many figures stand as they should. */
  readonly equal: number;
  /** One sentence each, with the figure and its place; safe to print. */
  readonly problems: readonly string[];
  /** What could not be compared, such as sentences that were reworded, added or taken out: a person must look at it. */
  readonly toRead: readonly string[];
}

type Checker = (bytes: Uint8Array, figures: FiguresFile, file: string) => Promise<PrintedCheck>;

/** Compares a document with what its sealed figures give. @throws REPORT_FILE for a file of another kind. */
export async function checkPrinted(
  file: string,
  bytes: Uint8Array,
  figures: FiguresFile,
): Promise<PrintedCheck> {
  const ending = extname(file).toLowerCase();
  const check = Object.hasOwn(CHECKERS, ending) ? CHECKERS[ending] : undefined;
  if (!check)
    throw new ReportError(
      'REPORT_FILE',
      `${file}: expected a .docx, .pdf, .xlsx or .json file, got ${ending || 'none of them'}`,
    );
  return await check(bytes, figures, file);
}

const NOT_THE_PDF =
  'the PDF is not the file that these figures give: it was changed, or made by another version';

const CHECKERS: Readonly<Record<string, Checker>> = {
  '.docx': async (bytes, figures, file) => {
    const content = openDocx(bytes, file);
    const { lines, properties } = content;
    const document = await buildDocument(figures.document, figures.sha256);
    const again = readDocx(Buffer.from(await RENDERERS.docx(document, figures)));
    const expected = placeFigures(document, again.lines);
    const { equal, differences, unmatched, moved } = compareLines(expected, lines);
    return conclude(
      equal,
      [
        ...seal(properties.get(SHA256_PROPERTY), figures.sha256),
        ...(equal === 0 ? ['none of the figures stands in the document'] : []),
        ...differences.map(
          ({ id, place, expected, found, line }) =>
            `${place}: ${id}: expected ${expected}, found ${found === '' ? 'no number' : found} in "${line}"`,
        ),
      ],
      [
        ...unmatched.map((line) => lineWords(line)),
        ...moved.map((line) => `chuyển chỗ hoặc thêm lời / moved, or with words added: ${lineWords(line)}`),
        ...unaccounted(again, content),
      ],
    );
  },
  '.pdf': async (bytes, figures) => {
    const document = await buildDocument(figures.document, figures.sha256);
    const again = await RENDERERS.pdf(document, figures);
    const isSame = Buffer.compare(Buffer.from(bytes), Buffer.from(again)) === 0;
    const equal = linesWithFigures(document).reduce((sum, { figures: spans }) => sum + spans.length, 0);
    if (isSame) return conclude(equal, [], []);
    const words = await pdfDifferences(Buffer.from(again), bytes, listFigures(document));
    return conclude(0, [NOT_THE_PDF, ...words], []);
  },
  '.xlsx': async (bytes, figures, file) => {
    const document = await buildDocument(figures.document, figures.sha256);
    const expected = Buffer.from(await RENDERERS.xlsx(document, figures));
    try {
      const { equal, differences, toRead } = await compareWorkbooks(expected, bytes);
      return conclude(
        equal,
        differences.map(
          ({ sheet, cell, expected: wanted, found }) =>
            `${sheet}!${cell}: expected ${wanted}, found ${found === '' ? 'nothing' : found}`,
        ),
        toRead,
      );
    } catch (error) {
      throw unreadable(file, 'XLSX', error);
    }
  },
};

function openDocx(bytes: Uint8Array, file: string): DocxContent {
  try {
    return readDocx(bytes);
  } catch (error) {
    throw unreadable(file, 'DOCX', error);
  }
}

function unreadable(file: string, what: string, error: unknown): ReportError {
  const got = error instanceof Error ? error.message : String(error);
  return new ReportError('REPORT_FILE', `${file}: expected a ${what} file, got something else: ${got}`, {
    cause: error,
  });
}

const lineWords = ({ place, text }: DocumentLine): string =>
  `${place}: ${shown(text).replaceAll(CELL_BREAK, ' | ').replaceAll(/\s+/gu, ' ')}`;

function seal(named: string | undefined, sha256: string): readonly string[] {
  if (named === sha256) return [];
  return [`the document names the figures ${named ?? 'of no file'}, expected ${sha256}`];
}

const conclude = (equal: number, problems: readonly string[], toRead: readonly string[]): PrintedCheck => ({
  isGood: problems.length === 0,
  equal,
  problems: told(problems),
  toRead: told(toRead),
});

const MOST_TOLD = 1_000;

function told(lines: readonly string[]): readonly string[] {
  const more = lines.length - MOST_TOLD;
  return [
    ...lines.slice(0, MOST_TOLD).map(showUntrusted),
    ...(more > 0 ? [`và ${more} chỗ nữa / and ${more} more`] : []),
  ];
}
