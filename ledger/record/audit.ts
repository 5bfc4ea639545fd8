/** What was done to the record itself. */
export interface AuditEntry {
  readonly action: string;
  readonly author: string;
  readonly recordedMs: number;
  readonly body?: Readonly<Record<string, string | number>>;
}
