import type { Revision } from '../../core/domain/revision.ts';
import type { ChangeBatch } from '../../core/domain/sinks.ts';
import type { TrafficDay } from '../../core/domain/traffic.ts';
import type { PlannedWork } from './plan-work.ts';

/** What is to be put on record next; `recordedMs` never goes back from one step to the next. */
export type HistoryStep = {
  readonly recordedMs: number;
} /** The collector starts, again: what the run before left open ends with a crash. */ & (
  | { readonly kind: 'start'; readonly run: string }
  | { readonly kind: 'revisions'; readonly revisions: readonly Revision[] }
  | { readonly kind: 'batch'; readonly batch: ChangeBatch }
  | { readonly kind: 'traffic'; readonly days: readonly TrafficDay[] }
  /** Nothing to record: work that people announced, and that somebody may put on record. */
  | { readonly kind: 'work'; readonly work: PlannedWork }
);
