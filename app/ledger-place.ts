import { resolve } from 'node:path';
import type { Command } from 'commander';
import { loadSettings } from '../config/load-settings.ts';
import { createZone, type Zone } from '../config/zone.ts';
import { parseDurationMs } from '../core/units.ts';

/** Where a ledger command finds its ledger. */
export interface PlaceOptions {
  readonly config: string;
  readonly ledger?: string;
}

export function addPlaceOptions(command: Command): Command {
  return command
    .option('--config <dir>', 'configuration folder, whose settings name the ledger', 'config/hanoi')
    .option('--ledger <file>', 'the ledger itself, in place of --config');
}

export async function ledgerPath({ config, ledger }: PlaceOptions): Promise<string> {
  if (ledger !== undefined) return ledger;
  return resolve(config, (await loadSettings(config)).ledger.path);
}

/** Local time is the city's; where a ledger is given by itself, that of this machine. */
export async function localZone({ config, ledger }: PlaceOptions): Promise<Zone> {
  if (ledger !== undefined) return createZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  return createZone((await loadSettings(config)).city.timeZone);
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
