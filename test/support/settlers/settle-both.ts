import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '#app/context.ts';
import { buildDraftCommand } from '#app/statement/draft-command.ts';
import { canonicalJson, type Json } from '#core/canonical-json.ts';
import { CamwatchError } from '#core/errors.ts';
import { createChain } from '#ledger/chain.ts';
import { exportLedger } from '#ledger/export-ledger.ts';
import { openStore } from '#ledger/open-store.ts';
import { verifyStatement } from '#verifier/verify-statement.mjs';
import { drawLedger, type RandomLedger } from './random-ledger.ts';
import type { PlannedRow } from './world.ts';

/** What the two settlers say of one ledger: the statements of camwatch, and where the verifier differs. */
export interface Settled {
  readonly statements: number;
  readonly differences: readonly string[];
}

export async function settleBoth(seed: number, rules: 1 | 2): Promise<Settled> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'camwatch-settlers-'));
  try {
    const ledger = drawLedger(seed, rules);
    const path = join(folder, 'ledger.sqlite');
    writeLedger(path, ledger.rows);
    const files = await draftAll(path, folder, ledger);
    const lines = [...exportLedger(path, { secret: 'include' })];
    const differences = files.flatMap((file) => differencesOf(readFileSync(file, 'utf8'), lines));
    return { statements: files.length, differences };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function differencesOf(text: string, lines: readonly string[]): readonly string[] {
  const { document } = JSON.parse(text);
  const { fingerprint } = document.signer;
  const { findings } = verifyStatement(text, lines, { fingerprint });
  return findings
    .filter(({ outcome }) => outcome !== 'good')
    .flatMap(({ check, notes, differences = [] }) => [
      ...notes.map((note) => `${document.id} ${check}: ${note}`),
      ...differences.map(
        ({ clause, where, what, sealed, settled }) =>
          `${document.id} [${clause}] ${where}: ${what}: ${JSON.stringify(sealed)} ≠ ${JSON.stringify(settled)}`,
      ),
    ]);
}

/** Puts rows on record, each with the instant at which it was recorded. */
function writeLedger(path: string, rows: readonly PlannedRow[]): void {
  copyFileSync(emptyLedger(), path);
  const database = openStore(path, { nowMs: () => 0 });
  const numbers = new Map<unknown, number>();
  database.exec('PRAGMA synchronous = OFF');
  createChain(database).transaction((append) => {
    const appendAny = append as unknown as AppendAny;
    for (const row of rows) numbers.set(row, appendAny(row.table, columnsOf(row, numbers)));
  });
  database.close();
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

async function draftAll(
  path: string,
  folder: string,
  { period, seed }: RandomLedger,
): Promise<readonly string[]> {
  const out = join(folder, 'out');
  mkdirSync(out);
  const said: string[] = [];
  const note = (text: unknown) => void said.push(String(text));
  const terminal = {
    print: note,
    printHeard: note,
    printJson: note,
    printError: note,
    style: (_: unknown, text: string) => text,
    width: 100,
    isInteractive: false,
    progress: () => {},
    clearProgress: () => {},
  };
  const context: Context = {
    terminal,
    env: { LANG: 'en' },
    stop: new AbortController().signal,
    reportProblem: () => {},
  };
  const key = join(folder, 'key.pem');
  // The other contracts are simple: now and then is enough.
  const contract = seed % 4 === 0 ? 'all' : 'c';
  const place = contract === 'all' ? out : join(out, 'c.json');
  const options = [
    '--contract',
    contract,
    '--period',
    period,
    '--ledger',
    path,
    '--key',
    key,
    '--out',
    place,
  ];
  try {
    await buildDraftCommand(context).parseAsync(options, { from: 'user' });
  } catch (error) {
    // A contract that is never in force in the period has no statement.
    if (!(error instanceof CamwatchError && error.code === 'SETTLEMENT_CONTRACT')) throw error;
  }
  return readdirSync(out).map((name) => join(out, name));
}
