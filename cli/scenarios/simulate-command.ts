import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { loadConfig } from '../../config/load-config.ts';
import { createFormats } from '../../core/language/formats.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import { BUILT_IN } from '../../demo/scenarios/built-in.ts';
import { findScenario } from '../../demo/scenarios/find-scenario.ts';
import { playScenario } from '../../demo/scenarios/play-scenario.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { READERS } from '../shell/readers.ts';
import { nightToJson, renderNight } from './render-night.ts';
import { SCENARIO_TEXTS_EN as en } from './texts-en.ts';
import { SCENARIO_TEXTS_VI as vi } from './texts-vi.ts';
import { createMailWriter } from './write-mail.ts';

interface Options {
  readonly scenario?: string;
  readonly config: string;
  readonly start?: string;
  readonly mails?: string;
  readonly list?: boolean;
  readonly lang?: Language;
  readonly json?: boolean;
}

const scenarioTextsOf = inLanguage({ en, vi });

/** `camwatch alerts simulate`. */
export function buildAlertsSimulateCommand({ terminal, env, stop }: Context): Command {
  return new Command('simulate')
    .description(
      'Play a made-up night on the inventory, and say who would have got what and when. Nothing is sent.',
    )
    .argument('[scenario]', 'a file, or one of the names that --list gives')
    .option('--scenario <scenario>', 'the same, for those who like names of options')
    .option('--config <dir>', 'configuration folder: inventory, recipients and profiles', 'config/hanoi')
    .option('--start <time>', 'when the night begins (default: that of the file, else tonight at 22:00)')
    .option('--mails <folder>', 'write each message there as .eml, or .json of a webhook, to look at')
    .option('--list', 'list the scenarios that have a name')
    .addOption(new Option('--lang <language>', 'language; otherwise from LANG').choices(LANGUAGES))
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(async (given: string | undefined, options: Options, self: Command) => {
      const asked = options.scenario ?? given;
      const { lang: language = languageOf(env), json } = options;
      const texts = scenarioTextsOf(language);
      if (options.list) {
        const all = BUILT_IN.map((name) => ({ name, about: texts.about[name] }));
        if (json) return terminal.printJson(all);
        return terminal.print(alignRows(all.map(({ name, about }) => [name, about])).join('\n'));
      }
      if (asked === undefined)
        return self.error('error: expected a scenario, a file or a name; --list gives the names');
      const config = await loadConfig(options.config);
      const { timeZone } = config.settings.city;
      const startMs =
        options.start === undefined ? undefined : readStart(self, options.start, timeZone, language);
      const scenario = await findScenario(asked, {
        ...{ config, nowMs: Date.now() },
        ...(startMs !== undefined && { startMs }),
      });
      const mails =
        options.mails === undefined
          ? undefined
          : createMailWriter(options.mails, config.settings.alerts?.mail);
      const folder = await mkdtemp(join(tmpdir(), 'camwatch-scenario-'));
      try {
        const night = await playScenario({
          ...{ config, scenario, folder, signal: stop },
          ...(mails && { onMessage: mails.write }),
          onProgress: (doneMs, allMs) => terminal.progress(scenario.name, doneMs, allMs),
        });
        terminal.clearProgress();
        if (json) return terminal.printJson(nightToJson(night, timeZone));
        const { count } = createFormats(language, timeZone);
        const written = mails && options.mails && texts.written(count(mails.count()), options.mails);
        const lines = renderNight(night, { texts, language, timeZone });
        terminal.print([...lines, ...(written ? [written] : [])].join('\n'));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
}

function readStart(command: Command, text: string, timeZone: string, language: Language): number {
  const read = READERS.time(text, { timeZone, cityTimeZone: timeZone });
  return 'said' in read ? command.error(`error: --start: ${read.said[language]}`) : read.value;
}

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
