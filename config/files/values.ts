import { z } from 'zod';
import { findUnseen, renderUnseen } from '../../core/text/unseen-text.ts';
import { days, formatDurationMs, parseDurationMs, parseSizeBytes } from '../../core/time/units.ts';

/**
 * Schemas of single values as people write them: units in the value, read into the units of the code.
 * `meta({ value })` says for the reference what may be written.
 */

/** What tags, URLs and references are made of. */
export const SLUG = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

export const slug = z
  .string({ error: 'expected a name of lower-case letters, digits and dashes' })
  .regex(SLUG, 'expected a name of lower-case letters, digits and dashes')
  .meta({ value: 'lower-case letters, digits and dashes' });

export const timeZone = z
  .string()
  .refine(isTimeZone, 'expected a time zone such as Asia/Ho_Chi_Minh')
  .meta({ value: 'name of a time zone' });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const IS_SEEN = 'a text in one line, of characters that can be seen';

/** A text for people: what a reader would not see in it would be read otherwise than it is written. */
export const seenText = (expected: string) =>
  z
    .string({ error: `expected ${expected}` })
    .min(1, `expected ${expected}`)
    .superRefine((text, context) => {
      const unseen = findUnseen(text);
      if (unseen === undefined) return;
      context.addIssue({ code: 'custom', message: `expected ${IS_SEEN}, got ${renderUnseen(unseen)}` });
    });

/** A duration written with its unit, as in `30s`; read as milliseconds. */
export const durationMs = (minMs: number, maxMs = days(36_500)) =>
  z
    .string({ error: 'expected a duration with its unit, such as 30s or 5m' })
    .transform((text, context) => {
      const ms = parseDurationMs(text);
      if (ms !== undefined && ms >= minMs && ms <= maxMs) return ms;
      context.addIssue({
        code: 'custom',
        message:
          ms !== undefined && ms > maxMs
            ? `expected a duration of at most ${formatDurationMs(maxMs)}`
            : `expected a duration of at least ${formatDurationMs(minMs)}, with its unit`,
      });
      return z.NEVER;
    })
    .meta({
      value: `duration, at least ${formatDurationMs(minMs)}${maxMs < days(36_500) ? `, at most ${formatDurationMs(maxMs)}` : ''}`,
    });

/** A size written with its unit, as in `20GB`; read as bytes. */
export const sizeBytes = (minBytes: number) =>
  z
    .string({ error: 'expected a size with its unit, such as 500MB or 20GB' })
    .transform((text, context) => {
      const bytes = parseSizeBytes(text);
      if (bytes !== undefined && bytes >= minBytes) return bytes;
      context.addIssue({
        code: 'custom',
        message: `expected a size of at least ${minBytes / 1e6}MB, with its unit`,
      });
      return z.NEVER;
    })
    .meta({ value: `size, at least ${minBytes / 1e3}kB` });

/** A percentage above 0 and up to 100, written `34%`; read as a ratio. */
export const percentAsRatio = z
  .string({ error: 'expected a percentage such as 34%' })
  .transform((text, context) => {
    const [, digits] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
    const percent = Number(digits);
    if (percent > 0 && percent <= 100) return percent / 100;
    context.addIssue({ code: 'custom', message: 'expected a percentage above 0% and up to 100%' });
    return z.NEVER;
  })
  .meta({ value: 'percentage' });

export const port = z
  .int({ error: 'expected a port from 1 to 65535' })
  .min(1, 'expected a port from 1 to 65535')
  .max(65_535, 'expected a port from 1 to 65535');

/** Where a secret is kept: `env:NAME`, `file:/path` or `credential:NAME` (systemd); never the secret itself. */
export const SECRET_REFERENCE = /^(env:[A-Za-z_][A-Za-z0-9_]*|file:\/.+|credential:[A-Za-z0-9._-]+)$/;

export const secretReference = z
  .string({ error: 'expected a reference such as env:NAME, file:/path or credential:NAME' })
  .regex(
    SECRET_REFERENCE,
    'expected a reference such as env:NAME, file:/path or credential:NAME, never the secret itself',
  )
  .meta({ value: '`env:NAME`, `file:/path` or `credential:NAME`' });
