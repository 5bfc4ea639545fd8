import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { type Config, loadConfig } from '../../config/load-config.ts';
import { ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import { resolveSecret } from '../../config/settings/secrets.ts';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import { checkGrafanaUrl } from '../../grafana/api/check-url.ts';
import { createGrafanaClient, type GrafanaClient } from '../../grafana/api/client.ts';
import { GrafanaError } from '../../grafana/api/grafana-error.ts';
import type { Kept } from '../../grafana/api/kind.ts';
import type { Part } from '../../grafana/provisioning/manifest.ts';
import type { Step } from '../../grafana/push/plan.ts';
import { type PreparedPush, preparePush } from '../../grafana/push/push.ts';
import { type AnnouncedWork, foldMaintenance } from '../../ledger/decisions/works.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { buildCityContent } from '../../server/grafana/city-content.ts';
import { manifestPath, openManifest } from '../../server/grafana/push-manifest.ts';
import { PRUNED_KINDS, partOf } from '../../server/grafana/push-parts.ts';
import type { Context } from '../shell/context.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import type { PushTexts } from './push-texts.ts';
import { PUSH_TEXTS_EN } from './push-texts-en.ts';
import { PUSH_TEXTS_VI } from './push-texts-vi.ts';
import { countSteps, renderKept, renderPlan, stepToJson } from './render-plan.ts';

interface Options extends PlaceOptions {
  readonly dryRun?: boolean;
  readonly adopt?: boolean;
  readonly takeOverPolicies?: boolean;
  readonly lang?: Language;
  readonly json?: boolean;
}

const DESCRIPTIONS: Readonly<Record<Part, string>> = {
  dashboards: 'Write folders, teams, permissions, data source and dashboards to a Grafana.',
  alerts: 'Write mute timings, templates, contact points, policies and rules to a Grafana.',
};

/** `camwatch dashboards push` and `camwatch alerts push`. */
export function buildPushCommand(part: Part, context: Context): Command {
  const command = addPlaceOptions(new Command('push'))
    .description(DESCRIPTIONS[part])
    .option('--dry-run', 'show what would be done, write nothing')
    .option('--adopt', 'take over objects that bear our names and were made by somebody else')
    .addOption(
      new Option('--lang <language>', 'language (default: that of the page in the settings)').choices(
        LANGUAGES,
      ),
    )
    .option('--json', 'print JSON')
    .addHelpText('after', helpOf(part))
    .action((options: Options) => push(part, options, context));
  return part === 'alerts'
    ? command.option('--take-over-policies', 'replace a tree of policies that is not ours')
    : command;
}

function helpOf(part: Part): string {
  return `
Address and token stand in the settings (grafana.url, grafana.token); see docs/grafana.md. A plan is shown first; only what
differs is written, and only what camwatch wrote is removed. Run again after a failure: it goes on. Exit code 1 when something
is refused since it is not ours: then nothing is written.

Examples:
  camwatch ${part} push --dry-run
  camwatch ${part} push --config /etc/camwatch${part === 'alerts' ? '\n  camwatch alerts push --take-over-policies' : ''}`;
}

const TEXTS: Readonly<Record<Language, PushTexts>> = { en: PUSH_TEXTS_EN, vi: PUSH_TEXTS_VI };

async function push(part: Part, options: Options, context: Context): Promise<void> {
  const { terminal, env } = context;
  const config = await loadConfig(options.config);
  const { url, client } = await connect(config, context);
  const language = options.lang ?? config.settings.page.language;
  const texts = TEXTS[language];
  const ledger = await ledgerPath(options);
  const file = await openManifest(manifestPath(ledger, url));
  const done: Step[] = [];
  const kept: { readonly step: Step; readonly why: Kept }[] = [];
  const prepared = await preparePush(
    partOf(buildCityContent(config, { language, maintenance: plannedWork(ledger, Date.now()) }), part),
    {
      client,
      manifest: file.manifest,
      resolveSecret: (reference) => resolveSecret(reference, env),
      prunes: PRUNED_KINDS[part],
      alertingEdits: config.settings.grafana?.alertingEdits ?? 'locked',
      adopt: options.adopt ?? false,
      takeOverPolicies: options.takeOverPolicies ?? false,
      saveManifest: file.save,
      onPlanned: (doneCount, totalCount) => terminal.progress(url, doneCount, totalCount),
      onDone: (step, why) => {
        done.push(step);
        if (why) kept.push({ step, why });
        terminal.progress(url, done.length, prepared.steps.length);
      },
    },
  );
  terminal.clearProgress();
  if (!options.json) terminal.print(renderPlan(prepared.steps, { url, texts, style: terminal.style }));
  if (options.dryRun) return endDryRun(prepared, { url, options, texts }, context);
  await applyOrSayHowFar(prepared, done, texts, context);
  terminal.clearProgress();
  if (options.json) {
    const notRemoved = kept.map(({ step, why }) => ({ ...stepToJson(step), ...why }));
    terminal.printJson({ url, dryRun: false, steps: prepared.steps.map(stepToJson), notRemoved });
    return;
  }
  for (const { step, why } of kept) terminal.print(renderKept(step, why, texts));
  const { create, change, remove } = countSteps(done);
  if (create + change + remove > 0) terminal.print(texts.done(create + change, remove - kept.length));
}

async function connect(
  { settings: { grafana } }: Config,
  { env, stop }: Context,
): Promise<{ readonly url: string; readonly client: GrafanaClient }> {
  if (grafana?.url === undefined || grafana.token === undefined) {
    const missing = grafana?.url === undefined ? 'grafana.url' : 'grafana.token';
    throw new GrafanaError('GRAFANA_URL', `${missing}: expected one in the settings, to push to; got none`);
  }
  const url = checkGrafanaUrl(grafana.url, grafana.plainHttp);
  const token = await resolveSecret(grafana.token, env);
  return { url, client: createGrafanaClient({ url, token, timeoutMs: grafana.timeoutMs, stop }) };
}

/** Work that silences rules: announced, not cancelled and not over. A city without a ledger has none. */
function plannedWork(path: string, nowMs: number): readonly AnnouncedWork[] {
  if (!existsSync(path)) return [];
  using reader = recordStore(path).openReader();
  return [...foldMaintenance(reader.decisions('maintenance')).values()].filter(
    ({ cancelled, interval }) => cancelled === undefined && interval.toMs > nowMs,
  );
}

function endDryRun(
  { steps }: PreparedPush,
  { url, options, texts }: { readonly url: string; readonly options: Options; readonly texts: PushTexts },
  { terminal, reportProblem }: Context,
): void {
  if (options.json) terminal.printJson({ url, dryRun: true, steps: steps.map(stepToJson) });
  else terminal.print(texts.dryRun);
  if (steps.some(({ action }) => action === 'refused')) reportProblem();
}

async function applyOrSayHowFar(
  { steps, apply }: PreparedPush,
  done: readonly Step[],
  texts: PushTexts,
  { terminal }: Context,
): Promise<void> {
  try {
    await apply();
  } catch (error) {
    terminal.clearProgress();
    if (done.length > 0) terminal.printError(texts.stopped(done.length, steps.length));
    throw error;
  }
}
