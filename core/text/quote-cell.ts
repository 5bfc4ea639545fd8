const MOST_SHOWN = 100;

/** A cell of somebody else's file as an error shows it: the beginning of one that is long, and how long it is. */
export const quoteCell = (text: string): string =>
  text.length <= MOST_SHOWN ? `"${text}"` : `"${text.slice(0, MOST_SHOWN)}…" (${text.length} characters)`;
