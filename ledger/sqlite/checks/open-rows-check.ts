import type { Findings } from '../chain/chain-findings.ts';
import { lastSeal, SEAL_EVERY_MS } from '../chain/seals.ts';
import { parseHistogram } from '../reading/histogram-text.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, type SqlRow, textOf } from '../store/sql-values.ts';

/**
 * What still grows is in the chain only when it ends. Until then the chain bounds it: a segment of coverage belongs to one
 * run, and reaches no further than the collector could record before it had to seal again; the counts of a day of a link add up,
 * and it is not ended as well.
 */
export function checkOpenRows(database: SqlDatabase, found: Findings): void {
  for (const message of [...coverageProblems(database), ...trafficProblems(database)]) {
    found.add('open', 0, message);
  }
}

function* coverageProblems(database: SqlDatabase): Generator<string> {
  const rows = database.prepare('SELECT DISTINCT source, run, from_ms, to_ms FROM coverage_open').all();
  for (const source of new Set(rows.map((row) => textOf(row, 'source')))) {
    const ofSource = rows.filter((row) => row.source === source);
    const runs = new Set(ofSource.map((row) => textOf(row, 'run')));
    if (runs.size > 1)
      yield `the open coverage is of ${runs.size} runs: expected that of one, got ${[...runs].sort().join(', ')}`;
  }
  const sealedMs = lastSeal(database)?.recordedMs;
  for (const row of rows) {
    const [fromMs, toMs] = [integerOf(row, 'from_ms'), integerOf(row, 'to_ms')];
    const name = `the open coverage of ${textOf(row, 'source')} (${textOf(row, 'run')})`;
    if (toMs < fromMs) yield `${name} ends before it begins: ${fromMs} to ${toMs}`;
    if (sealedMs === undefined || toMs > sealedMs + SEAL_EVERY_MS) {
      yield `${name} reaches to ${instant(toMs)}: expected an hour after the last seal at the latest, which ${sealedMs === undefined ? 'is missing' : `was at ${instant(sealedMs)}`}`;
    }
  }
}

/** What no calendar has is told as a number. */
const instant = (ms: number): string => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : `${ms}`);

function* trafficProblems(database: SqlDatabase): Generator<string> {
  for (const row of database.prepare(SELECT_TRAFFIC).iterate()) {
    const name = `the open traffic of ${textOf(row, 'link')} ${textOf(row, 'date')} ${textOf(row, 'direction')}`;
    if (row.ended !== null) yield `${name} is ended as well: row ${integerOf(row, 'ended')} has it`;
    const counted = countOf(row);
    if (counted === integerOf(row, 'samples')) continue;
    yield `${name} counts ${integerOf(row, 'samples')} samples: expected ${counted ?? 'counts'} from its histogram`;
  }
}

function countOf(row: SqlRow): number | undefined {
  try {
    return parseHistogram(textOf(row, 'histogram')).reduce((sum, count) => sum + count, 0);
  } catch {
    // Whatever it is, it is no histogram: that is what is told.
    return undefined;
  }
}

const SELECT_TRAFFIC = `
  SELECT open.link, open.date, open.direction, open.samples, open.histogram, ended.seq AS ended
  FROM traffic_open AS open LEFT JOIN traffic_day AS ended
    USING (link, date, direction, source, run, capacity_bps)
  ORDER BY open.link, open.date, open.direction`;
