export interface PanelText {
  readonly title: string;
  /** What it counts, from where, and what to do about it. */
  readonly description: string;
}
