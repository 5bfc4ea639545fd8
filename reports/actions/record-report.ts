import { openDecisionWriter } from '../../contracts/actions/open-decision-writer.ts';
import { recordWhereWritable } from '../../contracts/statements/hand-out.ts';
import {
  listHandedOut,
  type OutgoingFile,
  recordHandedOut,
  reportId,
} from '../../contracts/statements/handed-out.ts';
import { VERSION } from '../../core/version.ts';
import { storeContent } from '../../ledger/files/attachments.ts';
import type { LedgerError } from '../../ledger/record/ledger-error.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { FiguresFile } from '../figures/seal-figures.ts';
import type { ReportContext } from './report-context.ts';
import { ReportError } from './report-error.ts';

export interface OutgoingReport {
  readonly figures: FiguresFile;
  readonly files: readonly OutgoingFile[];
  /** To whom it is handed out. */
  readonly to?: string | undefined;
  /** Its figures are those of a file: they may be somebody else's. */
  readonly isWrittenAgain: boolean;
}

/**
 * Keeps the sealed figures beside the ledger, and puts every file on record. What is written again from figures that this
 * ledger never handed out is not put on record. Returns what keeps the ledger from being written to.
 */
export function recordReport(
  { store, author }: Pick<ReportContext, 'store' | 'author'>,
  report: OutgoingReport,
): LedgerError | undefined {
  return store && recordWhereWritable(store, () => recordFiles(store, author, report));
}

function recordFiles(
  store: RecordStore,
  author: string,
  { figures, files, to, isWrittenAgain }: OutgoingReport,
): void {
  const { document, sha256, text } = figures;
  const id = reportId(document.id);
  using reader = store.openReader();
  const isKnown = () => listHandedOut(reader.decisions('statement', { id })).some((one) => one.of === sha256);
  if (isWrittenAgain && !isKnown()) return;
  using writer = openDecisionWriter({ store, reader }, author);
  const sealed = files.find(({ format }) => format === 'json');
  recordHandedOut(writer, {
    ...{ id, of: sha256, version: VERSION, files },
    ...(to !== undefined && { to }),
    ...(sealed && { kept: storeContent(store.path, sealed.name, Buffer.from(text)) }),
  });
}

/** @throws REPORT_FILE */
export function unwritable(path: string, error: unknown): ReportError {
  const got = error instanceof Error ? error.message : String(error);
  return new ReportError('REPORT_FILE', `${path}: expected a file that can be written, got: ${got}`, {
    cause: error,
  });
}
