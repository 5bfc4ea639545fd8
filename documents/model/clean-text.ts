import { UNSEEN } from '#core/text/unseen-text.ts';

/**
 * A text as it may be printed: composed letters (NFC), one kind of line end, blanks for tabs, and without the
 * characters that no reader sees or that no XML may hold.
 */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(UNSEEN, (character) => (character === '\n' ? character : ''));
}

/** Capitals by the rules of Vietnamese: `đ` becomes `Đ`, every mark stays. */
export function capitals(text: string): string {
  return cleanText(text).toLocaleUpperCase('vi');
}
