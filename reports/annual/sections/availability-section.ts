import { dateText } from '../../../core/language/date-text.ts';
import { STATE_WORDS_VI } from '../../../core/words/state-words-vi.ts';
import type { Chart } from '../../../documents/charts/render-chart.ts';
import type { Block, Picture } from '../../../documents/model/block.ts';
import { drawAvailabilityByMonth } from '../../charts/availability-by-month.ts';
import { drawDistrictCartogram } from '../../charts/district-cartogram.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { StateSums } from '../../figures/document/measured-figures.ts';
import { headlineIndicator } from '../frame/headline-indicator.ts';
import { inIndicatorOrder, inKindOrder } from '../frame/indicator-order.ts';
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
    { kind: 'clause', title: 'Độ khả dụng' },
    ...availabilityBlocks(context),
    { kind: 'clause', title: 'Lần gián đoạn và thời gian khắc phục' },
    ...outageBlocks(context),
    { kind: 'clause', title: 'So với cùng kỳ năm trước' },
    ...yearBeforeBlocks(context),
  ];
}

function availabilityBlocks(context: ReportContext): readonly Block[] {
  const { sections, print, refer } = context;
  const { availability } = sections;
  if (isMissing(availability)) return [missingBlock('Độ khả dụng', availability)];
  const indicator = headlineIndicator(sections);
  const cell = `availability.indicators.${indicator}.camera.city`;
  const annex = refer('availability');
  const rows = inIndicatorOrder(availability.indicators).flatMap(([name, kinds]) =>
    inKindOrder(kinds).map(([kind]) => ({ name, kind })),
  );
  return [
    {
      kind: 'paragraph',
      text: availabilitySentence(print, cell, `Độ khả dụng về ${indicatorWords(indicator)} của camera`),
    },
    { kind: 'paragraph', text: sourceSentence(print, cell) },
    {
      kind: 'table',
      caption: 'Độ khả dụng theo chỉ tiêu giám sát và loại thiết bị',
      columns: [{ share: 24 }, { share: 28 }, { share: 14 }, { share: 17 }, { share: 19 }],
      header: [
        ['Chỉ tiêu giám sát', 'Loại', 'Số lượng', 'Độ khả dụng', 'Tỷ lệ thời gian có số liệu'].map(
          (text) => ({ text }),
        ),
      ],
      rows: rows.map(({ name, kind }) => {
        const of = `availability.indicators.${name}.${kind}.city`;
        return {
          kind: 'row',
          cells: [
            capital(indicatorWords(name)),
            kindWords(kind),
            print.cell(`${of}.entities`),
            print.cell(`${of}.measured#availability`),
            print.cell(`${of}.measured#coverage`),
          ],
        };
      }),
    },
    {
      kind: 'note',
      text: 'Độ khả dụng = thời gian hoạt động (kể cả suy giảm) chia cho thời gian có số liệu; phần thập phân cắt bỏ, không làm tròn lên. Thời gian chưa rõ không được tính là hoạt động và cũng không được tính là gián đoạn. Số lượng gồm cả thiết bị chỉ có số liệu trong một phần của kỳ, như thiết bị đã thanh lý.',
    },
    ...monthPicture(context, indicator),
    ...districtPicture(context, indicator),
    ...(annex === ''
      ? []
      : [
          {
            kind: 'paragraph',
            text: `Độ khả dụng theo đơn vị quản lý, sử dụng nêu tại ${annex}.`,
          } as const,
        ]),
  ];
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

const goodAndCounted = ({ upMs, degradedMs, downMs }: StateSums) => ({
  goodMs: upMs + degradedMs,
  countedMs: upMs + degradedMs + downMs,
});

function monthPicture({ sections }: ReportContext, indicator: string): readonly Block[] {
  const { months } = sections;
  if (isMissing(months)) return [missingBlock('Độ khả dụng theo tháng', months)];
  // One month is no course of time.
  if (months.rows.length < 2) return [];
  const points = months.rows.map(({ id, indicators }) => {
    const found = Object.entries(indicators).find(([name]) => name === indicator)?.[1];
    return {
      label: `${id.slice(5)}/${id.slice(0, 4)}`,
      ...(found ? goodAndCounted(found.measured) : { goodMs: 0, countedMs: 0 }),
    };
  });
  return [picture(drawAvailabilityByMonth(points), 'Biểu đồ: Độ khả dụng của camera theo tháng')];
}

function districtPicture(context: ReportContext, indicator: string): readonly Block[] {
  const { sections } = context;
  const { availability, counts } = sections;
  if (isMissing(availability) || isMissing(counts)) return [];
  const kinds = Object.entries(availability.indicators).find(([name]) => name === indicator)?.[1];
  const rows = new Map(kinds?.camera?.district.map((row) => [row.id, row]));
  const tiles = counts.district.flatMap(({ id, name, longitudeE6, latitudeE6 }) => {
    if (longitudeE6 === undefined || latitudeE6 === undefined) return [];
    const row = rows.get(id);
    return [
      {
        id,
        name: name ?? id,
        longitude: longitudeE6 / 1e6,
        latitude: latitudeE6 / 1e6,
        ...(row ? goodAndCounted(row.measured) : { goodMs: 0, countedMs: 0 }),
      },
    ];
  });
  if (tiles.length === 0) return [];
  return [
    picture(
      drawDistrictCartogram(tiles),
      'Biểu đồ: Độ khả dụng (%) của camera theo địa bàn quận, huyện, thị xã cũ; mỗi ô là một địa bàn, vị trí tương đối, phía trên là hướng Bắc',
    ),
  ];
}

export const picture = ({ png, widthMm, alt }: Chart, caption: string): Picture => ({
  kind: 'picture',
  png,
  widthMm,
  alt,
  caption,
});

function outageBlocks({ sections, print }: ReportContext): readonly Block[] {
  const { outages } = sections;
  if (isMissing(outages)) return [missingBlock('Lần gián đoạn', outages)];
  const indicator = headlineIndicator(sections);
  const kinds = Object.entries(outages.indicators).find(([name]) => name === indicator)?.[1] ?? {};
  const of = (kind: string) => `outages.indicators.${indicator}.${kind}.city`;
  return [
    { kind: 'paragraph', text: outageSentence(print, of('camera'), 'Camera') },
    {
      kind: 'table',
      caption: `Lần gián đoạn (${indicatorWords(indicator)}) theo loại thiết bị`,
      columns: [{ share: 32 }, { share: 14 }, { share: 18 }, { share: 20 }, { share: 16 }, { share: 18 }],
      header: [
        [
          'Loại',
          'Số lần',
          'Khắc phục trung bình (giờ)',
          'Trung bình giữa hai lần (ngày)',
          'Dài nhất (giờ)',
          'Chưa khắc phục cuối kỳ',
        ].map((text) => ({ text })),
      ],
      rows: inKindOrder(kinds).map(([kind]) => ({
        kind: 'row',
        cells: [
          kindWords(kind),
          print.cell(`${of(kind)}.count`),
          print.cell(`${of(kind)}.mttrMs#hours`),
          print.cell(`${of(kind)}.mtbfMs#days`),
          print.cell(`${of(kind)}.longestMs#hours`),
          print.cell(`${of(kind)}.openAtEnd`),
        ],
      })),
    },
  ];
}

function yearBeforeBlocks({ sections, print }: ReportContext): readonly Block[] {
  const { yearBefore } = sections;
  if (isMissing(yearBefore)) return [missingBlock('Cùng kỳ năm trước', yearBefore)];
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
