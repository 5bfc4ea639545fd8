import { parseForeignJson } from '../../../core/text/parse-json.ts';
import { CENTRE, type LeaseReads, type RecordedLease } from '../../record/leases.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import { createFilter, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, type SqlRow, textOf } from '../store/sql-values.ts';

export const createLeaseReads = (database: SqlDatabase): LeaseReads => ({
  leases: ({ zone, chain, recordedBeforeMs } = {}) => {
    const leases = [
      ...(chain === undefined || chain === CENTRE ? granted(database, recordedBeforeMs) : []),
      ...(chain === CENTRE ? [] : obeyed(database, chain, recordedBeforeMs)),
    ];
    return leases.filter((lease) => zone === undefined || lease.zone === zone).sort((a, b) => a.seq - b.seq);
  },
});

function granted(database: SqlDatabase, recordedBeforeMs: number | undefined): readonly RecordedLease[] {
  const filter = createFilter();
  filter.add('recorded_ms < ?', recordedBeforeMs);
  const sql = `SELECT seq, zone, epoch, from_ms, collectors, reason, recorded_ms FROM lease ${filter.where()} ORDER BY seq`;
  return [...select(database, sql, filter.values).map((row) => parseLease(row, CENTRE))];
}

/** What collectors wrote into their own chains: the whole text of a row is kept of these. */
function obeyed(
  database: SqlDatabase,
  collector: string | undefined,
  recordedBeforeMs: number | undefined,
): readonly RecordedLease[] {
  const filter = createFilter();
  filter.add('kind = ?', 'lease');
  filter.add('collector = ?', collector);
  filter.add('recorded_ms < ?', recordedBeforeMs);
  const sql = `SELECT seq, collector, recorded_ms, body FROM collector_row ${filter.where()} ORDER BY seq`;
  return [
    ...select(database, sql, filter.values).map((row) => {
      const content = columnsOf(parseForeignJson(textOf(row, 'body')));
      const stored = { ...content, seq: integerOf(row, 'seq'), recorded_ms: integerOf(row, 'recorded_ms') };
      return parseLease(stored, textOf(row, 'collector'));
    }),
  ];
}

function columnsOf(content: unknown): Record<string, string | number> {
  const columns: Record<string, string | number> = {};
  if (typeof content !== 'object' || content === null) return columns;
  for (const [name, value] of Object.entries(content))
    if (typeof value === 'string' || typeof value === 'number') columns[name] = value;
  return columns;
}

export function parseLease(row: SqlRow, chain: RecordedLease['chain']): RecordedLease {
  return {
    seq: integerOf(row, 'seq'),
    zone: textOf(row, 'zone'),
    epoch: integerOf(row, 'epoch'),
    fromMs: integerOf(row, 'from_ms'),
    collectors: parseCollectors(textOf(row, 'collectors')),
    reason: textOf(row, 'reason'),
    recordedMs: integerOf(row, 'recorded_ms'),
    chain,
  };
}

function parseCollectors(text: string): readonly string[] {
  const value = parseForeignJson(text);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw new LedgerError(
    'LEDGER_CORRUPT',
    `the ledger is damaged: column collectors: expected a list of names as JSON, got ${text.slice(0, 100)}`,
  );
}
