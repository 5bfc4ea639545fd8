import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { handOut, type NewFile } from '../../contracts/statements/hand-out.ts';
import { systemSaid, THERE_ALREADY, unwritable } from '../../contracts/statements/record-statement.ts';
import { formatsOf } from '../../core/input/fields.ts';
import type { Language } from '../../core/language/language.ts';
import type { Minutes } from '../../documents/model/document.ts';

export const PAPER_FORMATS = ['docx', 'pdf'] as const;

/** Where a paper of one to two pages is written, and as what. */
export const PAPER = {
  format: formatsOf(PAPER_FORMATS)
    .optional()
    .describe(`of ${PAPER_FORMATS.join(', ')}, separated by commas (default: docx)`),
  out: z
    .string()
    .optional()
    .meta({ value: 'file' })
    .describe('file to write, or a folder that exists (default: the current folder)'),
  force: z.boolean().default(false).describe('write over files that are there'),
};

export interface PaperFiles {
  readonly format?: readonly (typeof PAPER_FORMATS)[number][] | undefined;
  readonly out?: string | undefined;
  readonly force: boolean;
  /** Of the file, without its ending. */
  readonly name: string;
  readonly language: Language;
}

/** Writes a paper in each of the formats, whole or not at all, and tells where. @throws STATEMENT_FILE */
export async function writePaper(paper: Minutes, files: PaperFiles): Promise<readonly string[]> {
  const planned = (files.format ?? (['docx'] as const)).map((format) => ({
    format,
    path: pathOf(format, files),
  }));
  for (const { path } of planned) if (!files.force && existsSync(path)) throw unwritable(path, THERE_ALREADY);
  const written: NewFile[] = [];
  for (const { format, path } of planned)
    written.push({ format, path, bytes: await RENDERERS[format](paper) });
  // What a paper tells is on record by its own rows; the paper itself is not.
  handOut(written, {
    record: () => undefined,
    unwritable: (path, error) => unwritable(path, systemSaid(error), error),
  });
  return planned.map(({ path }) => path);
}

const ENDING = /\.(docx|pdf)$/;

/** A file name has the ending of its format; a translation stands beside the Vietnamese. */
function pathOf(format: string, { out, name, language }: PaperFiles): string {
  const isFolder = out === undefined || (existsSync(out) && statSync(out).isDirectory());
  if (!isFolder) return `${out.replace(ENDING, '')}.${format}`;
  const safe = name.replaceAll(/[^\w.-]/g, '_');
  return join(out ?? '.', `${safe}${language === 'vi' ? '' : `-${language}`}.${format}`);
}

/** Loaded when they are needed: no other command should wait for their libraries. */
const RENDERERS: Readonly<Record<(typeof PAPER_FORMATS)[number], (paper: Minutes) => Promise<Uint8Array>>> = {
  docx: async (paper) => (await import('../../documents/docx/render-docx.ts')).renderDocx(paper),
  pdf: async (paper) => (await import('../../documents/pdf/render-pdf.ts')).renderPdf(paper),
};
