import type { ImportReads, RecordedImport } from '../../record/imports.ts';
import { createFilter, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, type SqlRow, textOf } from '../store/sql-values.ts';
import { CHANGE_COLUMNS, parseChangeRow } from './change-rows.ts';

export function createImportReads(database: SqlDatabase): ImportReads {
  const coverage = database.prepare(SELECT_COVERAGE);
  const changes = database.prepare(SELECT_CHANGES);
  return {
    imports: ({ recordedBeforeMs } = {}) => {
      const filter = createFilter();
      filter.add('recorded_ms < ?', recordedBeforeMs);
      const sql = `SELECT * FROM import ${filter.where()} ORDER BY seq`;
      return select(database, sql, filter.values).map(parseImportRow);
    },
    imported: ({ entity, indicator, fromMs, toMs, recordedBeforeMs = Number.POSITIVE_INFINITY }) => {
      const rows = coverage.all(entity, indicator, fromMs, toMs, recordedBeforeMs);
      const runs = Map.groupBy(rows, (row) => integerOf(row, 'import_seq'));
      return [...runs.values()].flatMap((covered) => {
        const [first] = covered;
        const source = textOf(first, 'source');
        const run = textOf(first, 'run');
        const period = { entity, indicator, source, run, from: fromMs, to: toMs };
        return [
          {
            source,
            run,
            changes: changes.all(period).map(parseChangeRow),
            coverage: covered.map((row) => ({
              fromMs: integerOf(row, 'from_ms'),
              toMs: integerOf(row, 'to_ms'),
            })),
          },
        ];
      });
    },
  };
}

const SELECT_COVERAGE = `
  SELECT import.seq AS import_seq, covered.source, covered.run, from_ms, to_ms FROM imported_coverage AS covered
  JOIN import ON import.source = covered.source AND import.run = covered.run
  WHERE entity = ? AND indicator = ? AND to_ms > ? AND from_ms < ? AND import.recorded_ms < ?
  ORDER BY import.seq DESC, from_ms, to_ms`;

const IN_IMPORT =
  "origin = 'imported' AND entity = :entity AND indicator = :indicator AND source = :source AND run = :run";

const SELECT_CHANGES = `
  SELECT ${CHANGE_COLUMNS} FROM change WHERE ${IN_IMPORT} AND at_ms < :to AND at_ms >= coalesce(
    (SELECT max(at_ms) FROM change WHERE ${IN_IMPORT} AND at_ms <= :from), :from
  ) ORDER BY at_ms, seq`;

function parseImportRow(row: SqlRow): RecordedImport {
  return {
    seq: integerOf(row, 'seq'),
    source: textOf(row, 'source'),
    run: textOf(row, 'run'),
    recordedMs: integerOf(row, 'recorded_ms'),
    author: textOf(row, 'author'),
    body: textOf(row, 'body'),
  };
}
