import type { Json } from '../../../core/text/canonical-json.ts';
import type { FigureRun, Run } from '../../../documents/model/rich-text.ts';
import type { NumberCell, TableCell } from '../../../documents/model/table.ts';
import { createFindFigure, type FindFigure } from './figure-path.ts';
import { type ReadFigure, readFigure } from './read-figure.ts';

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
  /** The same in a sentence, where offices write one digit as two: `05 camera`. */
  readonly countRun: (id: string) => Run;
  /**
   * Words that say that there is none of something (`không`, `chưa`), bound to the figures that are zero or absent: of several,
   * each is named by a word. Whoever checks a document holds them to the sealed data as any number.
   */
  readonly none: (ids: string | readonly string[], words: string) => readonly Run[];
  /** Words for what stands under an id as a code, such as the status of a task. */
  readonly word: (id: string, words: string) => Run;
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
    figure
      ? ({ kind: 'figure', figure: id, ...figure } satisfies FigureRun)
      : wordsOf(id, 'không có số liệu');
  const wordsOf = (id: string, text: string): FigureRun => ({
    kind: 'figure',
    figure: id,
    text,
    value: read(id)?.value ?? '',
  });
  const cellOf = (id: string, figure: ReturnType<typeof read>): TableCell =>
    figure ? ({ kind: 'number', figure: id, ...figure } satisfies NumberCell) : DASH;
  return {
    find,
    run: (id) => runOf(id, read(id)),
    cell: (id) => cellOf(id, read(id)),
    countCell: (id) => cellOf(id, readCount(id)),
    countRun: (id) => runOf(id, withTwoDigits(readCount(id))),
    none: (ids, words) => {
      const named = [ids].flat();
      return partsOf(words, named.length).flatMap((text, index) => wordsOf(named[index] ?? '', text));
    },
    word: wordsOf,
    amount: (id) => {
      const figure = read(id);
      return figure && Number(figure.value);
    },
  };
}

const ZERO = { text: '0', value: '0' } as const;

const withTwoDigits = (figure: ReadFigure | undefined): ReadFigure | undefined =>
  figure && /^[1-9]$/.test(figure.text) ? { ...figure, text: `0${figure.text}` } : figure;

/** So many parts that begin with a word each, spaces in them; the last has the rest. */
function partsOf(words: string, count: number): readonly string[] {
  const pieces = words.split(/(?<= )/u);
  return Array.from({ length: count }, (_, index) =>
    pieces.slice(index, index === count - 1 ? undefined : index + 1).join(''),
  );
}

const DASH: TableCell = { kind: 'text', text: '–', align: 'right' };
