import { vietnameseDay } from '../../plan/forms/date-serial.ts';
import { flawTextsVi } from '../../plan/forms/reading/flaw-texts-vi.ts';
import { noteTextsVi } from '../../plan/forms/reading/note-texts-vi.ts';
import { HAND_IN_WORDS_VI } from '../../plan/words/hand-in-words.ts';
import type { FormsTexts } from './forms-texts-en.ts';

const count = (value: number): string => new Intl.NumberFormat('vi-VN').format(value);
const quoted = (text: string): string => `"${text}"`;

export const formsTextsVi: FormsTexts = {
  written: (forms, folder) => `đã ghi ${count(forms)} biểu mẫu vào ${folder}`,
  deviceCount: (devices) => `${count(devices)} thiết bị`,
  taskCount: (tasks) => `${count(tasks)} nhiệm vụ`,
  ownerless: (devices, names) =>
    `${count(devices)} thiết bị chưa xác định đơn vị quản lý nên không nằm trong biểu mẫu nào: ${names}`,
  unasked: (agency, devices) =>
    `${count(devices)} thiết bị của ${agency} không nằm trong biểu mẫu nào: đơn vị này không thuộc diện báo cáo (đã kết thúc, hoặc bị loại ở units của plan.yaml)`,
  day: vietnameseDay,
  place: ({ file, sheet, cell }) =>
    [file, sheet !== undefined && `trang tính ${quoted(sheet)}`, cell !== undefined && `ô ${cell}`]
      .filter((part) => part !== false)
      .join(', '),
  flaws: flawTextsVi,
  notes: noteTextsVi,
  outcomes: {
    recorded: ({ unit, devices, entries, rows }) =>
      `đã ghi nhận: ${unit}, ${count(devices)} thiết bị, ${count(entries)} nội dung (${count(rows)} dòng mới trong sổ ghi)`,
    planned: ({ unit, devices, entries, rows }) =>
      `sẽ ghi nhận: ${unit}, ${count(devices)} thiết bị, ${count(entries)} nội dung (${count(rows)} dòng mới trong sổ ghi)`,
    superseding: (day) => `thay cho biểu mẫu nhận ngày ${day}`,
    late: (day) => `gửi muộn, hạn là ${day}`,
    unchanged: (day) => `nội dung như biểu mẫu đã nhận ngày ${day}; không có gì mới`,
    refused: (flaws) => `có ${count(flaws)} lỗi, chưa lấy nội dung`,
    kept: 'đã ghi nhận là gửi có lỗi; tệp được giữ lại',
    wouldKeep: 'sẽ ghi nhận là gửi có lỗi và giữ lại tệp',
    unread: 'không ghi nhận gì',
    known: 'tệp này đã được ghi nhận trước đó',
    blank: 'biểu mẫu để trống',
    'nothing-to-report': 'không có nội dung báo cáo',
  },
  more: (others, example) => `và ${count(others)} ô nữa cùng cột cũng như ${example}`,
  notRead: (names) => `không đọc: ${names}`,
  handovers: (handovers, files) => `đã ghi ${count(handovers)} lần bàn giao vào ${files}:`,
  plannedHandovers: (handovers, files) => `sẽ ghi ${count(handovers)} lần bàn giao vào ${files}:`,
  handedOver: ({ id, from, to, day, document }) => `${id}: ${from} → ${to} từ ${day} (${document})`,
  agreed: {
    none: 'không có bàn giao nào hai bên đã đồng ý mà chưa có trong cấu hình',
    line: ({ id, from, to, day, document }, devices) =>
      `bàn giao số ${id}: ${from} → ${to}, ${count(devices)} thiết bị từ ${day} (${document})`,
    outcomes: {
      written: 'đã ghi',
      planned: 'sẽ ghi',
      known: 'đã có trong cấu hình',
      refused: (why) => `chưa ghi: ${why}`,
    },
    files: (files) => `đã sửa: ${files}`,
  },
  takenOver:
    'Bàn giao có hiệu lực khi cấu hình được đọc lại: tự động trong vài giây nếu "camwatch run" đang chạy, nếu không thì ở lần khởi động sau.',
  nothingRecorded: 'chạy thử (--dry-run): không ghi gì',
  standing: {
    title: ({ year, all, counts }) =>
      `Biểu mẫu năm ${year}: ${all} đơn vị; ${[
        `gửi đủ ${counts.complete}`,
        `không có nội dung báo cáo ${counts['nothing-to-report']}`,
        `gửi trống ${counts.blank}`,
        `gửi có lỗi ${counts['with-errors']}`,
        `chưa gửi ${counts['not-sent']}`,
      ].join(', ')}`,
    headers: ['đơn vị', 'tình trạng', 'ngày nhận', ''],
    states: HAND_IN_WORDS_VI,
    late: 'gửi muộn',
    overdue: (days) => `quá hạn ${count(days)} ngày`,
    nth: (nth) => (nth > 1 ? `lần ${nth}` : ''),
  },
};
