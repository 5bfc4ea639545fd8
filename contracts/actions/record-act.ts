import { toJson } from '../../core/text/to-json.ts';
import { attachFiles } from '../../ledger/decisions/attach-files.ts';
import { DecisionError, type DecisionErrorCode } from '../../ledger/decisions/decision-error.ts';
import { nextNumber, recordStep } from '../../ledger/decisions/record-step.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { ActContext } from './act-context.ts';

/** A step that is to be put on record, with what admits it. */
export interface Act {
  readonly table: keyof typeof TAKEN;
  readonly action: string;
  /** Of what the step is about; without it the act begins something new, under the next number. */
  readonly id?: string;
  readonly body: object;
  /** @throws where the rules do not admit it. */
  readonly check: (rows: Iterable<Decision>) => void;
  /** Checks and records nothing. */
  readonly dryRun?: boolean;
}

/**
 * Checks an act against the record, keeps its papers and records it, checked again while nobody else can write. Nothing is
 * returned of a dry run. @throws what `check` throws, LEDGER_ATTACHMENT and what the ledger may report; nothing is recorded then.
 */
export function recordAct(
  { record: { store, reader }, author, files = [], nowMs = Date.now }: ActContext,
  { table, action, body, check, dryRun = false, ...act }: Act,
): Decision | undefined {
  check(reader.decisions(table));
  if (dryRun) return undefined;
  const id = act.id ?? nextNumber(reader.decisions(table));
  const step = { id, action, body: toJson({ ...body, files: attachFiles(store.path, files) }) };
  const checkAgain = (rows: readonly Decision[]) => {
    if (act.id === undefined && rows.some((row) => row.id === id)) throw taken(table);
    check(rows);
  };
  return recordStep(store, table, step, checkAgain, { author, nowMs });
}

/** The number was free when it was chosen. */
function taken(table: Act['table']): DecisionError {
  const [code, en, vi] = TAKEN[table];
  return new DecisionError(code, {
    en: `somebody else ${en} at the same moment: nothing was recorded, try again`,
    vi: `có người vừa ${vi} cùng lúc: chưa ghi gì, hãy thử lại`,
  });
}

const TAKEN = {
  claim: ['CLAIM_REFUSED', 'filed a claim', 'gửi đề nghị'],
  maintenance: ['MAINTENANCE_REFUSED', 'recorded planned work', 'ghi bảo trì'],
  unmeasured: ['UNMEASURED_REFUSED', 'recorded such a decision', 'ghi quyết định như vậy'],
} as const satisfies Record<string, readonly [DecisionErrorCode, string, string]>;
