import type { StatementPart } from '../../../contracts/statements/statement-schema.ts';
import type { Annex } from '../../../documents/model/document.ts';
import type { Table, TableRow } from '../../../documents/model/table.ts';
import { countCell, entityText, percentCell, spanCell } from '../cells.ts';
import { createNaming } from '../naming.ts';
import { partTitle } from '../part-title.ts';
import type { StatementInput } from '../statement-input.ts';
import type { StatementWords } from '../statement-words.ts';

/** Each device and line: from milliseconds to percent, and what became of the rest of its time. */
export function entityAnnex(input: StatementInput): Annex {
  const { parts } = input.document.figures;
  const { title, note } = input.words.texts.annexes.entities;
  return {
    title,
    orientation: 'landscape',
    secret: false,
    blocks: parts.flatMap((part) => [
      ...(parts.length > 1
        ? [{ kind: 'clause', title: partTitle(part, input.words, createNaming(input)) } as const]
        : []),
      entityTable(part, input),
      { kind: 'note', text: note } as const,
    ]),
  };
}

function entityTable(
  { entities, aggregate, neverMeasured = [] }: StatementPart,
  { words, names }: StatementInput,
): Table {
  const { header, total, neverMeasured: named } = words.texts.annexes.entities;
  const never = new Set(neverMeasured);
  return {
    kind: 'table',
    columns: [
      { share: 2.5, align: 'right' },
      { share: 12 },
      { share: 8 },
      { share: 8 },
      { share: 6.4 },
      { share: 6 },
      { share: 6, align: 'right' },
      { share: 5, align: 'right' },
      { share: 5.6, align: 'right' },
      { share: 6, align: 'right' },
      { share: 5 },
    ],
    header: [header.map((text) => ({ text }))],
    rows: [
      ...entities.map((entity, index) => ({
        kind: 'row' as const,
        cells: [
          String(index + 1),
          never.has(entity.entity)
            ? named(entityText(entity.entity, names))
            : entityText(entity.entity, names),
          ...figureCells(entity, words),
        ],
      })),
      {
        kind: 'total',
        cells: ['', total, ...figureCells(aggregate, words)],
      },
    ],
    size: 'small',
  };
}

const figureCells = (
  { goodMs, countedMs, percent, coverage, sums, outageCount }: StatementPart['aggregate'],
  words: StatementWords,
): TableRow['cells'] => [
  countCell(goodMs, words),
  countCell(countedMs, words),
  percentCell(percent, words),
  percentCell(coverage.percent, words),
  spanCell(sums.down ?? 0, words),
  spanCell(sums.excused ?? 0, words),
  spanCell(sums.others ?? 0, words),
  spanCell(sums.unknown ?? 0, words),
  countCell(outageCount, words),
];
