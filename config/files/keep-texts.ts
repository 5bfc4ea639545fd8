interface Known {
  seen: number;
  readonly texts: Map<string, string>;
}

/** So many are looked at before a column counts as one whose fields differ, as names and addresses do. */
const FEW = 1_024;
/** A shorter part of a text is a text by itself; a longer one holds the whole in memory. */
const SHORTEST_PART = 13;

/**
 * Keeps the fields of a table apart from the text of its file, which each of them would hold in memory as a whole, and
 * gives those that are alike once.
 */
export function createTextKeeper(): (column: number, field: string) => string {
  const columns: Known[] = [];
  const copy = createTextCopier();
  return (column, field) => {
    const known = columns[column] ?? { seen: 0, texts: new Map() };
    columns[column] = known;
    if (isOfMany(known)) return copy(field);
    known.seen++;
    const kept = known.texts.get(field);
    if (kept !== undefined) return kept;
    const text = copy(field);
    known.texts.set(text, text);
    return text;
  };
}

const isOfMany = ({ seen, texts }: Known): boolean => seen > FEW && texts.size > seen / 2;

/** By way of bytes: what is ASCII takes a byte a character then. */
function createTextCopier(): (text: string) => string {
  let bytes = Buffer.alloc(1_024);
  return (text) => {
    if (text.length < SHORTEST_PART) return text;
    if (3 * text.length > bytes.length) bytes = Buffer.alloc(6 * text.length);
    return bytes.toString('utf8', 0, bytes.write(text));
  };
}
