/** A collector that may send rows, or might. */
export interface CollectorEntry {
  readonly id: string;
  /** Network zone that it stands in. */
  readonly zone: string;
  readonly addedMs: number;
  readonly revokedMs?: number;
  /** The token that was handed out last. */
  readonly token?: { readonly endsMs: number; readonly isUsed: boolean };
  /** The one that holds longest, of those that were not revoked. */
  readonly certificate?: { readonly serial: string; readonly endsMs: number };
  readonly seen?: CollectorSeen;
  /** Number of the last row of its chain that is on record. */
  readonly receivedSeq: number;
}

/** What a collector said of itself last. */
export interface CollectorSeen {
  readonly seenMs: number;
  readonly said: CollectorSaid;
}

export interface CollectorSaid {
  /** Names the run of its process. */
  readonly run: string;
  readonly version: string;
  /** Where its own chain stands. */
  readonly headSeq: number;
  /** When the oldest row was recorded that it has not sent yet. */
  readonly waitingSinceMs?: number | undefined;
  /** Hash of the configuration that it watches by. */
  readonly configuration?: string | undefined;
  /** Why it does not send, or does not take the configuration. */
  readonly trouble?: string | undefined;
}

export interface NewCertificate {
  readonly serial: string;
  readonly endsMs: number;
}

export interface NewCollector {
  readonly id: string;
  readonly zone: string;
  readonly tokenHash: string;
  readonly tokenEndsMs: number;
}

export interface Enrolment {
  readonly id: string;
  readonly tokenHash: string;
  /** Of the key that the certificate is for: an answer that was lost may be asked for again with the same. */
  readonly keyHash: string;
  readonly certificate: NewCertificate;
}

export interface Renewal {
  /** Serial number of the certificate by which it is asked. */
  readonly by: string;
  readonly certificate: NewCertificate;
}

export type EnrolmentOutcome = 'enrolled' | 'unknown' | 'used' | 'expired' | 'revoked';

export interface KnownCertificate {
  readonly collector: string;
  readonly endsMs: number;
  readonly isRevoked: boolean;
}

/** Who may send rows to a hub. Every act is a row of the audit, in the same transaction. */
export interface Collectors {
  readonly list: () => readonly CollectorEntry[];
  readonly find: (id: string) => CollectorEntry | undefined;
  /** A token in place of the one before; certificates hold until it is used. One that was revoked is let in again. */
  readonly add: (collector: NewCollector) => void;
  /** Its token and all its certificates: refused from now on. `false`: there is none of this name. */
  readonly revoke: (id: string) => boolean;
  /** Uses up the token; certificates from before are revoked. */
  readonly enrol: (enrolment: Enrolment) => EnrolmentOutcome;
  /** `false`: the certificate by which it asks is not one that holds, since it was revoked meanwhile. */
  readonly renew: (id: string, renewal: Renewal) => boolean;
  readonly certificate: (serial: string) => KnownCertificate | undefined;
  /** `doubled`: the run before the last one speaks again, so that two processes go by this name. Noted in the audit once an hour. */
  readonly noteSeen: (id: string, said: CollectorSaid) => 'alone' | 'doubled';
}

export interface CollectorsOptions {
  /** Who is written down as the author of what is done. */
  readonly author: string;
  readonly nowMs: () => number;
}
