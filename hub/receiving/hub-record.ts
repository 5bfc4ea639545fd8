import type { ChainHead } from '../../ledger/record/chain-heads.ts';
import type {
  CollectorSaid,
  Enrolment,
  EnrolmentOutcome,
  KnownCertificate,
  Renewal,
} from '../../ledger/record/collectors.ts';
import type { Lease } from '../../ledger/record/leases.ts';
import type { CollectorWork, Reception } from '../../ledger/record/receiving.ts';

/** The record as a hub needs it. Nothing is kept in between: any number of hubs may serve the same one. */
export interface HubRecord {
  readonly certificate: (serial: string) => Promise<KnownCertificate | undefined>;
  /** Network zone of a collector. */
  readonly zone: (collector: string) => Promise<string | undefined>;
  readonly enrol: (enrolment: Enrolment) => Promise<EnrolmentOutcome>;
  readonly renew: (collector: string, renewal: Renewal) => Promise<boolean>;
  readonly head: (collector: string) => Promise<ChainHead>;
  readonly receive: (rows: SentRows) => Promise<Reception>;
  readonly beat: (beat: Beat) => Promise<BeatOutcome>;
}

export interface SentRows {
  readonly collector: string;
  /** Lines of an export, in UTF-8. */
  readonly lines: Uint8Array;
  readonly coveredMs?: number;
}

export interface Beat {
  readonly said: CollectorSaid;
  readonly work: CollectorWork;
}

export interface BeatOutcome {
  readonly head: ChainHead;
  readonly leases: readonly Lease[];
  /** An earlier run of the same name speaks again: two processes have one identity. */
  readonly isDoubled: boolean;
}
