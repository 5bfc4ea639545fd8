import { parseJson } from '../../../core/text/parse-json.ts';
import { checkAttachment, readAttachment } from '../../files/attachments.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import { bodyOf, type ChainRow, readChain } from '../chain/read-chain.ts';
import { openStoreReadOnly } from '../store/open-store.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { hexOf, integerOf } from '../store/sql-values.ts';
import { findSecretNames, lastRevisionSeq, type MentionsSecret, NAMELESS } from './secret-names.ts';

export interface ExportOptions {
  /** `withhold`: rows that name a secret site, or what hangs on one, are only their hashes; of a ledger without an inventory all that name anything. */
  readonly secret: 'withhold' | 'include';
  /** Of the city: days of traffic are its days, which no row says. */
  readonly timeZone?: string | undefined;
  readonly onProgress?: (doneRows: number, totalRows: number) => void;
  /** How many rows were withheld, once all are written. */
  readonly onWithheld?: (rows: number) => void;
}

/**
 * Renders the whole ledger as JSON lines: first a header with the head of the chain and the coverage that still grows, then
 * a line a row with the hash before it, its hash, its body as the text that was hashed, and the file of a statement that
 * was issued. The format is described in docs/ledger.md.
 */
export function* exportLedger(
  path: string,
  { secret, timeZone, onProgress, onWithheld }: ExportOptions,
): Generator<string> {
  const database = openStoreReadOnly(path, { older: 'accept' });
  try {
    database.exec('BEGIN');
    const head = withLedgerErrors(path, () => readHead(database));
    const mentions = secret === 'include' ? () => false : secretOf(database);
    yield JSON.stringify({
      format: 'camwatch-ledger-export',
      version: 1,
      timeZone,
      head,
      open: { coverage: readOpenCoverage(database) },
    });
    let doneRows = 0;
    let withheldRows = 0;
    for (const row of readChain(database, 1)) {
      const body = bodyOf(row);
      const { seq, prev, hash } = row;
      const collector = row.received?.collector;
      const isWithheld = mentionsSecret(mentions, row, body);
      if (isWithheld) withheldRows++;
      const content = isWithheld ? { withheld: 'secret' } : { body, ...statementFile(path, row, mentions) };
      yield JSON.stringify({ seq, collector, prev, hash, ...content });
      doneRows++;
      if (doneRows % 1_000 === 0) onProgress?.(doneRows, head.seq);
    }
    onWithheld?.(withheldRows);
  } finally {
    database.close();
  }
}

/** A collector's own ledger has no inventory: nobody can tell by it which of its devices stand at secret sites. */
const secretOf = (database: SqlDatabase): MentionsSecret =>
  lastRevisionSeq(database) === 0 ? () => true : findSecretNames(database);

const mentionsSecret = (mentions: MentionsSecret, { table }: ChainRow, body: string): boolean =>
  !NAMELESS.has(table) && mentions(body);

const OF_RECORD: ReadonlySet<unknown> = new Set(['issued', 'restated']);

/** Repeated breaches are counted by the statements of earlier periods, whose figures no row has. */
function statementFile(path: string, { table, value }: ChainRow, mentions: MentionsSecret) {
  if (table !== 'statement' || !OF_RECORD.has(value('action'))) return {};
  const sha256 = firstFile(String(value('body')));
  if (sha256 === undefined || checkAttachment(path, sha256) !== 'good') return {};
  const file = readAttachment(path, sha256).toString('utf8');
  return mentions(file) ? { fileWithheld: 'secret' } : { file };
}

function firstFile(body: string): string | undefined {
  const { files } = membersOf(parseJson(body));
  const [first]: readonly unknown[] = Array.isArray(files) ? files : [];
  const { sha256 } = membersOf(first);
  return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) ? sha256 : undefined;
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** What the collectors still watch, and no row of the chain says yet: figures take what of it was known. */
const readOpenCoverage = (database: SqlDatabase) =>
  database
    .prepare('SELECT * FROM coverage_open ORDER BY from_ms, source, run')
    .all()
    .map(({ interval_ms, ...row }) => (interval_ms ? { ...row, interval_ms } : row));

function readHead(database: SqlDatabase): { readonly seq: number; readonly hash: string } {
  const row = database.prepare('SELECT seq, hash FROM head').get();
  return { seq: integerOf(row, 'seq'), hash: hexOf(row, 'hash') };
}
