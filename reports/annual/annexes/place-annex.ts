import { isMissing } from '../../figures/document/figure-parts.ts';
import type { ReportAnnex } from '../frame/report-annex.ts';
import { nameOf } from '../frame/words.ts';

/** Cameras by ward and commune; former districts are in the workbook. */
export const placeAnnex: ReportAnnex = {
  name: 'places',
  title: 'Camera theo phường, xã',
  orientation: 'portrait',
  namesPlaces: false,
  isIn: ({ sections }) => !isMissing(sections.counts) && sections.counts.city.total > 0,
  blocks: ({ sections, print }) => {
    const { counts } = sections;
    if (isMissing(counts)) return [];
    const cellsOf = (path: string) => [
      print.countCell(`${path}.kinds.camera`),
      print.cell(`${path}.ptz`),
      print.cell(`${path}.fixed`),
      print.cell(`${path}.total`),
    ];
    return [
      {
        kind: 'table',
        unit: 'Đơn vị tính: thiết bị',
        columns: [{ share: 40 }, { share: 14 }, { share: 14 }, { share: 14 }, { share: 18 }],
        header: [
          ['Phường, xã', 'Camera', 'Trong đó PTZ', 'Trong đó cố định', 'Tổng số thiết bị'].map((text) => ({
            text,
          })),
        ],
        rows: [
          ...counts.area.map((row) => ({
            kind: 'row' as const,
            cells: [nameOf(row), ...cellsOf(`counts.area.${row.id}`)],
          })),
          { kind: 'total' as const, cells: ['Cộng', ...cellsOf('counts.city')] },
        ],
      },
    ];
  },
};
