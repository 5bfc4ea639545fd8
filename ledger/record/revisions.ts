import type { RevisionKind } from '../../core/domain/revision.ts';
import type { RecordedBefore } from './changes.ts';
export interface RecordedRevision {
  readonly seq: number;
  readonly kind: RevisionKind;
  readonly id: string;
  readonly fromMs: number;
  readonly recordedMs: number;
  readonly author: string;
  readonly sourceHash: string;
  /** Canonical JSON; absent: retired or removed. */
  readonly body?: string;
}

export interface RevisionQuery extends RecordedBefore {
  readonly kind?: RevisionKind;
  readonly id?: string;
  readonly ids?: readonly string[];
  /** Hand-overs of these (`device:ID`), or of all of a kind (`contract`). */
  readonly handoversOf?: readonly string[];
}

export interface MentionQuery extends RecordedBefore {
  readonly kind: Exclude<RevisionKind, 'handover'>;
  /** Text that stands in a body as a value of its own, such as the id of a contract. */
  readonly mentions: string;
}
