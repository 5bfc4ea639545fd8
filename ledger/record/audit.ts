/** What was done to the record itself, and to who may enter. */
export interface AuditEntry {
  readonly action: string;
  readonly author: string;
  readonly recordedMs: number;
  readonly body?: Readonly<Record<string, string | number>>;
}

/** The same as it is chained. */
export interface AuditRow extends AuditEntry {
  readonly seq: number;
  /** SHA-256 in hexadecimal digits, over this row and the one before it in the chain. */
  readonly hash: string;
}

export interface AuditQuery {
  readonly author?: string | undefined;
  readonly action?: string | undefined;
  /** Those before this one. */
  readonly beforeSeq?: number | undefined;
  readonly limit: number;
}

export interface AuditReads {
  /** The latest first. */
  readonly audits: (query: AuditQuery) => AuditRow[];
}
