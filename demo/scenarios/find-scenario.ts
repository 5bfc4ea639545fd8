import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Temporal } from 'temporal-polyfill';
import type { Config } from '../../config/load-config.ts';
import type { Said } from '../../core/language/said.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import { ScenarioError } from '../../server/alerting/scenario-error.ts';
import { BUILT_IN, type BuiltIn, chooseScenario, type NothingFits } from './built-in.ts';
import { readScenario } from './read-scenario.ts';
import type { Scenario } from './scenario.ts';

export interface FindingOptions {
  readonly config: Config;
  /** Also of a file that says another. */
  readonly startMs?: number;
  readonly nowMs: number;
}

/** By its name, else from a file. @throws a ScenarioError or ConfigError */
export async function findScenario(asked: string, options: FindingOptions): Promise<Scenario> {
  const { config, nowMs } = options;
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
  const { en, vi } = NOTHING_FITS[chosen.nothingFits];
  throw new ScenarioError('SCENARIO_UNFIT', {
    en: `${config.dir}: ${name}: ${en}`,
    vi: `${config.dir}: ${name}: ${vi}`,
  });
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

const NOTHING_FITS: Readonly<Record<NothingFits, Said>> = {
  'no-line': {
    en: 'expected a line with cameras behind it, found none',
    vi: 'cần một đường truyền có camera phía sau, nhưng không có',
  },
  'no-switch': {
    en: 'expected a switch with cameras behind it, found none',
    vi: 'cần một switch có camera phía sau, nhưng không có',
  },
  'no-two-in-an-area': {
    en: 'expected a line with cameras behind it and something else in the same ward, found none',
    vi: 'cần một đường truyền có camera phía sau và một thiết bị khác cùng phường, nhưng không có',
  },
  'no-camera': {
    en: 'expected a camera that is in service and probed by itself, found none',
    vi: 'cần một camera đang hoạt động và được đo trực tiếp, nhưng không có',
  },
  'no-area': {
    en: 'expected a ward with five devices that are probed, found none',
    vi: 'cần một phường có năm thiết bị được đo, nhưng không có',
  },
  'no-redundancy': {
    en: 'expected a device with two ways that lead over different lines, found none',
    vi: 'cần một thiết bị có hai đường đi qua hai đường truyền khác nhau, nhưng không có',
  },
};
