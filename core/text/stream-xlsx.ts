import { streamZip } from '../archives/stream-zip.ts';
import { escapeHtml } from './escape-html.ts';

/** Rows as they come, a few hundred together. */
export type RowBatches = AsyncGenerator<readonly (readonly string[])[]>;

/** Cells that Excel cannot hold are cut there. */
const MOST_IN_CELL = 32_767;

/**
 * A workbook of one sheet, in pieces as fast as they are taken. Every cell is a text, and no spreadsheet takes a text for a
 * formula: what cells say comes from devices. The first row stays in sight.
 */
export const streamXlsx = (batches: RowBatches): AsyncGenerator<Buffer> =>
  streamZip([
    ...Object.entries(PARTS).map(([path, text]) => ({ path, pieces: [HEAD + text] })),
    { path: 'xl/worksheets/sheet1.xml', pieces: renderSheet(batches) },
  ]);

async function* renderSheet(batches: RowBatches): AsyncGenerator<string> {
  yield `${HEAD}<worksheet xmlns="${SHEETS}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
  let written = 0;
  for await (const rows of batches) {
    const first = written + 1;
    written += rows.length;
    yield rows.map((cells, place) => renderRow(cells, first + place)).join('');
  }
  yield '</sheetData></worksheet>';
}

const renderRow = (cells: readonly string[], row: number): string =>
  `<row r="${row}">${cells.map((text, column) => renderCell(text, `${letterOf(column)}${row}`)).join('')}</row>`;

const renderCell = (text: string, place: string): string =>
  text === ''
    ? ''
    : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeHtml(text.slice(0, MOST_IN_CELL))}</t></is></c>`;

/** `A` to `Z`: no list of ours is wider. */
const letterOf = (column: number): string => String.fromCharCode('A'.charCodeAt(0) + column);

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org';
const SHEETS = `${OFFICE}/spreadsheetml/2006/main`;
const RELATIONS = `${OFFICE}/package/2006/relationships`;
const OF_DOCUMENT = `${OFFICE}/officeDocument/2006/relationships`;
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OF_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${SHEETS}" xmlns:r="${OF_DOCUMENT}"><sheets><sheet name="camwatch" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OF_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};
