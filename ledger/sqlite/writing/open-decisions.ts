import { dirname } from 'node:path';
import { canonicalJson, type Json } from '../../../core/text/canonical-json.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import { type AppendRow, createChain } from '../chain/chain.ts';
import { type Decision, type DecisionTable, selectDecisions } from '../reading/decision-reads.ts';
import { openStore } from '../store/open-store.ts';
import { createLedgerWriter } from './writer.ts';

export interface NewDecision {
  readonly id: string;
  readonly action: string;
  readonly body: Json;
}

/**
 * Looks at all rows of the table as they stand, or at those of the decision's `id` where it asks for no more, inside the
 * transaction, and throws to refuse what is to be added: what it saw cannot change before the row is in.
 */
export type DecisionCheck = (rows: readonly Decision[]) => void;

/** Incidents have a hundred thousand rows: a check of one need not hold others up with all of them. */
export type CheckedRows = 'of the table' | { readonly id: string };

/** What people decide, recorded in small transactions beside the ledger's owner. */
export interface Decisions {
  /** @throws what `check` throws, and what SQLite may report; then nothing was recorded. */
  readonly append: (
    table: DecisionTable,
    decision: NewDecision,
    check?: DecisionCheck,
    checked?: CheckedRows,
  ) => Decision;
  /** All of them in one transaction, or none: keep it to a thousand, others wait meanwhile. */
  readonly appendAll: (
    table: DecisionTable,
    decisions: readonly NewDecision[],
    check?: DecisionCheck,
    checked?: CheckedRows,
  ) => readonly Decision[];
  /** What `decide` makes of the rows of an id as they stand, in the same transaction: nothing where it makes nothing of them. */
  readonly appendFor: (
    table: DecisionTable,
    id: string,
    decide: (rows: readonly Decision[]) => readonly NewDecision[],
  ) => readonly Decision[];
  readonly close: () => void;
}

export interface DecisionsOptions {
  readonly author: string;
  readonly nowMs: () => number;
  /** How long to wait for another process that writes. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens the ledger for decisions, without asking the collector to stop; creates the file where there is none.
 * @throws LEDGER_NEWER, LEDGER_CORRUPT, LEDGER_UNWRITABLE, LEDGER_BUSY.
 */
export function openDecisions(path: string, { author, nowMs, busyTimeoutMs }: DecisionsOptions): Decisions {
  withLedgerErrors(path, () => makeFolder(dirname(path)));
  const database = openStore(path, { nowMs, ...(busyTimeoutMs === undefined ? {} : { busyTimeoutMs }) });
  const chain = createChain(database);
  withLedgerErrors(path, () =>
    createLedgerWriter(database, { collector: author, run: 'decisions' }).recordCreation(nowMs()),
  );

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
