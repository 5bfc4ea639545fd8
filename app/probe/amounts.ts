import { days, hours, minutes, seconds } from '../../core/units.ts';
import type { Language } from '../../portal/messages/messages.ts';

/** Amounts with their unit, as people of one language read them. */
export interface Amounts {
  /** `0.4 ms`, `3.2 s`, `45 min`, `12 d 3 h`. */
  readonly duration: (durationMs: number) => string;
  /** `4.1 Mbit/s`. */
  readonly bitRate: (bitsPerSecond: number) => string;
  /** `4 TB`, in powers of ten as makers of disks count. */
  readonly size: (bytes: number) => string;
  readonly percent: (ratio: number) => string;
  readonly number: (value: number) => string;
}

const LOCALES = { vi: 'vi-VN', en: 'en-GB' } as const;
const UNITS = {
  vi: { day: 'ngày', hour: 'giờ', minute: 'phút', second: 'giây' },
  en: { day: 'd', hour: 'h', minute: 'min', second: 's' },
} as const;

export function createAmounts(language: Language): Amounts {
  const decimals = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 });
  const fine = new Intl.NumberFormat(LOCALES[language], { maximumSignificantDigits: 2 });
  const whole = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 0 });
  const { day, hour, minute, second } = UNITS[language];
  const number = (value: number) => decimals.format(value);
  const scale = (value: number, base: string) => {
    const step = SCALE.find(({ factor }) => value >= factor) ?? { factor: 1, prefix: '' };
    return `${number(value / step.factor)} ${step.prefix}${base}`;
  };
  /** The larger unit whole, the smaller one only where it says something. */
  const inTwo = (durationMs: number, unitMs: number, unit: string, smallMs: number, small: string) => {
    const rest = Math.floor((durationMs % unitMs) / smallMs);
    const whole = `${number(Math.floor(durationMs / unitMs))} ${unit}`;
    return rest === 0 ? whole : `${whole} ${number(rest)} ${small}`;
  };
  return {
    duration: (durationMs) => {
      if (durationMs >= days(1)) return inTwo(durationMs, days(1), day, hours(1), hour);
      if (durationMs >= hours(1)) return inTwo(durationMs, hours(1), hour, minutes(1), minute);
      if (durationMs >= minutes(1)) return inTwo(durationMs, minutes(1), minute, seconds(1), second);
      return durationMs >= seconds(1)
        ? `${number(durationMs / seconds(1))} ${second}`
        : `${(durationMs < 10 ? fine : whole).format(durationMs)} ms`;
    },
    bitRate: (bitsPerSecond) => scale(bitsPerSecond, 'bit/s'),
    size: (bytes) => scale(bytes, 'B'),
    percent: (ratio) => `${number(ratio * 100)} %`,
    number,
  };
}

const SCALE = [
  { factor: 1e12, prefix: 'T' },
  { factor: 1e9, prefix: 'G' },
  { factor: 1e6, prefix: 'M' },
  { factor: 1e3, prefix: 'k' },
] as const;
