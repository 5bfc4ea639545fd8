import { parseJson } from '../../../core/text/parse-json.ts';
import { checkAttachment } from '../../files/attachments.ts';
import type { Findings } from '../chain/chain-findings.ts';
import { openStoreReadOnly } from '../store/open-store.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, textOf } from '../store/sql-values.ts';
import { tablesOf } from '../store/tables-of.ts';

/** A row that names an attached file. */
export interface AttachmentReference {
  readonly seq: number;
  readonly table: string;
  readonly name: string;
  readonly sha256: string;
}

const TABLES_WITH_FILES = ['maintenance', 'claim', 'statement', 'plan_step', 'unmeasured'];

/** The files that decisions name in the member `files` of their bodies, in the order of the rows of each table. */
export function* listAttachments(database: SqlDatabase): Generator<AttachmentReference, undefined> {
  const there = tablesOf(database);
  for (const table of TABLES_WITH_FILES) {
    // A ledger of an older version has none.
    if (!there.has(table)) continue;
    const rows = database.prepare(`SELECT seq, body FROM ${table} WHERE body LIKE '%"files":%' ORDER BY seq`);
    for (const row of rows.iterate()) {
      for (const file of filesIn(textOf(row, 'body'))) yield { seq: integerOf(row, 'seq'), table, ...file };
    }
  }
}

/** The hashes of all files that the ledger (or backup) at `path` names, each once. */
export function listAttachmentHashes(path: string): ReadonlySet<string> {
  const database = openStoreReadOnly(path, { older: 'accept' });
  try {
    return new Set(Array.from(listAttachments(database), ({ sha256 }) => sha256));
  } finally {
    database.close();
  }
}

/** Each file that a row names must lie beside the ledger as it was handed in. */
export function checkAttachments(database: SqlDatabase, path: string, found: Findings): void {
  const outcomes = new Map<string, ReturnType<typeof checkAttachment>>();
  for (const { seq, table, name, sha256 } of listAttachments(database)) {
    const outcome = outcomes.get(sha256) ?? checkAttachment(path, sha256);
    outcomes.set(sha256, outcome);
    if (outcome === 'good') continue;
    const what = outcome === 'missing' ? 'is missing' : 'was changed';
    found.add(
      'attachment',
      seq,
      `the file ${JSON.stringify(name)} of row ${seq} (${table}) ${what}: expected content with the SHA-256 ${sha256} beside the ledger`,
    );
  }
}

function filesIn(body: string): readonly Pick<AttachmentReference, 'name' | 'sha256'>[] {
  const files = membersOf(parseJson(body)).files;
  if (!Array.isArray(files)) return [];
  return files.flatMap((file: unknown) => {
    const { name, sha256 } = membersOf(file);
    const isNamed = typeof name === 'string' && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
    return isNamed ? [{ name, sha256 }] : [];
  });
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
