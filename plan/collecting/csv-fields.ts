/** Where the fields of a CSV record lie in its file: half-open offsets, quotes included. */
export type FieldSpans = readonly (readonly [from: number, to: number])[];

/** Walks the records of RFC 4180 as `readCsvRecords` reads them, for changes that leave every other byte as it is. */
export function* csvFieldSpans(text: string, delimiter: string): Generator<FieldSpans, undefined> {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const spans: (readonly [number, number])[] = [];
    for (;;) {
      const end = endOfField(text, at, delimiter);
      spans.push([at, text[end - 1] === '\r' && text[end] === '\n' ? end - 1 : end]);
      at = end + 1;
      if (text[end] !== delimiter) break;
    }
    yield spans;
  }
  return undefined;
}

function endOfField(text: string, from: number, delimiter: string): number {
  let at = from;
  if (text[at] === '"') {
    for (at++; at < text.length; at++) {
      if (text[at] !== '"') continue;
      if (text[at + 1] !== '"') break;
      at++;
    }
  }
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++;
  return at;
}

/** What a field says. */
export function fieldText(text: string, [from, to]: readonly [number, number]): string {
  const field = text.slice(from, to).trim();
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"').trim() : field;
}

/** As a field of a file with this delimiter. */
export function csvField(value: string, delimiter: string): string {
  const isPlain = !/["\r\n]/.test(value) && !value.includes(delimiter) && value.trim() === value;
  return isPlain ? value : `"${value.replaceAll('"', '""')}"`;
}
