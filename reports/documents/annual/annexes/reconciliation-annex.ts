import { isMissing } from '../../../figures/figure-parts.ts';
import type { ReportAnnex } from './report-annex.ts';

const STATES = ['upMs', 'degradedMs', 'downMs', 'unknownMs', 'outOfServiceMs'] as const;

const ROWS: Readonly<Record<string, string>> = {
  statements: 'Kỳ đã có bảng đối soát',
  issued: 'Kỳ đã ban hành bảng đối soát',
  drafts: 'Kỳ có bảng đối soát dự thảo',
  'no-contract': 'Thiết bị ngoài hợp đồng',
  'without-contract': 'Thiết bị ngoài hợp đồng',
  open: 'Kỳ chưa lập bảng đối soát',
  'open-months': 'Kỳ chưa lập bảng đối soát',
  restatements: 'Phần điều chỉnh sau khi ban hành',
};

/** What the annual figures are made of, down to a difference of zero. */
export const reconciliationAnnex: ReportAnnex = {
  name: 'reconciliation',
  title: 'Đối chiếu số liệu cả kỳ với các bảng đối soát',
  orientation: 'landscape',
  namesPlaces: false,
  isIn: ({ sections }) => !isMissing(sections.reconciliation),
  blocks: ({ sections, print }) => {
    const { reconciliation } = sections;
    if (isMissing(reconciliation)) return [];
    const cellsOf = (path: string) => STATES.map((state) => print.cell(`${path}.${state}`));
    return [
      {
        kind: 'table',
        unit: 'Đơn vị tính: mili giây',
        size: 'small',
        columns: [{ share: 26 }, { share: 9 }, ...STATES.map(() => ({ share: 17 }))],
        header: [
          [
            'Phần',
            'Số thiết bị',
            'Hoạt động',
            'Suy giảm',
            'Gián đoạn',
            'Chưa rõ',
            'Ngoài thời gian sử dụng',
          ].map((text) => ({ text })),
        ],
        rows: [
          ...reconciliation.rows.map(({ id }) => ({
            kind: 'row' as const,
            cells: [
              ROWS[id] ?? id,
              print.cell(`reconciliation.rows.${id}.entities`),
              ...cellsOf(`reconciliation.rows.${id}.sums`),
            ],
          })),
          { kind: 'total' as const, cells: ['Số cả kỳ', '', ...cellsOf('reconciliation.annual')] },
          { kind: 'total' as const, cells: ['Chênh lệch', '', ...cellsOf('reconciliation.difference')] },
        ],
      },
    ];
  },
};
