/** So many different texts of a column are looked up: names and addresses differ in every row. */
const MOST_KNOWN = 65_536;

/**
 * Keeps the fields of a table apart from the text of its file, which each of them would hold in memory as a whole, and
 * gives those that are alike once.
 */
export function createTextKeeper(): (column: number, field: string) => string {
  const known: Map<string, string>[] = [];
  return (column, field) => {
    const texts = known[column] ?? new Map<string, string>();
    known[column] = texts;
    const kept = texts.get(field);
    if (kept !== undefined) return kept;
    const text = Buffer.from(field, 'utf16le').toString('utf16le');
    if (texts.size < MOST_KNOWN) texts.set(text, text);
    return text;
  };
}
