import type { Workbook } from 'exceljs';
import { rulesOf } from '../../../contracts/statements/clauses.ts';
import type { StatementPart } from '../../../contracts/statements/statement-schema.ts';
import { MONEY_TYPES } from '../../../core/domain/contract-terms.ts';
import { addRowSheet, FORMATS, type SheetCell } from '../../../documents/xlsx/sheet.ts';
import { clientName } from '../client-text.ts';
import { percentFormula } from '../percent-formula.ts';
import type { StatementInput } from '../statement-input.ts';
import { statementSubject, statementTypeName } from '../statement-titles.ts';
import type { StatementWords } from '../statement-words.ts';
import { ENTITY_COLUMNS } from './entity-sheet.ts';
import { LINE_COLUMNS } from './line-sheet.ts';

/** Sums as formulas over the other sheets, beside what was sealed; the third column is zero where they agree. */
export function addSummarySheet(workbook: Workbook, input: StatementInput): void {
  const { document, sha256, names, words } = input;
  const { contract } = document;
  const { annexes, sheets: texts } = words.texts;
  const { technical } = annexes;
  const { columns } = texts;
  const facts: readonly (readonly [string, string])[] = [
    ...texts.notice,
    [texts.facts.kind, statementTypeName(document, words.texts)],
    [texts.facts.about, statementSubject(document, words.texts)],
    [texts.facts.contract, [contract.id, contract.name, contract.number].filter(Boolean).join(' – ')],
    [texts.facts.partyA, clientName(input)],
    [texts.facts.partyB, names.contractor ?? contract.contractor],
    [texts.facts.rules, words.rulesVersion(document.figures.parts.map(({ terms }) => rulesOf(terms)))],
    [technical.hash, sha256],
    [technical.key, document.signer.fingerprint],
  ];
  const rows: (readonly SheetCell[])[] = facts.map((fact) => [...fact]);
  for (const { name, formula, sealed } of comparisons(input)) {
    const row = rows.length + 2;
    rows.push([
      name,
      { formula: formula(row), result: sealed },
      sealed,
      { formula: typeof sealed === 'number' ? `B${row}-C${row}` : `IF(B${row}=C${row},0,1)`, result: 0 },
    ]);
  }
  const sheet = addRowSheet(
    workbook,
    texts.names.summary,
    [
      { title: columns.figure, width: 60 },
      { title: columns.computed, width: 40 },
      { title: columns.sealed, width: 40 },
      { title: columns.difference, width: 14 },
    ],
    rows,
  );
  sheet.autoFilter = '';
  sheet.eachRow((row, number) => {
    if (number <= facts.length + 1) return;
    const isPercent = String(row.getCell(1).value).endsWith('(%)');
    for (const column of [2, 3, 4]) row.getCell(column).numFmt = isPercent ? FORMATS.percent : FORMATS.count;
  });
}

interface Comparison {
  readonly name: string;
  readonly formula: (row: number) => string;
  readonly sealed: number | string;
}

function comparisons(input: StatementInput): readonly Comparison[] {
  const { document } = input;
  const { parts } = document.figures;
  return [
    ...parts.flatMap((part, index) =>
      partComparisons(part, parts.length > 1 ? index + 1 : undefined, input.words),
    ),
    ...moneyComparisons(input),
  ];
}

function partComparisons(
  { aggregate }: StatementPart,
  part: number | undefined,
  { texts }: StatementWords,
): readonly Comparison[] {
  const { names, sums } = texts.sheets;
  const nameOf = (name: string) => (part === undefined ? name : sums.ofPart(part, name));
  const columnOf = (column: keyof typeof ENTITY_COLUMNS) =>
    wholeColumn(names.entities, ENTITY_COLUMNS[column]);
  const { goodMs, countedMs, percent, coverage } = aggregate;
  const sum = (name: string, column: keyof typeof ENTITY_COLUMNS, sealed: number): Comparison => ({
    name: nameOf(name),
    formula: () => `SUMIFS(${columnOf(column)},${columnOf('part')},${part ?? 1})`,
    sealed,
  });
  const share = (name: string, sealed: string | undefined): Comparison => ({
    name: nameOf(name),
    formula: (row) => percentFormula(`B${row - 2}`, `B${row - 1}`),
    sealed: sealed === undefined ? '' : Number(sealed),
  });
  return [
    sum(sums.good, 'good', goodMs),
    sum(sums.counted, 'counted', countedMs),
    share(sums.availability, percent),
    sum(sums.known, 'known', coverage.knownMs),
    sum(sums.inService, 'inService', coverage.inServiceMs),
    share(sums.coverage, coverage.percent),
  ];
}

const wholeColumn = (sheet: string, column: string): string => `'${sheet}'!$${column}:$${column}`;

function moneyComparisons({ document, since, words }: StatementInput): readonly Comparison[] {
  const { money } = since ?? document;
  const { byType } = document.figures;
  const { names, sums, yes, no } = words.texts.sheets;
  const payable = wholeColumn(names.lines, LINE_COLUMNS.payable);
  const type = wholeColumn(names.lines, LINE_COLUMNS.type);
  const disputed = wholeColumn(names.lines, LINE_COLUMNS.disputed);
  const sum = (name: string, sealed: string, ...conditions: readonly string[]): Comparison => ({
    name,
    formula: () =>
      conditions.length === 0 ? `SUM(${payable})` : `SUMIFS(${[payable, ...conditions].join(',')})`,
    sealed: Number(sealed),
  });
  const isDisputed = (answer: string) => [disputed, `"${answer}"`];
  return [
    ...MONEY_TYPES.flatMap((each) => {
      const name = words.moneyName(each);
      const ofType = [type, `"${name}"`];
      return [
        sum(sums.undisputedOf(name), money.undisputedByType[each], ...ofType, ...isDisputed(no)),
        sum(sums.disputedOf(name), money.disputedByType[each], ...ofType, ...isDisputed(yes)),
        sum(sums.sumOf(name), byType[each], ...ofType),
      ];
    }),
    sum(sums.undisputed, money.undisputed, ...isDisputed(no)),
    sum(sums.disputed, money.disputed, ...isDisputed(yes)),
    sum(sums.total, money.total),
  ];
}
