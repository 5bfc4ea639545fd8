/** What was found of one kind: the best of it, and how much there is, at least. */
export interface Found<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  /** Whether `total` is all: a word that is everywhere is not followed to its end. */
  readonly isAll: boolean;
}
