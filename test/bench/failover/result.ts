/** What came of one fault. */
export interface FailoverRow {
  readonly what: string;
  readonly ms: number;
  /** The longest time without an acknowledged row. */
  readonly gapMs?: number;
  /** Questions that got no answer, each asked again. */
  readonly failed?: number;
  readonly acknowledged?: number;
  readonly lost?: number;
  /** Whether both PostgreSQLs have the same rows afterwards. */
  readonly areEqual?: boolean;
  readonly came?: string;
}
