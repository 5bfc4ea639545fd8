import { CELL_BREAK } from './document-lines.ts';
import { type DocxContent, PICTURE } from './docx-lines.ts';

/**
 * What a document holds that its figures do not give, and that can say a number: a person must look at it. `expected` is
 * the document as the figures give it.
 */
export function unaccounted(expected: DocxContent, found: DocxContent): readonly string[] {
  return [
    ...strangers(expected.lines.map(flat), found.lines.map(flat))
      .filter(canSayNumber)
      .map((line) => `không có trong số liệu / not in the figures: ${shown(line)}`),
    ...strangers(expected.asides.map(flat), found.asides.map(flat))
      .filter((line) => canSayNumber(line) && !isPageNumber(line))
      .map((line) => `đầu trang, chân trang, ghi chú / head, foot or note: ${shown(line)}`),
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

const flat = (text: string): string =>
  text
    .replaceAll(CELL_BREAK, ' | ')
    .replaceAll(/[\s\u00a0]+/gu, ' ')
    .trim();

const canSayNumber = (text: string): boolean => /\p{N}/u.test(text) || text.includes(PICTURE);
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
