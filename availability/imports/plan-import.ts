import type { ForeignTable } from '../../config/importers/foreign-table.ts';
import type { ImportProblem } from '../../config/importers/import-error.ts';
import type { Change } from '../../core/domain/state.ts';
import { type Interval, union } from '../../core/time/intervals.ts';
import type { ImportedCoverage } from '../../ledger/record/imports.ts';
import type { Columns } from './find-columns.ts';
import { type ImportRow, parseRow, type RowOptions } from './parse-row.ts';

export interface PlanOptions extends RowOptions {
  /** For which time the other system vouches: it knew all that the file names throughout, and told all of it. */
  readonly covers?: Interval;
  readonly onProgress?: (doneRows: number, totalRows: number) => void;
}

/** What a file comes to. */
export interface ImportPlan {
  readonly changes: readonly Change[];
  readonly coverage: readonly ImportedCoverage[];
  /** In the order of their places; where there is one, nothing is to be imported. */
  readonly problems: readonly ImportProblem[];
  readonly rows: number;
  readonly skippedRows: number;
  /** Rows that say once more what another row says. */
  readonly duplicateRows: number;
  readonly entities: number;
}

/** Reads all rows and makes changes and coverage of them, by device or link and indicator, in the order of time. */
export function planImport(table: ForeignTable, columns: Columns, options: PlanOptions): ImportPlan {
  const problems: (ImportProblem & { readonly line: number })[] = [];
  const read: ImportRow[] = [];
  let skippedRows = 0;
  for (const [index, row] of table.rows.entries()) {
    const parsed = parseRow(row, columns, options);
    if (parsed.kind === 'read') read.push(parsed.row);
    if (parsed.kind === 'skipped') skippedRows++;
    if (parsed.kind === 'refused')
      for (const problem of parsed.problems) problems.push({ ...problem, line: row.line });
    if (index % 1_000 === 0) options.onProgress?.(index, table.rows.length);
  }

  const histories = [...Map.groupBy(read, ({ entity, indicator }) => `${entity} ${indicator}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, rows]) => {
      const inOrder = rows.toSorted((a, b) => a.fromMs - b.fromMs || a.row.line - b.row.line);
      return columns.kind === 'outages' ? planOutages(inOrder, options) : planChanges(inOrder, options);
    });
  for (const { row, column, message } of histories.flatMap(({ flaws }) => flaws))
    problems.push({ place: columns.placeOf(row.row, column), path: column, message, line: row.row.line });

  return {
    changes: histories.flatMap(({ changes }) => changes),
    coverage: histories.flatMap(({ coverage }) => coverage),
    problems: problems.toSorted((a, b) => a.line - b.line).map(({ line: _, ...problem }) => problem),
    rows: table.rows.length,
    skippedRows,
    duplicateRows: histories.reduce((sum, { duplicateRows }) => sum + duplicateRows, 0),
    entities: new Set(read.map(({ entity }) => entity)).size,
  };
}

interface PlannedHistory {
  readonly changes: readonly Change[];
  readonly coverage: readonly ImportedCoverage[];
  readonly flaws: readonly Flaw[];
  readonly duplicateRows: number;
}

interface Flaw {
  readonly row: ImportRow;
  readonly column: 'at' | 'from' | 'to' | 'state';
  readonly message: string;
}

/** Outages of one indicator. Between them it was up, where the source vouches for the time. */
function planOutages(rows: readonly ImportRow[], { covers }: PlanOptions): PlannedHistory {
  const flaws: Flaw[] = [];
  const kept: (ImportRow & { readonly endMs: number })[] = [];
  let duplicateRows = 0;
  for (const row of rows) {
    const endMs = row.toMs ?? covers?.toMs;
    const last = kept.at(-1);
    if (endMs === undefined) {
      flaws.push({
        row,
        column: 'to',
        message: 'expected an end, or --covers that says until when it lasted',
      });
    } else if (last && saysTheSame(last, row)) {
      duplicateRows++;
    } else if (last && row.fromMs < last.endMs) {
      const message = `expected a time after the outage of line ${last.row.line}, which lasts beyond this one's begin`;
      flaws.push({ row, column: 'from', message });
    } else {
      flaws.push(...outside(row, 'from', row.fromMs, covers), ...outside(row, 'to', endMs, covers));
      kept.push({ ...row, endMs });
    }
  }
  const [first] = kept;
  const changes = kept.flatMap((row, index) => {
    const ends = row.toMs !== undefined && kept[index + 1]?.fromMs !== row.toMs;
    return ends ? [changeOf(row), upAt(row, row.endMs)] : [changeOf(row)];
  });
  const start = first && covers && covers.fromMs < first.fromMs ? [upAt(first, covers.fromMs)] : [];
  const intervals = covers ? [covers] : kept.map(({ fromMs, endMs }) => ({ fromMs, toMs: endMs }));
  return {
    changes: [...start, ...changes],
    coverage: first ? coverageOf(first, intervals) : [],
    flaws,
    duplicateRows,
  };
}

/** Changes of one indicator. What it was before the first of them is not known. */
function planChanges(rows: readonly ImportRow[], { covers }: PlanOptions): PlannedHistory {
  const flaws: Flaw[] = [];
  const kept: ImportRow[] = [];
  let duplicateRows = 0;
  for (const row of rows) {
    const last = kept.at(-1);
    if (last?.fromMs !== row.fromMs) {
      flaws.push(...outside(row, 'at', row.fromMs, covers));
      kept.push(row);
    } else if (saysTheSame(last, row)) {
      duplicateRows++;
    } else {
      const message = `expected what line ${last.row.line} says of the same time (${last.state}), got ${row.state}`;
      flaws.push({ row, column: 'state', message });
    }
  }
  const [first] = kept;
  const last = kept.at(-1);
  const interval = { fromMs: first?.fromMs ?? 0, toMs: covers?.toMs ?? last?.fromMs ?? 0 };
  return {
    changes: kept.map(changeOf),
    coverage: first ? coverageOf(first, [interval]) : [],
    flaws,
    duplicateRows,
  };
}

function outside(
  row: ImportRow,
  column: Flaw['column'],
  instantMs: number,
  covers: Interval | undefined,
): readonly Flaw[] {
  if (!covers || (instantMs >= covers.fromMs && instantMs <= covers.toMs)) return [];
  const got = new Date(instantMs).toISOString();
  return [{ row, column, message: `expected a time within --covers, got ${got}` }];
}

const saysTheSame = (a: ImportRow, b: ImportRow) =>
  a.fromMs === b.fromMs &&
  a.toMs === b.toMs &&
  a.afterMs === b.afterMs &&
  a.state === b.state &&
  a.reason === b.reason &&
  a.evidence?.reported === b.evidence?.reported;

function changeOf({ entity, indicator, state, reason, evidence, fromMs, afterMs }: ImportRow): Change {
  return {
    entity,
    indicator,
    state,
    ...(reason === undefined ? {} : { reason }),
    afterMs: afterMs ?? fromMs,
    atMs: fromMs,
    ...(evidence === undefined ? {} : { evidence }),
  };
}

const upAt = ({ entity, indicator }: ImportRow, atMs: number): Change => ({
  entity,
  indicator,
  state: 'up',
  afterMs: atMs,
  atMs,
});

const coverageOf = (
  { entity, indicator }: ImportRow,
  intervals: readonly Interval[],
): readonly ImportedCoverage[] => union(intervals).map((interval) => ({ entity, indicator, ...interval }));
