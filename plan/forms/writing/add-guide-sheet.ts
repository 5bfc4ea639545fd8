import type { Cell, Workbook, Worksheet } from 'exceljs';
import { vietnameseDay } from '../date-serial.ts';
import type { UnitForm } from '../form.ts';
import { listRange } from './add-list-sheet.ts';
import { askedSheets } from './asked-sheets.ts';
import { cellStyle, GUIDE_STYLES, TEXT_FORMAT, TITLE_STYLE } from './form-styles.ts';
import { listRule } from './list-rule.ts';
import { protectSheet } from './protect-sheet.ts';

const GUIDE_TAB = 'Hướng dẫn';
/** The reader finds the unit and the year by these, should the hidden sheet be gone. */
export const GUIDE_LABELS = {
  unit: 'Mã đơn vị',
  year: 'Năm báo cáo',
  nothing: 'Không có nội dung báo cáo',
} as const;

/** What the form is for, until when, and how it is filled in. */
export async function addGuideSheet(workbook: Workbook, form: UnitForm): Promise<void> {
  const worksheet = workbook.addWorksheet(GUIDE_TAB, {
    views: [{ showGridLines: false }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 1,
      margins: { left: 0.7, right: 0.5, top: 0.6, bottom: 0.6, header: 0.2, footer: 0.3 },
    },
  });
  worksheet.getColumn(1).width = 28;
  worksheet.getColumn(2).width = 96;
  const title = worksheet.getCell('A1');
  title.value = `BIỂU MẪU BÁO CÁO NĂM ${form.year} VỀ HỆ THỐNG CAMERA GIÁM SÁT`;
  title.style = TITLE_STYLE;
  worksheet.getRow(1).height = 30;

  const lines = guideLines(form);
  for (const [index, [label, value]] of lines.entries()) {
    addLine(worksheet, index + FIRST_LINE, label, value);
    if (label === GUIDE_LABELS.nothing) openNothing(worksheet.getCell(index + FIRST_LINE, 2), form);
  }
  addLegend(worksheet, lines.length + FIRST_LINE + 1);
  await protectSheet(worksheet);
}

const FIRST_LINE = 3;

/** Where a form says that there is nothing to report. */
export function nothingAt(form: UnitForm): { readonly sheet: string; readonly cell: string } {
  const line = guideLines(form).findIndex(([label]) => label === GUIDE_LABELS.nothing);
  return { sheet: GUIDE_TAB, cell: `B${line + FIRST_LINE}` };
}

/** Where a unit says that it has nothing to report: a form that is blank says less. */
function openNothing(cell: Cell, { lists, nothing }: UnitForm): void {
  if (typeof nothing === 'object') cell.value = nothing.typed;
  else if (nothing !== undefined)
    cell.value = lists['yes-no'].find(({ value }) => value === nothing)?.label ?? nothing;
  cell.style = cellStyle(true, TEXT_FORMAT);
  const validation = listRule(listRange(lists, 'yes-no'), 'stop');
  if (validation) cell.dataValidation = validation;
}

type Line = readonly [label: string, value: string | number];

function guideLines(form: UnitForm): readonly Line[] {
  const { unit, year, dataUntil, deadline, reportingAgency, planName } = form;
  return [
    ['Đơn vị báo cáo', unit.name],
    [GUIDE_LABELS.unit, unit.id],
    [GUIDE_LABELS.year, year],
    ['Theo kế hoạch', planName],
    ['Số liệu tính đến hết ngày', vietnameseDay(dataUntil)],
    ['Hạn gửi', `Chậm nhất ngày ${vietnameseDay(deadline)}`],
    ['Nơi nhận, nơi giải đáp', `${reportingAgency} (đơn vị gửi yêu cầu báo cáo)`],
    [GUIDE_LABELS.nothing, ''],
    ['', '(Đơn vị không có nội dung nào để báo cáo thì chọn "Có" ở ô trên và gửi lại biểu mẫu.)'],
    ['', ''],
    ['Cách điền', ''],
    ['1', 'Chỉ điền vào ô màu vàng. Ô màu xám là thông tin đang được quản lý; nếu sai, ghi vào cột ghi chú.'],
    ['2', 'Cột có dấu (*) phải điền khi dòng đó có nội dung. Dòng không dùng thì để trống.'],
    ['3', 'Ngày ghi theo dạng ngày/tháng/năm, ví dụ 03/09/2025. Tiền ghi bằng đồng. Không ghi công thức.'],
    [
      '4',
      'Không gộp ô, không đổi tiêu đề cột và không sửa cột đầu tiên (mã): phần mềm nhận ra từng dòng theo mã.',
    ],
    [
      '5',
      'Cần thêm dòng thì ghi tiếp ngay dưới bảng, cột mã để trống. Trang tính khóa không có mật khẩu, chỉ để tránh sửa nhầm.',
    ],
    [
      '6',
      'Xóa trắng một dòng đã ghi lần trước nghĩa là rút nội dung đó. Gửi lại biểu mẫu thì bản gửi sau thay cho bản gửi trước.',
    ],
    ['7', 'Nội dung thuộc bí mật nhà nước không ghi vào biểu mẫu này; trao đổi trực tiếp với nơi nhận.'],
    ['', ''],
    ['Các trang tính', ''],
    ...askedSheets(form).map(({ tab, title }): Line => [tab, title]),
  ];
}

function addLine(worksheet: Worksheet, row: number, label: string, value: string | number): void {
  const [first, second] = [worksheet.getCell(row, 1), worksheet.getCell(row, 2)];
  first.value = label;
  first.style = GUIDE_STYLES.label;
  second.value = value;
  second.style = {
    ...GUIDE_STYLES.value,
    alignment: { ...GUIDE_STYLES.value.alignment, horizontal: 'left' },
  };
}

function addLegend(worksheet: Worksheet, row: number): void {
  addLine(worksheet, row, 'Màu ô', '');
  worksheet.getCell(row + 1, 1).style = GUIDE_STYLES.asked;
  worksheet.getCell(row + 2, 1).style = GUIDE_STYLES.shown;
  worksheet.getCell(row + 1, 2).value = 'Ô để đơn vị điền';
  worksheet.getCell(row + 2, 2).value = 'Ô thông tin có sẵn, không sửa';
  for (const line of [row + 1, row + 2]) worksheet.getCell(line, 2).style = GUIDE_STYLES.value;
}
