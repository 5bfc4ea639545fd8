/** The same sentence in both languages: whoever reads it reads it in theirs. */
export interface Said {
  readonly en: string;
  readonly vi: string;
}
