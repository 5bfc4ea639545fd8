import { Command } from 'commander';
import { makeFigures } from '../../reports/actions/make-figures.ts';
import { ReportError } from '../../reports/actions/report-error.ts';
import { createFindFigure } from '../../reports/annual/frame/figure-path.ts';
import { readFigure } from '../../reports/annual/frame/read-figure.ts';
import type { Context } from '../shell/context.ts';
import { addScopeOptions, expectScope } from './figures-command.ts';
import { addQuestionOptions, type FiguresQuestion } from './report-options.ts';

interface Options extends FiguresQuestion {
  readonly json?: boolean;
}

/** `camwatch report figure`: one figure, computed from the ledger. */
export function buildFigureCommand(context: Context): Command {
  const command = addScopeOptions(addQuestionOptions(new Command('figure')))
    .description(
      'Compute one figure of a report from the ledger, by the id that "report annual --table" prints.',
    )
    .argument('<id>', 'id of the figure, such as movement.city.camera.closing')
    .option('--json', 'print JSON');
  return command
    .addHelpText(
      'after',
      `
Examples:
  camwatch report figure movement.city.camera.closing --year 2025
  camwatch report figure 'availability.indicators.reach.camera.city.measured#availability' --year 2025`,
    )
    .action(async (id: string, { json, ...question }: Options) => {
      expectScope(command, question);
      const { document } = await makeFigures(question, context);
      const find = createFindFigure(document.sections);
      const figure = readFigure(find, id);
      if (!figure)
        throw new ReportError(
          'REPORT_FIGURE',
          `${id}: expected a figure of ${document.id}, got none of that id; "camwatch report annual --table" lists them`,
        );
      if (json) context.terminal.printJson({ id, ...figure });
      else context.terminal.print(figure.text);
    });
}
