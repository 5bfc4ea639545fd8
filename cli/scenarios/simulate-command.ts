import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../../config/load-config.ts';
import { Instant } from '../../core/input/fields.ts';
import { createFormats } from '../../core/language/formats.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import { BUILT_IN } from '../../demo/scenarios/built-in.ts';
import { findScenario } from '../../demo/scenarios/find-scenario.ts';
import { playScenario } from '../../demo/scenarios/play-scenario.ts';
import { type ConfigScope, openConfig } from '../print/config-scope.ts';
import type { Context } from '../shell/context.ts';
import { defineCommand, type OpenScope, openNothing, type PlainScope } from '../shell/define-command.ts';
import { CONFIG, TOLD } from '../shell/shared-options.ts';
import { nightToJson, renderNight } from './render-night.ts';
import { SCENARIO_TEXTS_EN as en } from './texts-en.ts';
import { SCENARIO_TEXTS_VI as vi } from './texts-vi.ts';
import { createMailWriter } from './write-mail.ts';

const scenarioTextsOf = inLanguage({ en, vi });

const scenario = z.string().optional().meta({ value: 'scenario' });
const OPTIONS = {
  asked: scenario.describe('a file, or one of the names that --list gives'),
  scenario: scenario.describe('the same, for those who like names of options'),
  config: CONFIG.describe('configuration folder: inventory, recipients and profiles'),
  startMs: Instant.optional().describe(
    'when the night begins (default: that of the file, else tonight at 22:00)',
  ),
  mails: z
    .string()
    .optional()
    .meta({ value: 'folder' })
    .describe('write each message there as .eml, or .json of a webhook, to look at'),
  list: z.boolean().default(false).describe('list the scenarios that have a name'),
  ...TOLD,
};
type Options = z.output<z.ZodObject<typeof OPTIONS>>;

const HELP = `
The ledger of the night is made in a temporary folder; incidents, recipients, hours, digests and escalations are those of a
real night, on a clock that need not be waited for. The same inventory, settings and start give the same night.

A file says when what happens, counted from the start; ids are those of the inventory:

  start: 2026-11-26T22:00
  for: 10h
  steps:
    - { at: 90s, cut: link-7 }                      # cut, fail: down until restored
    - { at: 10m, restore: link-7 }
    - { at: 12m, fail: [camera-12, switch-3] }
    - { at: 20m, flap: camera-5, times: 6, every: 6m }
    - { at: 1h, power-cut: ba-dinh, for: 2h }       # of a ward, a commune or a site
    - { at: 2h, blind: 5m }
    - { at: 0s, maintenance: link-9, from: 3h, to: 4h }
    - { at: 30m, acknowledge: latest, by: truc-ban, as: contractor:nha-thau-a }   # or all

Scenarios with a name, each with what fits best of the inventory: ${BUILT_IN.slice(0, 6).join(', ')},
${BUILT_IN.slice(6).join(', ')}.

Examples:
  camwatch alerts simulate --list
  camwatch alerts simulate --scenario fibre-cut --config config/hanoi
  camwatch alerts simulate night.yaml --mails /tmp/mails
  camwatch alerts simulate storm --json | jq '.summary'`;

/** The names are the same in every city. */
const openNight: OpenScope<PlainScope & Partial<ConfigScope>> = (given, cli, work) =>
  given.list ? openNothing(given, cli, work) : openConfig(given, cli, work);

/** `camwatch alerts simulate`. */
export const buildAlertsSimulateCommand = defineCommand({
  name: 'simulate',
  description:
    'Play a made-up night on the inventory, and say who would have got what and when. Nothing is sent.',
  arguments: ['asked'],
  options: OPTIONS,
  help: HELP,
  check: ({ list, asked, scenario: named }) =>
    list || asked !== undefined || named !== undefined
      ? undefined
      : {
          en: 'expected a scenario, a file or a name; --list gives the names',
          vi: 'cần một kịch bản, là tệp hoặc tên; --list cho danh sách tên',
        },
  open: openNight,
  run: async ({ config, cli }, options) => (config ? await play(config, options, cli) : undefined),
  json: (played, { cli, timeZone }) =>
    played ? nightToJson(played.night, timeZone) : namesOf(cli).map(([name, about]) => ({ name, about })),
  render: (played, { cli, timeZone }, { mails }) => {
    if (!played) return alignRows(namesOf(cli));
    const texts = scenarioTextsOf(cli.language);
    const { count } = createFormats(cli.language, timeZone);
    const lines = renderNight(played.night, { texts, language: cli.language, timeZone });
    return mails === undefined ? lines : [...lines, texts.written(count(played.mailCount), mails)];
  },
});

const namesOf = ({ language }: Context) => {
  const { about } = scenarioTextsOf(language);
  return BUILT_IN.map((name) => [name, about[name]] as const);
};

async function play(config: Config, { startMs, mails: to, ...options }: Options, cli: Context) {
  const found = await findScenario(options.scenario ?? options.asked ?? '', {
    ...{ config, nowMs: Date.now() },
    ...(startMs !== undefined && { startMs }),
  });
  const mails = to === undefined ? undefined : createMailWriter(to, config.settings.alerts?.mail);
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-scenario-'));
  try {
    const night = await playScenario({
      ...{ config, scenario: found, folder, signal: cli.stop },
      ...(mails && { onMessage: mails.write }),
      onProgress: (doneMs, allMs) => cli.terminal.progress(found.name, doneMs, allMs),
    });
    return { night, mailCount: mails?.count() ?? 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
