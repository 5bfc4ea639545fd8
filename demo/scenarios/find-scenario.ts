import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Temporal } from 'temporal-polyfill';
import type { ScenarioTexts } from '../../cli/scenarios/texts.ts';
import type { Config } from '../../config/load-config.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import { ScenarioError } from '../../server/alerting/scenario-error.ts';
import { BUILT_IN, type BuiltIn, chooseScenario } from './built-in.ts';
import { readScenario } from './read-scenario.ts';
import type { Scenario } from './scenario.ts';

export interface FindingOptions {
  readonly config: Config;
  /** Also of a file that says another. */
  readonly startMs?: number;
  readonly nowMs: number;
  readonly texts: Pick<ScenarioTexts, 'nothingFits'>;
}

/** By its name, else from a file. @throws a ScenarioError or ConfigError */
export async function findScenario(asked: string, options: FindingOptions): Promise<Scenario> {
  const { config, nowMs, texts } = options;
  const { timeZone } = config.settings.city;
  const startMs = options.startMs ?? tonightMs(nowMs, timeZone);
  const name = BUILT_IN.find((one) => one === asked);
  if (name === undefined) {
    const { inventory } = config;
    const scenario = readScenario(asked, await readText(asked), { inventory, timeZone, startMs });
    return { ...scenario, startMs: options.startMs ?? scenario.startMs };
  }
  const chosen = chooseScenario(name, config, startMs);
  if (!('nothingFits' in chosen)) return { name, startMs, ...chosen };
  throw new ScenarioError(
    'SCENARIO_UNFIT',
    `${config.dir}: ${name}: ${texts.nothingFits[chosen.nothingFits]}`,
  );
}

async function readText(file: string): Promise<string> {
  if (existsSync(file)) return await readFile(file, 'utf8');
  const known: readonly BuiltIn[] = BUILT_IN;
  const suggestion = suggestName(file, known);
  const hint = suggestion === undefined ? `one of ${known.join(', ')}` : `perhaps "${suggestion}"`;
  throw new ScenarioError(
    'SCENARIO_UNKNOWN',
    `expected a file or the name of a scenario, got "${file}"; ${hint}`,
  );
}

/** Ten in the evening of the day: whoever plays it twice a day gets the same. */
function tonightMs(nowMs: number, timeZone: string): number {
  const date = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
  return date.toZonedDateTime({ timeZone, plainTime: '22:00' }).epochMilliseconds;
}
