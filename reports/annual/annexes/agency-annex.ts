import type { TableCell } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { availabilityCell, boundsNote } from '../frame/availability-bounds.ts';
import { headlineIndicator } from '../frame/headline-indicator.ts';
import { joinSentences } from '../frame/prose.ts';
import type { ReportAnnex } from '../frame/report-annex.ts';
import type { ReportContext } from '../frame/report-context.ts';
import { nameOf, shortName } from '../frame/words.ts';

/** The cameras of every agency: how many came and went, and how they worked. Other devices are in the workbook. */
export const agencyAnnex: ReportAnnex = {
  name: 'agencies',
  title: 'Camera theo đơn vị quản lý, sử dụng',
  orientation: 'portrait',
  namesPlaces: false,
  isIn: ({ sections }) => withCameras(sections).length > 0,
  blocks: (context) => {
    const { sections, print } = context;
    const agencies = withCameras(sections);
    const sums = agencies.map(({ id }) => `${measuredPath(sections, `agency.${id}`)}.measured`);
    const hasEnded = agencies.some(({ endedMs }) => endedMs !== undefined);
    return [
      {
        kind: 'table',
        columns: [{ share: 68 }, ...SHARES.map((share) => ({ share }))],
        header: [['Đơn vị', ...TITLES].map((text) => ({ text }))],
        rows: [
          ...agencies.map((agency) => ({
            kind: 'row' as const,
            cells: [
              agencyWords(agency),
              ...movementCells(`movement.agency.${agency.id}.kinds.camera`, print),
              ...measuredCells(context, `agency.${agency.id}`),
            ],
          })),
          {
            kind: 'total' as const,
            cells: [
              'Toàn Thành phố',
              ...movementCells('movement.city.camera', print),
              ...measuredCells(context, 'city'),
            ],
          },
        ],
      },
      {
        kind: 'note',
        text: joinSentences([NOTE, hasEnded ? ENDED_NOTE : undefined, boundsNote(print, sums)]),
      },
    ];
  },
};

const TITLES = [
  ...['Đầu kỳ', 'Lắp mới', 'Tiếp nhận', 'Bàn giao', 'Thanh lý', 'Cuối kỳ'],
  ...['Độ khả dụng', 'Số lần gián đoạn'],
];
const SHARES = [10, 10, 12, 11, 11, 11, 18, 14];

const NOTE =
  'Camera chuyển giữa các đơn vị có trong cột bàn giao của bên giao và cột tiếp nhận của bên nhận; độ khả dụng, lần gián đoạn tính cho từng đơn vị trong thời gian đơn vị quản lý.';
const ENDED_NOTE = 'Dấu *: đơn vị chấm dứt hoạt động trong kỳ.';

type Sections = ReportContext['sections'];

const withCameras = ({ movement }: Sections) =>
  isMissing(movement) ? [] : movement.agency.filter(({ kinds }) => kinds.camera !== undefined);

const agencyWords = ({ id, name, endedMs }: ReturnType<typeof withCameras>[number]): string =>
  `${shortName(nameOf({ id, name }))}${endedMs === undefined ? '' : '*'}`;

const movementCells = (path: string, print: ReportContext['print']): readonly TableCell[] =>
  ['opening', 'installed', 'received', 'handedOver', 'scrapped', 'closing'].map((step) =>
    print.cell(`${path}.${step}`),
  );

const measuredPath = (sections: Sections, group: string): string =>
  `availability.indicators.${headlineIndicator(sections)}.camera.${group}`;

function measuredCells({ sections, print }: ReportContext, group: string): readonly TableCell[] {
  const measured = `${measuredPath(sections, group)}.measured`;
  const outages = `outages.indicators.${headlineIndicator(sections)}.camera.${group}`;
  return [availabilityCell(print, measured), print.cell(`${outages}.count`)];
}
