import { dayText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { Run } from '../../../documents/model/rich-text.ts';
import type { TableRow } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { joinList, joinSentences, prose } from '../frame/prose.ts';
import type { ReportAnnex } from '../frame/report-annex.ts';
import type { ReportContext } from '../frame/report-context.ts';
import { tableOrSentence } from '../frame/table-or-sentence.ts';
import { nameOf } from '../frame/words.ts';

/** The worst and the best, and places of which no camera works. */
export const rankingAnnex: ReportAnnex = {
  name: 'rankings',
  title: 'Đơn vị, thiết bị có độ khả dụng thấp nhất, cao nhất và địa điểm không còn camera hoạt động',
  orientation: 'portrait',
  namesPlaces: true,
  isIn: ({ sections }) => !isMissing(sections.rankings) || !isMissing(sections.blind),
  blocks: (context) => [
    ...rankedList(context, 'agencies.worst', 'A. Đơn vị có độ khả dụng thấp nhất', 'Đơn vị'),
    ...rankedList(context, 'agencies.best', 'B. Đơn vị có độ khả dụng cao nhất', 'Đơn vị'),
    ...rankedList(context, 'devices.worst', 'C. Camera có độ khả dụng thấp nhất', 'Camera'),
    ...rankingNote(context, AGENCY_NOTE),
    ...blindPlaces(context, 'D. Điểm lắp đặt không còn camera hoạt động'),
  ],
};

/** Of one agency, which is the best and the worst of itself. */
export const agencyRankingAnnex: ReportAnnex = {
  ...rankingAnnex,
  title: 'Thiết bị có độ khả dụng thấp nhất và địa điểm không còn camera hoạt động',
  blocks: (context) => [
    ...rankedList(context, 'devices.worst', 'A. Camera có độ khả dụng thấp nhất', 'Camera'),
    ...rankingNote(context),
    ...blindPlaces(context, 'B. Điểm lắp đặt không còn camera hoạt động'),
  ],
};

const AGENCY_NOTE =
  'Đơn vị được xếp theo tất cả thiết bị, không chỉ camera, trong thời gian đơn vị quản lý, sử dụng; độ khả dụng của thiết bị không nói lên trách nhiệm của đơn vị.';

/** What the tables rest on, and what they leave out. */
function rankingNote({ sections, print }: ReportContext, agencyNote?: string): readonly Block[] {
  if (isMissing(sections.rankings)) return [];
  const [agencies = 0, devices = 0, secret = 0] = [
    'agencies.belowCoverage',
    'devices.belowCoverage',
    'devices.secretLeftOut',
  ].map((name) => print.amount(`rankings.${name}`));
  const unranked = [
    ...(agencies > 0 ? [prose`${print.run('rankings.agencies.belowCoverage')} đơn vị`] : []),
    ...(devices > 0 ? [prose`${print.run('rankings.devices.belowCoverage')} thiết bị`] : []),
  ];
  const text: readonly Run[] = joinSentences([
    'Số liệu về kết nối.',
    agencyNote,
    unranked.length > 0
      ? prose`Không xếp hạng ${joinList(unranked)} có quá ít thời gian có số liệu.`
      : undefined,
    secret > 0
      ? prose`Không nêu tên ${print.run('rankings.devices.secretLeftOut')} thiết bị tại địa điểm mật.`
      : undefined,
  ]);
  return [{ kind: 'note', text }];
}

/** A table; a sentence where nothing can be ranked. */
function rankedList(
  { sections, print }: ReportContext,
  path: 'agencies.worst' | 'agencies.best' | 'devices.worst',
  caption: string,
  title: string,
): readonly Block[] {
  const { rankings } = sections;
  if (isMissing(rankings)) return [];
  const ranked = {
    'agencies.worst': rankings.agencies.worst,
    'agencies.best': rankings.agencies.best,
    'devices.worst': rankings.devices.worst,
  }[path];
  return [
    tableOrSentence(
      {
        kind: 'table',
        caption,
        columns: [{ share: 52 }, { share: 16 }, { share: 16 }, { share: 16 }],
        header: [
          [title, 'Độ khả dụng', 'Tỷ lệ thời gian có số liệu', 'Số lần gián đoạn'].map((text) => ({ text })),
        ],
        rows: ranked.map((row): TableRow => {
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
      },
      'không có đối tượng nào đủ số liệu để xếp hạng',
    ),
  ];
}

/** A table; a sentence where there is no such place, or none that may be named. */
function blindPlaces({ sections, print, document }: ReportContext, caption: string): readonly Block[] {
  const { blind } = sections;
  if (isMissing(blind)) return [];
  return [
    tableOrSentence(
      {
        kind: 'table',
        caption,
        columns: [{ share: 60 }, { share: 18 }, { share: 22, align: 'centre' }],
        header: [['Điểm lắp đặt', 'Số camera', 'Từ ngày'].map((text) => ({ text }))],
        rows: blind.site.rows.map((row) => ({
          kind: 'row' as const,
          cells: [
            nameOf(row),
            print.cell(`blind.site.rows.${row.id}.cameras`),
            dayText(row.sinceMs, document.city.timeZone),
          ],
        })),
      },
      blind.site.blind === 0 ? 'không có' : 'không có địa điểm nào được nêu tên',
    ),
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
