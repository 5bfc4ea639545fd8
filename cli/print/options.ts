import { userInfo } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { parseTime } from '../../core/time/parse-time.ts';
import { SELECTOR_KINDS, type Selector, type SelectorKind } from '../../ledger/history/select-entities.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import { parseName } from '../shell/parse-words.ts';
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

export function addCommonOptions(command: Command): Command {
  return addPlaceOptions(command)
    .option(
      '--time-zone <name>',
      "time zone in which times are read and printed (default: the city's; months are always cut in the city's)",
      parseTimeZone,
    )
    .addOption(new Option('--lang <language>', 'language; otherwise from LANG').choices(LANGUAGES))
    .option('--json', 'print JSON');
}

export function addDeedOptions(command: Command): Command {
  return command
    .requiredOption('--by <party>', 'who decides this: dost, or the id of an agency or contractor')
    .option(
      '--author <name>',
      'the account that puts it on record (default: the user who runs the command)',
      parseName,
    )
    .option('--attach <file>', 'a file that bears it out, kept by its hash; repeatable', collect, []);
}

const SELECTOR_HELP: Readonly<Record<SelectorKind, string>> = {
  device: 'this device',
  link: 'this link',
  site: 'everything at this site',
  area: 'everything in this ward or commune',
  agency: 'everything of this agency',
  contract: 'everything under this contract',
  cabinet: 'everything at this cabinet',
};

export function addSelectorOptions(
  command: Command,
  kinds: readonly SelectorKind[] = SELECTOR_KINDS,
): Command {
  for (const kind of kinds)
    command.option(
      `--${kind} <id>`,
      `${SELECTOR_HELP[kind]}; repeatable, or separated by commas`,
      collectNames,
      [],
    );
  return command;
}

export const SELECTOR_RULE = `What several different options choose must match all of them (--area ba-dinh --agency phuong-x); --device and --link
are taken beside that. Times are the city's, whose zone --config says (this machine's where --ledger is given and no configuration is there):
"2026-10-05 08:00", or with an offset 2026-10-05T08:00+07:00.`;

/** The part of the options that chooses devices and links. */
export function selectorOf(options: Selector): Selector {
  return Object.fromEntries(SELECTOR_KINDS.map((kind) => [kind, options[kind] ?? []]));
}

export const authorOf = ({ author = userInfo().username }: Pick<DeedOptions, 'author'>): string => author;

/** Reads a pair of options as an interval; the command ends with a message where one is no time. */
export function readInterval(
  command: Command,
  { from, to }: { readonly from: string; readonly to: string },
  timeZone: string,
  flags: readonly [from: string, to: string] = ['--from', '--to'],
): Interval {
  return {
    fromMs: readTime(command, flags[0], from, timeZone),
    toMs: readTime(command, flags[1], to, timeZone),
  };
}

export function readTime(command: Command, flag: string, text: string, timeZone: string): number {
  const parsed = parseTime(text, { timeZone });
  if ('atMs' in parsed) return parsed.atMs;
  return command.error(`error: ${flag}: ${parsed.message}`);
}

export function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

export function collectNames(text: string, before: readonly string[]): readonly string[] {
  return [...before, ...text.split(',').map((name) => name.trim())];
}

/** As it was typed: some runtimes know Asia/Ho_Chi_Minh by its former name only. */
function parseTimeZone(text: string): string {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    return timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidArgumentError('expected a time zone such as Asia/Ho_Chi_Minh');
  }
}
