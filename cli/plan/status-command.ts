import { Command, InvalidArgumentError } from 'commander';
import { createFormats } from '../../core/language/formats.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import { exactJson } from '../../core/text/exact-json.ts';
import { renderTime } from '../../core/time/render-time.ts';
import { type PlanOverview, readOverview, readSteps } from '../../plan/actions/plan-overview.ts';
import { addCommonOptions, type CommonOptions } from '../print/options.ts';
import { renderIso } from '../print/render-history.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { readTime } from '../shell/read-time.ts';
import { renderOverview } from './render-overview.ts';
import { renderSteps } from './render-steps.ts';
import { planTextsEn as en } from './texts-en.ts';
import { planTextsVi as vi } from './texts-vi.ts';
import { withPlan } from './with-plan.ts';

interface Options extends CommonOptions {
  readonly task?: string;
  readonly agency?: string;
  readonly year?: number;
  readonly history?: boolean;
  readonly asOf?: string;
}

const planTextsOf = inLanguage({ en, vi });

/** `camwatch plan status`. */
export function buildStatusCommand({ terminal, env }: Context): Command {
  return addCommonOptions(new Command('status'))
    .description(
      'How the plan stands: its tasks, who has not handed in, registers, opinions waited for, findings.',
    )
    .option('--task <number>', 'only this task, with its milestones and evidence')
    .option('--agency <id>', 'only what this agency leads, works on or reported')
    .option('--year <year>', 'the forms of this year (default: the next one that is due)', parseYear)
    .option('--history', 'the steps on record, in place of how things stand')
    .option('--as-of <time>', 'as it was on record before this time')
    .addHelpText(
      'after',
      `
Devices are looked at as they were at the end of the year's data, or now while that is still to come. Findings deserve a look and
stop nothing.

Examples:
  camwatch plan status
  camwatch plan status --task II.3 --history
  camwatch plan status --agency so-xay-dung --year 2025
  camwatch plan status --as-of 2025-11-16 --json | jq '.tasks[] | select(.status == "not-reported").id'`,
    )
    .action((options: Options, self: Command) => {
      const language = options.lang ?? languageOf(env);
      const texts = planTextsOf(language);
      const { asOf } = options;
      const recordedBeforeMs =
        asOf === undefined
          ? {}
          : {
              recordedBeforeMs: (zone: { readonly timeZone: string }) =>
                readTime(self, '--as-of', asOf, zone.timeZone),
            };
      return withPlan({ ...options, ...recordedBeforeMs }, (plan) => {
        const query = { task: options.task, agency: options.agency, year: options.year };
        const { timeZone } = plan.zone;
        if (options.history) {
          const steps = readSteps(plan, query);
          if (options.json)
            return terminal.printJson(
              steps.map(({ recordedMs, ...step }) => ({
                recorded: renderIso(recordedMs, timeZone),
                ...step,
              })),
            );
          return terminal.print(renderSteps(steps, texts, (atMs) => renderTime(atMs, timeZone)).join('\n'));
        }
        const overview = readOverview(plan, query);
        if (options.json) return terminal.printJson(overviewToJson(overview));
        const formats = createFormats(language, timeZone);
        terminal.print(
          renderOverview(
            overview,
            { texts, style: terminal.style, width: terminal.width, count: formats.count },
            options.task === undefined ? 'short' : 'full',
          ),
        );
      });
    });
}

function parseYear(text: string): number {
  if (/^20\d\d$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a year such as 2025');
}

function overviewToJson({ state, tasks, year, units, waiting, findings }: PlanOverview) {
  const { definition, tasks: _tasks, asOfMs: _asOfMs, ...rest } = state;
  return exactJson({
    plan: definition.name,
    tasks,
    ...rest,
    ...(year && { year: year.year, unitsDeadline: year.unitsDeadlineDate }),
    units: units.map(({ agency, submission }) => ({ agency: agency.id, name: agency.name, submission })),
    waiting,
    findings,
  });
}
