import type { Entity } from '../../core/domain/state.ts';
import type { AuditReads } from './audit.ts';
import type { ChainHeadReads } from './chain-heads.ts';
import type { ChangeColumnReads } from './change-columns.ts';
import type { ChangeReads, RecordedBefore } from './changes.ts';
import type { ClockReads } from './clock.ts';
import type { CoverageQuery, CoverageSegment } from './coverage.ts';
import type { DayReads } from './days.ts';
import type { DecisionReads } from './decisions.ts';
import type { DeviceReads } from './devices.ts';
import type { ImportReads } from './imports.ts';
import type { LeaseReads } from './leases.ts';
import type { NewsReads } from './news.ts';
import type { PlaceReads } from './places.ts';
import type { ProfileReads } from './profiles.ts';
import type { MentionQuery, RecordedRevision, RevisionQuery } from './revisions.ts';
import type { RowHashReads } from './row-hashes.ts';
import type { TurnReads } from './turns.ts';
import type { VoidReads } from './voids.ts';

/**
 * Reads the ledger while its owner writes. Rows come one by one; a reader is not to be used for anything else
 * while a loop over it is unfinished, unless within {@link LedgerReader.snapshot}.
 */
export interface LedgerReader
  extends ChangeReads,
    ChangeColumnReads,
    ImportReads,
    DeviceReads,
    DecisionReads,
    RowHashReads,
    ClockReads,
    LeaseReads,
    ChainHeadReads,
    AuditReads,
    DayReads,
    NewsReads,
    PlaceReads,
    ProfileReads,
    SecretReads,
    TurnReads,
    VoidReads {
  /** Segments that touch `[fromMs, toMs)`, in the order of their beginnings. */
  readonly coverage: (query: CoverageQuery) => IterableIterator<CoverageSegment>;
  /** In the order in which they were recorded. */
  readonly revisions: (query?: RevisionQuery) => IterableIterator<RecordedRevision>;
  /** Of the revision that was recorded last, 0 where there is none: what is made of the inventory is as it was while it is the same. */
  readonly revisionSeq: () => number;
  /** Those of which a revision mentions something, each once. */
  readonly idsMentioning: (query: MentionQuery) => readonly string[];
  /** Hand-overs of devices from a contract or to it. */
  readonly handoversBetween: (query: RecordedBefore & { readonly contractId: string }) => readonly string[];
  /** Everything `work` reads is of one moment, whatever is written meanwhile. */
  readonly snapshot: <Value>(work: () => Value) => Value;
  readonly close: () => void;
}

export interface SecretReads {
  /** Devices at secret sites, and links that touch them. */
  readonly secretEntities: () => ReadonlySet<Entity>;
}
