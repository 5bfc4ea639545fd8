import { z } from 'zod';
import { parseInput } from '../../core/input/parse-input.ts';
import { createFindFigure } from '../annual/frame/figure-path.ts';
import { type ReadFigure, readFigure } from '../annual/frame/read-figure.ts';
import { FiguresQuestion, makeFigures } from './make-figures.ts';
import type { ReportContext } from './report-context.ts';
import { ReportError } from './report-error.ts';

/** One figure of a report, by the id that its table of figures has. */
export const ComputeFigure = FiguresQuestion.extend({
  id: z.string().describe('id of the figure, such as movement.city.camera.closing'),
});

/** Computes one figure from the ledger. @throws INPUT_INVALID, REPORT_FIGURE and what {@link makeFigures} throws. */
export async function computeFigure(
  context: ReportContext,
  input: z.input<typeof ComputeFigure>,
): Promise<ReadFigure> {
  const { id, ...question } = parseInput(ComputeFigure, input);
  const { document } = await makeFigures(context, question);
  const figure = readFigure(createFindFigure(document.sections), id);
  if (figure) return figure;
  throw new ReportError(
    'REPORT_FIGURE',
    `${id}: expected a figure of ${document.id}, got none of that id; "camwatch report annual --table" lists them`,
  );
}
