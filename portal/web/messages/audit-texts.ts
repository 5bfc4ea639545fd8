/** Of the page of what was done to the record and to accounts. */
export interface AuditTexts {
  readonly heading: string;
  readonly about: string;
  readonly at: string;
  readonly author: string;
  readonly action: string;
  readonly what: string;
  readonly row: string;
  readonly everything: string;
  readonly none: string;
  readonly filter: string;
  readonly older: string;
  readonly file: string;
  /** Those that are known; others are told by their code. */
  readonly actions: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
}
