import type { Json } from '../../../core/text/canonical-json.ts';
import type { NewMessage } from '../outbox/outbox-message.ts';
import type { IncidentEvent } from './incident-event.ts';
import type { SightEvent } from './incident-inputs.ts';

/** A news with its place among those of its incident, from 1. */
export interface NumberedEvent extends IncidentEvent {
  readonly number: number;
}

/** A row of the chain, by camwatch itself. */
export interface IncidentStep {
  readonly action: 'opened' | 'reopened' | 'changed' | 'resolved';
  readonly body: Json;
}

/** A news with all that is written down because of it. */
export interface KeptEvent {
  readonly news: NumberedEvent;
  readonly steps: readonly IncidentStep[];
  readonly messages: readonly NewMessage[];
}

/** What the engine was told besides what is chained. `time`: it had been told by then that it is so late. */
export type IncidentInput =
  | Omit<SightEvent, 'recordedMs'>
  | { readonly type: 'topology' }
  | { readonly type: 'time' };

export interface PlacedInput {
  /** Told after this row of the chain, and before the next. */
  readonly afterSeq: number;
  readonly recordedMs: number;
  readonly input: IncidentInput;
}

/** Everything chained up to `seq`, and all time before `recordedMs`, was told. */
export interface IncidentCursor {
  readonly seq: number;
  readonly recordedMs: number;
}

/** What is written together or not at all. */
export interface KeptStep {
  readonly news: readonly KeptEvent[];
  readonly inputs?: readonly PlacedInput[];
  /** Absent while more news of the same rows are to come. */
  readonly cursor?: IncidentCursor;
  /** Number of the first news that is written down already and comes again after the cursor. */
  readonly aheadFrom?: number | undefined;
}
