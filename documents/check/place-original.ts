import { alignLines } from './align-lines.ts';
import { CELL_BREAK, DOTS, type DocumentLine, type FigureSpan } from './document-lines.ts';
import { flat } from './line-tokens.ts';

/** A number whose figure nobody can name: it is no figure, or this version words its line otherwise than the one that wrote it. */
const UNNAMED = 'số / number';
const NUMBER = /\d[\d.,]*/gu;
const ANNEX = /^Phụ lục [IVXLC]+$/iu;
/** What numbers a title, a picture or a row: whoever adds one counts anew. */
const ORDINAL = new RegExp(`^\\s*((Bảng|Biểu đồ|Hình|Biểu) )?\\d+(\\.\\d+)*(\\. |${CELL_BREAK})`, 'iu');

/**
 * The lines of a document as it was handed out. Every number in it is held to that, but where a person was to fill in something. Where this
 * version draws the same line its figures have their names.
 */
export function placeOriginal(
  original: readonly string[],
  drawn: readonly DocumentLine[],
): readonly DocumentLine[] {
  const pairs = alignLines(
    original,
    drawn.map(({ text }) => text),
  );
  const known = new Map(pairs.map(([our, their]) => [our, drawn[their]]));
  let place = 'Thân báo cáo';
  return original.map((text, index) => {
    if (ANNEX.test(flat(text))) place = flat(text);
    const line = known.get(index);
    const named = line?.figures ?? [];
    const isNamed = ({ from }: FigureSpan) => named.some((span) => span.from <= from && from < span.to);
    return {
      text,
      figures: [...named, ...(text.includes(DOTS) ? [] : numbersOf(text).filter((span) => !isNamed(span)))],
      place: line?.place ?? place,
    };
  });
}

/** Where what numbers a line ends. */
export const ordinalEnd = (text: string): number => ORDINAL.exec(text)?.[0].length ?? 0;

function numbersOf(text: string): readonly FigureSpan[] {
  const begin = ordinalEnd(text);
  return [...text.matchAll(NUMBER)]
    .filter(({ index }) => index >= begin)
    .map((match) => ({ id: UNNAMED, from: match.index, to: match.index + match[0].length }));
}
