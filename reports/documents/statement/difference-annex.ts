import type { Difference } from '../../../settlement/statement-schema.ts';
import type { Annex } from '../model/document.ts';
import type { StatementInput } from './statement-input.ts';

/** Old and new of what people look for; of what only machines look for, how much there is. */
export function differenceAnnex({ words }: StatementInput, differences: readonly Difference[]): Annex {
  const rows = differences.flatMap((difference) => {
    const told = words.difference(difference);
    return told ? [told] : [];
  });
  const others = differences.length - rows.length;
  return {
    title: 'Số liệu thay đổi so với bảng đối soát trước',
    orientation: 'portrait',
    secret: false,
    blocks: [
      {
        kind: 'table',
        columns: [{ share: 4 }, { share: 3 }, { share: 3, align: 'right' }, { share: 3, align: 'right' }],
        header: [[{ text: 'Đối với' }, { text: 'Số liệu' }, { text: 'Cũ' }, { text: 'Mới' }]],
        rows: rows.map(({ about, figure, old, now }) => ({ kind: 'row', cells: [about, figure, old, now] })),
        size: 'small',
      },
      ...(others > 0
        ? [
            {
              kind: 'note',
              text: `Ngoài ra có ${words.count(others)} số liệu chi tiết thay đổi theo, ghi đủ trong tệp đã niêm phong.`,
            } as const,
          ]
        : []),
    ],
  };
}
