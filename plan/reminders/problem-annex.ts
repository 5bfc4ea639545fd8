import type { Annex } from '../../documents/model/document.ts';
import type { TableRow } from '../../documents/model/table.ts';
import type { FormProblem } from '../state/plan-step.ts';
import { groupProblems } from './problem-text.ts';

/** A form with what is to be mended in it; its unit is named where there are several. */
interface FaultyForm {
  readonly unit?: string;
  readonly problems: readonly FormProblem[];
}

/** What is to be mended, cell by cell. */
export const problemAnnex = (forms: readonly FaultyForm[]): Annex => ({
  title: 'Nội dung cần sửa trong biểu mẫu',
  orientation: 'portrait',
  secret: false,
  blocks: [
    {
      kind: 'table',
      columns: [{ share: 8, align: 'centre' }, { share: 20 }, { share: 16 }, { share: 56 }],
      header: [['STT', 'Trang', 'Ô', 'Nội dung cần sửa'].map((text) => ({ text }))],
      rows: forms.flatMap(rowsOf),
    },
  ],
});

function rowsOf({ unit, problems }: FaultyForm): readonly TableRow[] {
  const head: readonly TableRow[] =
    unit === undefined
      ? []
      : [{ kind: 'group', cells: [{ kind: 'text', text: unit, align: 'left', columnSpan: 4 }] }];
  return [
    ...head,
    ...groupProblems(problems).map(
      ({ sheet, cells, text }, index): TableRow => ({
        kind: 'row',
        cells: [String(index + 1), sheet, cells, text],
      }),
    ),
  ];
}
