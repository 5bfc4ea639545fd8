import { Temporal } from 'temporal-polyfill';
import type { Indicator } from '../../../core/domain/state.ts';
import { dateText, monthText } from '../../../core/language/date-text.ts';
import { STATE_WORDS_VI } from '../../../core/words/state-words-vi.ts';
import type { Chart } from '../../../documents/charts/render-chart.ts';
import type { Block, Picture } from '../../../documents/model/block.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import type { Table } from '../../../documents/model/table.ts';
import { drawAvailabilityByMonth } from '../../charts/availability-by-month.ts';
import { drawDistrictCartogram } from '../../charts/district-cartogram.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { StateSums } from '../../figures/document/measured-figures.ts';
import { MONTH_KINDS } from '../../figures/measured/month-section.ts';
import {
  availabilityCell,
  availabilityRuns,
  boundsNote,
  THIN_COVERAGE_PERCENT,
} from '../frame/availability-bounds.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import { headlineIndicator } from '../frame/headline-indicator.ts';
import { inIndicatorOrder, inKindOrder } from '../frame/indicator-order.ts';
import { joinSentences, prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { KIND_WORDS } from '../frame/words.ts';
import {
  availabilitySentence,
  outageSentence,
  sourceSentence,
  yearBeforeSentence,
} from '../sentences/availability-sentences.ts';

/** How much of the time devices worked, how much of it is known, and how it was by month and place. */
export function availabilitySection(context: ReportContext): readonly Block[] {
  return [
    { kind: 'clause', title: 'Độ khả dụng, lần gián đoạn và thời gian khắc phục' },
    ...availabilityBlocks(context),
    ...outageBlocks(context),
    ...yearBeforeBlocks(context),
    ...tableBlocks(context),
    ...pictureBlocks(context),
  ];
}

function availabilityBlocks({ sections, print }: ReportContext): readonly Block[] {
  const { availability } = sections;
  if (isMissing(availability)) return [missingBlock('Độ khả dụng', availability, 'availability')];
  const indicator = headlineIndicator(sections);
  const cell = `availability.indicators.${indicator}.camera.city`;
  const words = indicatorWords(indicator);
  const source = sourceSentence(print, cell, words);
  return [
    {
      kind: 'paragraph',
      text: joinSentences([availabilitySentence(print, cell, `Độ khả dụng về ${words} của camera`), source]),
    },
  ];
}

function outageBlocks({ sections, print }: ReportContext): readonly Block[] {
  const { outages } = sections;
  if (isMissing(outages)) return [missingBlock('Lần gián đoạn', outages, 'outages')];
  const cell = `outages.indicators.${headlineIndicator(sections)}.camera.city`;
  return [{ kind: 'paragraph', text: outageSentence(print, cell, 'Camera') }];
}

/** Kinds by the headline indicator with their outages; what else was measured of them apart. */
function tableBlocks(context: ReportContext): readonly Block[] {
  const { sections, print, refer } = context;
  const { availability } = sections;
  if (isMissing(availability)) return [];
  const headline = headlineIndicator(sections);
  const rows = inIndicatorOrder(availability.indicators).flatMap(([name, kinds]) =>
    inKindOrder(kinds).map(([kind]): Row => ({ name, kind })),
  );
  const [own, others] = [
    rows.filter(({ name }) => name === headline),
    rows.filter(({ name, kind }) => name !== headline && name !== 'capacity' && MONTH_KINDS[name] === kind),
  ];
  const annex = refer('agencies');
  const told = [...own, ...others].map((row) => `${cellOf(row)}.measured`);
  return [
    ...(own.length > 0 ? [kindTable(headline, own, print)] : []),
    { kind: 'note', text: joinSentences([tableNote(context), boundsNote(print, told)]) },
    {
      kind: 'paragraph',
      text: joinSentences([
        others.length > 0 ? otherIndicators(others, print) : undefined,
        annex === '' ? undefined : `Độ khả dụng theo đơn vị nêu tại ${annex}.`,
        'Số liệu chi tiết theo chỉ tiêu, loại thiết bị, địa bàn, nguyên nhân, kỳ đối soát của hợp đồng có trong tệp số liệu kèm theo.',
      ]),
    },
  ];
}

interface Row {
  readonly name: Indicator;
  readonly kind: string;
}

const cellOf = ({ name, kind }: Row): string => `availability.indicators.${name}.${kind}.city`;

/** An agency measured what it has handed over as well. */
const tableNote = ({ document }: ReportContext): string =>
  `Độ khả dụng = thời gian hoạt động chia cho thời gian có số liệu, không làm tròn, tính từ ngày nghiệm thu, trừ lúc tạm dừng. Số lượng gồm cả thiết bị đã thanh lý${document.scope.kind === 'agency' ? ', bàn giao' : ''} trong kỳ. Kết nối: liên lạc được với thiết bị; dịch vụ: truy cập được phần quản lý của thiết bị; luồng hình: nhận được hình.`;

function kindTable(name: Indicator, rows: readonly Row[], print: FigurePrinter): Table {
  const outage = (kind: string) => `outages.indicators.${name}.${kind}.city`;
  return {
    kind: 'table',
    caption: `Độ khả dụng và lần gián đoạn (${indicatorWords(name)}) theo loại thiết bị`,
    columns: [
      ...[{ share: 27 }, { share: 11 }, { share: 18 }, { share: 15 }],
      ...[{ share: 12 }, { share: 15 }, { share: 13 }, { share: 14 }],
    ],
    header: [
      [
        ...['Loại', 'Số lượng', 'Độ khả dụng', 'Thời gian có số liệu'],
        ...['Số lần', 'Khắc phục trung bình (giờ)', 'Dài nhất (giờ)', 'Chưa khắc phục'],
      ].map((text) => ({ text })),
    ],
    rows: rows.map((row) => ({
      kind: 'row',
      cells: [
        kindWords(row.kind),
        print.cell(`${cellOf(row)}.entities`),
        availabilityCell(print, `${cellOf(row)}.measured`),
        print.cell(`${cellOf(row)}.measured#coverage`),
        print.cell(`${outage(row.kind)}.count`),
        print.cell(`${outage(row.kind)}.mttrMs#hours`),
        print.cell(`${outage(row.kind)}.longestMs#hours`),
        print.cell(`${outage(row.kind)}.openAtEnd`),
      ],
    })),
  };
}

/** Each indicator of the kind that it is about; of other kinds the workbook has it. */
function otherIndicators(rows: readonly Row[], print: FigurePrinter): RichText {
  const told = rows.map(
    (row) =>
      prose`${indicatorWords(row.name)} của ${kindWords(row.kind).toLocaleLowerCase('vi')} ${availabilityRuns(print, `${cellOf(row)}.measured`)}, ${print.countRun(`${cellOf(row)}.entities`)} thiết bị`,
  );
  return prose`Theo chỉ tiêu khác: ${told.flatMap((part, index) => (index === 0 ? part : prose`; ${part}`))}.`;
}

function pictureBlocks(context: ReportContext): readonly Block[] {
  const indicator = headlineIndicator(context.sections);
  return isMissing(context.sections.availability)
    ? []
    : [...monthPicture(context, indicator), ...districtPicture(context, indicator)];
}

const indicatorWords = (name: string): string => {
  const words: Readonly<Record<string, string>> = STATE_WORDS_VI.indicators;
  return words[name] ?? name;
};
const kindWords = (kind: string): string => {
  const words: Readonly<Record<string, string>> = KIND_WORDS;
  return capital(words[kind] ?? kind);
};
const capital = (text: string): string => `${text.slice(0, 1).toLocaleUpperCase('vi')}${text.slice(1)}`;

const goodAndCounted = ({ upMs, degradedMs, downMs, unknownMs }: StateSums) => {
  const countedMs = upMs + degradedMs + downMs;
  const isThin = countedMs * 100 < THIN_COVERAGE_PERCENT * (countedMs + unknownMs);
  return { goodMs: upMs + degradedMs, countedMs, isThin };
};

const NOTHING = { goodMs: 0, countedMs: 0, isThin: false };

const THIN_MARK = '; dấu *: thời gian có số liệu dưới 90\u00a0%';

function monthPicture({ sections, document }: ReportContext, indicator: string): readonly Block[] {
  const { months } = sections;
  if (isMissing(months)) return [missingBlock('Độ khả dụng theo tháng', months, 'months')];
  // One month is no course of time.
  if (months.rows.length < 2) return [];
  const points = months.rows.map(({ id, cameras, indicators }) => {
    const found = Object.entries(indicators).find(([name]) => name === indicator)?.[1];
    return {
      label: `${id.slice(5)}/${id.slice(0, 4)}`,
      ...(found ? goodAndCounted(found.measured) : NOTHING),
      cameras,
    };
  });
  const mark = points.some(({ isThin }) => isThin) ? THIN_MARK : '';
  return [
    picture(
      drawAvailabilityByMonth(points),
      `Biểu đồ: Độ khả dụng (%) của camera theo tháng${cutMonth(months.rows, document)}${mark}`,
    ),
  ];
}

/** The last month may be cut by the data. */
function cutMonth(rows: readonly { readonly id: string }[], { window }: ReportContext['document']): string {
  const last = rows.at(-1)?.id;
  const isWhole = Temporal.PlainDate.from(window.lastDate).add({ days: 1 }).day === 1;
  return last === undefined || isWhole
    ? ''
    : `; tháng ${monthText(last)} tính đến hết ngày ${dateText(window.lastDate)}`;
}

function districtPicture(context: ReportContext, indicator: string): readonly Block[] {
  const { sections } = context;
  const { availability, counts } = sections;
  if (isMissing(availability) || isMissing(counts)) return [];
  const kinds = Object.entries(availability.indicators).find(([name]) => name === indicator)?.[1];
  const rows = new Map(kinds?.camera?.district.map((row) => [row.id, row]));
  const tiles = counts.district.flatMap(({ id, name, kinds: there, longitudeE6, latitudeE6 }) => {
    if (longitudeE6 === undefined || latitudeE6 === undefined) return [];
    const row = rows.get(id);
    return [
      {
        id,
        name: name ?? id,
        longitude: longitudeE6 / 1e6,
        latitude: latitudeE6 / 1e6,
        cameras: there.camera ?? 0,
        ...(row ? goodAndCounted(row.measured) : NOTHING),
      },
    ];
  });
  if (tiles.length < LEAST_TILES) return [];
  return [
    picture(
      drawDistrictCartogram(tiles),
      `Biểu đồ: Độ khả dụng (%) của camera theo địa bàn quận, huyện, thị xã cũ; mỗi ô là một địa bàn, vị trí tương đối, phía trên là hướng Bắc; chỉ vẽ địa bàn có camera trong danh mục${tiles.some(({ isThin }) => isThin) ? THIN_MARK : ''}`,
    ),
  ];
}

/** Of one or two districts there is no map to see. */
const LEAST_TILES = 3;

export const picture = ({ png, widthMm, alt }: Chart, caption: string): Picture => ({
  kind: 'picture',
  png,
  widthMm,
  alt,
  caption,
});

/** That there is none is told on page 1 of the city's report. */
function yearBeforeBlocks({ sections, print, document }: ReportContext): readonly Block[] {
  const { yearBefore } = sections;
  if (isMissing(yearBefore))
    return document.scope.kind === 'city'
      ? []
      : [missingBlock('Cùng kỳ năm trước', yearBefore, 'yearBefore')];
  const indicator = headlineIndicator(sections);
  return [
    {
      kind: 'paragraph',
      text: yearBeforeSentence(
        print,
        `availability.indicators.${indicator}.camera.city`,
        `yearBefore.indicators.${indicator}.camera.availability`,
        `từ ngày ${dateText(yearBefore.firstDate)} đến hết ngày ${dateText(yearBefore.lastDate)}`,
      ),
    },
  ];
}
