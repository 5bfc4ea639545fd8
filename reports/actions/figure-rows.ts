import type { OfficialDocument } from '../../documents/model/document.ts';
import { createFindFigure } from '../annual/frame/figure-path.ts';
import { readFigure } from '../annual/frame/read-figure.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import { figureCommand } from '../figures/document/figure-command.ts';
import { listFigures, type PrintedFigure } from './list-figures.ts';

/** A figure of a document, the command that gives it again, and what it gave. */
export interface FigureRow extends PrintedFigure {
  readonly command: string;
  /** Absent: it was not computed again. */
  readonly again?: string;
  readonly isEqual?: boolean;
}

/** @param again Figures that were computed anew from the ledger, as of the same instant. */
export function figureRows(
  document: OfficialDocument,
  sealed: FiguresDocument,
  again?: FiguresDocument,
): readonly FigureRow[] {
  const find = again && createFindFigure(again.sections);
  return listFigures(document).map((figure) => {
    const command = figureCommand(sealed, quoted(figure.id));
    if (!find) return { ...figure, command };
    const found = readFigure(find, figure.id);
    return {
      ...figure,
      command,
      again: found?.text ?? '–',
      isEqual: isZeroOrSame(found?.value, figure.value),
    };
  });
}

/** A count of a kind of which there is none is left out of the figures, and words can say that a figure is absent. */
const isZeroOrSame = (again: string | undefined, printed: string): boolean =>
  again === printed || (again === undefined && (printed === '0' || printed === ''));

/** So that a shell takes it as one word. */
const quoted = (id: string): string => (/^[\w.:+-]+$/.test(id) ? id : `'${id}'`);
