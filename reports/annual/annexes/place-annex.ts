import type { Table } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { ReportAnnex } from '../frame/report-annex.ts';
import type { ReportContext } from '../frame/report-context.ts';
import { nameOf } from '../frame/words.ts';

/** Cameras by former district, and by ward and commune. */
export const placeAnnex: ReportAnnex = {
  name: 'places',
  title: 'Camera theo địa bàn quận, huyện, thị xã cũ và theo phường, xã',
  orientation: 'portrait',
  namesPlaces: false,
  isIn: ({ sections }) => !isMissing(sections.counts) && sections.counts.city.total > 0,
  blocks: (context) => {
    const { counts } = context.sections;
    if (isMissing(counts)) return [];
    return [
      placeTable(
        context,
        'district',
        counts.district,
        'A. Theo địa bàn quận, huyện, thị xã cũ',
        'Địa bàn quận, huyện, thị xã cũ',
      ),
      {
        kind: 'note',
        text: 'Địa bàn quận, huyện, thị xã cũ là cách gộp số liệu theo phần lớn diện tích của phường, xã; không phải đơn vị hành chính.',
      },
      placeTable(context, 'area', counts.area, 'B. Theo phường, xã', 'Phường, xã'),
    ];
  },
};

function placeTable(
  { print }: ReportContext,
  group: 'district' | 'area',
  rows: readonly { readonly id: string; readonly name?: string | undefined }[],
  caption: string,
  title: string,
): Table {
  const cellsOf = (path: string) => [
    print.countCell(`${path}.kinds.camera`),
    print.cell(`${path}.ptz`),
    print.cell(`${path}.fixed`),
    print.cell(`${path}.total`),
  ];
  return {
    kind: 'table',
    caption,
    unit: 'Đơn vị tính: thiết bị',
    columns: [{ share: 40 }, { share: 14 }, { share: 14 }, { share: 14 }, { share: 18 }],
    header: [
      [title, 'Camera', 'Trong đó PTZ', 'Trong đó cố định', 'Tổng số thiết bị'].map((text) => ({ text })),
    ],
    rows: [
      ...rows.map((row) => ({
        kind: 'row' as const,
        cells: [nameOf(row), ...cellsOf(`counts.${group}.${row.id}`)],
      })),
      { kind: 'total' as const, cells: ['Cộng', ...cellsOf('counts.city')] },
    ],
  };
}
