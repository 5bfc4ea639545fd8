import { z } from 'zod';
import { ledgerPath } from '../../config/settings/ledger-place.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Part } from '../../grafana/provisioning/manifest.ts';
import { PushGrafana, pushGrafana } from '../../server/grafana/push-grafana.ts';
import { openConfig } from '../print/config-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { PLACE, TOLD } from '../shell/shared-options.ts';
import { LANG, languageIn } from './content-language.ts';
import { pushTextsEn as en } from './push-texts-en.ts';
import { pushTextsVi as vi } from './push-texts-vi.ts';
import { countSteps, renderKept, renderPlan, stepToJson } from './render-plan.ts';

const DESCRIPTIONS: Readonly<Record<Part, string>> = {
  dashboards: 'Write folders, teams, permissions, data source and dashboards to a Grafana.',
  alerts: 'Write mute timings, templates, contact points, policies and rules to a Grafana.',
};

const { takeOverPolicies, ...push } = PushGrafana.shape;
const OPTIONS = { ...PLACE, ...push, lang: LANG, json: TOLD.json };
/** Those of both parts: one has an option less. */
const Options = z.object({ ...OPTIONS, takeOverPolicies });

const pushTextsOf = inLanguage({ en, vi });

/** `camwatch dashboards push` and `camwatch alerts push`. */
export const buildPushCommand = (part: Part) =>
  defineCommand({
    name: 'push',
    description: DESCRIPTIONS[part],
    options: part === 'alerts' ? Options.shape : OPTIONS,
    help: helpOf(part),
    open: openConfig,
    run: async ({ config, cli: { terminal, env, stop } }, given) => {
      const options = Options.parse(given);
      const language = languageIn(config, options);
      const texts = pushTextsOf(language);
      const context = {
        ...{ config, language, env, stop, onProgress: terminal.progress },
        ledgerPath: await ledgerPath(omitUndefined(options)),
        onPlanned: (url: string, steps: Parameters<typeof renderPlan>[0]) => {
          terminal.clearProgress();
          if (!options.json) terminal.print(renderPlan(steps, { url, texts, style: terminal.style }));
        },
        onFailed: (done: number, total: number) => {
          terminal.clearProgress();
          if (done > 0) terminal.printError(texts.stopped(done, total));
        },
      };
      return { texts, ...(await pushGrafana(context, part, options)) };
    },
    json: ({ url, steps, kept }, _scope, { dryRun }) => ({
      ...{ url, dryRun, steps: steps.map(stepToJson) },
      ...(!dryRun && { notRemoved: kept.map(({ step, why }) => ({ ...stepToJson(step), ...why })) }),
    }),
    render: ({ texts, done, kept }, _scope, { dryRun }) => {
      if (dryRun) return [texts.dryRun];
      const { create, change, remove } = countSteps(done);
      return [
        ...kept.map(({ step, why }) => renderKept(step, why, texts)),
        ...(create + change + remove > 0 ? [texts.done(create + change, remove - kept.length)] : []),
      ];
    },
    isProblem: ({ steps }, { dryRun }) => dryRun && steps.some(({ action }) => action === 'refused'),
  });

function helpOf(part: Part): string {
  return `
Address and token stand in the settings (grafana.url, grafana.token); see docs/grafana.md. A plan is shown first; only what
differs is written, and only what camwatch wrote is removed. Run again after a failure: it goes on. Exit code 1 when something
is refused since it is not ours: then nothing is written.

Examples:
  camwatch ${part} push --dry-run
  camwatch ${part} push --config /etc/camwatch${part === 'alerts' ? '\n  camwatch alerts push --take-over-policies' : ''}`;
}
