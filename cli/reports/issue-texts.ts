import { inLanguage } from '../../core/language/in-language.ts';

const en = {
  recorded: (report: string) => `on record as issued, report ${report}`,
  known: (report: string) => `on record as issued already, report ${report}`,
  figures: {
    equal: 'figures: those that were sealed',
    differ: 'figures: NOT those that were sealed',
    'not-comparable': 'figures: cannot be compared, a person has to read them',
  },
  partly: 'figures: those that were sealed where they were compared, some places must be read by a person',
  equal: (count: string) => `, ${count} figures equal`,
  toRead: (count: string) => `places to be read by a person (reworded, added, taken out): ${count}`,
  replaces: (rows: string, reason: string) => `in place of row ${rows}: ${reason}`,
  signatures: "signatures of the PDF (an official's, and not the seal of the figures):",
  number: 'number',
  date: 'date',
  signedBy: 'signed by',
};
export type IssueTexts = typeof en;

const vi: IssueTexts = {
  recorded: (report) => `đã ghi nhận là bản phát hành, báo cáo ${report}`,
  known: (report) => `đã được ghi nhận là bản phát hành từ trước, báo cáo ${report}`,
  figures: {
    equal: 'số liệu: đúng số liệu đã niêm phong',
    differ: 'số liệu: KHÁC số liệu đã niêm phong',
    'not-comparable': 'số liệu: không đối chiếu được, cần người đọc lại',
  },
  partly: 'số liệu: đúng số liệu đã niêm phong ở chỗ đối chiếu được, còn chỗ cần người đọc lại',
  equal: (count) => `, ${count} số liệu đúng`,
  replaces: (rows, reason) => `thay cho dòng ${rows}: ${reason}`,
  signatures: 'chữ ký trên tệp PDF (của người ký, không phải niêm phong số liệu):',
  toRead: (count) => `chỗ cần người đọc lại (đã sửa lời, thêm, bỏ): ${count}`,
  number: 'số',
  date: 'ngày',
  signedBy: 'người ký',
};

export const issueTexts = inLanguage({ en, vi });
