import { CELL_BREAK, DOTS } from './document-lines.ts';
import { flat, isRowText } from './line-tokens.ts';

const TO_FILL = new RegExp(String.raw`\[[^[\]]*${DOTS}[^[\]]*\]|…{2,}`, 'gu');

/** From where to where a text is left to a person. */
export const placesToFill = (text: string): readonly (readonly [from: number, to: number])[] =>
  [...text.matchAll(TO_FILL)].map(({ index, 0: { length } }) => [index, index + length] as const);

/** Whether a text is the other with its places filled in, and all else as it was. */
export function isFilled(text: string, filled: string): boolean {
  const [ours, theirs] = [text.split(CELL_BREAK), filled.split(CELL_BREAK)];
  return (
    ours.length === theirs.length && ours.every((part, index) => isPartFilled(part, theirs[index] ?? ''))
  );
}

function isPartFilled(text: string, filled: string): boolean {
  const whole = plain(filled);
  const [head = '', ...others] = text.split(TO_FILL).map(plain);
  const tail = others.pop();
  if (tail === undefined) return whole === head;
  if (!whole.startsWith(head)) return false;
  let at = head.length;
  for (const part of others) {
    const found = whole.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return whole.endsWith(tail) && whole.length - tail.length >= at;
}

const plain = (text: string): string => flat(text).toLocaleLowerCase('vi');

const HEADING = /^(?:Phụ lục [IVXLC]+$|(?:[IVXLC]+|\d+(?:\.\d+)*|[A-ZĐ])\. )/u;

export const isHeading = (text: string): boolean => !isRowText(text) && HEADING.test(flat(text));

/** What all figures of a table are counted in. */
export const isUnit = (text: string): boolean => /^\(?(?:Đơn vị tính|ĐVT)/iu.test(flat(text));

/** What a heading says: whoever adds one counts anew. */
export const unnumbered = (text: string): string => plain(flat(text).replace(HEADING, ''));

/** The cells that say what a row is about: up to the first with words. */
export function isOfLabel(cells: readonly string[], index: number): boolean {
  const named = cells.findIndex((cell) => /\p{Ll}/u.test(cell));
  return index <= named && !/^\d+\.?$/.test(flat(cells[index] ?? ''));
}

const CLAUSE_END = /[;:()…]|\n|[.,](?!\d)/gu;

/** The part of a sentence, between its points and commas, in which something stands. */
export function clauseAt(text: string, at: number): string {
  const ends = [...text.matchAll(CLAUSE_END)].map(({ index }) => index);
  return flat(
    text.slice(
      (ends.findLast((end) => end < at) ?? -1) + 1,
      ends.find((end) => end >= at),
    ),
  );
}
