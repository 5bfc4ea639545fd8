import { createCanvas } from '@napi-rs/canvas';
import type { Block } from '#documents/model/block.ts';
import type { Letter, Letterhead, Minutes, Report } from '#documents/model/document.ts';
import type { Table } from '#documents/model/table.ts';

const LETTERHEAD: Letterhead = {
  superiorBody: 'UBND thành phố Hà Nội',
  issuingBody: 'Sở Khoa học và Công nghệ',
  number: 5,
  symbol: 'BC-SKHCN',
  place: 'Hà Nội',
  date: { year: 2026, month: 1, day: 5 },
};

const INFO = {
  title: 'Báo cáo kết quả thực hiện Kế hoạch năm 2025',
  creator: 'Sở Khoa học và Công nghệ',
  createdMs: Date.UTC(2025, 10, 16),
  properties: { 'camwatch-figures': 'sha256:0123456789abcdef' },
};

const LONG_PARAGRAPH =
  'Đến hết ngày 15 tháng 11 năm 2025, toàn Thành phố có 40.210 camera đang hoạt động tại các nút giao thông, khu vực công cộng và trụ sở cơ quan; trong kỳ đã lắp mới, tiếp nhận, bàn giao và thanh lý theo đúng trình tự mà Kế hoạch đã nêu, có biên bản kèm theo cho từng lần bàn giao.';

/** 10 bytes of header would do; a picture that can be looked at is of more use. */
export function samplePng(width = 640, height = 320, colour = '#2b5fa8'): Uint8Array {
  const canvas = createCanvas(width, height);
  const paper = canvas.getContext('2d');
  paper.fillStyle = '#eeeeee';
  paper.fillRect(0, 0, width, height);
  paper.fillStyle = colour;
  for (let bar = 0; bar < 11; bar += 1) {
    const tall = ((bar * 37) % 80) + 120;
    paper.fillRect((bar * width) / 11 + 4, height - tall, width / 11 - 8, tall);
  }
  return canvas.toBuffer('image/png');
}

/** Two header rows, a group, numbers, a total; as many rows as wished. */
export function sampleTable(rowCount: number, size: Table['size'] = 'normal'): Table {
  return {
    kind: 'table',
    caption: 'Bảng 1. Biến động số lượng camera theo đơn vị quản lý',
    unit: 'Đơn vị tính: camera',
    size,
    columns: [
      { share: 1, align: 'centre' },
      { share: 5 },
      { share: 2 },
      { share: 2 },
      { share: 2 },
      { share: 2 },
    ],
    header: [
      [
        { text: 'STT', rowSpan: 2 },
        { text: 'Đơn vị quản lý, sử dụng', rowSpan: 2 },
        { text: 'Tăng', columnSpan: 2 },
        { text: 'Giảm', columnSpan: 2 },
      ],
      [{ text: 'Lắp mới' }, { text: 'Tiếp nhận' }, { text: 'Bàn giao' }, { text: 'Thanh lý' }],
    ],
    rows: [
      { kind: 'group', cells: [{ kind: 'text', text: 'I. Các phường, xã', columnSpan: 6 }] },
      ...Array.from({ length: rowCount }, (_, index) => ({
        kind: 'row' as const,
        cells: [
          String(index + 1),
          `Ủy ban nhân dân phường số ${index + 1}`,
          ...[1_204, 88, 7, 0].map((count) => ({
            kind: 'number' as const,
            text: (count + index).toLocaleString('vi'),
            value: String(count + index),
          })),
        ],
      })),
      {
        kind: 'total',
        cells: [
          { kind: 'text', text: 'Tổng cộng', columnSpan: 2, align: 'centre' },
          ...['40.210', '1.234', '1.234', '56'].map((text) => ({
            kind: 'number' as const,
            text,
            value: text.replace('.', ''),
          })),
        ],
      },
    ],
  };
}

const BODY: readonly Block[] = [
  { kind: 'part', title: 'Kết quả thực hiện Kế hoạch' },
  { kind: 'section', title: 'Công tác chỉ đạo, điều hành' },
  { kind: 'clause', title: 'Văn bản đã ban hành' },
  { kind: 'paragraph', text: LONG_PARAGRAPH },
  {
    kind: 'paragraph',
    text: [
      { kind: 'text', text: 'Độ khả dụng trung bình của camera là ' },
      { kind: 'figure', text: '98,73 %', value: '98.731204', figure: 'availability.city', bold: true },
      { kind: 'text', text: ' (chi tiết tại Phụ lục I và Phụ lục II); kinh phí đã giải ngân: ' },
      { kind: 'marked', hint: 'số tiền, triệu đồng' },
      { kind: 'text', text: '.' },
    ],
  },
  ...['a', 'b', 'c', 'd', 'đ', 'e', 'g'].map((letter) => ({
    kind: 'point' as const,
    text: `Nội dung điểm ${letter};`,
  })),
  { kind: 'clause', title: 'Kiểm tra, hướng dẫn' },
  { kind: 'dash', text: 'Đã kiểm tra 12 đơn vị, lập 12 biên bản.' },
  { kind: 'missing', subject: 'Độ khả dụng tháng 5', because: 'bộ thu thập ngừng cả tháng', reason: 'blind' },
  { ...sampleTable(6) },
  { kind: 'note', text: 'số liệu do hệ thống giám sát đo, tính đến hết ngày 15/11/2025.' },
  { kind: 'section', title: 'Tình trạng hoạt động' },
  { kind: 'numbered', text: LONG_PARAGRAPH },
  {
    kind: 'picture',
    png: samplePng(),
    widthMm: 140,
    alt: 'Biểu đồ cột: độ khả dụng theo tháng, thấp nhất 97,1 % vào tháng 5',
    caption: 'Hình 1. Độ khả dụng theo tháng',
  },
  { kind: 'part', title: 'Phương hướng, nhiệm vụ năm 2026' },
  { kind: 'section', title: 'Nhiệm vụ trọng tâm' },
  ...Array.from({ length: 9 }, () => ({ kind: 'paragraph' as const, text: LONG_PARAGRAPH })),
  { kind: 'section', title: 'Vướng mắc, kiến nghị' },
  { kind: 'clause', title: 'Vướng mắc' },
  {
    kind: 'table',
    columns: [{ share: 1 }, { share: 4 }],
    header: [[{ text: 'STT' }, { text: 'Nội dung' }]],
    rows: [],
  },
  { kind: 'clause', title: 'Kiến nghị' },
  {
    kind: 'paragraph',
    text: 'Sở Khoa học và Công nghệ báo cáo Ủy ban nhân dân Thành phố xem xét, chỉ đạo.',
  },
];

/** A report with everything that the model can say. */
export function sampleReport(overrides: Partial<Report> = {}): Report {
  return {
    kind: 'report',
    typeName: 'Báo cáo',
    subject: 'Kết quả thực hiện Kế hoạch phát triển hệ thống camera giám sát trên địa bàn Thành phố năm 2025',
    info: INFO,
    variant: 'electronic',
    letterhead: LETTERHEAD,
    addressees: ['Ủy ban nhân dân thành phố Hà Nội', 'Công an thành phố Hà Nội'],
    legalBases: [
      'Căn cứ Luật Tổ chức chính quyền địa phương',
      'Căn cứ Kế hoạch số 12/KH-UBND ngày 03 tháng 3 năm 2025 của Ủy ban nhân dân thành phố Hà Nội về hệ thống camera giám sát',
    ],
    body: BODY,
    closing: {
      signature: {
        authority: 'KT. GIÁM ĐỐC',
        post: 'PHÓ GIÁM ĐỐC',
        name: 'Nguyễn Văn A',
      },
      recipients: {
        lines: ['Như trên', 'Giám đốc Sở (để báo cáo)', 'Các phòng chuyên môn'],
        filedBy: 'CNTT',
        drafter: { mark: 'PL', copies: 30 },
      },
    },
    footer: {
      lines: ['Số 185 đường Giảng Võ, Hà Nội. Điện thoại: 024 0000 0000. Thư điện tử: vanthu@example.vn'],
    },
    annexes: [
      {
        title: 'Biến động số lượng camera theo đơn vị',
        orientation: 'landscape',
        secret: false,
        blocks: [
          { kind: 'paragraph', text: 'Số liệu theo đơn vị quản lý, sử dụng.' },
          sampleTable(60, 'small'),
        ],
      },
      {
        title: 'Danh sách địa điểm đặt camera cần bảo vệ',
        orientation: 'portrait',
        secret: true,
        blocks: [sampleTable(40)],
      },
    ],
    ...overrides,
  };
}

/** An urging letter. */
export function sampleLetter(overrides: Partial<Letter> = {}): Letter {
  const { info, letterhead, closing } = sampleReport();
  return {
    kind: 'letter',
    subject: 'đôn đốc báo cáo kết quả thực hiện Kế hoạch năm 2025',
    info,
    variant: 'electronic',
    letterhead: { ...letterhead, number: 12, symbol: 'SKHCN-CNTT', date: { year: 2025 } },
    addressees: ['Ủy ban nhân dân phường Hoàn Kiếm'],
    legalBases: [],
    body: [
      { kind: 'paragraph', text: LONG_PARAGRAPH },
      { kind: 'paragraph', text: 'Đề nghị đơn vị gửi báo cáo trước ngày 30 tháng 11 năm 2025.' },
    ],
    closing: { ...closing, signature: { post: 'GIÁM ĐỐC' } },
    annexes: [],
    ...overrides,
  };
}

/** A statement that two parties sign. */
export function sampleMinutes(overrides: Partial<Minutes> = {}): Minutes {
  const { info, letterhead } = sampleReport();
  return {
    kind: 'minutes',
    typeName: 'Bảng đối soát',
    subject: 'Cam kết chất lượng dịch vụ, hợp đồng HĐ-01, tháng 10 năm 2025',
    info,
    variant: 'paper',
    letterhead: { ...letterhead, symbol: 'BĐS-SKHCN' },
    addressees: [],
    legalBases: [],
    body: [{ kind: 'paragraph', text: LONG_PARAGRAPH }, sampleTable(4)],
    signingPage: true,
    parties: [
      { role: 'Đại diện bên A', body: 'Sở Khoa học và Công nghệ', post: 'Giám đốc', name: 'Trần Thị B' },
      { role: 'Đại diện bên B', body: 'Công ty Cổ phần Ví dụ' },
    ],
    annexes: [],
    ...overrides,
  };
}
