import { cleanText } from '../../core/text/device-text.ts';
import type { SnmpValue } from './session/snmp-value.ts';
import { decodeText } from './show-value.ts';

/** A value as text that may be kept: octets that are text, and everything else as it is written. */
export function textOf(value: SnmpValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value.type !== 'octets' && value.type !== 'opaque') return String(value.value);
  const text = decodeText(value.value);
  return text === undefined ? undefined : cleanText(text);
}

/** A number of any width, as far as it is exact; text is none. */
export function numberOf(value: SnmpValue | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value.value === 'bigint') {
    const number = Number(value.value);
    return Number.isSafeInteger(number) ? number : undefined;
  }
  return typeof value.value === 'number' ? value.value : undefined;
}

/** A number that counts: never below zero. */
export function countOf(value: SnmpValue | undefined): number | undefined {
  const number = numberOf(value);
  return number === undefined || number < 0 ? undefined : number;
}

/** A counter at its full width. */
export function counterOf(value: SnmpValue | undefined): bigint | undefined {
  if (value?.type === 'counter64') return value.value;
  const count = countOf(value);
  return count === undefined ? undefined : BigInt(count);
}

/** Hundredths of a second, as TimeTicks are. */
export function ticksToMs(value: SnmpValue | undefined): number | undefined {
  const ticks = countOf(value);
  return ticks === undefined ? undefined : ticks * 10;
}
