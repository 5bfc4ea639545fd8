import { compareLines } from '../../documents/check/compare-lines.ts';
import { compareWorkbooks } from '../../documents/check/compare-workbooks.ts';
import { readDocx } from '../../documents/check/docx-lines.ts';
import { forgeries } from '../../documents/check/forgeries.ts';
import { placeOriginal } from '../../documents/check/place-original.ts';
import { unaccounted } from '../../documents/check/unaccounted.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import { lineWords, tellDifference } from './check-printed.ts';
import { figureWords } from './figure-words.ts';
import { formatOf } from './named-figures.ts';
import { pdfDifferences } from './pdf-differences.ts';

/** Two files of a report, and what words its figures have. */
export interface IssuedQuestion {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The file that was signed and sent. */
  readonly issued: Uint8Array;
  readonly document: FiguresDocument;
}

/** Where a file says something else than the one that was issued: nothing of that one may be changed, a figure or not. */
export async function compareIssued(question: IssuedQuestion): Promise<readonly string[]> {
  const format = formatOf(question.file);
  if (format === 'docx') return compareDocx(question);
  return format === 'xlsx' ? await compareXlsx(question) : await comparePdf(question);
}

async function compareXlsx({ bytes, issued }: IssuedQuestion): Promise<readonly string[]> {
  const { differences, toRead } = await compareWorkbooks(issued, bytes);
  return [
    ...differences.map(
      ({ sheet, cell, expected, found }) =>
        `${sheet}!${cell}: expected ${expected}, found ${found === '' ? 'nothing' : found}`,
    ),
    ...toRead,
  ];
}

const comparePdf = async ({ bytes, issued }: IssuedQuestion): Promise<readonly string[]> => [
  'tệp khác với tệp đã phát hành / it is not the file that was issued',
  ...(await pdfDifferences(issued, bytes, [])),
];

function compareDocx({ bytes, issued, document }: IssuedQuestion): readonly string[] {
  const [ours, theirs] = [readDocx(issued), readDocx(bytes)];
  const words = figureWords(document);
  const { differences, unmatched, moved } = compareLines(placeOriginal(ours.lines, []), theirs.lines, words);
  return [
    ...differences.map(tellDifference),
    ...[...unmatched, ...moved].map(lineWords),
    ...forgeries(ours, theirs),
    ...unaccounted(ours, theirs),
  ];
}
