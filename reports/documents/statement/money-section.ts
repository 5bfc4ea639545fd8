import { MONEY_TYPES } from '../../../core/contract-terms.ts';
import type { Block } from '../model/block.ts';
import type { TableRow } from '../model/table.ts';
import { moneyCell } from './cells.ts';
import { hangsOnBlocks } from './hangs-on-blocks.ts';
import type { StatementInput } from './statement-input.ts';
import { upFirst } from './up-first.ts';

/** The three kinds of money apart, each with what is disputed of it and what is not. */
export function moneySection(input: StatementInput, annexes: { readonly lines: string }): readonly Block[] {
  const { document, words } = input;
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
        'Tổng cộng',
        moneyCell(money.undisputed, words),
        moneyCell(money.disputed, words),
        moneyCell(money.total, words),
      ],
    },
  ];
  return [
    { kind: 'section', title: 'Các khoản tiền' },
    {
      kind: 'paragraph',
      text: `Phạt vi phạm, giảm trừ thanh toán và bồi thường thiệt hại là ba loại khác nhau, được cộng riêng. Trong kỳ có ${words.count(lineCount)} khoản; cách tính từng khoản và các mức trần ở ${annexes.lines}.`,
    },
    {
      kind: 'table',
      caption: 'Tổng hợp các khoản tiền sau mức trần',
      columns: [{ share: 4 }, { share: 3 }, { share: 3 }, { share: 3 }],
      header: [
        [{ text: 'Loại' }, { text: 'Không tranh chấp' }, { text: 'Còn tranh chấp' }, { text: 'Cộng' }],
      ],
      rows,
      size: 'small',
    },
    {
      kind: 'paragraph',
      text:
        money.disputedLines.length > 0
          ? `Các khoản còn tranh chấp: số ${money.disputedLines.join(', ')}. Không tranh chấp ${words.vnd(money.undisputed)}; còn tranh chấp, chờ hai bên giải quyết, ${words.vnd(money.disputed)}.`
          : 'Không có khoản nào còn tranh chấp.',
    },
    ...hangsOnBlocks(input, annexes.lines),
  ];
}
