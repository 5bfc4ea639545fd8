import { STATE_WORDS_VI } from '../../../core/words/state-words-vi.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { ReportAnnex } from '../frame/report-annex.ts';
import { capitalised, KIND_WORDS } from '../frame/words.ts';

const STATES = ['upMs', 'degradedMs', 'downMs', 'unknownMs', 'excusedMs', 'othersMs'] as const;

/** As wide as milliseconds of a city in a year: a number that goes on in the next line is misread. */
const SHARES: Readonly<Record<(typeof STATES)[number], number>> = {
  upMs: 25,
  degradedMs: 18,
  downMs: 20,
  unknownMs: 20,
  excusedMs: 16,
  othersMs: 18,
};

/** What the annual figures are made of. */
export const PART_WORDS: Readonly<Record<string, string>> = {
  statements: 'Kỳ đã ban hành bảng đối soát',
  restatements: 'Phần điều chỉnh sau khi ban hành',
  drafts: 'Kỳ có bảng đối soát dự thảo',
  'excused-as-measured': 'Thời gian được loại trừ theo hợp đồng, ghi lại theo số đo',
  'others-as-measured': 'Thời gian do bên khác chịu trách nhiệm, ghi lại theo số đo',
  'tolerated-as-measured': 'Gián đoạn ngắn được chấp nhận theo hợp đồng, ghi lại theo số đo',
  imports: 'Thời gian nhập từ hệ thống khác',
  'recorded-since': 'Số liệu ghi nhận sau khi lập bảng đối soát',
  'never-measured': 'Thiết bị chưa đo được lần nào',
  'open-periods': 'Kỳ chưa lập bảng đối soát',
  'cut-periods': 'Kỳ đối soát bị cắt bởi ngày đầu hoặc ngày cuối của kỳ báo cáo',
  'outside-hours': 'Ngoài giờ phục vụ của hợp đồng',
  'without-contract': 'Thiết bị ngoài hợp đồng',
  overlaps: 'Trừ phần thuộc nhiều hợp đồng cùng lúc',
};

type Sums = Readonly<Record<(typeof STATES)[number], number>>;

const isZero = (sums: Sums): boolean => STATES.every((state) => sums[state] === 0);

const isPresent = ({ entities, sums }: { readonly entities: number; readonly sums: Sums }): boolean =>
  entities > 0 || !isZero(sums);

const EQUAL =
  'Đối chiếu như trên được làm riêng cho từng chỉ tiêu giám sát và loại thiết bị khác; chênh lệch của tất cả đều bằng 0.';

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
    const present = reconciliation.rows.filter(isPresent);
    const absent = reconciliation.rows.length - present.length;
    const differing = reconciliation.others.filter(({ difference }) => !isZero(difference));
    return [
      {
        kind: 'table',
        unit: 'Đơn vị tính: mili giây',
        columns: [{ share: 34 }, { share: 9 }, ...STATES.map((state) => ({ share: SHARES[state] }))],
        header: [
          [
            'Phần',
            'Số thiết bị',
            'Hoạt động',
            'Suy giảm',
            'Gián đoạn',
            'Chưa rõ',
            'Được loại trừ',
            'Do bên khác',
          ].map((text) => ({ text })),
        ],
        rows: [
          ...present.map(({ id }) => ({
            kind: 'row' as const,
            cells: [
              PART_WORDS[id] ?? id,
              print.cell(`reconciliation.rows.${id}.entities`),
              ...cellsOf(`reconciliation.rows.${id}.sums`),
            ],
          })),
          { kind: 'total' as const, cells: ['Số cả kỳ', '', ...cellsOf('reconciliation.annual')] },
          { kind: 'total' as const, cells: ['Chênh lệch', '', ...cellsOf('reconciliation.difference')] },
        ],
      },
      {
        kind: 'note',
        text: `Bảng tính cho ${KIND_WORDS[reconciliation.kind]} theo chỉ tiêu ${STATE_WORDS_VI.indicators[reconciliation.indicator]}. Bảng đối soát tính theo điều khoản hợp đồng, số cả kỳ tính theo số đo; các dòng "ghi lại theo số đo" đưa phần thời gian mà hợp đồng tính khác trở về đúng trạng thái đo được. Một thiết bị có thể thuộc nhiều dòng nên cột số thiết bị không cộng lại.${absent > 0 ? ` Không liệt kê ${absent} phần không phát sinh trong kỳ.` : ''}`,
      },
      ...(reconciliation.others.length > 0 && differing.length === 0
        ? [{ kind: 'paragraph', text: EQUAL } as const]
        : []),
      ...(differing.length === 0
        ? []
        : [
            {
              kind: 'table',
              caption: 'Chênh lệch của các chỉ tiêu giám sát và loại thiết bị khác',
              unit: 'Đơn vị tính: mili giây',
              columns: [{ share: 43 }, ...STATES.map((state) => ({ share: SHARES[state] }))],
              header: [
                [
                  'Chỉ tiêu giám sát, loại thiết bị',
                  'Hoạt động',
                  'Suy giảm',
                  'Gián đoạn',
                  'Chưa rõ',
                  'Được loại trừ',
                  'Do bên khác',
                ].map((text) => ({ text })),
              ],
              rows: differing.map(({ id, indicator, kind }) => ({
                kind: 'row' as const,
                cells: [
                  `${capitalised(STATE_WORDS_VI.indicators[indicator])}, ${KIND_WORDS[kind]}`,
                  ...cellsOf(`reconciliation.others.${id}.difference`),
                ],
              })),
            } as const,
          ]),
    ];
  },
};
