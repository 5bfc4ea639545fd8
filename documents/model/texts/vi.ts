import { renderDocumentDate } from '../document-date.ts';

/** What the layout itself says in minutes, by Decree 30/2020. */
export const vi = {
  /** For spelling and for screen readers. */
  tag: 'vi-VN',
  motto: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  freedom: 'Độc lập - Tự do - Hạnh phúc',
  number: (number: string) => `Số: ${number}`,
  date: renderDocumentDate,
  /** What a person fills in, after which dots stand. */
  hints: { issuingBody: 'tên cơ quan ban hành', post: 'chức vụ của người ký', name: 'họ và tên' },
  part: (number: string) => `Phần ${number}`,
  note: 'Ghi chú: ',
  missing: (subject: string, because: string) => `${subject}: không có số liệu vì ${because}.`,
  /** With its number where there are several. */
  annex: (number?: string) => (number === undefined ? 'Phụ lục' : `Phụ lục ${number}`),
  attachedTo: (typeName: string, number: string, date: string, body: string) =>
    `(Kèm theo ${typeName} số ${number} ${date} của ${body})`,
  secretStamp: '[Đóng dấu chỉ mức độ mật]',
  signingPage: 'XÁC NHẬN CỦA CÁC BÊN',
  signHere: '(Ký, ghi rõ họ tên, đóng dấu)',
};
