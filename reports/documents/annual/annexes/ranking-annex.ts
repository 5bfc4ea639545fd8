import { isMissing } from '../../../figures/figure-parts.ts';
import { dayText } from '../../../formats/date-text.ts';
import type { Block } from '../../model/block.ts';
import type { Table } from '../../model/table.ts';
import type { ReportContext } from '../report-context.ts';
import { nameOf } from '../words.ts';
import type { ReportAnnex } from './report-annex.ts';

/** The worst and the best, and places of which no camera works. */
export const rankingAnnex: ReportAnnex = {
  name: 'rankings',
  title: 'Đơn vị, thiết bị có độ khả dụng thấp nhất, cao nhất và địa điểm không còn camera hoạt động',
  orientation: 'portrait',
  namesPlaces: true,
  isIn: ({ sections }) => !isMissing(sections.rankings) || !isMissing(sections.blind),
  blocks: (context) => [...rankings(context), ...blindPlaces(context)],
};

function rankings(context: ReportContext): readonly Block[] {
  const { sections, print } = context;
  const { rankings: ranked } = sections;
  if (isMissing(ranked)) return [];
  return [
    rankedTable(context, 'agencies.worst', 'A. Đơn vị có độ khả dụng thấp nhất', 'Đơn vị'),
    rankedTable(context, 'agencies.best', 'B. Đơn vị có độ khả dụng cao nhất', 'Đơn vị'),
    rankedTable(context, 'devices.worst', 'C. Camera có độ khả dụng thấp nhất', 'Camera'),
    {
      kind: 'note',
      text: [
        { kind: 'text', text: 'Không xếp hạng ' },
        print.run('rankings.agencies.belowCoverage'),
        { kind: 'text', text: ' đơn vị và ' },
        print.run('rankings.devices.belowCoverage'),
        { kind: 'text', text: ' thiết bị có quá ít thời gian có số liệu; không nêu tên ' },
        print.run('rankings.devices.secretLeftOut'),
        { kind: 'text', text: ' thiết bị tại địa điểm mật.' },
      ],
    },
  ];
}

function rankedTable(
  { sections, print }: ReportContext,
  path: string,
  caption: string,
  title: string,
): Table {
  const [group, list] = path.split('.');
  const { rankings: ranked } = sections;
  const members = isMissing(ranked) ? undefined : group === 'agencies' ? ranked.agencies : ranked.devices;
  const rows = list === 'worst' ? members?.worst : members?.best;
  return {
    kind: 'table',
    caption,
    size: 'small',
    columns: [{ share: 52 }, { share: 16 }, { share: 16 }, { share: 16 }],
    header: [
      [title, 'Độ khả dụng', 'Tỷ lệ thời gian có số liệu', 'Số lần gián đoạn'].map((text) => ({ text })),
    ],
    rows: (rows ?? []).map((row) => {
      const of = `rankings.${path}.${row.id}`;
      return {
        kind: 'row',
        cells: [
          nameOf(row),
          print.cell(`${of}.measured#availability`),
          print.cell(`${of}.measured#coverage`),
          print.cell(`${of}.outages`),
        ],
      };
    }),
    emptyText: 'không có đối tượng nào đủ số liệu để xếp hạng',
  };
}

function blindPlaces({ sections, print, document }: ReportContext): readonly Block[] {
  const { blind } = sections;
  if (isMissing(blind)) return [];
  return [
    {
      kind: 'table',
      caption: 'D. Điểm lắp đặt không còn camera hoạt động',
      size: 'small',
      columns: [{ share: 60 }, { share: 18 }, { share: 22 }],
      header: [['Điểm lắp đặt', 'Số camera', 'Từ ngày'].map((text) => ({ text }))],
      rows: blind.site.rows.map((row) => ({
        kind: 'row' as const,
        cells: [
          nameOf(row),
          print.cell(`blind.site.rows.${row.id}.cameras`),
          dayText(row.sinceMs, document.city.timeZone),
        ],
      })),
      emptyText: 'không có',
    },
    {
      kind: 'note',
      text: [
        { kind: 'text', text: 'Không nêu tên ' },
        print.run('blind.site.secretLeftOut'),
        { kind: 'text', text: ' địa điểm mật; ' },
        print.run('blind.site.notListed'),
        { kind: 'text', text: ' địa điểm khác không liệt kê hết.' },
      ],
    },
  ];
}
