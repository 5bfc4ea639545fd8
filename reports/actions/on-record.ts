import { hash } from 'node:crypto';
import {
  type FileFormat,
  findHandedOut,
  type HandedOut,
  listHandedOut,
  reportId,
} from '../../contracts/statements/handed-out.ts';
import { findSignedPart, type SignedPart } from '../../contracts/statements/signed-part.ts';
import { pdfEnds } from '../../documents/check/signed-pdf/pdf-ends.ts';
import { checkAttachment, readAttachment } from '../../ledger/files/attachments.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { ReportError } from './report-error.ts';

/** Sealed figures as they are kept beside the ledger. */
export interface KeptFigures {
  readonly path: string;
  readonly text: string;
}

/** What the ledger knows of a file. */
export interface OnRecord {
  /** Empty: no file with this content was handed out. */
  readonly handedOut: readonly HandedOut[];
  /** The sealed figures that it was made of. */
  readonly sealed?: KeptFigures;
  /** A row that says so is not what was hashed. */
  readonly isChanged: boolean;
}

/** `undefined` where there is no ledger. */
export function findOnRecord(store: RecordStore, content: Buffer): OnRecord | undefined {
  if (!store.exists()) return undefined;
  using reader = store.openReader();
  const handedOut = findHandedOut(reader.decisions('statement'), hash('sha256', content, 'hex'));
  const [first] = handedOut;
  if (first && !first.id.startsWith(reportId('')))
    throw new ReportError(
      'REPORT_FILE',
      `expected a file of a report, got one of statement ${first.id}: camwatch statement verify checks it`,
    );
  const sealed = first && keptFigures(store.path, reader.decisions('statement'), first.of);
  return {
    handedOut,
    ...(sealed && { sealed }),
    isChanged: reader.changedRows(handedOut.map(({ seq }) => seq)).length > 0,
  };
}

/** A PDF that this ledger handed out, where a file is that and more. */
export function findSigned(store: RecordStore, content: Buffer): SignedPart | undefined {
  if (!store.exists() || content.toString('latin1', 0, 4) !== '%PDF') return undefined;
  using reader = store.openReader();
  return findSignedPart(reader.decisions('statement'), content, pdfEnds(content));
}

/** The figures that a document names, where this ledger handed them out. */
export function findNamedFigures(store: RecordStore, sha256: string): KeptFigures | undefined {
  if (!store.exists()) return undefined;
  using reader = store.openReader();
  return keptFigures(store.path, reader.decisions('statement'), sha256);
}

function keptFigures(path: string, rows: Iterable<Decision>, of: string): KeptFigures | undefined {
  const figures = listHandedOut(rows).find((one) => one.of === of && one.file.format === 'json');
  if (!figures) return undefined;
  const { sha256 } = figures.file;
  return { path: `${path}.files/${sha256}`, text: readAttachment(path, sha256).toString('utf8') };
}

/** The figures that were handed out last of a report such as `city:2025`. */
export function findLastFigures(store: RecordStore, report: string): KeptFigures | undefined {
  if (!store.exists()) return undefined;
  using reader = store.openReader();
  const rows = listHandedOut(reader.decisions('statement', { id: reportId(report) }));
  const last = rows.findLast(({ file }) => file.format === 'json');
  return last && keptFigures(store.path, reader.decisions('statement', { id: last.id }), last.of);
}

/** More versions than one wrote the same report so often. */
const MOST_ORIGINALS = 5;

/** A document as it was handed out. */
export interface Original {
  readonly row: HandedOut;
  readonly content: Buffer;
}

/** The documents of a format that were handed out of these figures, the latest first, as they are kept beside the ledger. */
export function findOriginals(store: RecordStore, of: string, format: FileFormat): readonly Original[] {
  if (!store.exists()) return [];
  using reader = store.openReader();
  const rows = listHandedOut(reader.decisions('statement')).filter(
    (one) => one.of === of && one.file.format === format && !one.issued,
  );
  return [...new Map(rows.map((row) => [row.file.sha256, row])).values()]
    .toReversed()
    .filter(({ file }) => checkAttachment(store.path, file.sha256) === 'good')
    .slice(0, MOST_ORIGINALS)
    .map((row) => ({ row, content: readAttachment(store.path, row.file.sha256) }));
}
