import { setImmediate } from 'node:timers/promises';
import type { Change } from '../../../core/domain/state.ts';
import { canonicalJson } from '../../../core/text/canonical-json.ts';
import {
  type ImportContent,
  type ImportedCoverage,
  type ImportOptions,
  type ImportOutcome,
  importRun,
} from '../../record/imports.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import { type AppendRow, type Chain, createChain } from '../chain/chain.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { optionalIntegerOf } from '../store/sql-values.ts';
import { openBeside } from './open-beside.ts';
import { MOST_ROWS } from './writer.ts';

/**
 * Takes over what another system recorded, in small transactions beside the ledger's owner. It counts from the last
 * transaction on: an import that was broken off counts for nothing, and goes on where it is started again.
 * @throws LEDGER_NEWER, LEDGER_CORRUPT, LEDGER_UNWRITABLE, LEDGER_BUSY, LEDGER_FULL, and the reason of `signal`.
 */
export async function importChanges(
  path: string,
  content: ImportContent,
  options: ImportOptions,
): Promise<ImportOutcome> {
  const { author, nowMs } = options;
  const run = importRun(content);
  const { database } = openBeside(path, { collector: author, run }, { nowMs });
  try {
    const chain = createChain(database);
    return await writeContent({ path, database, chain, run }, content, options);
  } finally {
    database.close();
  }
}

interface Store {
  readonly path: string;
  readonly database: SqlDatabase;
  readonly chain: Chain;
  readonly run: string;
}

async function writeContent(
  { path, database, chain, run }: Store,
  { source, about, changes, coverage }: ImportContent,
  { author, nowMs, onProgress, signal }: ImportOptions,
): Promise<ImportOutcome> {
  const isImported = database.prepare('SELECT 1 FROM import WHERE source = ? AND run = ?');
  const hasEnded = () => isImported.get(source, run) !== undefined;
  const by = { source, run, author };
  const total = changes.length + coverage.length;
  let addedRows = 0;
  let doneRows = 0;

  const write = async <Row>(
    table: 'change' | 'imported_coverage',
    rows: readonly Row[],
    add: AddRow<Row>,
  ) => {
    const last = database.prepare(
      `SELECT max(source_seq) AS last FROM ${table} WHERE source = ? AND run = ?`,
    );
    for (let start = 0; start < rows.length; start += MOST_ROWS) {
      signal?.throwIfAborted();
      withLedgerErrors(path, () =>
        chain.transaction((append) => {
          // Numbers count from 0 in the order of the content: what is there already is its beginning.
          const there = optionalIntegerOf(last.get(source, run) ?? {}, 'last') ?? -1;
          for (const [index, row] of rows.slice(start, start + MOST_ROWS).entries()) {
            if (start + index <= there) continue;
            add(append, row, { ...by, source_seq: start + index, recorded_ms: nowMs() });
            addedRows++;
          }
        }),
      );
      doneRows += Math.min(MOST_ROWS, rows.length - start);
      onProgress?.(doneRows, total);
      // Gives signals and progress their turn.
      await setImmediate();
    }
  };

  if (hasEnded()) return { run, outcome: 'already-there', addedRows };
  await write('change', changes, addChange);
  await write('imported_coverage', coverage, addCoverage);
  withLedgerErrors(path, () =>
    chain.transaction((append) => {
      if (hasEnded()) return;
      const body = canonicalJson({ ...about, changes: changes.length, coverage: coverage.length });
      append('import', { ...by, recorded_ms: nowMs(), body });
      addedRows++;
    }),
  );
  return { run, outcome: addedRows > 0 ? 'added' : 'already-there', addedRows };
}

interface Origin {
  readonly source: string;
  readonly run: string;
  readonly source_seq: number;
  readonly recorded_ms: number;
  readonly author: string;
}

type AddRow<Row> = (append: AppendRow, row: Row, origin: Origin) => void;

const addChange: AddRow<Change> = (append, change, origin) => {
  append('change', {
    ...origin,
    entity: change.entity,
    indicator: change.indicator,
    origin: 'imported',
    corrects: undefined,
    after_ms: change.afterMs,
    at_ms: change.atMs,
    state: change.state,
    reason: change.reason,
    body: change.evidence && canonicalJson(change.evidence),
  });
};

const addCoverage: AddRow<ImportedCoverage> = (append, { entity, indicator, fromMs, toMs }, origin) => {
  append('imported_coverage', { ...origin, entity, indicator, from_ms: fromMs, to_ms: toMs });
};
