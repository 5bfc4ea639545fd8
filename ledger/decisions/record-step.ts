import type { Json } from '../../core/text/canonical-json.ts';
import type { CheckedRows, Decision, DecisionsOptions, DecisionTable } from '../record/decisions.ts';
import type { RecordStore } from '../record/record-store.ts';

export interface StepOptions extends DecisionsOptions {
  /** What `check` looks at. */
  readonly checked?: CheckedRows;
}

/**
 * Appends one step of something that is on record, after `check` has looked at the rows as they stand.
 * @throws what `check` throws, and what the ledger may report; then nothing was recorded.
 */
export function recordStep(
  store: Pick<RecordStore, 'openDecisions'>,
  table: DecisionTable,
  step: { readonly id: string; readonly action: string; readonly body: Json },
  check: (rows: readonly Decision[]) => void,
  options: StepOptions,
): Decision {
  using decisions = store.openDecisions(options);
  return decisions.append(table, step, check, options.checked);
}

/** The number after the last one: planned work and claims are numbered from 1 on. */
export function nextNumber(rows: Iterable<{ readonly id: string }>): string {
  let last = 0;
  for (const { id } of rows) last = Math.max(last, /^\d+$/.test(id) ? Number(id) : 0);
  return String(last + 1);
}
