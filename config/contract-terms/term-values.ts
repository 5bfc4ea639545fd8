import { z } from 'zod';
import { PERIOD_KINDS, type PeriodKind, type Ppm, type Vnd } from '../../core/domain/contract-terms.ts';
import { parseDurationMs } from '../../core/time/units.ts';

/** Schemas of single values of contract terms, which carry their units: percentages, money, and the phrases around them. */

const PPM_PER_PERCENT = 10_000;

/** A text that `parse` reads; `expected` says what it should have been. */
export const phrase = <Value>(expected: string, parse: (text: string) => Value | undefined) =>
  z.string({ error: `expected ${expected}` }).transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: `expected ${expected}` });
    return z.NEVER;
  });

/**
 * A percentage, followed by words that say of what; read as millionths. More than 4 decimals are refused: they could not be
 * compared exactly.
 */
export const percentPpm = (words = '', maxPercent = 100) => {
  const such = `such as 98.5%${words}`;
  return z
    .string({ error: `expected a percentage ${such}` })
    .transform((text, context) => {
      const ppm = readPpm(text, words, maxPercent, such);
      if (typeof ppm === 'number') return ppm;
      context.addIssue({ code: 'custom', message: ppm });
      return z.NEVER;
    })
    .meta({ value: `percentage${words}, at most 4 decimals` });
};

const PERCENT = /^(\d{1,6})(?:\.(\d+))?%(.*)$/;

function readPpm(text: string, words: string, maxPercent: number, such: string): Ppm | string {
  const [, whole, decimals = '', rest] = PERCENT.exec(text) ?? [];
  if (whole === undefined || rest?.replace(' price ', ' fee ') !== words) {
    return `expected a percentage ${such}`;
  }
  if (decimals.length > 4) return 'expected a percentage with at most 4 decimals';
  const ppm = Number(whole) * PPM_PER_PERCENT + Number(decimals.padEnd(4, '0'));
  return ppm > 0 && ppm <= maxPercent * PPM_PER_PERCENT
    ? ppm
    : `expected a percentage above 0% and up to ${maxPercent}%`;
}

/** `985000` as people write it: `98.5%`. */
export function renderPpm(ppm: Ppm): string {
  const decimals = String(ppm % PPM_PER_PERCENT)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${Math.floor(ppm / PPM_PER_PERCENT)}${decimals === '' ? '' : `.${decimals}`}%`;
}

/** Whole đồng, without separators: `150.000` is a hundred and fifty for some and as many thousand for others. */
export const vnd = phrase('an amount in whole đồng, such as 150000 VND', parseVnd).meta({
  value: 'amount such as `150000 VND`',
});

const A_SHARE_OR_VND = 'a share of the fee such as 5%, or an amount in whole đồng such as 200000 VND';

function parseVnd(text: string): Vnd | undefined {
  const [, digits] = /^(\d{1,15}) VND$/.exec(text) ?? [];
  return digits === undefined || /^0+$/.test(digits) ? undefined : BigInt(digits);
}

/** What a tier comes to: a share of the fee, or so much. */
export const tierAmount = z
  .string({ error: `expected ${A_SHARE_OR_VND}` })
  .transform((text, context) => {
    if (text.includes('%')) {
      const ppm = readPpm(text, '', 100, 'such as 5%');
      if (typeof ppm === 'number') return { ofFeePpm: ppm };
      context.addIssue({ code: 'custom', message: ppm });
      return z.NEVER;
    }
    const amount = parseVnd(text);
    if (amount !== undefined) return { vnd: amount };
    context.addIssue({ code: 'custom', message: `expected ${A_SHARE_OR_VND}` });
    return z.NEVER;
  })
  .meta({ value: 'share of the fee such as `5%`, or amount such as `200000 VND`' });

/** `8h per month`; without `per`, per period of the contract. */
export const allowance = phrase('a duration such as 8h per month', parseAllowance).meta({
  value: 'duration such as `8h per month`',
});

interface Allowance {
  readonly ms: number;
  readonly per: PeriodKind | undefined;
}

function parseAllowance(text: string): Allowance | undefined {
  const [duration = '', period] = text.split(' per ');
  const ms = parseDurationMs(duration);
  const per = PERIOD_KINDS.find((kind) => kind === period);
  if (ms === undefined || ms === 0 || (text.includes(' per ') && per === undefined)) return undefined;
  return { ms, per };
}

/** `3 per month`: the period must be that of the contract. */
export const outageCount = phrase('a number such as 3 per month', (text) => {
  const [, count, period] = /^(\d{1,6}) per (\w+)$/.exec(text) ?? [];
  const per = PERIOD_KINDS.find((kind) => kind === period);
  return count === undefined || per === undefined ? undefined : { count: Number(count), per };
}).meta({ value: 'number such as `3 per month`' });
