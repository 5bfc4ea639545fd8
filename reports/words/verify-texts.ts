import { inLanguage } from '../../core/language/in-language.ts';

const en = {
  outcomes: { good: 'good', bad: 'BAD', 'not-checked': 'not checked' },
  partly: 'good where it was compared, some places must be read by a person',
  checks: {
    seal: 'seal of the figures',
    signer: 'key of the seal',
    ledger: 'the ledger itself',
    record: 'what the figures rest on in the ledger',
    figures: 'figures',
  },
  document: 'document',
  equal: (count: string) => `${count} figures equal`,
  comparedWith: {
    'handed-out': (name: string, time: string, row: number) =>
      `compared with what was handed out: ${name}, on ${time}, row ${row}`,
    file: (path: string) => `compared with ${path}`,
    drawn: 'compared with the document as the figures give it: none that was handed out is kept',
  },
  signatures: "signatures of the PDF (an official's, and not the seal of the figures):",
  toRead: (count: string) =>
    `places that a person must read, which were not compared (reworded, added, taken out): ${count}`,
  sealed: (path: string) => `figures of ${path}:`,
  compared: (count: string) => `${count} figures compared with the ledger`,
  notOnRecord:
    'not on record: this ledger handed out no file with this content (one that was edited or saved again is another)',
  handedOut: (time: string, name: string, id: string) => `handed out on ${time}: ${name}, ${id}`,
  signedBehind: (time: string, name: string, id: string) =>
    `signed behind what was handed out on ${time}: ${name}, ${id}`,
  issued: 'as it was issued',
  number: (number: string) => ` number ${number}`,
  date: (date: string) => ` of ${date}`,
  signedBy: (name: string) => `, signed by ${name}`,
  to: (whom: string) => `, to ${whom}`,
  row: (row: number) => `row ${row}`,
  replaced: (row: number, why: string) => `; replaced by row ${row}: ${why}`,
  issues: (report: string) => `files of ${report} that were issued:`,
  thisFile: ' (this file)',
  /** Of an issue whose figures are not those that were sealed, or nobody knows. */
  figures: {
    equal: '',
    differ: ', figures NOT those that were sealed',
    'not-comparable': ', figures that a person had to read',
  },
  otherThanIssued: 'this file is none of those that were issued',
  changedRow: 'BAD: that row of the ledger is not what was hashed',
};
export type VerifyTexts = typeof en;

const vi: VerifyTexts = {
  outcomes: { good: 'đúng', bad: 'SAI', 'not-checked': 'chưa kiểm tra' },
  partly: 'đúng ở chỗ đối chiếu được, còn chỗ cần người đọc lại',
  checks: {
    seal: 'niêm phong số liệu',
    signer: 'khóa niêm phong số liệu',
    ledger: 'bản thân sổ ghi',
    record: 'căn cứ của số liệu trong sổ ghi',
    figures: 'số liệu',
  },
  document: 'văn bản',
  equal: (count) => `${count} số liệu đúng`,
  comparedWith: {
    'handed-out': (name, time, row) => `đối chiếu với bản đã giao ra: ${name}, lúc ${time}, dòng ${row}`,
    file: (path) => `đối chiếu với ${path}`,
    drawn: 'đối chiếu với văn bản dựng lại từ số liệu: không còn bản đã giao ra',
  },
  signatures: 'chữ ký trên tệp PDF (của người ký, không phải niêm phong số liệu):',
  toRead: (count) => `chỗ cần người đọc lại, chưa đối chiếu được (đã sửa lời, thêm, bỏ): ${count}`,
  sealed: (path) => `số liệu của ${path}:`,
  compared: (count) => `${count} số liệu đã đối chiếu với sổ ghi`,
  notOnRecord:
    'không có trong sổ ghi: sổ ghi này chưa từng giao ra tệp nào có nội dung này (tệp đã sửa hoặc lưu lại là tệp khác)',
  handedOut: (time, name, id) => `đã giao ra lúc ${time}: ${name}, ${id}`,
  signedBehind: (time, name, id) => `đã ký sau khi giao ra lúc ${time}: ${name}, ${id}`,
  issued: 'bản đã phát hành',
  number: (number) => ` số ${number}`,
  date: (date) => ` ngày ${date}`,
  signedBy: (name) => `, người ký ${name}`,
  to: (whom) => `, giao cho ${whom}`,
  row: (row) => `dòng ${row}`,
  replaced: (row, why) => `; đã được thay bằng dòng ${row}: ${why}`,
  issues: (report) => `các tệp đã phát hành của ${report}:`,
  thisFile: ' (tệp này)',
  figures: {
    equal: '',
    differ: ', số liệu KHÁC số liệu đã niêm phong',
    'not-comparable': ', số liệu phải do người đọc đối chiếu',
  },
  otherThanIssued: 'tệp này không phải tệp đã phát hành',
  changedRow: 'SAI: dòng đó của sổ ghi không còn nội dung đã băm',
};

export const verifyTexts = inLanguage({ en, vi });
