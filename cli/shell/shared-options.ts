import { userInfo } from 'node:os';
import { z } from 'zod';
import { DEFAULT_CONFIG } from '../../config/settings/ledger-place.ts';
import { Name, PartyName, TimeZone, Whole } from '../../core/input/fields.ts';
import { LANGUAGES } from '../../core/language/language.ts';
import { LOG_LEVELS } from '../../server/logger.ts';

/** Of commands that need no ledger. */
export const CONFIG = z
  .string()
  .default(DEFAULT_CONFIG)
  .meta({ value: 'dir' })
  .describe('configuration folder');

/** Where the ledger and the settings lie. */
export const PLACE = {
  config: z
    .string()
    .default(DEFAULT_CONFIG)
    .meta({ value: 'dir' })
    .describe("configuration folder: the ledger and the city's time zone"),
  ledger: z
    .string()
    .optional()
    .meta({ value: 'file' })
    .describe('the ledger itself, in place of the one that --config names'),
};

export const LOG_LEVEL = z
  .enum(LOG_LEVELS)
  .default('info')
  .meta({ value: 'level' })
  .describe('least level that is logged');

/** Of processes without a portal. */
export const HEALTH_AT = z
  .string()
  .regex(/^(?:\[[0-9a-f:]+\]|[\w.-]+):\d{1,5}$/i)
  .optional()
  .meta({
    value: 'host:port',
    expected: {
      en: 'expected an address such as 127.0.0.1:8491',
      vi: 'cần địa chỉ như 127.0.0.1:8491',
    },
  })
  .describe('where /health and /metrics are told, by HTTP without a log-in; nowhere without it');

/** How the result is told. */
export const TOLD = {
  lang: z.enum(LANGUAGES).optional().meta({ value: 'language' }).describe('language; otherwise from LANG'),
  json: z.boolean().default(false).describe('print JSON'),
};

/** Of every command about planned work, claims and the like. */
export const CITY = {
  ...PLACE,
  timeZone: TimeZone.optional().describe(
    "time zone in which times are read and printed (default: the city's; months are always cut in the city's)",
  ),
  ...TOLD,
};

export const LIMIT = Whole.meta({ value: 'count' }).default(50).describe('at most so many');

/** The account of a person. */
export const AUTHOR = Name.optional()
  .meta({ value: 'account' })
  .describe('who puts it on record (default: the user who runs the command)');

/** Of commands that seal something, or make a checkpoint. */
export const SIGNING_KEY = z
  .string()
  .optional()
  .meta({ value: 'file' })
  .describe(
    'Ed25519 key to sign with (default: statements.key of the settings, or of the user where --ledger is given)',
  );

/** Who puts something on record, and with which papers. */
export const WRITE = {
  by: PartyName.describe('who decides this: dost, or the id of an agency or contractor'),
  author: Name.optional().describe(
    'the account that puts it on record (default: the user who runs the command)',
  ),
  attach: z
    .array(z.string())
    .default([])
    .meta({ value: 'file' })
    .describe('a file that bears it out, kept by its hash; repeatable'),
};

export const authorOf = ({
  author = userInfo().username,
}: {
  readonly author?: string | undefined;
}): string => author;
