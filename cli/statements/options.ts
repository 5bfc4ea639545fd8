import { z } from 'zod';
import type { PlaceOptions } from '../../config/settings/ledger-place.ts';
import type { Language } from '../../core/language/language.ts';
import { AUTHOR, type PLACE } from '../shell/shared-options.ts';

/** Options that every command about statements takes. */
export interface CommonOptions extends PlaceOptions {
  readonly lang?: Language;
  readonly json?: boolean;
}

/** Of commands that seal something. */
export const SEAL = {
  author: AUTHOR,
  out: z
    .string()
    .optional()
    .meta({ value: 'file' })
    .describe('file to write, or a folder that exists (default: the current folder)'),
  key: z
    .string()
    .optional()
    .meta({ value: 'file' })
    .describe(
      'Ed25519 key to sign with, made where there is none (default: statements.key of the settings, or of the user where --ledger is given)',
    ),
  force: z.boolean().default(false).describe('write over a file that is there'),
};
export type SealOptions = z.output<z.ZodObject<typeof PLACE & typeof SEAL>>;

/** Papers of a step. */
export const attach = (about: string) =>
  z.array(z.string()).default([]).meta({ value: 'file' }).describe(about);
