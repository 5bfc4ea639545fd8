import { hash } from 'node:crypto';
import {
  findHandedOut,
  type HandedOut,
  listHandedOut,
  reportId,
} from '../../contracts/statements/handed-out.ts';
import { readAttachment } from '../../ledger/files/attachments.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { FiguresFile } from '../figures/seal-figures.ts';
import type { PrintedCheck } from './check-printed.ts';
import { ReportError } from './report-error.ts';

/** What the ledger knows of a file. */
export interface OnRecord {
  /** Empty: no file with this content was handed out. */
  readonly handedOut: readonly HandedOut[];
  /** The sealed figures that it was made of, as they are kept beside the ledger. */
  readonly sealed?: { readonly path: string; readonly text: string };
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
  const figures =
    first &&
    listHandedOut(reader.decisions('statement', { id: first.id })).find(
      ({ of, file }) => of === first.of && file.format === 'json',
    );
  return {
    handedOut,
    ...(figures && {
      sealed: {
        path: `${store.path}.files/${figures.file.sha256}`,
        text: readAttachment(store.path, figures.file.sha256).toString('utf8'),
      },
    }),
    isChanged: reader.changedRows(handedOut.map(({ seq }) => seq)).length > 0,
  };
}

/** A file that was handed out is known by its hash, by whatever version it was written. */
export function checkOnRecord(handedOut: readonly HandedOut[], { sha256 }: FiguresFile): PrintedCheck {
  const others = handedOut.filter(({ of }) => of !== sha256);
  return {
    isGood: others.length === 0,
    equal: 0,
    problems: others.map(
      ({ of, seq }) => `row ${seq} of the ledger: it was made of the figures ${of}, not of ${sha256}`,
    ),
    toRead: [],
  };
}
