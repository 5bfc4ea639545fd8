import { clausesOfLine, LIMITS } from '../../../contracts/statements/clauses.ts';
import { limitShares } from '../../../contracts/statements/limit-shares.ts';
import type { StatementLine, StatementPart } from '../../../contracts/statements/statement-schema.ts';
import { upFirst } from '../../../core/text/up-first.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { Annex } from '../../../documents/model/document.ts';
import type { TableRow } from '../../../documents/model/table.ts';
import { entityText, moneyCell } from '../cells.ts';
import { createNaming } from '../naming.ts';
import { partTitle } from '../part-title.ts';
import { refInWords } from '../ref-in-words.ts';
import type { StatementInput } from '../statement-input.ts';
import type { StatementWords } from '../statement-words.ts';

/** Each money line with its way from the inputs to the amount, and what the limits left of it. */
export function lineAnnex(input: StatementInput): Annex {
  const { document, words } = input;
  const { parts } = document.figures;
  const disputed = new Set((input.since ?? document).money.disputedLines);
  return {
    title: words.texts.money.lines.title,
    orientation: 'landscape',
    secret: false,
    blocks: parts.flatMap((part) => [
      ...(parts.length > 1
        ? [{ kind: 'clause', title: partTitle(part, words, createNaming(input)) } as const]
        : []),
      linesTable(part, disputed, input),
      ...capBlocks(part, words),
    ]),
  };
}

function linesTable(
  part: StatementPart,
  disputed: ReadonlySet<number>,
  input: StatementInput,
): Extract<Block, { kind: 'table' }> {
  const { lines, total } = part.money;
  const { words } = input;
  const texts = words.texts.money;
  return {
    kind: 'table',
    columns: [
      { share: 2, align: 'right' },
      { share: 5.8 },
      { share: 7.6 },
      { share: 16.6 },
      { share: 5.6 },
      { share: 5.6 },
      { share: 3.8, align: 'centre' },
    ],
    header: [texts.lines.header.map((text) => ({ text }))],
    rows: [
      ...lineRows(part, disputed, input),
      ...(lines.length > 0
        ? [
            {
              kind: 'total',
              cells: ['', texts.sum, '', '', sumCell(lines, words), moneyCell(total, words), ''],
            } as const,
          ]
        : []),
    ],
    emptyText: texts.lines.none,
    size: 'small',
  };
}

const sumCell = (lines: readonly StatementLine[], words: StatementWords) =>
  moneyCell(`${lines.reduce((sum, { amount }) => sum + BigInt(amount), 0n)}`, words);

function lineRows(
  part: StatementPart,
  disputed: ReadonlySet<number>,
  input: StatementInput,
): readonly TableRow[] {
  const { money, entities } = part;
  const { document, words, names } = input;
  const texts = words.texts.money.lines;
  const naming = createNaming(input);
  const { cases, lines: hanging } = document.hangsOn ?? { cases: [], lines: [] };
  const varied = new Map(hanging.map((line) => [line.line, line]));
  const fees = new Map(entities.map(({ entity, fee }) => [entity, fee]));
  const shares = limitShares(money);
  return money.lines.map((line) => ({
    kind: 'row',
    cells: [
      String(line.line),
      [upFirst(words.ruleName(line.rule)), line.legalBasis, words.clauses(clausesOfLine(line))]
        .filter(Boolean)
        .join('\n'),
      [
        line.entity && entityText(line.entity, names),
        line.ref && refInWords(line.ref, { part, input, naming }),
      ]
        .filter(Boolean)
        .join('\n') || texts.all,
      [
        naming.sentence(
          words.lineWorking(line, line.entity === undefined ? money.fee : fees.get(line.entity)),
        ),
        ...words.shares(shares.get(line.line) ?? []),
        ...words.cases(varied.get(line.line), cases).map(naming.sentence),
      ].join('\n'),
      moneyCell(line.amount, words),
      moneyCell(line.payable, words),
      disputed.has(line.line) ? texts.disputed : '–',
    ],
  }));
}

function capBlocks({ money }: StatementPart, words: StatementWords): readonly Block[] {
  if (money.caps.length === 0) return [];
  return [
    { kind: 'paragraph', text: words.texts.money.lines.caps },
    ...money.caps.map(
      (cap) => ({ kind: 'dash', text: `${upFirst(words.cap(cap))} (${words.clauses(LIMITS)}).` }) as const,
    ),
  ];
}
