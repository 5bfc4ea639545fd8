/** A port that is open. */
export interface Listener {
  readonly port: number;
  /** Settles when it is closed and nothing that was connected to it is left. */
  readonly close: () => Promise<void>;
}
