import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, type Json } from '#core/text/canonical-json.ts';
import type { ChainedTable } from '#ledger/record/chained-tables.ts';
import { createChain } from '#ledger/sqlite/chain/chain.ts';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import type { SqlDatabase } from '#ledger/sqlite/store/sql-database.ts';
import { verifyStatement } from '#verifier/verify-statement.mjs';
import { drawLedger, type Generation } from './random-ledger.ts';
import { createCollectorsOf, isMeasured } from './received-ledger.ts';
import { createStatementSteps, type StatementSteps } from './statement-steps.ts';
import { CITY_ZONE } from './wider-ledger.ts';
import type { PlannedRow, RandomLedger } from './world.ts';

/** What the two settlers say of one ledger: the statements of camwatch, and where the verifier differs. */
export interface Settled {
  readonly ledger: RandomLedger;
  /** Their documents, in the order in which they were made. */
  readonly statements: readonly Statement[];
  readonly differences: readonly string[];
}

type By = 'itself' | 'collectors';

/** As it is in the file. */
// biome-ignore lint/suspicious/noExplicitAny: what is read of it is looked at, not relied on.
export type Statement = any;

export const settleBoth = (seed: number, rules: 1 | 2, generation: Generation): Promise<Settled> =>
  settleLedger(drawLedger(seed, rules, generation));

/** @param by Who puts on record what was measured: camwatch itself, or collectors that send it. */
export async function settleLedger(ledger: RandomLedger, by: By = 'itself'): Promise<Settled> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'camwatch-settlers-'));
  try {
    const path = join(folder, 'ledger.sqlite');
    const write = writeLedger(path, ledger.rows, by);
    const steps = createStatementSteps(path, folder, ledger);
    await takeSteps(steps, ledger, write);
    const lines = [...exportLedger(path, { secret: 'include', timeZone: CITY_ZONE })];
    const texts = steps.files().map((file) => readFileSync(file, 'utf8'));
    const differences = texts.flatMap((text) => differencesOf(text, lines));
    return { ledger, statements: texts.map((text) => JSON.parse(text).document), differences };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function takeSteps(
  steps: StatementSteps,
  { seed, period, before, course, later }: RandomLedger,
  write: (rows: readonly PlannedRow[]) => void,
): Promise<void> {
  for (const month of before) {
    await steps.draft('c', month);
    await steps.issue(month);
  }
  // The other contracts are simple: now and then is enough.
  await steps.draft(course === 'drafted' && seed % 4 === 0 ? 'all' : 'c', period);
  if (course === 'objected') await steps.object(period);
  if (course === 'drafted' || !(await steps.issue(period))) return;
  for (const rows of later) {
    write(rows.map((row) => ({ ...row, recorded_ms: Date.now() })));
    await steps.restate(period);
  }
}

function differencesOf(text: string, lines: readonly string[]): readonly string[] {
  const { document } = JSON.parse(text);
  const { fingerprint } = document.signer;
  const { findings } = verifyStatement(text, lines, { fingerprint });
  const name = `${document.id} ${document.state}${document.number || ''}`;
  return findings
    .filter(({ outcome }) => outcome !== 'good')
    .flatMap(({ check, notes, differences = [] }) => [
      ...notes.map((note) => `${name} ${check}: ${note}`),
      ...differences.map(
        ({ clause, where, what, sealed, settled }) =>
          `${name} [${clause}] ${where}: ${what}: ${JSON.stringify(sealed)} ≠ ${JSON.stringify(settled)}`,
      ),
    ]);
}

/** A new ledger of these rows, and what writes more. */
export function writeLedger(
  path: string,
  rows: readonly PlannedRow[],
  by: By = 'itself',
): ReturnType<typeof createWriter> {
  copyFileSync(emptyLedger(), path);
  const write = createWriter(path, by);
  write(rows);
  return write;
}

/** Puts rows on record, each with the instant at which it was recorded. */
function createWriter(path: string, by: By): (rows: readonly PlannedRow[]) => void {
  const numbers = new Map<unknown, number>();
  return (rows) => {
    const database = openStore(path, { nowMs: () => 0 });
    database.exec('PRAGMA synchronous = OFF');
    if (by === 'collectors') {
      writeReceived(database, rows, numbers);
      database.close();
      return;
    }
    createChain(database).transaction((append) => {
      const appendAny = append as unknown as AppendAny;
      for (const row of rows) numbers.set(row, appendAny(row.table, columnsOf(row, numbers)));
    });
    database.close();
  };
}

function writeReceived(
  database: SqlDatabase,
  rows: readonly PlannedRow[],
  numbers: Map<unknown, number>,
): void {
  const [chain, collectors] = [createChain(database), createCollectorsOf(database)];
  for (const row of rows) {
    const columns = columnsOf(row, numbers);
    const seq = isMeasured(row.table, columns)
      ? collectors.record(row.table as ChainedTable, columns)
      : chain.transaction((append) => (append as unknown as AppendAny)(row.table, columns));
    numbers.set(row, seq);
  }
}

let empty: string | undefined;

/** A ledger without rows, made once: to make one takes longer than to settle it. */
function emptyLedger(): string {
  if (empty !== undefined) return empty;
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-empty-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  empty = join(folder, 'ledger.sqlite');
  openStore(empty, { nowMs: () => 0 }).close();
  return empty;
}

/** Rows of every table go the same way: the database refuses what is none. */
type AppendAny = (table: string, columns: Readonly<Record<string, unknown>>) => number;

function columnsOf(
  row: PlannedRow,
  numbers: ReadonlyMap<unknown, number>,
): Readonly<Record<string, unknown>> {
  const { table: _, correctsRow, voidsRow, body, ...columns } = row;
  return {
    ...columns,
    ...(correctsRow !== undefined && { corrects: numbers.get(correctsRow) }),
    ...(voidsRow !== undefined && { voids: numbers.get(voidsRow) }),
    ...(body !== undefined && { body: canonicalJson(body as Json) }),
  };
}
