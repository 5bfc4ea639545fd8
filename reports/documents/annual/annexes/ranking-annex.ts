import { isMissing } from '../../../figures/figure-parts.ts';
import { dayText } from '../../../formats/date-text.ts';
import type { Block } from '../../model/block.ts';
import type { Run } from '../../model/rich-text.ts';
import type { Table } from '../../model/table.ts';
import { joinSentences, prose } from '../prose.ts';
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
    { kind: 'note', text: rankingNote(print) },
  ];
}

/** What the tables rest on, and what they leave out. */
function rankingNote(print: ReportContext['print']): readonly Run[] {
  const [agencies = 0, devices = 0, secret = 0] = [
    'agencies.belowCoverage',
    'devices.belowCoverage',
    'devices.secretLeftOut',
  ].map((name) => print.amount(`rankings.${name}`));
  return joinSentences([
    'Số liệu về kết nối. Đơn vị được xếp theo tất cả thiết bị, không chỉ camera, trong thời gian đơn vị quản lý, sử dụng; độ khả dụng của thiết bị không nói lên trách nhiệm của đơn vị.',
    agencies + devices > 0
      ? prose`Không xếp hạng ${print.run('rankings.agencies.belowCoverage')} đơn vị và ${print.run('rankings.devices.belowCoverage')} thiết bị có quá ít thời gian có số liệu.`
      : undefined,
    secret > 0
      ? prose`Không nêu tên ${print.run('rankings.devices.secretLeftOut')} thiết bị tại địa điểm mật.`
      : undefined,
  ]);
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
    ...blindNote(print),
  ];
}

function blindNote(print: ReportContext['print']): readonly Block[] {
  const [secret = 0, notListed = 0] = ['secretLeftOut', 'notListed'].map((name) =>
    print.amount(`blind.site.${name}`),
  );
  const text = joinSentences([
    secret > 0 ? prose`Không nêu tên ${print.run('blind.site.secretLeftOut')} địa điểm mật.` : undefined,
    notListed > 0 ? prose`Còn ${print.run('blind.site.notListed')} địa điểm không liệt kê.` : undefined,
  ]);
  return text.length === 0 ? [] : [{ kind: 'note', text }];
}
