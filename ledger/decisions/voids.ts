/** Rows that may be voided: what a wrong clock writes by itself. */
export const VOIDED_KINDS = ['change', 'coverage', 'traffic_day'] as const;
export type VoidedKind = (typeof VOIDED_KINDS)[number];

/** What no row of `void` names: such a row stays in the chain and counts for nothing. */
export const NOT_VOID = 'seq NOT IN (SELECT voids FROM void)';

/** As it was known at an instant: a row counts until its void is recorded. Has one parameter, or the one it is given. */
export const notVoidThen = (known: string): string =>
  `seq NOT IN (SELECT voids FROM void WHERE recorded_ms < ${known})`;
