const TEXTS = 'xl/sharedStrings.xml';
const TEXT = /<(?:\w+:)?si(?=[\s/>])/g;
const CELL_OF_TEXT = /<(?:\w+:)?c(?=\s)([^<>]*\st\s*=\s*["']s["'][^<>]*)>\s*<(?:\w+:)?v>\s*(\d+)\s*<\//g;
const PLACE = /\sr\s*=\s*["']([A-Z]{1,3}\d{1,7})["']/;

/** Which cell of a workbook points to a text that its list of texts does not have; no spreadsheet writes that. */
export function findMissingText(parts: ReadonlyMap<string, Buffer>): string | undefined {
  const count = parts.get(TEXTS)?.toString('latin1').match(TEXT)?.length ?? 0;
  for (const [path, content] of parts) {
    if (!path.startsWith('xl/worksheets/')) continue;
    for (const [, attributes = '', index] of content.toString('latin1').matchAll(CELL_OF_TEXT)) {
      if (Number(index) < count) continue;
      const place = PLACE.exec(attributes)?.[1] ?? 'without a place';
      return `${path}: the cell ${place} shows text ${index}, which is not among the ${count} texts of the workbook`;
    }
  }
  return undefined;
}
