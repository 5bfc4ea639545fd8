/** A changed configuration that was not taken: the old one is in force. */
export interface ConfigurationFailure {
  readonly atMs: number;
  readonly problemCount: number;
  /** Where the first problem stands, as `devices.csv:12`. Never what stands there: it may be of a secret site. */
  readonly firstPlace?: string;
}
