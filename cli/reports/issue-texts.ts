import { inLanguage } from '../../core/language/in-language.ts';

const en = {
  recorded: (report: string) => `on record as issued, report ${report}`,
  known: (report: string) => `on record as issued already, report ${report}`,
  figures: {
    equal: 'figures: those that were sealed',
    differ: 'figures: NOT those that were sealed',
    'not-comparable': 'figures: cannot be compared, a person has to read them',
  },
  toRead: (count: number) => `${count} places to be read by a person (reworded, added, taken out):`,
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
  toRead: (count) => `${count} chỗ cần người đọc lại (đã sửa lời, thêm, bỏ):`,
  number: 'số',
  date: 'ngày',
  signedBy: 'người ký',
};

export const issueTexts = inLanguage({ en, vi });
