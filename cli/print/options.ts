import type { Command } from 'commander';
import type { Language } from '../../core/language/language.ts';
import { addMembers, listMembers } from '../shell/option-members.ts';
import { CITY, WRITE } from '../shell/shared-options.ts';
import type { CityRecordOptions } from './open-city-record.ts';

/** Options that every command about planned work and claims takes. */
export interface CommonOptions extends CityRecordOptions {
  readonly lang?: Language;
  readonly json?: boolean;
}

/** Options of a command that puts something on record. */
export interface DeedOptions extends CommonOptions {
  readonly by: string;
  readonly author?: string;
  readonly attach: readonly string[];
  readonly dryRun?: boolean;
}

export const addCommonOptions = (command: Command): Command => addMembers(command, listMembers(CITY));

export const addDeedOptions = (command: Command): Command => addMembers(command, listMembers(WRITE));

export const SELECTOR_RULE = `What several different options choose must match all of them (--area ba-dinh --agency phuong-x); --device and --link
are taken beside that. Times are the city's, whose zone --config says (this machine's where --ledger is given and no configuration is there):
"2026-10-05 08:00", or with an offset 2026-10-05T08:00+07:00.`;

export function collectNames(text: string, before: readonly string[]): readonly string[] {
  return [...before, ...text.split(',').map((name) => name.trim())];
}
