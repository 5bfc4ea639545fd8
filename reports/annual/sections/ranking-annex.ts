import { dayText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import { pointLetter } from '../../../documents/model/point-letter.ts';
import type { RichText, Run } from '../../../documents/model/rich-text.ts';
import type { Table, TableRow } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { LinkFigures } from '../../figures/document/measured-figures.ts';
import { availabilityCell, boundsNote } from '../frame/availability-bounds.ts';
import { joinList, joinSentences, prose } from '../frame/prose.ts';
import type { ReportAnnex } from '../frame/report-annex.ts';
import type { ReportContext } from '../frame/report-context.ts';
import { tableOrSentence } from '../frame/table-or-sentence.ts';
import { nameOf, shortName } from '../frame/words.ts';

/** The worst and the best, full lines, and places of which no camera works. */
export const rankingAnnex: ReportAnnex = {
  name: 'rankings',
  title: 'Đơn vị, thiết bị có độ khả dụng thấp nhất, cao nhất; đường truyền, đầu ghi, địa điểm cần lưu ý',
  orientation: 'portrait',
  namesPlaces: true,
  isIn: ({ sections }) => !isMissing(sections.rankings) || !isMissing(sections.blind),
  blocks: (context) =>
    lettered([
      rankedList(context, 'agencies.worst', 'Đơn vị có độ khả dụng thấp nhất', 'Đơn vị'),
      rankedList(context, 'agencies.best', 'Đơn vị có độ khả dụng cao nhất', 'Đơn vị'),
      rankedList(context, 'devices.worst', 'Camera có độ khả dụng thấp nhất', 'Camera'),
      rankingNote(context, AGENCY_NOTE),
      ...placeParts(context),
    ]),
};

/** Of one agency, which is the best and the worst of itself. */
export const agencyRankingAnnex: ReportAnnex = {
  ...rankingAnnex,
  title: 'Thiết bị có độ khả dụng thấp nhất và địa điểm cần lưu ý',
  blocks: (context) =>
    lettered([
      rankedList(context, 'devices.worst', 'Camera có độ khả dụng thấp nhất', 'Camera'),
      rankingNote(context),
      ...placeParts(context),
    ]),
};

const AGENCY_NOTE =
  'Đơn vị được xếp theo tất cả thiết bị trong thời gian đơn vị quản lý, sử dụng; độ khả dụng của thiết bị không nói lên trách nhiệm của đơn vị.';

/** A table, or what stands in its place, with a caption that is lettered; a note has none. */
type Part = ((letter: string) => Block) | Block | undefined;

function lettered(parts: readonly Part[]): readonly Block[] {
  let count = 0;
  return parts.flatMap((part): readonly Block[] => {
    if (part === undefined) return [];
    return [typeof part === 'function' ? part(pointLetter(++count).toLocaleUpperCase('vi')) : part];
  });
}

const part =
  (table: Omit<Table, 'caption'>, caption: string, none: RichText): ((letter: string) => Block) =>
  (letter) =>
    tableOrSentence({ ...table, caption: `${letter}. ${caption}` }, none);

const placeParts = (context: ReportContext): readonly Part[] => [
  fullLinks(context),
  linkNote(context),
  shortRecorders(context),
  blindPlaces(context),
  blindNote(context.print),
];

/** What the tables rest on, and what they leave out. */
function rankingNote({ sections, print }: ReportContext, agencyNote?: string): Part {
  const { rankings } = sections;
  if (isMissing(rankings)) return undefined;
  const [agencies = 0, devices = 0, secret = 0] = [
    'agencies.belowCoverage',
    'devices.belowCoverage',
    'devices.secretLeftOut',
  ].map((name) => print.amount(`rankings.${name}`));
  const unranked = [
    ...(agencies > 0 ? [prose`${print.countRun('rankings.agencies.belowCoverage')} đơn vị`] : []),
    ...(devices > 0 ? [prose`${print.countRun('rankings.devices.belowCoverage')} thiết bị`] : []),
  ];
  const listed = RANKED.flatMap((path) =>
    ranked(rankings, path).map(({ id }) => `rankings.${path}.${id}.measured`),
  );
  const text: readonly Run[] = joinSentences([
    'Số liệu về kết nối.',
    agencyNote,
    unranked.length > 0
      ? prose`${joinList(unranked)} có quá ít thời gian có số liệu nên không xếp hạng.`
      : undefined,
    secret > 0
      ? prose`${print.countRun('rankings.devices.secretLeftOut')} thiết bị tại địa điểm mật không nêu tên.`
      : undefined,
    boundsNote(print, listed),
  ]);
  return { kind: 'note', text };
}

const RANKED = ['agencies.worst', 'agencies.best', 'devices.worst'] as const;
type Ranked = (typeof RANKED)[number];

const MOST_AGENCIES = 5;

function ranked(
  { agencies, devices }: Exclude<ReportContext['sections']['rankings'], { missing: unknown }>,
  path: Ranked,
) {
  return {
    'agencies.worst': agencies.worst.slice(0, MOST_AGENCIES),
    'agencies.best': agencies.best.slice(0, MOST_AGENCIES),
    'devices.worst': devices.worst,
  }[path];
}

/** A table; a sentence where nothing can be ranked. */
function rankedList({ sections, print }: ReportContext, path: Ranked, caption: string, title: string): Part {
  const { rankings } = sections;
  if (isMissing(rankings)) return undefined;
  const table: Omit<Table, 'caption'> = {
    kind: 'table',
    columns: [{ share: 50 }, { share: 18 }, { share: 16 }, { share: 16 }],
    header: [[title, 'Độ khả dụng', 'Thời gian có số liệu', 'Số lần gián đoạn'].map((text) => ({ text }))],
    rows: ranked(rankings, path).map((row): TableRow => {
      const of = `rankings.${path}.${row.id}`;
      return {
        kind: 'row',
        cells: [
          shortName(nameOf(row)),
          availabilityCell(print, `${of}.measured`),
          print.cell(`${of}.measured#coverage`),
          print.cell(`${of}.outages`),
        ],
      };
    }),
  };
  const none = prose`${print.none(`rankings.${path}.*.outages`, 'không')} có đối tượng nào đủ số liệu để xếp hạng`;
  return part(table, caption, none);
}

type Link = LinkFigures['rows'][number];

const isFull = ({ in: incoming, out }: Link): boolean =>
  [incoming, out].some((direction) => (direction?.saturatedDays ?? 0) > 0);

/** Lines with a day above 90 %; the others that were measured are in the workbook. */
function fullLinks({ sections, print }: ReportContext): Part {
  const { links } = sections;
  if (isMissing(links) || !links.rows.some(isFull)) return undefined;
  const table: Omit<Table, 'caption'> = {
    kind: 'table',
    columns: [{ share: 56 }, ...[16, 11, 11, 11, 11].map((share) => ({ share }))],
    header: [
      [
        { text: 'Đường truyền', rowSpan: 2 },
        { text: 'Dung lượng (Mbit/s)', rowSpan: 2 },
        { text: 'Số ngày trên 90 %', columnSpan: 2 },
        { text: 'Liên tục nhiều nhất (ngày)', columnSpan: 2 },
      ],
      ['Vào', 'Ra', 'Vào', 'Ra'].map((text) => ({ text })),
    ],
    rows: links.rows.filter(isFull).map((row) => ({
      kind: 'row' as const,
      cells: [
        nameOf(row).replace(/^Đường truyền /u, ''),
        print.cell(`links.rows.${row.id}.capacityBitsPerSecond#bits`),
        ...['saturatedDays', 'longestSaturatedRunDays'].flatMap((name) =>
          ['in', 'out'].map((way) => print.cell(`links.rows.${row.id}.${way}.${name}`)),
        ),
      ],
    })),
  };
  return part(table, 'Đường truyền có ngày sử dụng trên 90 % dung lượng', '');
}

function linkNote({ sections, print }: ReportContext): Part {
  const { links } = sections;
  if (isMissing(links) || !links.rows.some(isFull)) return undefined;
  const isCut = links.withSaturatedDays > links.rows.filter(isFull).length;
  return {
    kind: 'note',
    text: joinSentences([
      'Ngày trên 90 %: ngày mà mức sử dụng (phân vị 95) trên 90 % dung lượng.',
      isCut
        ? prose`Có ${print.countRun('links.withSaturatedDays')} đường truyền như vậy, chỉ liệt kê các đường nhiều ngày nhất.`
        : undefined,
    ]),
  };
}

function shortRecorders({ sections, print }: ReportContext): Part {
  const { recorders } = sections;
  if (isMissing(recorders) || recorders.rows.length === 0) return undefined;
  const table: Omit<Table, 'caption'> = {
    kind: 'table',
    columns: [{ share: 60 }, { share: 20 }, { share: 20 }],
    header: [['Đầu ghi hình', 'Yêu cầu (ngày)', 'Đang lưu (ngày)'].map((text) => ({ text }))],
    rows: recorders.rows.map((row) => ({
      kind: 'row' as const,
      cells: [
        nameOf(row),
        print.cell(`recorders.rows.${row.id}.wantedMs#days`),
        print.cell(`recorders.rows.${row.id}.keptMs#days`),
      ],
    })),
  };
  return part(table, 'Đầu ghi hình lưu thiếu thời gian', '');
}

/** A table; a sentence where there is no such place, or none that may be named. */
function blindPlaces({ sections, print, document }: ReportContext): Part {
  const { blind } = sections;
  if (isMissing(blind)) return undefined;
  const table: Omit<Table, 'caption'> = {
    kind: 'table',
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
  };
  const none =
    blind.site.blind === 0
      ? print.none('blind.site.blind', 'không có')
      : print.none('blind.site.rows.*.cameras', 'không có địa điểm nào được nêu tên');
  return part(table, 'Điểm lắp đặt không còn camera hoạt động', none);
}

function blindNote(print: ReportContext['print']): Part {
  const [secret = 0, notListed = 0] = ['secretLeftOut', 'notListed'].map((name) =>
    print.amount(`blind.site.${name}`),
  );
  const text = joinSentences([
    secret > 0 ? prose`${print.countRun('blind.site.secretLeftOut')} địa điểm mật không nêu tên.` : undefined,
    notListed > 0 ? prose`Còn ${print.countRun('blind.site.notListed')} địa điểm không liệt kê.` : undefined,
  ]);
  return text.length === 0 ? undefined : { kind: 'note', text };
}
