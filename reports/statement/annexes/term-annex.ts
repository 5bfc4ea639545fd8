import type { Annex } from '../../../documents/model/document.ts';
import { pairTable } from '../cells.ts';
import { createNaming } from '../naming.ts';
import { partTitle } from '../part-title.ts';
import type { StatementInput } from '../statement-input.ts';
import { termRows } from '../term-rows.ts';

/** The terms as they were applied, in words. */
export function termAnnex(input: StatementInput): Annex {
  const { document, words } = input;
  const { parts } = document.figures;
  const { title, header } = words.texts.terms;
  return {
    title,
    orientation: 'portrait',
    secret: false,
    blocks: parts.flatMap((part) => [
      ...(parts.length > 1
        ? [{ kind: 'clause', title: partTitle(part, words, createNaming(input)) } as const]
        : []),
      pairTable(termRows(part, words), header),
    ]),
  };
}
