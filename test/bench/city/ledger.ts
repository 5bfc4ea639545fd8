import { DatabaseSync } from 'node:sqlite';

export interface ChangeRow {
  readonly entity: string;
  readonly atMs: number;
  readonly recordedMs: number;
  /** How many agreed. */
  readonly probes: number;
}

/** Reads the ledger beside camwatch, as its own commands do. */
export function openLedgerFile(path: string) {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  return {
    /** Changes of `reach` that were recorded since. */
    reachSince: (state: 'up' | 'down', recordedMs: number): ChangeRow[] =>
      database
        .prepare(
          `SELECT entity, at_ms, recorded_ms, coalesce(body ->> 'probes', 1) AS probes FROM change WHERE indicator = 'reach' AND state = ? AND recorded_ms >= ?`,
        )
        .all(state, recordedMs)
        .map((row) => ({
          entity: String(row.entity),
          atMs: Number(row.at_ms),
          recordedMs: Number(row.recorded_ms),
          probes: Number(row.probes),
        })),
    countUp: (): number =>
      Number(
        database
          .prepare(
            `SELECT count(DISTINCT entity) AS n FROM change WHERE indicator = 'reach' AND state = 'up'`,
          )
          .get()?.n,
      ),
    /** Some of the time that is being watched counts as covered. */
    hasCoverage: (): boolean =>
      database.prepare('SELECT 1 FROM coverage_open UNION ALL SELECT 1 FROM coverage LIMIT 1').get() !==
      undefined,
    close: () => database.close(),
  };
}
