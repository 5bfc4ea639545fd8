import { MONEY_TYPES } from '../../core/domain/contract-terms.ts';
import { upFirst } from '../../core/text/up-first.ts';
import type { Block } from '../../documents/model/block.ts';
import type { TableRow } from '../../documents/model/table.ts';
import { moneyCell } from './cells.ts';
import { createNaming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';

/** More claims than these are told by the sealed file and the workbook. */
const MOST_CASES = 12;

/** What would be due if something had been otherwise, beside what is due; nothing where the sealed file does not say. */
export function hangsOnBlocks(input: StatementInput, lines: string): readonly Block[] {
  const { document, words } = input;
  const texts = words.texts.money;
  const naming = createNaming(input);
  const { hangsOn, figures } = document;
  if (!hangsOn) return [];
  if (hangsOn.cases.length === 0)
    return [
      {
        kind: 'paragraph',
        text: texts.hangsOn.nothing,
      },
    ];
  const shown = hangsOn.cases.slice(0, MOST_CASES);
  const due: TableRow = {
    kind: 'row',
    cells: [
      texts.hangsOn.asItIs,
      ...MONEY_TYPES.map((type) => moneyCell(figures.byType[type], words)),
      moneyCell(figures.total, words),
    ],
  };
  const rest = hangsOn.cases.length - shown.length;
  return [
    {
      kind: 'paragraph',
      text: texts.hangsOn.intro(lines),
    },
    {
      kind: 'table',
      caption: texts.hangsOn.caption,
      columns: [{ share: 5 }, { share: 3.3 }, { share: 3.3 }, { share: 3.3 }, { share: 3.6 }],
      header: [
        [
          { text: texts.hangsOn.assumption },
          ...MONEY_TYPES.map((type) => ({ text: upFirst(words.moneyName(type)) })),
          { text: texts.sum },
        ],
      ],
      rows: [
        due,
        ...shown.map(
          (one): TableRow => ({
            kind: 'row',
            cells: [
              upFirst(naming.sentence(words.assumption(one))),
              ...MONEY_TYPES.map((type) => moneyCell(one.byType[type], words)),
              moneyCell(one.total, words),
            ],
          }),
        ),
      ],
      size: 'small',
    },
    ...(rest > 0
      ? [
          {
            kind: 'paragraph',
            text: texts.hangsOn.more(words.count(rest)),
          } as const,
        ]
      : []),
  ];
}
