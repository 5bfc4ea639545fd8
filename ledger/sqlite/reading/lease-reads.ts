import { z } from 'zod';
import { CalendarInstant } from '../../../core/input/calendar-instant.ts';
import { canonicalJson } from '../../../core/text/canonical-json.ts';
import { parseForeignJson } from '../../../core/text/parse-json.ts';
import { CENTRE, type LeaseReads, type RecordedLease } from '../../record/leases.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import { createFilter, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, type SqlRow, textOf } from '../store/sql-values.ts';

export const createLeaseReads = (database: SqlDatabase): LeaseReads => ({
  leases: ({ zone, chain, recordedBeforeMs } = {}) => {
    const ours = granted(database, recordedBeforeMs);
    const names = new Set(ours.map(nameOf));
    const theirs =
      chain === CENTRE
        ? []
        : obeyed(database, chain, recordedBeforeMs).filter((lease) => names.has(nameOf(lease)));
    const leases = chain === undefined ? [...ours, ...theirs] : chain === CENTRE ? ours : theirs;
    return leases.filter((lease) => zone === undefined || lease.zone === zone).sort((a, b) => a.seq - b.seq);
  },
});

function granted(database: SqlDatabase, recordedBeforeMs: number | undefined): readonly RecordedLease[] {
  const filter = createFilter();
  filter.add('recorded_ms < ?', recordedBeforeMs);
  const sql = `SELECT seq, zone, epoch, from_ms, collectors, reason, recorded_ms FROM lease ${filter.where()} ORDER BY seq`;
  return [...select(database, sql, filter.values).map((row) => parseLease(row, CENTRE))];
}

/** A collector obeys what was granted: what it made up itself gives it no share, and names no list of collectors. */
const nameOf = ({ zone, epoch, collectors }: RecordedLease): string =>
  canonicalJson([zone, epoch, [...collectors]]);

/** What collectors wrote into their own chains: the whole text of a row is kept of these, whatever it says. */
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
    ...select(database, sql, filter.values).flatMap((row) => {
      const { data } = Obeyed.safeParse(parseForeignJson(textOf(row, 'body')));
      if (data === undefined) return [];
      const { zone, epoch, from_ms: fromMs, collectors, reason } = data;
      const place = { seq: integerOf(row, 'seq'), recordedMs: integerOf(row, 'recorded_ms') };
      return [{ ...place, zone, epoch, fromMs, collectors, reason, chain: textOf(row, 'collector') }];
    }),
  ];
}

const Obeyed = z.object({
  zone: z.string(),
  epoch: z.int().positive(),
  from_ms: CalendarInstant,
  collectors: z.string().transform(parseForeignJson).pipe(z.array(z.string())),
  reason: z.string(),
});

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
