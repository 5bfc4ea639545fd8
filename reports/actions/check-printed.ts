import type { X509Certificate } from 'node:crypto';
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
import { forgeries } from '../../documents/check/forgeries.ts';
import type { PrintedDifference } from '../../documents/check/line-differences.ts';
import { placeOriginal } from '../../documents/check/place-original.ts';
import type { SignedPdfCheck } from '../../documents/check/signed-pdf/check-signed-pdf.ts';
import { shown, unaccounted } from '../../documents/check/unaccounted.ts';
import type { OfficialDocument } from '../../documents/model/document.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { SHA256_PROPERTY } from '../annual/build-report.ts';
import { WRITTEN_FORMAT } from '../figures/document/figures-format.ts';
import type { FiguresFile } from '../figures/seal-figures.ts';
import { buildDocument } from './build-document.ts';
import { figureWords } from './figure-words.ts';
import { listFigures } from './list-figures.ts';
import { pdfDifferences } from './pdf-differences.ts';
import { ReportError } from './report-error.ts';
import { type Format, RENDERERS } from './write-report.ts';

/** What was found in a document beside its sealed figures. */
export interface PrintedCheck {
  readonly isGood: boolean;
  /** How many figures stand as they should. */
  readonly equal: number;
  /** One sentence each, with the figure and its place; safe to print. */
  readonly problems: readonly string[];
  /** What could not be compared, such as sentences that were reworded, added or taken out: a person must look at it. */
  readonly toRead: readonly string[];
  /** Of a PDF that was signed. */
  readonly signed?: SignedPdfCheck;
}

/** A document, its sealed figures, and how it was handed out. */
export interface PrintedFile {
  /** Its name; the ending says what it is. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly figures: FiguresFile;
  /** Of authorities that certificates of signers are held to. */
  readonly authorities?: readonly X509Certificate[];
  /** The file as it was handed out, whatever version wrote it; absent: it is drawn anew. */
  readonly original?: Uint8Array | undefined;
}

type Checker = (printed: PrintedFile) => Promise<PrintedCheck>;

/** Compares a document with how it was handed out, else with what its sealed figures give. @throws REPORT_FILE for a file of another kind. */
export async function checkPrinted(printed: PrintedFile): Promise<PrintedCheck> {
  const ending = extname(printed.file).toLowerCase();
  const check = Object.hasOwn(CHECKERS, ending) ? CHECKERS[ending] : undefined;
  if (!check)
    throw new ReportError(
      'REPORT_FILE',
      `${printed.file}: expected a .docx, .pdf, .xlsx or .json file, got ${ending || 'none of them'}`,
    );
  return await check(printed);
}

const NOT_THE_PDF =
  'the PDF is not the file that these figures give: it was changed, or made by another version';

const CHECKERS: Readonly<Record<string, Checker>> = {
  '.docx': async ({ bytes, figures, file, original }) => {
    const content = openDocx(bytes, file);
    const { lines, properties } = content;
    const expected = await expectedDocx(file, figures, original);
    const words = figureWords(figures.document);
    const { equal, differences, unmatched, moved } = compareLines(expected.lines, lines, words);
    return conclude(
      equal,
      [
        ...seal(properties.get(SHA256_PROPERTY), figures.sha256),
        ...(equal === 0 ? ['none of the figures stands in the document'] : []),
        ...differences.map(tellDifference),
        ...forgeries(expected.content, content),
      ],
      [
        ...unmatched.map((line) => lineWords(line)),
        ...moved.map((line) => `chuyển chỗ hoặc thêm lời / moved, or with words added: ${lineWords(line)}`),
        ...unaccounted(expected.content, content),
      ],
    );
  },
  '.pdf': async ({ bytes, figures, file, original, authorities }) => {
    const drawn = await draw(figures);
    const again = original ?? (await drawnAs('pdf', drawn, { figures, file }));
    const isSame = Buffer.compare(Buffer.from(bytes), Buffer.from(again)) === 0;
    const equal = drawn
      ? linesWithFigures(drawn).reduce((sum, { figures: spans }) => sum + spans.length, 0)
      : 0;
    if (isSame) return conclude(equal, [], []);
    if (beginsWith(bytes, again))
      return await checkSigned({ bytes: Buffer.from(bytes), length: again.length, equal }, authorities);
    const words = await pdfDifferences(Buffer.from(again), bytes, drawn ? listFigures(drawn) : []);
    return conclude(0, [NOT_THE_PDF, ...words], []);
  },
  '.xlsx': async ({ bytes, figures, file, original }) => {
    const expected = original ?? (await drawnAs('xlsx', await draw(figures), { figures, file }));
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

const BEHIND = 'behind the PDF that was handed out stands more than good signatures';

const beginsWith = (bytes: Uint8Array, start: Uint8Array): boolean =>
  bytes.length > start.length &&
  Buffer.compare(Buffer.from(bytes).subarray(0, start.length), Buffer.from(start)) === 0;

/** A PDF of which the beginning is known: signatures may stand behind it, and nothing else. */
export async function checkSigned(
  { bytes, length, equal }: { readonly bytes: Buffer; readonly length: number; readonly equal: number },
  authorities: readonly X509Certificate[] = [],
): Promise<PrintedCheck> {
  const { checkSignedPdf } = await import('../../documents/check/signed-pdf/check-signed-pdf.ts');
  const signed = await checkSignedPdf(bytes, length, { authorities, nowMs: Date.now() });
  const { problems, toRead } = signed;
  if (problems.length === 0) return { ...conclude(equal, [], toRead), signed };
  return { ...conclude(0, [`${BEHIND}: ${problems.join('; ')}`], toRead), signed };
}

export const tellDifference = ({ id, place, expected, found, line }: PrintedDifference): string =>
  `${place}: ${id}: expected ${expected === '' ? 'none' : expected}, found ${found === '' ? 'none' : found} in "${shown(line)}"`;

/** A document of figures of an earlier format is not drawn: this version would draw another one. */
const draw = async ({ document, sha256 }: FiguresFile): Promise<OfficialDocument | undefined> =>
  document.format === WRITTEN_FORMAT ? await buildDocument(document, sha256) : undefined;

/** @throws REPORT_FILE where no version that is at hand draws it as it was. */
async function drawnAs(
  format: Format,
  drawn: OfficialDocument | undefined,
  { figures, file }: Pick<PrintedFile, 'figures' | 'file'>,
): Promise<Buffer> {
  if (drawn) return Buffer.from(await RENDERERS[format](drawn, figures));
  throw new ReportError(
    'REPORT_FILE',
    `${file}: expected the file that was handed out, to compare with: its figures are of ${figures.document.format}, which this version draws otherwise; name it with --original`,
  );
}

/** What a DOCX has to say, and all that it holds. */
async function expectedDocx(
  file: string,
  figures: FiguresFile,
  original: Uint8Array | undefined,
): Promise<{ readonly lines: readonly DocumentLine[]; readonly content: DocxContent }> {
  const drawn = await draw(figures);
  const again = drawn || !original ? readDocx(await drawnAs('docx', drawn, { figures, file })) : undefined;
  const placed = drawn && again ? placeFigures(drawn, again.lines) : [];
  const content = original ? openDocx(original, file) : again;
  if (!content) throw new RangeError('expected a document');
  return { lines: original ? placeOriginal(content.lines, placed) : placed, content };
}

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

export const lineWords = ({ place, text }: DocumentLine): string =>
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

export function told(lines: readonly string[]): readonly string[] {
  const more = lines.length - MOST_TOLD;
  return [
    ...lines.slice(0, MOST_TOLD).map(showUntrusted),
    ...(more > 0 ? [`và ${more} chỗ nữa / and ${more} more`] : []),
  ];
}
