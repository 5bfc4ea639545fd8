import { parseForeignJson } from '../../../core/text/parse-json.ts';
import { latestVersion } from '../../record/chained-tables.ts';
import { LONGEST_RECEIVED_LINE, MOST_RECEIVED_ROWS } from '../../record/receiving.ts';
import { GENESIS_HASH, hashRow, renderRowBody } from '../../record/row-body.ts';
import { hasReceivedRows } from '../chain/received-rows.ts';
import { type MeasuredRow, parseMeasured } from './measured-columns.ts';

/** A row of a collector's chain whose hash is that of its content. */
export interface ArrivedRow {
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
  /** The text that was hashed. */
  readonly body: string;
  readonly kind: string;
  readonly writtenMs: number;
  readonly salt: string;
  readonly v: number;
  /** What it says as a measurement of the collector; absent: it is none, and is kept for its chain alone. */
  readonly measured?: MeasuredRow;
}

export interface BatchFlaw {
  readonly line: number;
  readonly message: string;
}

/** Recomputes the chain within a batch: each row follows the one before, and is what its hash says. */
export function readBatch(lines: readonly string[], collector: string): readonly ArrivedRow[] | BatchFlaw {
  if (lines.length > MOST_RECEIVED_ROWS)
    return {
      line: MOST_RECEIVED_ROWS + 1,
      message: `expected ${MOST_RECEIVED_ROWS} rows at most, got ${lines.length}`,
    };
  const rows: ArrivedRow[] = [];
  for (const [index, json] of lines.entries()) {
    const row = readLine(json, rows.at(-1), collector);
    if (typeof row === 'string') return { line: index + 1, message: row };
    rows.push(row);
  }
  return rows;
}

/** The row of a line, or what is wrong with it. */
function readLine(json: string, before: ArrivedRow | undefined, collector: string): ArrivedRow | string {
  if (json.length > LONGEST_RECEIVED_LINE)
    return `expected a line of ${LONGEST_RECEIVED_LINE} characters at most, got ${json.length}`;
  const line = membersOf(parseForeignJson(json));
  if (!line) return 'expected a row as a JSON object, got something else';
  const { seq, prev, hash, body } = line;
  if (!isNumber(seq)) return `expected the number of a row, got ${told(seq)}`;
  if (before && seq !== before.seq + 1) return `expected row ${before.seq + 1}, got row ${seq}`;
  if (!isHash(prev) || !isHash(hash)) return `row ${seq}: expected two hashes of 64 hexadecimal digits`;
  if (before && prev !== before.hash)
    return `row ${seq}: expected ${before.hash} as the hash before it, got ${prev}`;
  if (seq === 1 && prev !== GENESIS_HASH)
    return `row 1: expected ${GENESIS_HASH} as the hash before it, got ${prev}`;
  if (typeof body !== 'string') return `row ${seq}: expected its content as a text, got ${told(body)}`;
  const computed = hashRow(prev, body);
  if (computed !== hash) return `row ${seq}: expected content with the hash ${hash}, got ${computed}`;
  const content = membersOf(parseForeignJson(body));
  return content
    ? readContent({ seq, prev, hash, body }, content, collector)
    : `row ${seq}: expected its content as a JSON object, got something else`;
}

function readContent(
  linked: Pick<ArrivedRow, 'seq' | 'prev' | 'hash' | 'body'>,
  content: Readonly<Record<string, unknown>>,
  collector: string,
): ArrivedRow | string {
  const { seq } = linked;
  const { table, v, salt, recorded_ms: writtenMs } = content;
  if (content.seq !== seq) return `row ${seq}: expected content of row ${seq}, got row ${told(content.seq)}`;
  if (typeof table !== 'string' || !/^[a-z_]{1,60}$/.test(table) || typeof salt !== 'string')
    return `row ${seq}: expected the name of a table and a salt in its content`;
  if (!isNumber(v) || !isInstant(writtenMs))
    return `row ${seq} (${told(table)}): expected a version and the time when it was recorded in its content`;
  const row = { ...linked, kind: table, writtenMs, salt, v };
  const known = hasReceivedRows(table) ? latestVersion(table) : v;
  // Kept as it is it would never count, also when this side has learnt to read it.
  if (v > known)
    return `row ${seq} (${table}): expected a row of version ${known} or older, got ${v}: bring this side up to date first`;
  if (!hasReceivedRows(table)) return row;
  const measured = parseMeasured(table, content, collector);
  return measured && isStorable(measured) && isSameText(row, measured) ? { ...row, measured } : row;
}

/** Halves of characters are stored as another one, and PostgreSQL has no text with a NUL. In a body both are written out. */
const isStorable = ({ columns }: MeasuredRow): boolean =>
  Object.values(columns).every(
    (value) => typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0')),
  );

/** From its columns the very text must come again, since only they are kept. */
const isSameText = ({ seq, v, salt, body }: ArrivedRow, { table, columns }: MeasuredRow): boolean =>
  /^([0-9a-f]{2})+$/.test(salt) &&
  renderRowBody({ table, seq, v, salt, value: (column) => columns[column] }) === body;

const membersOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;

const isNumber = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
const isInstant = (value: unknown): value is number => Number.isSafeInteger(value);
const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

const LONGEST_TOLD = 100;
const told = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}`.slice(0, LONGEST_TOLD) : typeof value;
