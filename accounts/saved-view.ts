/** The address of a list that a person comes back to, under a name of their own. */
export interface SavedView {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  /** Of this page, with the filters: no language, no place within the list. */
  readonly path: string;
}
