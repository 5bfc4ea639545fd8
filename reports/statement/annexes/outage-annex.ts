import type { StatementEntity, StatementPart } from '../../../contracts/statements/statement-schema.ts';
import type { Annex } from '../../../documents/model/document.ts';
import type { TableRow } from '../../../documents/model/table.ts';
import { entityText, spanCell } from '../cells.ts';
import { createNaming } from '../naming.ts';
import { partTitle } from '../part-title.ts';
import { createPutDownWords } from '../put-down-words.ts';
import type { StatementInput } from '../statement-input.ts';
import type { StatementWords } from '../statement-words.ts';

type Outage = StatementEntity['outages'][number];

/** Every outage with its edges, whose time it is, and the time to restore. */
export function outageAnnex(input: StatementInput): Annex {
  const { document, words, names } = input;
  const naming = createNaming(input);
  const putDownWords = createPutDownWords(input);
  const { parts } = document.figures;
  const { title, header, none, note } = words.texts.annexes.outages;
  return {
    title,
    orientation: 'landscape',
    secret: false,
    blocks: parts.flatMap((part) => [
      ...(parts.length > 1 ? [{ kind: 'clause', title: partTitle(part, words, naming) } as const] : []),
      {
        kind: 'table',
        columns: [
          { share: 2.5, align: 'right' },
          { share: 10 },
          { share: 6 },
          { share: 7 },
          { share: 7 },
          { share: 5, align: 'right' },
          { share: 5.5, align: 'right' },
          { share: 11 },
          { share: 8 },
        ],
        header: [header.map((text) => ({ text }))],
        rows: outagesOf(part).map(({ entity, outage, stretches }, index) =>
          outageRow(entityText(entity, names), outage, index + 1, {
            words,
            endMs: part.toMs,
            putDown: putDownWords(outage, stretches),
          }),
        ),
        emptyText: none,
        size: 'small',
      } as const,
      { kind: 'note', text: note } as const,
    ]),
  };
}

/** In the order of devices and lines, and of time. */
export const outagesOf = ({
  entities,
}: StatementPart): readonly (Pick<StatementEntity, 'entity' | 'stretches'> & { readonly outage: Outage })[] =>
  entities.flatMap(({ entity, outages, stretches }) =>
    outages.map((outage) => ({ entity, outage, stretches })),
  );

function outageRow(
  who: string,
  outage: Outage,
  number: number,
  {
    words,
    endMs,
    putDown,
  }: { readonly words: StatementWords; readonly endMs: number; readonly putDown: string },
): TableRow {
  const { ref, fromMs, toMs, afterMs, untilAfterMs, isShort, ownInPeriodMs, reason } = outage;
  const texts = words.texts.annexes.outages;
  const edge = (atMs: number, beforeMs: number | undefined) =>
    `${words.time(atMs)}${beforeMs === undefined || beforeMs >= atMs ? '' : ` (${words.span(atMs - beforeMs)})`}`;
  return {
    kind: 'row',
    cells: [
      String(number),
      `${who}${reason === undefined ? '' : ` (${words.reason(reason)})`}`,
      rowNumber(ref),
      edge(fromMs, afterMs),
      toMs === undefined ? texts.lasts : edge(toMs, untilAfterMs),
      toMs === undefined ? '–' : words.span(toMs - fromMs),
      isShort ? texts.short(words.clauses(['4.2'])) : spanCell(ownInPeriodMs, words),
      putDown,
      restorationInWords(outage, endMs, words),
    ],
  };
}

/** What is not over when the part ends is not yet in time. */
function restorationInWords(
  { restoration, toMs = Infinity }: Outage,
  endMs: number,
  words: StatementWords,
): string {
  if (!restoration) return '–';
  const { withinMs, overMs } = restoration;
  const { late, inTime, notYetLate } = words.texts.annexes.outages;
  const kept = toMs <= endMs ? inTime : notYetLate;
  const severity = words.severity(restoration.severity);
  return `${overMs > 0 ? late(words.span(overMs)) : kept} (${severity}: ${words.span(withinMs)}; ${words.clauses(['8.5'])})`;
}

/** `48211` of `change:48211`: the column says what it is. */
const rowNumber = (ref: string): string => ref.replace(/^change:/, '');
