/** The right to do what may be done only once on a record. At most one process has it at a time. */
export interface Held {
  /** Aborts when it is lost without having been let go. What is done under it stops at once: somebody else may be doing it. */
  readonly lost: AbortSignal;
  readonly release: () => Promise<void>;
}
