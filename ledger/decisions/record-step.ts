import type { Json } from '../../core/text/canonical-json.ts';
import type { CheckedRows, Decision, DecisionTable } from '../record/decisions.ts';
import { openDecisions } from '../sqlite/writing/open-decisions.ts';

export interface StepOptions {
  readonly author: string;
  readonly nowMs: () => number;
  /** What `check` looks at. */
  readonly checked?: CheckedRows;
}

/**
 * Appends one step of something that is on record, after `check` has looked at the rows as they stand.
 * @throws what `check` throws, and what the ledger may report; then nothing was recorded.
 */
export function recordStep(
  path: string,
  table: DecisionTable,
  step: { readonly id: string; readonly action: string; readonly body: Json },
  check: (rows: readonly Decision[]) => void,
  options: StepOptions,
): Decision {
  const decisions = openDecisions(path, options);
  try {
    return decisions.append(table, step, check, options.checked);
  } finally {
    decisions.close();
  }
}

/** The number after the last one: planned work and claims are numbered from 1 on. */
export function nextNumber(rows: Iterable<{ readonly id: string }>): string {
  let last = 0;
  for (const { id } of rows) last = Math.max(last, /^\d+$/.test(id) ? Number(id) : 0);
  return String(last + 1);
}
