import { canonicalJson } from '../../../core/text/canonical-json.ts';
import type {
  Decision,
  Decisions,
  DecisionsOptions,
  DecisionTable,
  NewDecision,
} from '../../record/decisions.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import { type AppendRow, createChain } from '../chain/chain.ts';
import { selectDecisions } from '../reading/decision-reads.ts';
import { openBeside } from './open-beside.ts';

/**
 * Opens the ledger for decisions, without asking the collector to stop; creates the file where there is none.
 * @throws LEDGER_NEWER, LEDGER_CORRUPT, LEDGER_UNWRITABLE, LEDGER_BUSY.
 */
export function openDecisions(path: string, { author, nowMs, busyTimeoutMs }: DecisionsOptions): Decisions {
  const { database } = openBeside(
    path,
    { collector: author, run: 'decisions' },
    { nowMs, ...(busyTimeoutMs !== undefined && { busyTimeoutMs }) },
  );
  const chain = createChain(database);

  const decideAll = (table: DecisionTable, decide: () => readonly NewDecision[]): readonly Decision[] =>
    withLedgerErrors(path, () =>
      chain.transaction((append, head) => {
        const decisions = decide();
        const recordedMs = nowMs();
        return decisions.map((decision) => {
          const seq = appendDecision(append, table, decision, { author, recordedMs });
          return { seq, ...decision, recordedMs, author, hash: head().hash };
        });
      }),
    );

  const appendAll: Decisions['appendAll'] = (table, decisions, check, checked = 'of the table') =>
    decideAll(table, () => {
      check?.([...selectDecisions(database, table, checked === 'of the table' ? {} : checked)]);
      return decisions;
    });

  return {
    appendAll,
    appendFor: (table, id, decide) =>
      decideAll(table, () => decide([...selectDecisions(database, table, { id })])),
    append: (table, decision, check, checked) => {
      const [recorded] = appendAll(table, [decision], check, checked);
      if (!recorded) throw new Error('a decision that was recorded is missing');
      return recorded;
    },
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

function appendDecision(
  append: AppendRow,
  table: DecisionTable,
  { id, action, body }: NewDecision,
  { author, recordedMs }: { readonly author: string; readonly recordedMs: number },
): number {
  return append(table, { id, action, recorded_ms: recordedMs, author, body: canonicalJson(body) });
}
