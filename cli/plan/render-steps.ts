import { alignRows } from '../../core/text/align-rows.ts';
import { canonicalJson } from '../../core/text/canonical-json.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { PlanTexts } from './texts-en.ts';

/** The steps on record as they were recorded, one a line. */
export function renderSteps(
  steps: readonly Decision[],
  texts: PlanTexts,
  clock: (atMs: number) => string,
): readonly string[] {
  if (steps.length === 0) return [texts.noHistory];
  const rows = steps.map(({ seq, recordedMs, author, action, id, body }) => [
    String(seq),
    clock(recordedMs),
    showUntrusted(author),
    texts.actions[action] ?? action,
    showUntrusted(id),
    showUntrusted(canonicalJson(body)),
  ]);
  return alignRows([texts.historyHead, ...rows], new Set([0]));
}
