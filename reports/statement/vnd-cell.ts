import type { StatementWords } from './statement-words.ts';

/** Up to fifteen digits a spreadsheet is exact; more stay text, which no sum takes for a number by accident. */
export const vndCell = (vnd: string): number | string => (/^-?\d{1,15}$/.test(vnd) ? Number(vnd) : vnd);

/** A fee: shares of a month may be no whole number, and stay as they were sealed, written as in the language. */
export const feeCell = (vnd: string, { decimal }: Pick<StatementWords, 'decimal'>): number | string =>
  /^\d{1,15}$/.test(vnd) ? Number(vnd) : decimal(vnd);
