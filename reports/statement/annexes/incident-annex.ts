import type { IncidentFigures, IncidentRow } from '../../../contracts/response/incident-schema.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { Annex } from '../../../documents/model/document.ts';
import { entityText } from '../cells.ts';
import { createNaming, type Naming } from '../naming.ts';
import type { StatementInput } from '../statement-input.ts';

/** The clocks of response and restoration of each incident. */
export function incidentAnnex(input: StatementInput): Annex {
  const { document, words } = input;
  const { incidents } = document.figures;
  const { title, subject, because } = words.texts.annexes.incidents;
  return {
    title,
    orientation: 'landscape',
    secret: false,
    blocks: incidents
      ? incidentBlocks(incidents, input)
      : [{ kind: 'missing', subject, because, reason: 'incidents-not-kept' }],
  };
}

function incidentBlocks(incidents: IncidentFigures, input: StatementInput): readonly Block[] {
  const { words, names } = input;
  const naming = createNaming(input);
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
        const { severity, answers, end, response, restoration } = words.incident(
          withMergedNamed(row, naming),
          incidents,
          naming.party,
        );
        return {
          kind: 'row',
          cells: [
            String(index + 1),
            `${entityText(row.root, names)}\n${row.incident}`,
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
    ...(incidents.rows.length > 0
      ? [{ kind: 'note', text: texts.note(words.clauses(CLOCK_CLAUSES), time(incidents.asOfMs)) } as const]
      : []),
  ];
}

/** Begin, run and end of the clocks, and what was passed on. */
const CLOCK_CLAUSES = ['10.1', '10.2', '10.3', '10.4', '10.5'];

/** Where it went is an incident too, and is called like one. */
const withMergedNamed = (row: IncidentRow, naming: Naming): IncidentRow =>
  row.mergedInto === undefined ? row : { ...row, mergedInto: naming.sentence(`incident:${row.mergedInto}`) };
