import { MONEY_TYPES } from '../../core/domain/contract-terms.ts';
import { upFirst } from '../../core/text/up-first.ts';
import type { Block } from '../../documents/model/block.ts';
import type { TableRow } from '../../documents/model/table.ts';
import { moneyCell } from './cells.ts';
import { hangsOnBlocks } from './hangs-on-blocks.ts';
import type { StatementInput } from './statement-input.ts';

/** The three kinds of money apart, each with what is disputed of it and what is not. */
export function moneySection(input: StatementInput, annexes: { readonly lines: string }): readonly Block[] {
  const { document, words } = input;
  const texts = words.texts.money;
  const { money } = input.since ?? document;
  const { byType, parts } = document.figures;
  const lineCount = parts.reduce((count, part) => count + part.money.lines.length, 0);
  const rows: readonly TableRow[] = [
    ...MONEY_TYPES.map(
      (type): TableRow => ({
        kind: 'row',
        cells: [
          upFirst(words.moneyName(type)),
          moneyCell(money.undisputedByType[type], words),
          moneyCell(money.disputedByType[type], words),
          moneyCell(byType[type], words),
        ],
      }),
    ),
    {
      kind: 'total',
      cells: [
        texts.total,
        moneyCell(money.undisputed, words),
        moneyCell(money.disputed, words),
        moneyCell(money.total, words),
      ],
    },
  ];
  return [
    { kind: 'section', title: texts.title },
    {
      kind: 'paragraph',
      text: lineCount === 0 ? texts.noLine : texts.intro(words.count(lineCount), annexes.lines),
    },
    {
      kind: 'table',
      caption: texts.caption,
      columns: [{ share: 4 }, { share: 3 }, { share: 3 }, { share: 3 }],
      header: [
        [{ text: texts.type }, { text: texts.undisputed }, { text: texts.disputed }, { text: texts.sum }],
      ],
      rows,
      size: 'small',
    },
    ...(money.total === '0'
      ? []
      : [{ kind: 'paragraph', text: texts.inWords(words.vndInWords(money.total)) } as const]),
    {
      kind: 'paragraph',
      text:
        money.disputedLines.length > 0
          ? texts.inDispute(
              money.disputedLines.join(', '),
              words.vnd(money.undisputed),
              words.vnd(money.disputed),
            )
          : texts.noDispute,
    },
    ...hangsOnBlocks(input, annexes.lines),
  ];
}
