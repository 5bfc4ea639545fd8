import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { loadSettings } from '../../config/settings/load-settings.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { parseDurationMs } from '../../core/time/units.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';

const DEFAULT_CONFIG = 'config/hanoi';
const SETTINGS_FILE = 'camwatch.yaml';

/** Where a ledger command finds its ledger. */
export interface PlaceOptions {
  readonly config: string;
  readonly ledger?: string;
}

export function addPlaceOptions(command: Command): Command {
  return command
    .option('--config <dir>', "configuration folder: the ledger and the city's time zone", DEFAULT_CONFIG)
    .option('--ledger <file>', 'the ledger itself, in place of the one that --config names');
}

export async function ledgerPath({ config, ledger }: PlaceOptions): Promise<string> {
  if (ledger !== undefined) return ledger;
  return resolve(config, (await loadSettings(config)).ledger.path);
}

/** High-water marks besides the one beside the ledger; of a ledger that is given by itself none is known. */
export async function markFiles({ config, ledger }: PlaceOptions): Promise<readonly string[]> {
  return ledger === undefined ? markFilesOf(config, await loadSettings(config)) : [];
}

export const markFilesOf = (dir: string, { ledger: { mark } }: Settings): readonly string[] =>
  mark === undefined ? [] : [resolve(dir, mark)];

/**
 * Local time is the city's, also where a ledger is given beside `--config`. Only where a ledger is given by itself and the
 * default configuration folder is not there it is the other one, which is this machine's where nobody names it.
 */
export async function localZone(
  place: PlaceOptions,
  other = Intl.DateTimeFormat().resolvedOptions().timeZone,
): Promise<Zone> {
  return createZone((await knownCityZone(place)) ?? other);
}

/** The zone of the city, if there is a configuration: a ledger that is given by itself names none. */
export async function knownCityZone({ config, ledger }: PlaceOptions): Promise<string | undefined> {
  const isAlone =
    ledger !== undefined && config === DEFAULT_CONFIG && !existsSync(join(config, SETTINGS_FILE));
  return isAlone ? undefined : (await loadSettings(config)).city.timeZone;
}

/** The zone of the city of `--config`, also where a ledger is given by itself: its days are the city's on any machine. */
export async function cityTimeZone({ config }: Pick<PlaceOptions, 'config'>): Promise<string> {
  return (await loadSettings(config)).city.timeZone;
}

/** Reads `2025-10-01`, `2025-10-01T08:00+07:00`, or `24h` for a day ago; `undefined` when the text is none of these. */
export function parseWhenMs(text: string, zone: Zone, nowMs: number): number | undefined {
  const agoMs = parseDurationMs(text);
  return agoMs === undefined ? zone.parseInstantMs(text) : nowMs - agoMs;
}
