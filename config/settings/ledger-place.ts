import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDatabasePlace, readDatabasePlace, shownPlace, withRest } from '../../core/domain/record-place.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';
import { loadSettings } from './load-settings.ts';
import type { Settings } from './settings-schema.ts';

export const DEFAULT_CONFIG = 'config/hanoi';
const SETTINGS_FILE = 'camwatch.yaml';

/** Where a ledger command finds its ledger. */
export interface PlaceOptions {
  readonly config: string;
  readonly ledger?: string;
}

/** The place of the record that a command is about: a file's path, or a database. */
export async function ledgerPath({ config, ledger }: PlaceOptions): Promise<string> {
  if (ledger !== undefined && !isDatabasePlace(ledger)) return ledger;
  return recordPlaceOf(config, await loadSettings(config), ledger);
}

/** The place that is `given`, else where the settings of the folder `dir` keep the record. @throws RECORD_PLACE */
export const recordPlaceOf = (dir: string, { ledger }: Settings, given?: string): string =>
  placeOf(dir, ledger, given);

/** Where accounts are kept: a file's path, or a database, with the path that their key lies beside. */
export const accountsPlaceOf = (dir: string, { accounts }: Settings): string => placeOf(dir, accounts);

function placeOf(
  dir: string,
  { path, database, password }: Pick<Settings['ledger'], 'path' | 'database' | 'password'>,
  given = database,
): string {
  const beside = resolve(dir, path);
  if (given === undefined) return beside;
  if (!isDatabasePlace(given)) return given;
  readDatabasePlace(given);
  // Of another database nothing is known, and it is not shown the password of this one.
  const isOfSettings = database !== undefined && shownPlace(database) === shownPlace(given);
  return withRest(given, { dir, beside, password: isOfSettings ? password : undefined });
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

/** The zone of the city of `--config`, also where a ledger is given by itself: its days are the city's on any machine. */
export async function cityTimeZone({ config }: Pick<PlaceOptions, 'config'>): Promise<string> {
  return (await loadSettings(config)).city.timeZone;
}

/** The zone of the city, if there is a configuration: a ledger that is given by itself names none. */
export async function knownCityZone({ config, ledger }: PlaceOptions): Promise<string | undefined> {
  const isAlone =
    ledger !== undefined && config === DEFAULT_CONFIG && !existsSync(join(config, SETTINGS_FILE));
  return isAlone ? undefined : (await loadSettings(config)).city.timeZone;
}
