import { openDecisionWriter } from '../../contracts/actions/open-decision-writer.ts';
import { type Contents, recordWhereWritable } from '../../contracts/statements/hand-out.ts';
import {
  listHandedOut,
  type OutgoingFile,
  recordHandedOut,
  reportId,
} from '../../contracts/statements/handed-out.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
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
  readonly contents: Contents;
  /** To whom it is handed out. */
  readonly to?: string | undefined;
  /** By which entry of the schedule. */
  readonly scheduled?: string | undefined;
  /** Its figures are those of a file: they may be somebody else's. */
  readonly isWrittenAgain: boolean;
}

/**
 * Keeps every file beside the ledger, and puts it on record. What is written again from figures that this
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
  { figures, files, contents, to, scheduled, isWrittenAgain }: OutgoingReport,
): void {
  const { document, sha256 } = figures;
  const id = reportId(document.id);
  using reader = store.openReader();
  const isKnown = () => listHandedOut(reader.decisions('statement', { id })).some((one) => one.of === sha256);
  if (isWrittenAgain && !isKnown()) return;
  using writer = openDecisionWriter({ store, reader }, author);
  recordHandedOut(writer, {
    ...{ id, of: sha256, version: VERSION, files },
    ...omitUndefined({ to, scheduled }),
    kept: keep(store.path, files, contents),
  });
}

/** Documents as well: a later version draws them otherwise, and an edited one is compared with what was handed out. */
function keep(ledger: string, files: readonly OutgoingFile[], contents: Contents): ReadonlySet<string> {
  return new Set(
    files.flatMap(({ name, sha256 }) => {
      const content = contents.get(sha256);
      return content ? [storeContent(ledger, name, content).sha256] : [];
    }),
  );
}

/** @throws REPORT_FILE */
export function unwritable(path: string, error: unknown): ReportError {
  const got = error instanceof Error ? error.message : String(error);
  return new ReportError('REPORT_FILE', `${path}: expected a file that can be written, got: ${got}`, {
    cause: error,
  });
}
