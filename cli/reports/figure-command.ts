import { ComputeFigure, computeFigure } from '../../reports/actions/compute-figure.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { TOLD } from '../shell/shared-options.ts';
import { checkScope } from './check-scope.ts';
import { openReportContext } from './report-context.ts';
import { FIGURES } from './report-options.ts';

/** `camwatch report figure`: one figure, computed from the ledger. */
export const buildFigureCommand = defineCommand({
  name: 'figure',
  description:
    'Compute one figure of a report from the ledger, by the id that "report annual --table" prints.',
  arguments: ['id'],
  options: { ...FIGURES, id: ComputeFigure.shape.id, json: TOLD.json },
  help: `
Examples:
  camwatch report figure movement.city.camera.closing --year 2025
  camwatch report figure 'availability.indicators.reach.camera.city.measured#availability' --year 2025`,
  check: checkScope,
  open: openNothing,
  run: async ({ cli }, options) => computeFigure(await openReportContext(options, cli), options),
  json: (figure, _scope, { id }) => ({ id, ...figure }),
  render: ({ text }) => [text],
});
