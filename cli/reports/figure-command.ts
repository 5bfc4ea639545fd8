import { Command } from 'commander';
import { computeFigure } from '../../reports/actions/compute-figure.ts';
import type { Context } from '../shell/context.ts';
import { addScopeOptions, expectScope } from './figures-command.ts';
import { openReportContext } from './report-context.ts';
import { addQuestionOptions, type QuestionOptions, questionOf } from './report-options.ts';

interface Options extends QuestionOptions {
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
      const figure = await computeFigure(await openReportContext(question, context), {
        ...questionOf(question),
        id,
      }).finally(context.terminal.clearProgress);
      if (json) context.terminal.printJson({ id, ...figure });
      else context.terminal.print(figure.text);
    });
}
