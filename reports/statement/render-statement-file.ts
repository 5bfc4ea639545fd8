import { sealedFileName } from '../../contracts/statements/sealed-file-name.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import type { Language } from '../../core/language/language.ts';
import { buildStatementDocument } from './build-statement-document.ts';
import type { StatementInput } from './statement-input.ts';

/** What a statement is written as for people. */
export const STATEMENT_FORMATS = ['docx', 'xlsx', 'pdf'] as const;
export type StatementFormat = (typeof STATEMENT_FORMATS)[number];

/** A statement as a file for people: the same statement gives the same bytes. */
export const renderStatementFile = (format: StatementFormat, input: StatementInput): Promise<Uint8Array> =>
  RENDERERS[format](input);

/** The document that is signed has the name that it always had; a translation stands beside it. */
export function documentFileName(
  document: StatementDocument,
  format: StatementFormat,
  language: Language = 'vi',
): string {
  const name = sealedFileName(document).replace(/\.json$/, '');
  return `${name}${language === 'vi' ? '' : `-${language}`}.${format}`;
}

/** Loaded when they are needed: no other command should wait for their libraries. */
const RENDERERS: Readonly<Record<StatementFormat, (input: StatementInput) => Promise<Uint8Array>>> = {
  docx: async (input) => {
    const { renderDocx } = await import('../../documents/docx/render-docx.ts');
    return renderDocx(buildStatementDocument(input));
  },
  xlsx: async (input) => {
    const { renderStatementXlsx } = await import('./sheets/render-statement-xlsx.ts');
    return renderStatementXlsx(input);
  },
  pdf: async (input) => {
    const { renderPdf } = await import('../../documents/pdf/render-pdf.ts');
    return renderPdf(buildStatementDocument(input));
  },
};
