/** What the sections about money, and what people say to it, are told in. */
export const money = {
  title: 'Các khoản tiền',
  intro: (lines: string, annex: string) =>
    `Phạt vi phạm, giảm trừ thanh toán và bồi thường thiệt hại là ba loại khác nhau, được cộng riêng. Trong kỳ có ${lines} khoản; cách tính từng khoản và các mức trần ở ${annex}.`,
  noLine: 'Trong kỳ không phát sinh khoản tiền nào theo các điều khoản đã áp dụng.',
  caption: 'Tổng hợp các khoản tiền sau mức trần',
  type: 'Loại',
  undisputed: 'Không tranh chấp',
  disputed: 'Còn tranh chấp',
  sum: 'Cộng',
  total: 'Tổng cộng',
  inWords: (amount: string) => `Tổng cộng bằng chữ: ${amount}.`,
  inDispute: (lines: string, undisputed: string, disputed: string) =>
    `Các khoản còn tranh chấp: số ${lines}. Không tranh chấp ${undisputed}; còn tranh chấp, chờ hai bên giải quyết, ${disputed}.`,
  noDispute: 'Không có khoản nào còn tranh chấp.',
  hangsOn: {
    nothing:
      'Các khoản tiền không phụ thuộc vào thời gian không có số liệu hay đề nghị chưa quyết định: trong kỳ không có.',
    intro: (annex: string) =>
      `Các khoản tiền phụ thuộc vào thời gian không có số liệu và các đề nghị chưa quyết định như sau; số tiền được tính lại theo từng giả định, mọi điều khác giữ nguyên. Từng khoản ở ${annex}.`,
    caption: 'Số tiền phải trả theo từng giả định',
    assumption: 'Giả định',
    asItIs: 'Theo bảng này',
    more: (count: string) => `Còn ${count} giả định khác trong bản điện tử và bảng tính.`,
  },
  lines: {
    title: 'Cách tính từng khoản tiền',
    header: [
      'Số',
      'Loại, điều khoản',
      'Đối với',
      'Cách tính',
      'Trước mức trần',
      'Sau mức trần',
      'Tranh chấp',
    ],
    none: 'Trong kỳ không có khoản tiền nào',
    all: 'toàn bộ',
    disputed: 'có',
    caps: 'Các mức trần, theo thứ tự áp dụng:',
  },
};

export const notes = {
  title: 'Lưu ý và ý kiến không đồng ý',
  warnings: 'Lưu ý',
  noWarnings: 'Không có lưu ý nào.',
  findings: 'Nội dung cần xem xét trước khi thống nhất',
  notLookedFor: {
    subject: 'Nội dung cần xem xét',
    because: 'bảng đối soát này được lập bởi phiên bản chưa tìm các nội dung đó',
  },
  noFindings: 'Không có. Các nội dung này, nếu có, không làm thay đổi số liệu.',
  others: (count: string) => `; và ${count} thiết bị, đường truyền khác`,
  objections: 'Ý kiến không đồng ý của nhà thầu',
  noObjections: 'Không có ý kiến nào được ghi nhận.',
  objection: (values: Readonly<Record<'number' | 'time' | 'party' | 'why' | 'rest', string>>) =>
    `số ${values.number}, ghi nhận ${values.time}, của ${values.party}: “${values.why}” (${values.rest})`,
  about: (what: string) => `đối với: ${what}`,
  papers: (names: string) => `kèm ${names}`,
  line: (number: number, type: string) => `khoản ${number} (${type})`,
  lineGone: (rule: string) => `khoản không còn (${rule})`,
  everyLine: 'mọi khoản tiền',
  outage: (entity: string, from: string) => `gián đoạn của ${entity} từ ${from}`,
};
