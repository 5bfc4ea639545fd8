import { CELL_BREAK } from './document-lines.ts';
import { type DocxContent, PICTURE } from './docx-lines.ts';
import { addedPictureWords } from './forgeries.ts';
import { flat as flatLine } from './line-tokens.ts';

/**
 * What a document holds that its figures do not give, with numbers or without: a person must look at it. `expected` is the
 * document as the figures give it.
 */
export function unaccounted(expected: DocxContent, found: DocxContent): readonly string[] {
  const known = new Set(expected.asides.map(flat));
  return [
    ...strangers(expected.lines.map(flat), found.lines.map(flat))
      .filter(saysAnything)
      .map((line) => `không có trong số liệu / not in the figures: ${shown(line)}`),
    // Heads and feet are there again for each section that a person or a program makes.
    ...found.asides
      .map(flat)
      .filter((line) => saysAnything(line) && !isPageNumber(line) && !known.has(line))
      .map((line) => `đầu trang, chân trang, ghi chú / head, foot or note: ${shown(line)}`),
    ...addedPictureWords(expected, found),
    ...found.hidden.map((text) => `chữ ẩn / hidden text: ${flat(text)}`),
    ...[...found.oddities].flatMap(([oddity, count]) => {
      const more = count - (expected.oddities.get(oddity) ?? 0);
      return more > 0
        ? [`có thể che hoặc đổi số liệu / may cover or change figures: ${oddity} (${more})`]
        : [];
    }),
  ];
}

/** A picture has the words that a person calls it by. */
export const shown = (line: string): string =>
  line.replaceAll(new RegExp(`${PICTURE}(\\S{8})\\S*`, 'gu'), '[hình / picture $1…]');

const flat = (text: string): string => flatLine(text.replaceAll(CELL_BREAK, ' | '));

const saysAnything = (text: string): boolean => /[^\s|]/u.test(text);

const isPageNumber = (text: string): boolean => /^\d{1,4}$/.test(text);

/** Those of `found` that are not among `known`, each as often as it is there too often. */
function strangers(known: readonly string[], found: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const one of known) left.set(one, (left.get(one) ?? 0) + 1);
  return found.filter((one) => {
    const count = left.get(one) ?? 0;
    if (count > 0) left.set(one, count - 1);
    return count === 0;
  });
}
