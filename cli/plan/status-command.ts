import { z } from 'zod';
import { Instant } from '../../core/input/fields.ts';
import { createFormats } from '../../core/language/formats.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import { exactJson } from '../../core/text/exact-json.ts';
import { renderTime } from '../../core/time/render-time.ts';
import { openPlan } from '../../plan/actions/open-plan.ts';
import {
  OverviewQuery,
  type PlanOverview,
  readOverview,
  readSteps,
} from '../../plan/actions/plan-overview.ts';
import { renderIso } from '../print/render-history.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';
import { renderOverview } from './render-overview.ts';
import { renderSteps } from './render-steps.ts';
import { planTextsEn as en } from './texts-en.ts';
import { planTextsVi as vi } from './texts-vi.ts';
import { openPlanScope, type PlanScope } from './with-plan.ts';

const planTextsOf = inLanguage({ en, vi });

/** `camwatch plan status`. */
export const buildStatusCommand = defineCommand({
  name: 'status',
  description:
    'How the plan stands: its tasks, who has not handed in, registers, opinions waited for, findings.',
  options: {
    ...{ ...CITY, ...OverviewQuery.shape },
    history: z.boolean().default(false).describe('the steps on record, in place of how things stand'),
    asOfMs: Instant.optional().describe('as it was on record before this time'),
  },
  help: `
Devices are looked at as they were at the end of the year's data, or now while that is still to come. Findings deserve a look and
stop nothing.

Examples:
  camwatch plan status
  camwatch plan status --task II.3 --history
  camwatch plan status --agency so-xay-dung --year 2025
  camwatch plan status --as-of 2025-11-16 --json | jq '.tasks[] | select(.status == "not-reported").id'`,
  open: openPlanScope,
  run: (scope, { asOfMs: recordedBeforeMs, history, ...query }) => {
    const plan =
      recordedBeforeMs === undefined ? scope.plan : openPlan(scope.record, scope.plan, { recordedBeforeMs });
    return history ? { steps: readSteps(plan, query) } : { overview: readOverview(plan, query) };
  },
  json: ({ steps, overview }, { timeZone }) =>
    steps
      ? steps.map(({ recordedMs, ...step }) => ({ recorded: renderIso(recordedMs, timeZone), ...step }))
      : overviewToJson(overview),
  render: ({ steps, overview }, scope, { task }) => {
    const texts = planTextsOf(scope.cli.language);
    if (steps) return renderSteps(steps, texts, (atMs) => renderTime(atMs, scope.timeZone));
    return [renderStanding(overview, scope, task === undefined ? 'short' : 'full')];
  },
});

function renderStanding(
  overview: PlanOverview,
  { cli: { language, terminal }, timeZone }: PlanScope,
  details: 'short' | 'full',
): string {
  const { style, width } = terminal;
  const { count } = createFormats(language, timeZone);
  return renderOverview(overview, { texts: planTextsOf(language), language, style, width, count }, details);
}

function overviewToJson({ state, tasks, year, units, waiting, findings }: PlanOverview) {
  const { definition, tasks: _tasks, asOfMs: _asOfMs, ...rest } = state;
  return exactJson({
    plan: definition.name,
    tasks,
    ...rest,
    ...(year && { year: year.year, unitsDeadline: year.unitsDeadlineDate }),
    units: units.map(({ agency: { id, name }, ...unit }) => ({ agency: id, name, ...unit })),
    waiting,
    findings,
  });
}
