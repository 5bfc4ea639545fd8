import type { DossierClaim } from '../../../../contracts/dossier/dossier-schema.ts';

/** The papers of a claim and of an objection: minutes of one to two pages. */
export const papers = {
  basis: 'Biên bản được lập từ dữ liệu điện tử đã ký số; nếu khác nhau, căn cứ bản điện tử.',
  times: (zone: string) => `Thời điểm trong biên bản theo giờ ${zone}.`,
  parties: 'Hợp đồng và các bên',
  record: 'Ghi nhận trong sổ ghi điện tử',
  recordHeader: ['Việc', 'Ghi sổ lúc', 'Dòng', 'Mã băm của dòng (SHA-256)'],
  attached: 'Văn bản kèm theo',
  nothingAttached: 'Không có văn bản nào kèm theo.',
  claim: {
    typeNames: {
      filed: 'Biên bản tiếp nhận đề nghị loại trừ',
      accepted: 'Biên bản giải quyết đề nghị loại trừ',
      'accepted-in-part': 'Biên bản giải quyết đề nghị loại trừ',
      rejected: 'Biên bản giải quyết đề nghị loại trừ',
      withdrawn: 'Biên bản về việc rút đề nghị loại trừ',
    } satisfies Record<DossierClaim['status'], string>,
    subject: (number: string, contract: string) => `Đề nghị loại trừ số ${number}, ${contract}`,
    content: 'Đề nghị, ý kiến các bên và quyết định',
    signs: {
      decided: 'Đại diện bên quyết định',
      received: 'Đại diện bên tiếp nhận',
      filed: 'Đại diện bên gửi đề nghị',
    },
    acts: {
      file: 'gửi đề nghị',
      ask: 'hỏi ý kiến',
      hear: 'ghi ý kiến',
      decide: 'quyết định',
      withdraw: 'rút đề nghị',
    } as Readonly<Record<string, string>>,
  },
  objection: {
    typeName: 'Biên bản ghi nhận ý kiến không đồng ý',
    subject: (number: number, period: string, contract: string) =>
      `Ý kiến số ${number} đối với bảng đối soát ${period} của ${contract}`,
    statement: 'Bảng đối soát',
    draft: 'Dự thảo',
    draftIs: (time: string, row: number, sha256: string) =>
      `ghi sổ ${time}, dòng ${row}, mã băm của nội dung ${sha256}`,
    content: 'Nội dung ý kiến',
    by: 'Bên nêu ý kiến',
    made: (party: string, time: string, account: string) => `${party}, ghi sổ ${time} (tài khoản ${account})`,
    why: 'Lý do',
    about: 'Đối với',
    limit: 'Thời hạn của hợp đồng',
    outcome: (statement: string) => `Kết quả theo ${statement}`,
    lines: 'Các khoản tiền còn tranh chấp vì ý kiến này',
    header: ['Số', 'Loại', 'Đối với', 'Số tiền'],
    none: 'Không có khoản tiền nào còn tranh chấp vì ý kiến này',
    sum: 'Cộng',
    act: 'nêu ý kiến',
    signs: { received: 'Đại diện bên A (bên ghi nhận)', objected: 'Đại diện bên B (bên nêu ý kiến)' },
  },
};
