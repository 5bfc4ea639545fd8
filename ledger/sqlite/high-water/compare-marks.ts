import { existsSync } from 'node:fs';
import { isDatabasePlace } from '../../../core/domain/record-place.ts';
import { type HighWaterMark, type MarkReading, markBeside, readMark } from '../../files/mark-file.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf } from '../store/sql-values.ts';
import { tablesOf } from '../store/tables-of.ts';
import { storedHash } from './stored-hash.ts';

/** Rows that were on the disk once and are not in the ledger any more. */
export interface Loss {
  readonly file: string;
  /** Absent where the mark itself is damaged. */
  readonly mark?: HighWaterMark;
  /** The last row that the ledger has now. */
  readonly headSeq: number;
  /** What is wrong, in one line without the name of the ledger. */
  readonly message: string;
}

export interface NamedMark {
  readonly file: string;
  readonly reading: MarkReading;
}

/** The marks of the ledger at `path`. To be read before the ledger is: then it can only have grown since. */
export const readMarks = (path: string, markFiles: readonly string[] = []): readonly NamedMark[] =>
  [markBeside(path), ...markFiles].map((file) => ({ file, reading: readMark(file) }));

/** @throws LEDGER_LOST where a mark knows of a ledger whose file is not there. */
export function refuseMissing(path: string, marks: readonly NamedMark[]): void {
  // What a database holds is known once it is opened.
  if (!isDatabasePlace(path) && !existsSync(path)) refuseLosses(path, findLosses(marks, undefined));
}

/** @throws LEDGER_LOST: whoever writes on would hide what is missing. */
export function refuseLosses(path: string, losses: readonly Loss[]): void {
  if (losses.length > 0) throw lostError(`${path}: rows of the ledger are lost`, losses, GO_ON);
}

export function lostError(message: string, losses: readonly Loss[], whatToDo: string): LedgerError {
  const lines = [`${message}:`, ...losses.map((loss) => loss.message), whatToDo];
  return new LedgerError('LEDGER_LOST', lines.join('\n  '));
}

const GO_ON =
  'put the ledger back together with its -wal file, or restore a backup; to go on without them: camwatch ledger accept-loss --reason TEXT';

/** What the ledger lacks by its marks; `undefined` in the place of a ledger that is not there, or is empty. */
export function findLosses(marks: readonly NamedMark[], database: SqlDatabase | undefined): readonly Loss[] {
  const headSeq = database === undefined ? 0 : readHeadSeq(database);
  return marks.flatMap(({ file, reading }): readonly Loss[] => {
    if (reading.kind === 'none') return [];
    if (reading.kind === 'unreadable')
      return [{ file, headSeq, message: `${file}: the high-water mark cannot be read: ${reading.detail}` }];
    const message = compare(reading.mark, database, headSeq);
    return message === undefined ? [] : [{ file, mark: reading.mark, headSeq, message }];
  });
}

function compare(
  mark: HighWaterMark,
  database: SqlDatabase | undefined,
  headSeq: number,
): string | undefined {
  const was = `row ${mark.seq} was on the disk at ${new Date(mark.atMs).toISOString()} by the high-water mark`;
  if (!database || headSeq === 0) return `the ledger is gone: ${was}, and there is none`;
  const first = storedHash(database, 1);
  if (first !== mark.ledger)
    return `another ledger stands in this place: expected ${mark.ledger} as the hash of row 1, got ${first ?? 'no row'}; ${was}`;
  if (headSeq < mark.seq) {
    const lost = mark.seq - headSeq;
    return `${lost} ${lost === 1 ? 'row is' : 'rows are'} lost: ${was}, and the ledger ends at row ${headSeq}`;
  }
  const hash = storedHash(database, mark.seq);
  if (hash === mark.hash) return undefined;
  return `row ${mark.seq} is another: ${was} with the hash ${mark.hash}, got ${hash ?? 'no row'}`;
}

function readHeadSeq(database: SqlDatabase): number {
  const row = tablesOf(database).has('head') && database.prepare('SELECT seq FROM head').get();
  return row ? integerOf(row, 'seq') : 0;
}
