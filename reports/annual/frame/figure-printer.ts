import type { Json } from '../../../core/text/canonical-json.ts';
import type { FigureRun, Run } from '../../../documents/model/rich-text.ts';
import type { NumberCell, TableCell } from '../../../documents/model/table.ts';
import { createFindFigure, type FindFigure } from './figure-path.ts';
import { readFigure } from './read-figure.ts';

/**
 * The only way of a figure into a document: by its id, so that whoever reads the document can look the same id up in the
 * sealed data.
 */
export interface FigurePrinter {
  readonly find: FindFigure;
  /** In a sentence; `không có số liệu` where there is none. */
  readonly run: (id: string) => Run;
  /** In a table; a dash where there is none. */
  readonly cell: (id: string) => TableCell;
  /** A count of a kind that is left out where there is none of it: zero as far as its parent is there. */
  readonly countCell: (id: string) => TableCell;
  readonly countRun: (id: string) => Run;
  /** To choose a sentence by; `undefined` where there is none. */
  readonly amount: (id: string) => number | undefined;
}

export function createFigurePrinter(sections: Json): FigurePrinter {
  const find = createFindFigure(sections);
  const read = (id: string) => readFigure(find, id);
  /** A wildcard that matches nothing, or a kind that is not there, under something that is. */
  const readCount = (id: string) => {
    const found = read(id);
    if (found) return found;
    const names = id.split('.');
    const parents = names.map((_, index) => names.slice(0, index).join('.'));
    return parents.slice(2).some((parent) => find(parent).length > 0) ? ZERO : undefined;
  };
  const runOf = (id: string, figure: ReturnType<typeof read>): Run =>
    figure ? ({ kind: 'figure', figure: id, ...figure } satisfies FigureRun) : NOTHING;
  const cellOf = (id: string, figure: ReturnType<typeof read>): TableCell =>
    figure ? ({ kind: 'number', figure: id, ...figure } satisfies NumberCell) : DASH;
  return {
    find,
    run: (id) => runOf(id, read(id)),
    cell: (id) => cellOf(id, read(id)),
    countCell: (id) => cellOf(id, readCount(id)),
    countRun: (id) => runOf(id, readCount(id)),
    amount: (id) => {
      const figure = read(id);
      return figure && Number(figure.value);
    },
  };
}

const ZERO = { text: '0', value: '0' } as const;
const NOTHING: Run = { kind: 'text', text: 'không có số liệu' };
const DASH: TableCell = { kind: 'text', text: '–', align: 'right' };
