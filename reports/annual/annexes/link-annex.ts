import { isMissing } from '../../figures/document/figure-parts.ts';
import { joinSentences, prose } from '../frame/prose.ts';
import type { ReportAnnex } from '../frame/report-annex.ts';
import { tableOrSentence } from '../frame/table-or-sentence.ts';
import { nameOf } from '../frame/words.ts';

/** Links with their bandwidth, and recorders that keep too little. */
export const linkAnnex: ReportAnnex = {
  name: 'links',
  title: 'Lưu lượng đường truyền và đầu ghi hình lưu thiếu thời gian',
  orientation: 'landscape',
  namesPlaces: true,
  isIn: ({ sections }) =>
    (!isMissing(sections.links) && sections.links.rows.length > 0) ||
    (!isMissing(sections.recorders) && sections.recorders.rows.length > 0),
  blocks: ({ sections, print }) => {
    const { links, recorders } = sections;
    const direction = (path: string) => [
      print.cell(`${path}.p95BitsPerSecond#bits`),
      print.cell(`${path}.saturatedDays`),
      print.cell(`${path}.longestSaturatedRunDays`),
    ];
    return [
      ...(isMissing(links)
        ? []
        : [
            tableOrSentence(
              {
                kind: 'table',
                caption: 'Lưu lượng đường truyền',
                columns: [
                  { share: 30 },
                  { share: 14 },
                  { share: 11 },
                  ...Array.from({ length: 6 }, () => ({ share: 11 })),
                ],
                header: [
                  [
                    { text: 'Đường truyền', rowSpan: 2 },
                    { text: 'Nhà cung cấp', rowSpan: 2 },
                    { text: 'Dung lượng (Mbit/s)', rowSpan: 2 },
                    { text: 'Chiều vào', columnSpan: 3 },
                    { text: 'Chiều ra', columnSpan: 3 },
                  ],
                  [
                    'P95 (Mbit/s)',
                    'Ngày vượt 90 %',
                    'Vượt liên tục (ngày)',
                    'P95 (Mbit/s)',
                    'Ngày vượt 90 %',
                    'Vượt liên tục (ngày)',
                  ].map((text) => ({ text })),
                ],
                rows: links.rows.map((row) => ({
                  kind: 'row' as const,
                  cells: [
                    nameOf(row),
                    row.carrierName ?? row.carrier ?? '–',
                    print.cell(`links.rows.${row.id}.capacityBitsPerSecond#bits`),
                    ...direction(`links.rows.${row.id}.in`),
                    ...direction(`links.rows.${row.id}.out`),
                  ],
                })),
              },
              'không có đường truyền nào được đo',
            ),
            {
              kind: 'note',
              text: joinSentences([
                'P95: phân vị 95 của lưu lượng cả kỳ. Ngày vượt: số ngày mà phân vị 95 của ngày đó vượt 90 % dung lượng, nên có thể có cả khi P95 của cả kỳ thấp; vượt liên tục: số ngày liền nhau nhiều nhất.',
                links.notListed > 0
                  ? prose`Xếp theo số ngày vượt; còn ${print.run('links.notListed')} đường truyền đo được không liệt kê.`
                  : undefined,
              ]),
            } as const,
          ]),
      ...(isMissing(recorders) || recorders.rows.length === 0
        ? []
        : [
            {
              kind: 'table',
              caption: 'Đầu ghi hình lưu thiếu thời gian',
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
            } as const,
          ]),
    ];
  },
};
