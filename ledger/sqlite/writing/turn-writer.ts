import { canonicalJson } from '../../../core/text/canonical-json.ts';
import { CENTRE } from '../../record/leases.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import type { SaidAgain, TurnWriter } from '../../record/turns.ts';
import { createChain } from '../chain/chain.ts';
import { AT_ONCE, TURNS_PLACED } from '../reading/turn-reads.ts';
import { openStore } from '../store/open-store.ts';
import { integerOf, optionalTextOf } from '../store/sql-values.ts';
import { REMEMBER } from './remember.ts';
import { createStatusWriter } from './status-writer.ts';

/** `run` of what the centre says of turns. */
const TURNS = 'turns';

/** @throws LEDGER_NEWER, LEDGER_CORRUPT, LEDGER_UNWRITABLE, LEDGER_BUSY. */
export function openTurnWriter(path: string, { nowMs }: { readonly nowMs: () => number }): TurnWriter {
  const database = openStore(path, { nowMs });
  const chain = createChain(database);
  const status = createStatusWriter(database);
  const selectLast = database.prepare(
    'SELECT coalesce(max(source_seq), 0) AS last FROM change WHERE source = ? AND run = ?',
  );
  const selectBody = database.prepare('SELECT body FROM change WHERE seq = ?');
  /** Its evidence goes on to be that of what it says. */
  const bodyOf = ({ collector, says, isAtOnce = false }: SaidAgain): string => {
    const { corrected: _, ...evidence } = JSON.parse(
      optionalTextOf(selectBody.get(says) ?? {}, 'body') ?? '{}',
    );
    return canonicalJson({ ...evidence, collector, row: says, ...(isAtOnce && { corrected: AT_ONCE }) });
  };
  const remember = database.prepare(REMEMBER);
  return {
    say: (rows, placed) =>
      withLedgerErrors(path, () =>
        chain.transaction((append) => {
          const recordedMs = nowMs();
          let last = integerOf(selectLast.get(CENTRE, TURNS), 'last');
          const seqs = rows.map((row) =>
            append('change', { ...columnsOf(row, ++last, recordedMs), body: bodyOf(row) }),
          );
          status.take(seqs[0], seqs.length);
          if (placed !== undefined) remember.run(TURNS_PLACED, placed);
        }),
      ),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

const columnsOf = (row: SaidAgain, sourceSeq: number, recordedMs: number) => ({
  entity: row.entity,
  indicator: row.indicator,
  origin: row.corrects === undefined ? ('measured' as const) : ('correction' as const),
  corrects: row.corrects,
  after_ms: row.afterMs,
  at_ms: row.atMs,
  state: row.state,
  reason: row.reason,
  recorded_ms: recordedMs,
  author: CENTRE,
  source: CENTRE,
  run: TURNS,
  source_seq: sourceSeq,
});
