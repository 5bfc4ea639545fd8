import type { Workbook } from 'exceljs';
import { readZip, writeZip } from '../../core/archives/zip.ts';
import { FIGURES_PROPERTY, SHA256_PROPERTY } from '../annual/build-report.ts';
import type { FiguresFile } from '../figures/seal-figures.ts';
import { availabilitySheet, monthSheet } from './availability-sheets.ts';
import { causeSheet } from './cause-sheet.ts';
import { contractSheet } from './contract-sheet.ts';
import { addFigureSheet } from './figure-sheet.ts';
import { movementSheet, placeSheet, targetSheet } from './inventory-sheets.ts';
import { linkSheet } from './link-sheet.ts';
import { reconciliationSheet } from './reconciliation-sheet.ts';

/**
 * The rows behind a report as a workbook: raw counts and milliseconds, sums and percentages as formulas beside what was sealed. Texts are
 * cells of text, so that none of them is taken for a formula. The same figures give the same bytes.
 */
export async function renderFiguresXlsx({ document, sha256 }: FiguresFile): Promise<Uint8Array> {
  // Loaded only here: it takes half a second that no other command should wait for.
  const { default: ExcelJS } = await import('exceljs');
  const workbook: Workbook = new ExcelJS.Workbook();
  const made = new Date(document.recordedBeforeMs);
  workbook.creator = 'camwatch';
  workbook.title = `Phụ lục số liệu ${document.id}`;
  workbook.description = `${FIGURES_PROPERTY}=${document.id} ${SHA256_PROPERTY}=${sha256}`;
  workbook.created = made;
  workbook.modified = made;
  workbook.calcProperties.fullCalcOnLoad = true;
  const { sections } = document;
  const sheets = [
    movementSheet(sections),
    targetSheet(sections),
    placeSheet(sections, 'district'),
    placeSheet(sections, 'area'),
    availabilitySheet(sections),
    monthSheet(sections),
    causeSheet(sections),
    contractSheet(sections),
    linkSheet(sections),
    reconciliationSheet(sections),
  ]
    .filter((sheet) => sheet !== undefined)
    .filter(({ rows }) => rows.length > 0);
  addFigureSheet(workbook, {
    name: 'Giới thiệu',
    columns: [
      { title: 'Nội dung', width: 40 },
      { title: 'Giá trị', width: 80 },
    ],
    rows: [
      ['Số liệu', document.id],
      ['Từ ngày', document.window.firstDate],
      ['Số liệu tính đến hết ngày', document.window.lastDate],
      ['SHA-256 của tệp số liệu đã niêm phong', sha256],
      ['Phần trăm', 'cắt bỏ phần thập phân sau chữ số thứ hai, không làm tròn lên'],
    ],
  });
  for (const sheet of sheets) addFigureSheet(workbook, sheet);
  // Packed anew: the library dates every entry by the clock.
  return writeZip(readZip(new Uint8Array(await workbook.xlsx.writeBuffer())));
}
