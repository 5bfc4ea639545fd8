import type { StatementKey } from '../../contracts/statements/statement-key.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { PlanDefinition } from '../../plan/definition/plan-schema.ts';

/** What figures are computed from, and what they are sealed with. */
export interface ReportCity {
  readonly store: RecordStore;
  readonly name: string;
  readonly timeZone: string;
  /** The configuration folder, and its plan where it has one. */
  readonly folder: string;
  readonly plan: PlanDefinition | undefined;
  readonly key: StatementKey;
}

/** Who makes a report, and from what. */
export interface ReportContext {
  /** Opened only where figures are computed: a report is written again from its figures where there is no city at all. */
  readonly openCity: () => Promise<ReportCity>;
  /** The record that is to know what is handed out; absent where there is none. */
  readonly store: RecordStore | undefined;
  /** The account that puts it on record. */
  readonly author: string;
  readonly stop: AbortSignal;
  readonly onProgress: (step: string, done: number, total: number) => void;
  readonly nowMs?: () => number;
}
