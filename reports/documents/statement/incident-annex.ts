import type { IncidentFigures } from '../../../settlement/incident-schema.ts';
import type { Block } from '../model/block.ts';
import type { Annex } from '../model/document.ts';
import type { StatementInput } from './statement-input.ts';
import type { StatementWords } from './statement-words.ts';

/** The clocks of response and restoration of each incident. */
export function incidentAnnex({ document, words }: StatementInput): Annex {
  const { incidents } = document.figures;
  return {
    title: 'Sự cố, thời gian phản hồi và thời gian khắc phục',
    orientation: 'landscape',
    secret: false,
    blocks: incidents ? incidentBlocks(incidents, words) : [NOT_KEPT],
  };
}

const NOT_KEPT: Block = {
  kind: 'missing',
  subject: 'Thời gian phản hồi và khắc phục sự cố',
  because: 'khi kỳ kết thúc chưa có sự cố nào được ghi nhận trong sổ ghi',
  reason: 'incidents-not-kept',
};

function incidentBlocks(incidents: IncidentFigures, words: StatementWords): readonly Block[] {
  const { incidentCounts, count, time } = words;
  return [
    { kind: 'dash', text: `Số sự cố mở trong kỳ: ${count(incidents.opened)}.` },
    { kind: 'dash', text: `Phản hồi: ${incidentCounts(incidents.response)}.` },
    { kind: 'dash', text: `Khắc phục: ${incidentCounts(incidents.restoration)}.` },
    {
      kind: 'table',
      columns: [
        { share: 2, align: 'right' },
        { share: 9 },
        { share: 4 },
        { share: 6 },
        { share: 9 },
        { share: 7 },
        { share: 8 },
        { share: 8 },
      ],
      header: [
        [
          { text: 'TT' },
          { text: 'Sự cố, nguyên nhân' },
          { text: 'Mức độ' },
          { text: 'Mở lúc' },
          { text: 'Tiếp nhận' },
          { text: 'Kết thúc' },
          { text: 'Phản hồi' },
          { text: 'Khắc phục' },
        ],
      ],
      rows: incidents.rows.map((row, index) => {
        const { severity, answers, end, response, restoration } = words.incident(row, incidents);
        return {
          kind: 'row',
          cells: [
            String(index + 1),
            row.incident.startsWith(row.root) ? row.incident : `${row.incident}\n(${row.root})`,
            severity,
            time(row.openedMs),
            answers,
            end,
            response,
            restoration,
          ],
        };
      }),
      emptyText: 'Trong kỳ không có sự cố nào',
      size: 'small',
    },
  ];
}
