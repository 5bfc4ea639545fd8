import { DEVICE_KINDS } from '../../../core/domain/inventory.ts';
import { dayText } from '../../../core/language/date-text.ts';
import type { TableRow } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { ReportAnnex } from '../frame/report-annex.ts';
import { capitalised, KIND_WORDS, nameOf } from '../frame/words.ts';

const STEPS = ['opening', 'installed', 'received', 'handedOver', 'scrapped', 'closing'] as const;

/** The movement table of every agency that had a device in the window. */
export const movementAnnex: ReportAnnex = {
  name: 'movement',
  title: 'Biến động thiết bị theo đơn vị quản lý, sử dụng',
  orientation: 'landscape',
  namesPlaces: false,
  isIn: ({ sections }) => !isMissing(sections.movement) && sections.movement.agency.length > 0,
  blocks: ({ sections, print, document }) => {
    const { movement } = sections;
    if (isMissing(movement)) return [];
    const kinds = DEVICE_KINDS.filter((kind) => movement.agency.some((row) => row.kinds[kind] !== undefined));
    return [
      {
        kind: 'table',
        unit: 'Đơn vị tính: thiết bị',
        columns: [{ share: 39 }, { share: 24 }, ...STEPS.map(() => ({ share: 10 }))],
        header: [
          [
            'Đơn vị',
            'Loại thiết bị',
            'Đầu kỳ',
            'Lắp mới',
            'Tiếp nhận',
            'Bàn giao',
            'Thanh lý',
            'Cuối kỳ',
          ].map((text) => ({ text })),
        ],
        rows: [
          ...movement.agency.flatMap(({ id, name, endedMs, kinds: own }): TableRow[] => {
            const present = kinds.filter((kind) => own[kind] !== undefined);
            // In each row: a page may begin with any.
            const agency = nameOf({ id, name });
            const ended =
              endedMs === undefined ? '' : ` (chấm dứt từ ngày ${dayText(endedMs, document.city.timeZone)})`;
            return present.map((kind, index) => ({
              kind: 'row',
              cells: [
                index === 0 ? `${agency}${ended}` : agency,
                capitalised(KIND_WORDS[kind]),
                ...STEPS.map((step) => print.cell(`movement.agency.${id}.kinds.${kind}.${step}`)),
              ],
            }));
          }),
          {
            kind: 'total',
            cells: [
              'Cộng các đơn vị',
              '',
              ...STEPS.map((step) => print.countCell(`movement.agency.*.kinds.*.${step}`)),
            ],
          },
        ],
      },
      {
        kind: 'note',
        text: 'Ở dòng cộng, một thiết bị chuyển từ đơn vị này sang đơn vị khác có trong cột tiếp nhận của bên nhận và cột bàn giao của bên giao; hai số bù trừ nhau nên số cuối kỳ không bị tính trùng.',
      },
    ];
  },
};
