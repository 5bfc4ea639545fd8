import { inLanguage } from '../../../core/language/in-language.ts';

/** What is said of files that were handed out. */
export interface HandedOutTexts {
  readonly title: string;
  readonly line: (values: HandedOutValues) => string;
  readonly notOnRecord: string;
  /** What that says, and what not. */
  readonly whyNot: string;
  readonly ofAReport: (file: string) => string;
}

export interface HandedOutValues {
  readonly time: string;
  readonly name: string;
  readonly format: string;
  readonly of: string;
  readonly author: string;
  readonly to: string | undefined;
  readonly row: string;
}

const en: HandedOutTexts = {
  title: 'handed out',
  line: ({ time, name, format, of, author, to, row }) =>
    `on ${time} as ${name} (${format}) of ${of}${to === undefined ? '' : `, to ${to}`}, by ${author}, row ${row}`,
  notOnRecord: 'NOT ON RECORD: this ledger handed out no file with this content',
  whyNot:
    'That alone does not say that it is forged: a file that was edited or saved again, that an earlier version of camwatch wrote or that comes from another ledger is another file. What counts is the sealed file (JSON).',
  ofAReport: (file) =>
    `${file}: expected a file of a statement, got one of a report: camwatch report verify checks it`,
};

const vi: HandedOutTexts = {
  title: 'đã giao ra',
  line: ({ time, name, format, of, author, to, row }) =>
    `lúc ${time}, tệp ${name} (${format}), thuộc ${of}${to === undefined ? '' : `, giao cho ${to}`}, do ${author} lập, dòng ${row}`,
  notOnRecord: 'KHÔNG CÓ TRONG SỔ GHI: sổ ghi này chưa từng giao ra tệp nào có nội dung này',
  whyNot:
    'Riêng điều đó không có nghĩa là tệp bị làm giả: tệp đã sửa hoặc lưu lại, do phiên bản trước của camwatch lập hoặc thuộc sổ ghi khác là một tệp khác. Căn cứ là bản điện tử đã ký số (JSON).',
  ofAReport: (file) =>
    `${file}: cần một tệp của bảng đối soát, đây là tệp của báo cáo: dùng camwatch report verify`,
};

export const handedOutTexts = inLanguage({ en, vi });
