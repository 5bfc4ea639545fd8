/** What follows the slash of a report's number: `BC-SKHCN`; dots for what nobody decided. */
export const reportSymbol = (type: string, agency: string | undefined): string => `${type}-${agency ?? DOTS}`;

/** Of a letter, which has no type: `SKHCN-CĐS`, the agency and the unit that drafts it. */
export const letterSymbol = (agency: string | undefined, unit: string | undefined): string =>
  `${agency ?? DOTS}-${unit ?? DOTS}`;

/** Whether somebody has decided each part of it. */
export const isWholeSymbol = (symbol: string | undefined): symbol is string =>
  symbol !== undefined && !symbol.includes(DOTS);

const DOTS = '……';
