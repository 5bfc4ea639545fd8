import type { Workbook } from 'exceljs';
import { readZip, writeZip } from '../../core/archives/zip.ts';
import { dateText } from '../../core/language/date-text.ts';
import { FIGURES_PROPERTY, SHA256_PROPERTY } from '../annual/build-report.ts';
import { createReportContext } from '../annual/frame/report-context.ts';
import type { FiguresFile } from '../figures/seal-figures.ts';
import { availabilitySheet, monthSheet } from './availability-sheets.ts';
import { causeSheet } from './cause-sheet.ts';
import { contractSheet } from './contract-sheet.ts';
import { addFigureSheet } from './figure-sheet.ts';
import { movementSheet, placeSheet, targetSheet } from './inventory-sheets.ts';
import { linkSheet } from './link-sheet.ts';
import { opinionSheet } from './opinion-sheet.ts';
import { handInSheet, moneySheet, taskSheet } from './plan-sheets.ts';
import { rankingSheet } from './ranking-sheet.ts';
import { reconciliationSheet } from './reconciliation-sheet.ts';

/**
 * The rows behind a report as a workbook: counts, hours, days and money as numbers, sums and percentages as formulas beside what was sealed.
 * Texts are cells of text, so that none of them is taken for a formula. The same figures give the same bytes.
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
  const context = createReportContext(document, []);
  const sheets = [
    taskSheet(context),
    moneySheet(context),
    opinionSheet(context),
    handInSheet(context),
    movementSheet(sections),
    targetSheet(sections),
    placeSheet(sections, 'district'),
    placeSheet(sections, 'area'),
    availabilitySheet(sections),
    monthSheet(sections),
    causeSheet(sections),
    contractSheet(sections),
    linkSheet(sections),
    rankingSheet(sections),
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
      ['Từ ngày', dateText(document.window.firstDate)],
      ['Số liệu tính đến hết ngày', dateText(document.window.lastDate)],
      ['Mã băm (SHA-256) của bản số liệu đã ký số', sha256],
      ['Tỷ lệ phần trăm', 'lấy hai chữ số thập phân, không làm tròn'],
      ['Số giờ', 'đủ phần thập phân, hiển thị hai chữ số'],
      ['Công thức', 'gọi các cột theo tên, như KD_hoạt_động; tên ở Công thức > Trình quản lý tên'],
    ],
  });
  for (const sheet of sheets) addFigureSheet(workbook, sheet);
  // Packed anew: the library dates every entry by the clock.
  return writeZip(readZip(new Uint8Array(await workbook.xlsx.writeBuffer())));
}
