import { isMissing } from '../../figures/document/figure-parts.ts';
import { headlineIndicator } from '../frame/headline-indicator.ts';
import type { ReportAnnex } from '../frame/report-annex.ts';
import { nameOf } from '../frame/words.ts';

/** Availability of the cameras of every agency, with its coverage and its outages. */
export const availabilityAnnex: ReportAnnex = {
  name: 'availability',
  title: 'Độ khả dụng và lần gián đoạn của camera theo đơn vị quản lý, sử dụng',
  orientation: 'landscape',
  namesPlaces: false,
  isIn: ({ sections }) => !isMissing(sections.availability),
  blocks: ({ sections, print }) => {
    const { availability } = sections;
    if (isMissing(availability)) return [];
    const indicator = headlineIndicator(sections);
    const kinds = Object.entries(availability.indicators).find(([name]) => name === indicator)?.[1];
    const cellsOf = (group: string) => {
      const cell = `availability.indicators.${indicator}.camera.${group}`;
      const outage = `outages.indicators.${indicator}.camera.${group}`;
      return [
        print.cell(`${cell}.entities`),
        print.cell(`${cell}.measured#availability`),
        print.cell(`${cell}.measured#coverage`),
        print.cell(`${cell}.measured.downMs#hours`),
        print.cell(`${outage}.count`),
        print.cell(`${outage}.mttrMs#hours`),
        print.cell(`${outage}.longestMs#hours`),
        print.cell(`${cell}.neverMeasured`),
      ];
    };
    return [
      {
        kind: 'table',
        columns: [{ share: 36 }, ...Array.from({ length: 8 }, () => ({ share: 10 }))],
        header: [
          [
            'Đơn vị',
            'Số camera',
            'Độ khả dụng',
            'Tỷ lệ thời gian có số liệu',
            'Gián đoạn (giờ)',
            'Số lần gián đoạn',
            'Khắc phục trung bình (giờ)',
            'Lần dài nhất (giờ)',
            'Không có số liệu (camera)',
          ].map((text) => ({ text })),
        ],
        rows: [
          ...(kinds?.camera?.agency ?? []).map((row) => ({
            kind: 'row' as const,
            cells: [nameOf(row), ...cellsOf(`agency.${row.id}`)],
          })),
          { kind: 'total' as const, cells: ['Toàn Thành phố', ...cellsOf('city')] },
        ],
      },
      {
        kind: 'note',
        text: 'Camera chuyển giữa các đơn vị được tính cho từng đơn vị trong thời gian đơn vị đó quản lý; số camera là số có mặt tại một thời điểm bất kỳ trong kỳ nên tổng theo đơn vị có thể lớn hơn toàn Thành phố.',
      },
    ];
  },
};
