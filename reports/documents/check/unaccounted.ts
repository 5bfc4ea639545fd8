import { CELL_BREAK } from './document-lines.ts';
import type { DocxContent } from './docx-lines.ts';

/**
 * What a document holds that its figures do not give, and that can say a number: a person must look at it. `expected` is
 * the document as the figures give it.
 */
export function unaccounted(expected: DocxContent, found: DocxContent): readonly string[] {
  const drawings = found.drawings - expected.drawings;
  const strange = strangers(expected.pictures, found.pictures).length;
  const lost = strangers(found.pictures, expected.pictures).length;
  return [
    ...strangers(expected.lines.map(flat), found.lines.map(flat))
      .filter(hasNumber)
      .map((line) => `không có trong số liệu / not in the figures: ${line}`),
    ...strangers(expected.asides.map(flat), found.asides.map(flat))
      .filter((line) => hasNumber(line) && !isPageNumber(line))
      .map((line) => `đầu trang, chân trang, ghi chú / head, foot or note: ${line}`),
    ...found.hidden.map((text) => `chữ ẩn / hidden text: ${flat(text)}`),
    ...(strange === 0 && lost === 0
      ? []
      : [
          `hình / pictures: ${strange} khác với số liệu / that the figures do not give, ${lost} thiếu / missing`,
        ]),
    ...(drawings > 0 ? [`hình vẽ, khung chữ thêm vào / drawings or text boxes added: ${drawings}`] : []),
  ];
}

const flat = (text: string): string =>
  text
    .replaceAll(CELL_BREAK, ' | ')
    .replaceAll(/[\s\u00a0]+/gu, ' ')
    .trim();

const hasNumber = (text: string): boolean => /\p{N}/u.test(text);
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
