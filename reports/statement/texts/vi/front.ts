import type { StatementDocument } from '../../../../contracts/statements/statement-schema.ts';

/** Texts of the wall clock: `09`, `08:00:30.5`. */
interface Instant {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly clock: string;
}

/** Dates, times and lengths as they are written in documents. */
export const times = {
  date: ({ year, month, day }: Omit<Instant, 'clock'>) => `${day}/${month}/${year}`,
  instant: ({ year, month, day, clock }: Instant) => `${clock.replace('.', ',')} ${day}/${month}/${year}`,
  units: { day: ' ngày', hour: ' giờ', minute: ' phút', second: ' giây' },
};

/** What the pages before the annexes say. */
export const front = {
  /** Of the rules, not of the contract. */
  clauses: (numbers: readonly string[]) => `điều ${numbers.join(', ')} Quy tắc`,
  typeNames: {
    draft: 'Bảng đối soát (dự thảo)',
    issued: 'Bảng đối soát',
    restated: (number: number) => `Bảng đối soát điều chỉnh lần ${number}`,
  },
  subject: (contract: string, period: string) =>
    `Chất lượng dịch vụ và các khoản tiền của ${contract}, ${period}`,
  contract: {
    byNumber: (number: string) => `hợp đồng số ${number}`,
    byId: (id: string) => `hợp đồng ${id}`,
  },
  periods: {
    month: (month: number, year: string) => `kỳ tháng ${month} năm ${year}`,
    quarter: (quarter: string, year: string) => `kỳ quý ${quarter} năm ${year}`,
    year: (year: string) => `kỳ năm ${year}`,
    other: (label: string) => `kỳ ${label}`,
  },
  part: (from: string, to: string, contractor: string) =>
    `Phần của kỳ từ ${from} đến trước ${to}, nhà thầu ${contractor}`,
  parties: { a: 'Đại diện bên A', b: 'Đại diện bên B' },
  opening: {
    title: 'Hợp đồng, các bên và kỳ đối soát',
    basis: 'Bảng đối soát được lập từ dữ liệu điện tử đã ký số; nếu khác nhau, căn cứ bản điện tử.',
    contract: 'Hợp đồng',
    contractNumber: 'Số hợp đồng',
    partyA: 'Bên A (đơn vị quản lý, sử dụng)',
    partyB: 'Bên B (nhà thầu)',
    period: 'Kỳ đối soát',
    span: (from: string, to: string, zone: string) => `từ ${from} đến trước ${to} (giờ ${zone})`,
    vietNam: 'Việt Nam',
    state: 'Trạng thái',
    states: {
      draft: 'dự thảo, nhà thầu có thể nêu ý kiến',
      issued: 'đã phát hành',
      restated: 'bảng điều chỉnh, thay cho bảng trước',
    } satisfies Record<StatementDocument['state'], string>,
    objectUntil: 'Hạn nêu ý kiến về dự thảo',
    asOf: 'Số liệu tính đến',
    recordedBefore: 'Chỉ tính những gì đã ghi nhận trước',
    made: 'Lập lúc',
    rules: 'Quy tắc tính',
    rulesVersion: (versions: string, title: string) => `phiên bản ${versions} của “${title}”`,
    rulesHash: (version: string, annex: string) =>
      `${version} (mã băm SHA-256 của văn bản ở ${annex}); số điều dẫn theo Quy tắc này`,
    thenVersion: ', rồi ',
    agreedBy: 'Bên đồng ý',
    signOff: 'Ghi nhận việc đồng ý',
    signedOff: (author: string, time: string, row: number) =>
      `tài khoản ${author}, lúc ${time} (dòng ${row} của sổ ghi)`,
    agreement: 'Văn bản đồng ý',
    reason: 'Lý do điều chỉnh',
    replaces: 'Thay cho',
    replacesIssued: 'bảng đối soát đã phát hành',
    replacesRestated: (number: number) => `bảng đối soát điều chỉnh lần ${number}`,
    changed: { terms: 'điều khoản', contractor: 'nhà thầu', both: 'điều khoản và nhà thầu' },
    parts: ({ what, times, count, annex }: Readonly<Record<'what' | 'times' | 'count' | 'annex', string>>) =>
      `Trong kỳ ${what} thay đổi từ ${times}: số liệu và các khoản tiền được tính riêng cho ${count} phần của kỳ; những gì thay đổi ở ${annex}.`,
  },
  client: {
    ofDevices: (name: string) =>
      `${name} (hợp đồng trong hệ thống không ghi đơn vị; đây là đơn vị quản lý, sử dụng tất cả thiết bị của hợp đồng)`,
    ofCity: (name: string) => `${name} (cơ quan theo dõi Kế hoạch; hợp đồng trong hệ thống không ghi đơn vị)`,
    ofMany: (name: string, agencies: string) =>
      `${name} (cơ quan theo dõi Kế hoạch; hợp đồng trong hệ thống không ghi đơn vị, thiết bị thuộc ${agencies} đơn vị)`,
  },
  availability: {
    title: 'Độ khả dụng và các cam kết',
    intro: ({ terms, entities, outages }: Readonly<Record<'terms' | 'entities' | 'outages', string>>) =>
      `Độ khả dụng là tử số chia cho mẫu số, tính bằng mili giây; tỷ lệ phần trăm không làm tròn. Điều khoản đã áp dụng ở ${terms}; số liệu từng thiết bị, đường truyền ở ${entities}; từng lần gián đoạn ở ${outages}.`,
    all: 'Toàn bộ thiết bị, đường truyền',
    targets: 'Cam kết và kết quả',
    missed: 'Trường hợp không đạt',
    working: 'Cách tính',
    noTargets: 'Hợp đồng không có cam kết nào được kiểm tra theo kỳ',
    count: 'Số thiết bị, đường truyền',
    availability: 'Độ khả dụng',
    nothingMeasured: 'không có số liệu vì trong kỳ không đo được thiết bị, đường truyền nào',
    bounds: 'Nếu phần không có số liệu tính là gián đoạn; là hoạt động',
    coverage: 'Tỷ lệ thời gian có số liệu',
    outages: (clauses: string) => `Số lần gián đoạn thuộc trách nhiệm nhà thầu (${clauses})`,
    longest: (clauses: string) => `Lần dài nhất, tính thời gian thuộc trách nhiệm nhà thầu (${clauses})`,
    mttr: 'Thời gian khắc phục trung bình',
    mtbf: 'Thời gian hoạt động tốt trên mỗi lần gián đoạn',
    lowest: 'Thời điểm ít thiết bị hoạt động nhất',
    lowestIs: (good: string, counted: string, from: string, to: string) =>
      `${good} trong ${counted}, từ ${from} đến ${to}`,
    excused: (cause: string) => `Thời gian được loại trừ: ${cause}`,
    others: (owner: string) => `Gián đoạn do bên khác: ${owner}`,
    answering: (owner: string, parties: string) => `${owner} (bên chịu trách nhiệm: ${parties})`,
    neverMeasured: (count: string, names: string, more: string) =>
      `Độ khả dụng của ${count} thiết bị, đường truyền (${names}${more})`,
    andMore: (count: string) => ` và ${count} thiết bị khác`,
    heldAgainstNobody: 'trong kỳ chưa từng đo được; không bên nào bị tính lỗi',
  },
  excuses: (excuses: string, incidents: string) =>
    `Thời gian được loại trừ, do bên khác và thời gian mà điều khoản không cho loại trừ ở ${excuses}; thời gian phản hồi và khắc phục từng sự cố ở ${incidents}.`,
  differences: {
    title: 'Điều chỉnh so với bảng đối soát trước',
    intro: (reason: string, annex: string) =>
      `Lý do điều chỉnh: ${reason}. Số liệu cũ, mới và vì sao thay đổi ở ${annex}.`,
    noReason: 'không ghi',
  },
  technical: (annex: string) => `Mã băm, khóa ký và cách đối chiếu văn bản này với bản điện tử ở ${annex}.`,
};
