import { userInfo } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { PlaceOptions } from '../../config/settings/ledger-place.ts';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import { parseName } from '../shell/parse-words.ts';

/** Options that every command about statements takes. */
export interface CommonOptions extends PlaceOptions {
  readonly lang?: Language;
  readonly json?: boolean;
}

/** Of commands that put something on record. */
export interface DeedOptions extends CommonOptions {
  readonly author?: string;
}

/** Of commands that seal something. */
export interface SealOptions extends DeedOptions {
  readonly contract: string;
  readonly period: string;
  readonly out?: string;
  readonly key?: string;
  readonly force?: boolean;
}

export function addCommonOptions(command: Command): Command {
  return addPlaceOptions(command)
    .addOption(new Option('--lang <language>', 'language; otherwise from LANG').choices(LANGUAGES))
    .option('--json', 'print JSON');
}

export function addWhichOptions(command: Command, contract = 'id of the contract'): Command {
  return command
    .requiredOption('--contract <id>', contract)
    .requiredOption('--period <period>', 'period such as 2026-10, 2026-Q4 or 2026');
}

export function addAuthorOption(command: Command): Command {
  return command.option(
    '--author <account>',
    'who puts it on record (default: the user who runs the command)',
    parseName,
  );
}

export function addSealOptions(command: Command): Command {
  return addAuthorOption(command)
    .option('--out <file>', 'file to write, or a folder that exists (default: the current folder)')
    .option(
      '--key <file>',
      'Ed25519 key to sign with, made where there is none (default: statements.key of the settings, or of the user where --ledger is given)',
    )
    .option('--force', 'write over a file that is there');
}

export const authorOf = ({ author = userInfo().username }: Pick<DeedOptions, 'author'>): string => author;

export function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, ...text.split(',').map((name) => name.trim())];
}

export const collectFile = (text: string, before: readonly string[]): readonly string[] => [...before, text];

export function collectNumbers(text: string, before: readonly number[]): readonly number[] {
  const numbers = text.split(',').map((number) => Number(number.trim()));
  if (numbers.every((number) => Number.isSafeInteger(number) && number > 0)) return [...before, ...numbers];
  throw new InvalidArgumentError('expected numbers from 1 on, separated by commas');
}
