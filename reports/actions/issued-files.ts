import {
  type FileFormat,
  type HandedOut,
  type Issued,
  listHandedOut,
  reportId,
} from '../../contracts/statements/handed-out.ts';
import { checkAttachment, readAttachment } from '../../ledger/files/attachments.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';

type IssueRow = HandedOut & { readonly issued: Issued };

/** A file of a report that was issued, and what was issued in its place. */
export interface IssuedOnRecord {
  readonly row: IssueRow;
  readonly replacedBy?: IssueRow;
}

/** Every file that was issued of a report such as `city:2025`, in its order, of whatever figures and format. */
export function listIssued(store: RecordStore, report: string): readonly IssuedOnRecord[] {
  if (!store.exists()) return [];
  using reader = store.openReader();
  const rows = listHandedOut(reader.decisions('statement', { id: reportId(report) })).filter(isIssued);
  return rows.map((row) => {
    const replacedBy = rows.find(({ issued }) => issued.replaces?.rows.includes(row.seq));
    return { row, ...(replacedBy && { replacedBy }) };
  });
}

const isIssued = (row: HandedOut): row is IssueRow => row.issued !== undefined;

/** Those of a format that nothing was issued in place of, of these figures, the latest first, as far as they are kept. */
export function findInForce(
  store: RecordStore,
  issues: readonly IssuedOnRecord[],
  { of, format }: { readonly of: string; readonly format: FileFormat },
): readonly { readonly row: HandedOut; readonly content: Buffer }[] {
  const rows = issues
    .filter(({ row, replacedBy }) => !replacedBy && row.of === of && row.file.format === format)
    .map(({ row }) => row)
    .filter(({ file }) => checkAttachment(store.path, file.sha256) === 'good')
    .toReversed();
  const good = rows.filter(({ issued }) => issued.figures !== 'differ');
  return (good.length > 0 ? good : rows)
    .slice(0, MOST_COMPARED)
    .map((row) => ({ row, content: readAttachment(store.path, row.file.sha256) }));
}

const MOST_COMPARED = 5;

/** However it was typed: `045/bc-skhcn` is `45/BC-SKHCN`. */
const plainNumber = (number: string): string =>
  number
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/\s/gu, '')
    .replace(/^0+(?=\d)/u, '');

/** Where one of two has no number nobody can tell that they are two documents. */
export const isSameNumber = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined || plainNumber(one) === plainNumber(other);

/** Whether an issue is the one that somebody names, by its number or its row. */
export const isNamedIssue = ({ row }: IssuedOnRecord, name: string): boolean =>
  `${row.seq}` === name.trim() ||
  (row.issued.number !== undefined && plainNumber(row.issued.number) === plainNumber(name));
