import { onTestFinished } from 'vitest';
import type { DecisionTable } from '#ledger/record/decisions.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import type { ToldStep } from './incident-steps.ts';

/** Puts steps of incidents on record, each at its instant, as the keeper and people do. */
export function tellIncidents(
  path: string,
  steps: readonly ToldStep[],
  table: DecisionTable = 'incident_step',
): void {
  let nowMs = 0;
  const decisions = openDecisions(path, { author: 'camwatch', nowMs: () => nowMs });
  onTestFinished(() => decisions.close());
  for (const { id, action, atMs, body } of steps) {
    nowMs = atMs;
    decisions.append(table, { id, action, body });
  }
}
