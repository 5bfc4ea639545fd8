import { parseForeignJson } from '../../../core/text/parse-json.ts';
import type { RecordedChange } from '../../record/changes.ts';
import type { ExportContent, ExportedCoverage } from '../../record/exports.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import type { RecordedRevision } from '../../record/revisions.ts';
import { GENESIS_HASH, hashRow } from '../../record/row-body.ts';
import { parseChangeRow } from '../reading/change-rows.ts';
import { parseRevisionRow } from '../reading/read-ledger.ts';
import { integerOf, type SqlRow } from '../store/sql-values.ts';

/** Whether a text begins as `camwatch ledger export` writes it. */
export function isExport(text: string): boolean {
  const [first = ''] = text.split('\n', 1);
  return objectIn(first)?.format === FORMAT;
}

/** Reads an export after recomputing its chain: what was changed on the way is a problem, with its line. */
export function readExport(text: string): ExportContent {
  const lines = text.split('\n').filter((line) => line !== '');
  const problems: { line: number; message: string }[] = [];
  const changes: { line: number; change: RecordedChange }[] = [];
  const coverage: ExportedCoverage[] = [];
  const revisions: RecordedRevision[] = [];
  let withheldRows = 0;
  let prev = GENESIS_HASH;
  for (const [index, json] of lines.entries()) {
    if (index === 0) continue;
    const line = index + 1;
    const row = objectIn(json) ?? {};
    const flaw = flawOf(row, { prev, seq: index });
    if (flaw !== undefined) problems.push({ line, message: flaw });
    prev = told(row.hash);
    if (row.withheld !== undefined) withheldRows++;
    const body = typeof row.body === 'string' ? objectIn(row.body) : undefined;
    if (!body && flaw === undefined && row.withheld === undefined)
      problems.push({ line, message: 'expected the body as an object, got something else' });
    if (!body || flaw !== undefined) continue;
    try {
      if (body.table === 'change') changes.push({ line, change: parseChangeRow(toSqlRow(body)) });
      if (body.table === 'coverage') coverage.push(parseCoverage(toSqlRow(body)));
      if (body.table === 'revision' && OF_CHECKS.has(body.kind))
        revisions.push(parseRevisionRow({ body: null, ...toSqlRow(body) }));
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      problems.push({ line, message: error.message });
    }
  }
  const head = membersOf(objectIn(lines[0])?.head);
  if (head?.hash !== prev && lines.length > 1)
    problems.push({
      line: lines.length,
      message: `expected the head ${told(head?.hash)} in the last line, got ${prev}`,
    });
  const corrected = new Set(changes.map(({ change }) => change.corrects));
  return {
    changes: changes.filter(({ change }) => change.origin !== 'imported' && !corrected.has(change.seq)),
    coverage,
    revisions,
    withheldRows,
    problems,
  };
}

const FORMAT = 'camwatch-ledger-export';

/** Of what may be anything in any depth. */
const told = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value).slice(0, LONGEST_TOLD)
    : typeof value;

const LONGEST_TOLD = 100;

type JsonObject = Readonly<Record<string, unknown>>;

function objectIn(json: string | undefined): JsonObject | undefined {
  return json === undefined ? undefined : membersOf(parseForeignJson(json));
}

const membersOf = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;

function flawOf(
  row: JsonObject,
  expected: { readonly prev: string; readonly seq: number },
): string | undefined {
  if (row.seq !== expected.seq) return `expected row ${expected.seq}, got ${told(row.seq)}`;
  if (row.prev !== expected.prev)
    return `expected ${expected.prev} as the hash before it, got ${told(row.prev)}`;
  if (row.withheld !== undefined) return undefined;
  if (typeof row.body !== 'string') return 'expected the body as a text, got none';
  const hash = hashRow(expected.prev, row.body);
  return hash === row.hash ? undefined : `expected content with the hash ${told(row.hash)}, got ${hash}`;
}

/** The columns as they are stored: absent ones are NULL, and the evidence is a text. */
function toSqlRow(body: JsonObject): SqlRow {
  const row: Record<string, string | number> = {};
  for (const [column, value] of Object.entries(body)) {
    if (typeof value === 'string' || typeof value === 'number') row[column] = value;
    else row[column] = JSON.stringify(value);
  }
  return row;
}

const OF_CHECKS: ReadonlySet<unknown> = new Set(['device', 'profile', 'polling']);

const parseCoverage = (row: SqlRow): ExportedCoverage => ({
  ...(row.interval_ms !== undefined && { intervalMs: integerOf(row, 'interval_ms') }),
  fromMs: integerOf(row, 'from_ms'),
  toMs: integerOf(row, 'to_ms'),
});
