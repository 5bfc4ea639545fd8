import type { IncidentFigures } from '../../../settlement/incident-schema.ts';
import type { Block } from '../model/block.ts';
import type { Annex } from '../model/document.ts';
import type { StatementInput } from './statement-input.ts';
import type { StatementWords } from './statement-words.ts';

/** The clocks of response and restoration of each incident. */
export function incidentAnnex({ document, words }: StatementInput): Annex {
  const { incidents } = document.figures;
  const { title, subject, because } = words.texts.annexes.incidents;
  return {
    title,
    orientation: 'landscape',
    secret: false,
    blocks: incidents
      ? incidentBlocks(incidents, words)
      : [{ kind: 'missing', subject, because, reason: 'incidents-not-kept' }],
  };
}

function incidentBlocks(incidents: IncidentFigures, words: StatementWords): readonly Block[] {
  const { incidentCounts, count, time } = words;
  const texts = words.texts.annexes.incidents;
  return [
    { kind: 'dash', text: texts.opened(count(incidents.opened)) },
    { kind: 'dash', text: texts.response(incidentCounts(incidents.response)) },
    { kind: 'dash', text: texts.restoration(incidentCounts(incidents.restoration)) },
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
      header: [texts.header.map((text) => ({ text }))],
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
      emptyText: texts.none,
      size: 'small',
    },
  ];
}
