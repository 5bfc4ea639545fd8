import { dayText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import { pointLetter } from '../../../documents/model/point-letter.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import type { Table, TableRow } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { LinkFigures } from '../../figures/document/measured-figures.ts';
import { availabilityCell, boundsNote } from '../frame/availability-bounds.ts';
import { headlineIndicator } from '../frame/headline-indicator.ts';
import { joinSentences, prose } from '../frame/prose.ts';
import { rankAgencies } from '../frame/rank-agencies.ts';
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
      agencyList(context, 'worst', 'Đơn vị có độ khả dụng của camera thấp nhất'),
      agencyList(context, 'best', 'Đơn vị có độ khả dụng của camera cao nhất'),
      agencyNote(context),
      deviceList(context),
      deviceNote(context),
      ...placeParts(context),
    ]),
};

/** Of one agency, which is the best and the worst of itself. */
export const agencyRankingAnnex: ReportAnnex = {
  ...rankingAnnex,
  title: 'Thiết bị có độ khả dụng thấp nhất và địa điểm cần lưu ý',
  blocks: (context) => lettered([deviceList(context), deviceNote(context), ...placeParts(context)]),
};

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

const TITLES = ['Độ khả dụng', 'Thời gian có số liệu', 'Số lần gián đoạn'];

const rankedTable = (title: string, rows: readonly TableRow[]): Omit<Table, 'caption'> => ({
  kind: 'table',
  columns: [{ share: 55 }, { share: 15 }, { share: 15 }, { share: 15 }],
  header: [[title, ...TITLES].map((text) => ({ text }))],
  rows,
});

/** A table; a sentence where nothing can be ranked. */
function agencyList(context: ReportContext, end: 'worst' | 'best', caption: string): Part {
  const { sections, print } = context;
  if (isMissing(sections.rankings)) return undefined;
  const ranked = rankAgencies(context);
  const rows = (end === 'worst' ? ranked : ranked.toReversed()).slice(0, MOST_AGENCIES);
  const table = rankedTable(
    'Đơn vị',
    rows.map((row) => ({
      kind: 'row',
      cells: [
        shortName(nameOf(row)),
        availabilityCell(print, `${agencyPath(sections, row.id)}.measured`),
        print.cell(`${agencyPath(sections, row.id)}.measured#coverage`),
        print.cell(`outages.indicators.${headlineIndicator(sections)}.camera.agency.${row.id}.count`),
      ],
    })),
  );
  return part(table, caption, 'xem ghi chú');
}

const MOST_AGENCIES = 5;

const agencyPath = (sections: ReportContext['sections'], id: string): string =>
  `availability.indicators.${headlineIndicator(sections)}.camera.agency.${id}`;

function agencyNote({ sections, print, document }: ReportContext): Part {
  if (isMissing(sections.rankings)) return undefined;
  const ids = rankAgencies({ sections, document }).map(({ id }) => `${agencyPath(sections, id)}.measured`);
  const least = document.given.minimumCoveragePpm / 10_000;
  return {
    kind: 'note',
    text: joinSentences([
      `Xếp theo kết nối của camera trong thời gian đơn vị quản lý; chỉ xếp đơn vị còn hoạt động, có số liệu từ ${least} % thời gian trở lên. Độ khả dụng của thiết bị không nói lên trách nhiệm của đơn vị.`,
      boundsNote(print, ids),
    ]),
  };
}

function deviceList({ sections, print }: ReportContext): Part {
  const { rankings } = sections;
  if (isMissing(rankings)) return undefined;
  const rows = rankings.devices.worst.map((row): TableRow => {
    const of = `rankings.devices.worst.${row.id}`;
    return {
      kind: 'row',
      cells: [
        nameOf(row),
        availabilityCell(print, `${of}.measured`),
        print.cell(`${of}.measured#coverage`),
        print.cell(`${of}.outages`),
      ],
    };
  });
  const none = prose`${print.none('rankings.devices.worst.*.outages', 'không')} có thiết bị nào đủ số liệu để xếp hạng`;
  return part(rankedTable('Thiết bị', rows), 'Thiết bị có độ khả dụng thấp nhất', none);
}

/** What the table rests on, and what it leaves out. */
function deviceNote({ sections, print }: ReportContext): Part {
  const { rankings } = sections;
  if (isMissing(rankings)) return undefined;
  const [devices = 0, secret = 0] = ['belowCoverage', 'secretLeftOut'].map((name) =>
    print.amount(`rankings.devices.${name}`),
  );
  const listed = rankings.devices.worst.map(({ id }) => `rankings.devices.worst.${id}.measured`);
  const text = joinSentences([
    'Số liệu về kết nối.',
    devices > 0
      ? prose`${print.countRun('rankings.devices.belowCoverage')} thiết bị có quá ít thời gian có số liệu nên không xếp hạng.`
      : undefined,
    secret > 0
      ? prose`${print.countRun('rankings.devices.secretLeftOut')} thiết bị tại địa điểm mật không nêu tên.`
      : undefined,
    boundsNote(print, listed),
  ]);
  return { kind: 'note', text };
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
        { text: 'Số ngày trên 90\u00a0%', columnSpan: 2 },
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
  return part(table, 'Đường truyền có ngày sử dụng trên 90\u00a0% dung lượng', '');
}

function linkNote({ sections, print }: ReportContext): Part {
  const { links } = sections;
  if (isMissing(links) || !links.rows.some(isFull)) return undefined;
  const isCut = links.withSaturatedDays > links.rows.filter(isFull).length;
  return {
    kind: 'note',
    text: joinSentences([
      'Ngày trên 90\u00a0%: ngày sử dụng trên 90\u00a0% dung lượng trong hơn 5\u00a0% thời gian.',
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
