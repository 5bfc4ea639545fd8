import { posix } from 'node:path';

/** The parts of a workbook that are read, by their paths, or why it is none that a spreadsheet writes. */
export type WorkbookParts =
  | { readonly is: 'sound'; readonly parts: ReadonlyMap<string, Buffer> }
  | { readonly is: 'odd'; readonly why: string };

/** Cells, their texts and looks. Names, pictures, remarks, links and tables say nothing that is taken. */
const READ_PARTS =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;
const SHEETS = 'xl/worksheets/';

/**
 * What is read of a workbook, and nothing else. The library that reads it unpacks whatever lies in an archive, spells out
 * the names of ranges cell by cell, and counts up to whatever number a row or a column claims.
 */
export function stripWorkbook(entries: ReadonlyMap<string, Buffer>): WorkbookParts {
  const parts = new Map<string, Buffer>();
  for (const [name, content] of entries) {
    const path = posix.normalize(name.replaceAll('\\', '/')).replace(/^\/+/, '');
    if (!READ_PARTS.test(path)) continue;
    if (parts.has(path)) return { is: 'odd', why: `${path} is in it twice` };
    // Comments, entities and raw text hide from what is looked for below; no spreadsheet writes them.
    if (content.includes('<!')) return { is: 'odd', why: `${path} has a comment or a document type` };
    const why = path.startsWith(SHEETS) ? oddPlace(content.toString('latin1')) : undefined;
    if (why !== undefined) return { is: 'odd', why: `${path}: ${why}` };
    parts.set(path, path === 'xl/workbook.xml' ? withoutNames(content) : content);
  }
  return { is: 'sound', parts };
}

/** Lists of choices are given by names, and are not read. */
const withoutNames = (workbook: Buffer): Buffer =>
  Buffer.from(
    workbook.toString('utf8').replaceAll(/<definedNames[\s>][\s\S]*?<\/definedNames\s*>/g, ''),
    'utf8',
  );

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const ROW_OR_COLUMN = /<(?:row|col)(?=[\s/>])/g;

/** A row or a column that no sheet has, or columns that are described again and again. */
function oddPlace(sheet: string): string | undefined {
  let columns = 0;
  for (const { 0: opening, index } of sheet.matchAll(ROW_OR_COLUMN)) {
    const attributes = readAttributes(sheet, index + opening.length);
    const isRow = opening === '<row';
    const said = isRow ? [attributes.get('r') ?? '1'] : [attributes.get('min'), attributes.get('max')];
    const numbers = said.map((text) => (text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : 0));
    const [first = 0, last = first] = numbers;
    const most = isRow ? MOST_ROWS : MOST_COLUMNS;
    if (first < 1 || last < first || last > most)
      return `a ${isRow ? 'row' : 'column'} of the number ${said.join('–').slice(0, MOST_TOLD)}`;
    if (!isRow) columns += last - first + 1;
  }
  return columns > MOST_COLUMNS ? `${columns} columns` : undefined;
}

const MOST_TOLD = 30;
const ATTRIBUTE = /\s+([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

function readAttributes(text: string, from: number): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  ATTRIBUTE.lastIndex = from;
  for (let found = ATTRIBUTE.exec(text); found; found = ATTRIBUTE.exec(text)) {
    const [, name = '', double, single = ''] = found;
    attributes.set(name, double ?? single);
  }
  return attributes;
}
