import type { DeviceFacts } from '../../../core/domain/device-facts.ts';
import type { FindingObservation } from '../../../core/domain/findings.ts';
import type { Revision } from '../../../core/domain/revision.ts';
import type { CoverageUpdate, TrafficUpdate } from '../../../core/domain/sinks.ts';
import type { ClockOrigin } from '../../record/clock.ts';
import type { RememberedName } from '../../record/days.ts';
import type { LedgerErrorCode } from '../../record/ledger-error.ts';
import type { LedgerMending } from '../keeping/mend-ledger.ts';
import type { LedgerStatus, StatusKey } from './status-writer.ts';
import type { NumberedBatch, RevisionMeta } from './writer.ts';

/** What the worker thread is started with. */
export interface WorkerStart {
  readonly path: string;
  readonly collector: string;
  readonly run: string;
  readonly openedMs: number;
  readonly sealEveryMs?: number;
  readonly busyTimeoutMs?: number;
  readonly maxSizeBytes?: number;
  readonly markFiles?: readonly string[];
}

/** What can be asked of the worker. */
export type WorkerCall =
  | { readonly name: 'open' }
  | { readonly name: 'record'; readonly batch: NumberedBatch }
  | { readonly name: 'recordRevisions'; readonly revisions: readonly Revision[]; readonly meta: RevisionMeta }
  | { readonly name: 'currentRevisions' }
  | { readonly name: 'statuses'; readonly after?: StatusKey }
  | { readonly name: 'rebuildStatus' }
  | { readonly name: 'closeCrashedCoverage'; readonly recordedMs: number }
  | { readonly name: 'recordTraffic'; readonly update: TrafficUpdate; readonly recordedMs: number }
  | { readonly name: 'closeCrashedTraffic'; readonly recordedMs: number }
  | { readonly name: 'noteFindings'; readonly observations: readonly FindingObservation[] }
  | { readonly name: 'learnFacts'; readonly facts: readonly DeviceFacts[] }
  | { readonly name: 'rememberOrigin'; readonly origin: ClockOrigin }
  | { readonly name: 'forgetCopies' }
  | { readonly name: 'remember'; readonly what: RememberedName; readonly value: string }
  | { readonly name: 'close'; readonly recordedMs: number };

/** What each call is answered with. */
export type WorkerAnswer =
  | { readonly name: 'open'; readonly nextSourceSeq: number; readonly mending: LedgerMending }
  | { readonly name: 'currentRevisions'; readonly bodies: ReadonlyMap<string, string> }
  | { readonly name: 'statuses'; readonly statuses: readonly LedgerStatus[] }
  | { readonly name: 'closeCrashedCoverage'; readonly coverage: CoverageUpdate | undefined }
  | { readonly name: 'closeCrashedTraffic'; readonly closedCount: number }
  | { readonly name: 'record' | 'recordRevisions' | 'rebuildStatus' | 'close' }
  | {
      readonly name:
        | 'recordTraffic'
        | 'noteFindings'
        | 'learnFacts'
        | 'rememberOrigin'
        | 'remember'
        | 'forgetCopies';
    };

/** Errors cross the thread as data, so that their code survives. */
export interface WorkerFailure {
  readonly code: LedgerErrorCode;
  readonly message: string;
}

export interface WorkerRequest {
  readonly id: number;
  readonly call: WorkerCall;
}

export type WorkerReply =
  | { readonly id: number; readonly ok: true; readonly answer: WorkerAnswer }
  | { readonly id: number; readonly ok: false; readonly failure: WorkerFailure };
