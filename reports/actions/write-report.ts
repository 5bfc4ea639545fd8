import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type HandOutSteps, handOut, type NewFile } from '../../contracts/statements/hand-out.ts';
import { readRegularFile } from '../../core/host/read-regular-file.ts';
import type { OfficialDocument } from '../../documents/model/document.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import { type FiguresFile, openFigures } from '../figures/seal-figures.ts';
import { buildDocument } from './build-document.ts';
import { unwritable } from './record-report.ts';
import type { ReportContext } from './report-context.ts';
import { ReportError } from './report-error.ts';

export const FORMATS = ['docx', 'pdf', 'xlsx', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export interface WriteReport {
  /** A folder, made where there is none. */
  readonly out: string;
  readonly format: readonly Format[];
  /** Writes over files that are there. */
  readonly force?: boolean;
}

export interface WrittenReport {
  readonly figures: FiguresFile;
  readonly document: OfficialDocument;
  /** In the order in which they were written; the sealed figures are the first. */
  readonly files: readonly { readonly path: string; readonly ms: number }[];
}

/** Reads sealed figures from which a report is written again. @throws REPORT_FILE */
export function readFigures(path: string): FiguresFile {
  const text = readText(path);
  const { sealed, problems } = openFigures(text);
  if (sealed && problems.length === 0) return sealed;
  throw new ReportError(
    'REPORT_FILE',
    `${path}: expected sealed figures as they were written, got: ${showUntrusted(problems.join('; '))}`,
  );
}

export function readText(path: string): string {
  try {
    return readRegularFile(path).toString('utf8');
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw new ReportError('REPORT_FILE', `${path}: expected a file that can be read, got: ${got}`, {
      cause: error,
    });
  }
}

/**
 * Writes the documents of sealed figures, which lie beside them, once `record` has put them on record.
 * @throws REPORT_FILE, FontError, DocumentError
 */
export async function writeReport(
  figures: FiguresFile,
  { out, format, force = false }: WriteReport,
  { stop, onProgress }: Pick<ReportContext, 'stop' | 'onProgress'>,
  record: HandOutSteps['record'] = () => undefined,
): Promise<WrittenReport> {
  const planned = (['json', ...format] as const).filter((each, index, all) => all.indexOf(each) === index);
  const pathOf = (each: Format) => join(out, `${fileName(figures.document)}.${each}`);
  if (!force)
    for (const each of planned) expectFree(pathOf(each), each === 'json' ? figures.text : undefined);
  makeFolder(out);
  const document = await buildDocument(figures.document, figures.sha256);
  const files: (NewFile & { readonly ms: number })[] = [];
  for (const [index, each] of planned.entries()) {
    stop.throwIfAborted();
    onProgress(each, index, planned.length);
    const startedMs = performance.now();
    const bytes = await RENDERERS[each](document, figures);
    files.push({ path: pathOf(each), format: each, bytes, ms: Math.round(performance.now() - startedMs) });
  }
  handOut(files, { record, unwritable });
  return { figures, document, files: files.map(({ path, ms }) => ({ path, ms })) };
}

/** `camwatch-bao-cao-city-2025`: of what the figures are. */
const fileName = ({ id }: FiguresDocument): string => `bao-cao-${id.replaceAll(/[^\w-]/g, '-')}`;

/** Sealed figures may lie there already, if they are the same. */
export function expectFree(path: string, text?: string): void {
  if (!existsSync(path)) return;
  if (text !== undefined && readText(path) === text) return;
  throw new ReportError('REPORT_FILE', `${path}: expected no such file, or --force, got one`);
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw new ReportError('REPORT_FILE', `--out: expected a folder, got: ${got}`, { cause: error });
  }
}

/** Loaded when they are needed: no other command should wait for their libraries. */
export const RENDERERS: Readonly<
  Record<Format, (document: OfficialDocument, figures: FiguresFile) => Promise<Uint8Array | string>>
> = {
  json: (_, { text }) => Promise.resolve(text),
  docx: async (document) => {
    const { renderDocx } = await import('../../documents/docx/render-docx.ts');
    return renderDocx(document);
  },
  pdf: async (document) => {
    const { renderPdf } = await import('../../documents/pdf/render-pdf.ts');
    return renderPdf(document);
  },
  xlsx: async (_, figures) => {
    const { renderFiguresXlsx } = await import('../workbook/render-figures-xlsx.ts');
    return renderFiguresXlsx(figures);
  },
};
