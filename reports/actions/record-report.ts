import { type HandOutOptions, recordOrTell } from '../../cli/print/hand-out.ts';
import type { Context } from '../../cli/shell/context.ts';
import { openPen } from '../../cli/statements/office.ts';
import { ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import {
  listHandedOut,
  type OutgoingFile,
  recordHandedOut,
  reportId,
} from '../../contracts/statements/handed-out.ts';
import { CamwatchError } from '../../core/errors.ts';
import { VERSION } from '../../core/version.ts';
import { storeContent } from '../../ledger/files/attachments.ts';
import { openLedgerReader } from '../../ledger/sqlite/reading/read-ledger.ts';
import type { FiguresFile } from '../figures/seal-figures.ts';
import { ReportError } from './report-error.ts';

export interface OutgoingReport {
  readonly figures: FiguresFile;
  readonly files: readonly OutgoingFile[];
  readonly options: HandOutOptions & PlaceOptions & { readonly from?: string };
}

/**
 * Keeps the sealed figures beside the ledger, and puts every file on record. What is written again from figures that this
 * ledger never handed out is not put on record: they may be somebody else's.
 */
export async function createReportRecord(
  options: OutgoingReport['options'],
  { terminal }: Pick<Context, 'terminal'>,
): Promise<(report: Omit<OutgoingReport, 'options'>) => void> {
  const ledger = await placeOf(options);
  return (report) => {
    if (ledger !== undefined)
      recordOrTell(ledger, terminal, () => recordFiles(ledger, { ...report, options }));
  };
}

/** A report is written again from its figures where there is no city at all. */
async function placeOf(options: OutgoingReport['options']): Promise<string | undefined> {
  try {
    return await ledgerPath(options);
  } catch (error) {
    if (options.from === undefined || !(error instanceof CamwatchError)) throw error;
    return undefined;
  }
}

function recordFiles(ledger: string, { figures, files, options }: OutgoingReport): void {
  const { document, sha256, text } = figures;
  const id = reportId(document.id);
  const reader = openLedgerReader(ledger);
  try {
    const isKnown = () =>
      listHandedOut(reader.decisions('statement', { id })).some((one) => one.of === sha256);
    if (options.from !== undefined && !isKnown()) return;
    const pen = openPen({ path: ledger, reader }, options);
    try {
      const sealed = files.find(({ format }) => format === 'json');
      recordHandedOut(pen, {
        ...{ id, of: sha256, version: VERSION, files },
        ...(options.to !== undefined && { to: options.to }),
        ...(sealed && { kept: storeContent(ledger, sealed.name, Buffer.from(text)) }),
      });
    } finally {
      pen.close();
    }
  } finally {
    reader.close();
  }
}

/** @throws REPORT_FILE */
export function unwritable(path: string, error: unknown): ReportError {
  const got = error instanceof Error ? error.message : String(error);
  return new ReportError('REPORT_FILE', `${path}: expected a file that can be written, got: ${got}`, {
    cause: error,
  });
}
