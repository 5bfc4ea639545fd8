import type { Workbook } from 'exceljs';
import { clausesOfTarget } from '../../../contracts/statements/clauses.ts';
import type { StatementLine, StatementPart } from '../../../contracts/statements/statement-schema.ts';
import { addRowSheet, FORMATS, type SheetCell } from '../../../documents/xlsx/sheet.ts';
import { createLocalTime } from '../local-time.ts';
import type { StatementInput } from '../statement-input.ts';
import { vndCell } from '../vnd-cell.ts';
import { nameColumns, subjectCells } from './name-columns.ts';
import { numbered } from './row-sheets.ts';

type Breach = StatementPart['checks'][number]['breaches'][number];

/** Every case in which a target was missed, with the money that follows from it by the same figure. */
export function addBreachSheet(workbook: Workbook, input: StatementInput): void {
  const { document, words } = input;
  const { names: sheetNames, columns } = words.texts.sheets;
  const localTime = createLocalTime(document.period.timeZone);
  addRowSheet(
    workbook,
    sheetNames.breaches,
    [
      { title: columns.part, width: 8 },
      { title: columns.target, width: 30 },
      { title: columns.entity, width: 32 },
      ...nameColumns(words),
      { title: columns.rowOrIncident, width: 20 },
      { title: columns.outageFrom, width: 24, format: FORMATS.time },
      { title: columns.result, width: 26 },
      { title: columns.promised, width: 26 },
      { title: columns.working, width: 80, wrap: true },
      { title: columns.lines, width: 16 },
      { title: columns.payable, width: 18, format: FORMATS.money },
      { title: columns.clauses, width: 16 },
    ],
    numbered(document.figures.parts, (part) => {
      const { linesOf, beganMs } = indexOf(part);
      return part.checks.flatMap(({ target, breaches }) =>
        breaches.map((breach) => {
          const { ref } = breach;
          const fromMs = ref === undefined ? undefined : beganMs.get(ref);
          return { target, breach, fromMs, lines: linesOf(target, breach) };
        }),
      );
    }).map(({ part, of: { target, breach, fromMs, lines } }): SheetCell[] => {
      const { ref, working } = breach;
      const [figure, promised] = words.breachFigures(target, working);
      return [
        ...[part, words.targetName(target)],
        ...subjectCells(breach, input),
        ...[ref, fromMs === undefined ? undefined : localTime(fromMs)],
        ...[figure, promised, words.breach(target, working)],
        ...(lines.length === 0
          ? [undefined, undefined]
          : [lines.map(({ line }) => line).join(', '), sumOf(lines)]),
        clausesOfTarget(target).join(', '),
      ];
    }),
  );
}

const sumOf = (lines: readonly StatementLine[]): SheetCell =>
  vndCell(`${lines.reduce((sum, { payable }) => sum + BigInt(payable), 0n)}`);

function indexOf({ money, entities }: StatementPart) {
  const byKey = Map.groupBy(money.lines, keyOfLine);
  return {
    linesOf: (target: string, breach: Breach): readonly StatementLine[] =>
      byKey.get(keyOfBreach(target, breach) ?? '') ?? [],
    beganMs: new Map(
      entities.flatMap(({ outages }) => outages.map(({ ref, fromMs }) => [ref, fromMs] as const)),
    ),
  };
}

/** Money of an availability, of a restoration or of an answer; days without recording are no target. */
function keyOfLine({ inputs, entity = '', ref = '' }: StatementLine): string | undefined {
  if ('belowPpm' in inputs) return `availability ${entity}`;
  if ('tookMs' in inputs) return `response ${ref}`;
  return 'startedHours' in inputs ? `restoration ${ref}` : undefined;
}

function keyOfBreach(target: string, { entity, ref }: Breach): string | undefined {
  if (target === 'availability' && entity !== undefined) return `availability ${entity}`;
  return (target === 'restoration' || target === 'response') && ref !== undefined
    ? `${target} ${ref}`
    : undefined;
}
