import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Change, Entity } from '#core/domain/state.ts';
import type { LedgerReader } from '#ledger/record/ledger-reader.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { type Ledger, type OpenLedgerOptions, openLedger } from '#ledger/sqlite/writing/open-ledger.ts';

/** A folder that is gone when the test is. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const tempLedgerPath = (): string => join(tempFolder(), 'ledger.sqlite');

/** A ledger that is closed when the test is finished, should the test not have closed it. */
export async function openTempLedger(
  path: string,
  options: Partial<OpenLedgerOptions> = {},
): Promise<Ledger> {
  const ledger = await openLedger({
    path,
    collector: 'collector-1',
    run: 'run-1',
    logger: pino({ level: 'silent' }),
    nowMs: () => 1_000_000,
    ...options,
  });
  onTestFinished(() => ledger.close());
  return ledger;
}

export function openTempReader(path: string): LedgerReader {
  const reader = openLedgerReader(path);
  onTestFinished(() => reader.close());
  return reader;
}

/** Runs SQL on the file as an attacker with the file in hands would: triggers are no hindrance, and are put back afterwards. */
export function tamper(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  try {
    const triggers = database
      .prepare("SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'")
      .all();
    // At once: each by itself would wait for the disk.
    const drops = triggers.map(({ name }) => `DROP TRIGGER ${String(name)};`);
    database.exec(`BEGIN; ${drops.join(' ')} COMMIT;`);
    database.exec(sql);
    const there = new Set(
      database
        .prepare('SELECT name FROM sqlite_schema')
        .all()
        .map(({ name }) => name),
    );
    const gone = triggers.filter((trigger) => !there.has(trigger.name) && there.has(trigger.tbl_name));
    database.exec(`BEGIN; ${gone.map((trigger) => `${String(trigger.sql)};`).join(' ')} COMMIT;`);
  } finally {
    database.close();
  }
}

export function change(
  entity: Entity,
  state: Change['state'],
  atMs: number,
  rest: Partial<Change> = {},
): Change {
  return {
    entity,
    indicator: 'reach',
    state,
    ...(state === 'down' ? { reason: 'timeout' } : {}),
    afterMs: atMs,
    atMs,
    ...rest,
  };
}
