import { canonicalJson } from '../../../core/text/canonical-json.ts';
import { hours } from '../../../core/time/units.ts';
import { renderHeadName } from '../../record/chain-heads.ts';
import type { AppendRow } from '../chain/chain.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { optionalIntegerOf, optionalTextOf } from '../store/sql-values.ts';
import type { ArrivedRow } from './read-batch.ts';

/** `action` of the row of `audit` that keeps what a forked chain said. */
export const CHAIN_FORKED = 'collector-forked';

export interface ForkNote {
  readonly collector: string;
  readonly seq: number;
  readonly ours: string;
  readonly theirs: string;
  readonly rows: readonly ArrivedRow[];
  readonly author: string;
  readonly recordedMs: number;
}

/** A fork that goes on is another at every row: so often it is noted. */
const NOTE_EVERY_MS = hours(1);
const MOST_ROWS = 20;
const LONGEST_ROWS = 65_536;

/** Keeps a fork as evidence in the ledger's own chain: both hashes of the number, and the rows that differ; each once. */
export function createForkNotes(database: SqlDatabase) {
  const select = database.prepare('SELECT fork, fork_ms FROM collector_head WHERE collector = ?');
  const remember = database.prepare('UPDATE collector_head SET fork = ?, fork_ms = ? WHERE collector = ?');
  return {
    note: (append: AppendRow, { collector, seq, ours, theirs, rows, author, recordedMs }: ForkNote): void => {
      const name = renderHeadName({ seq, hash: theirs });
      const known = select.get(collector);
      const notedMs = known && optionalIntegerOf(known, 'fork_ms');
      if (known && optionalTextOf(known, 'fork') === name) return;
      if (notedMs !== undefined && Math.abs(recordedMs - notedMs) < NOTE_EVERY_MS) return;
      remember.run(name, recordedMs, collector);
      const differing = rows.filter((row) => row.seq >= seq);
      const last = rows.at(-1);
      append('audit', {
        action: CHAIN_FORKED,
        recorded_ms: recordedMs,
        author,
        body: canonicalJson({
          ...{ collector, seq, ours, theirs, rows: renderRows(differing) },
          ...(last && { head: renderHeadName(last) }),
        }),
      });
    },
  };
}

/** As lines of an export, so many as have room. */
function renderRows(rows: readonly ArrivedRow[]): readonly string[] {
  const lines: string[] = [];
  let length = 0;
  for (const { seq, prev, hash, body } of rows.slice(0, MOST_ROWS)) {
    const line = JSON.stringify({ seq, prev, hash, body });
    length += line.length;
    if (length > LONGEST_ROWS) return lines;
    lines.push(line);
  }
  return lines;
}
