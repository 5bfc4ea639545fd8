import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { readZip } from '#core/archives/zip.ts';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { openLedger } from '#ledger/sqlite/writing/open-ledger.ts';

/** A question to the command of an older version, and what it answered; `{folder}` is where the ledger lies. */
export interface OldAnswer {
  readonly question: string;
  readonly args: readonly string[];
  readonly answer: object;
}

export interface OldLedger {
  readonly folder: string;
  readonly path: string;
  readonly config: string;
  readonly remove: () => void;
}

const FIXTURES = new URL('../fixtures/ledgers/', import.meta.url).pathname;

/** A copy of a ledger that an older version wrote, with the configuration and the files that belong to it. */
export function unpackOldLedger(name: string): OldLedger {
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-old-ledger-'));
  for (const { path, data } of readZip(readFileSync(`${FIXTURES}${name}.zip`))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), data, { mode: 0o600 });
  }
  return at(folder);
}

/** Another copy, to bring up to date. */
export function copyOldLedger({ folder }: OldLedger): OldLedger {
  const copy = mkdtempSync(join(tmpdir(), 'camwatch-old-ledger-'));
  cpSync(folder, copy, { recursive: true });
  return at(copy);
}

const at = (folder: string): OldLedger => ({
  folder,
  path: join(folder, 'ledger.sqlite'),
  config: join(folder, 'config'),
  remove: () => rmSync(folder, { recursive: true, force: true }),
});

/** As a start of camwatch does, after the last row. */
export async function bringUpToDate(path: string, nowMs: number): Promise<void> {
  const logger = pino({ level: 'silent' });
  const ledger = await openLedger({ path, collector: 'town-1', run: 'later', logger, nowMs: () => nowMs });
  await ledger.close();
}

export function oldAnswers(name: string): readonly OldAnswer[] {
  const lines = readFileSync(`${FIXTURES}${name}.answers.jsonl`, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const asked: Omit<OldAnswer, 'question'> = JSON.parse(line);
    return { question: asked.args.join(' '), ...asked };
  });
}

/** The hash of the first rows of an export: the lines after the header, each with its end. */
export function exportHash(path: string, rows: number): string {
  const lines = exportLedger(path, { secret: 'include' }).drop(1).take(rows);
  const hash = createHash('sha256');
  for (const line of lines) {
    // The file of a statement that later versions put beside its row is no part of the row.
    const { file: _, ...row } = JSON.parse(line);
    hash.update(`${JSON.stringify(row)}\n`);
  }
  return hash.digest('hex');
}
