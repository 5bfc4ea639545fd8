import type { Annex } from '../model/document.ts';
import { partTitle } from './availability-section.ts';
import { pairTable } from './cells.ts';
import type { StatementInput } from './statement-input.ts';
import { termRows } from './term-rows.ts';

/** The terms as they were applied, in words. */
export function termAnnex({ document, words }: StatementInput): Annex {
  const { parts } = document.figures;
  return {
    title: 'Điều khoản đã áp dụng',
    orientation: 'portrait',
    secret: false,
    blocks: parts.flatMap((part) => [
      ...(parts.length > 1 ? [{ kind: 'clause', title: partTitle(part, words) } as const] : []),
      pairTable(termRows(part, words), ['Điều khoản', 'Nội dung đã áp dụng']),
    ]),
  };
}
