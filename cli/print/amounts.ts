import type { Formats } from '../../core/language/formats.ts';
import { type Language, NUMERALS } from '../../core/language/language.ts';
import { days, hours, minutes, seconds } from '../../core/time/units.ts';

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

const UNITS = {
  vi: { day: 'ngày', hour: 'giờ', minute: 'phút', second: 'giây' },
  en: { day: 'd', hour: 'h', minute: 'min', second: 's' },
} as const;

export function createAmounts(language: Language, formats: Formats): Amounts {
  const fine = new Intl.NumberFormat(NUMERALS[language].locale, { maximumSignificantDigits: 2 });
  const { day, hour, minute, second } = UNITS[language];
  /** The larger unit whole, the smaller one only where it says something. */
  const inTwo = (durationMs: number, unitMs: number, unit: string, smallMs: number, small: string) => {
    const rest = Math.floor((durationMs % unitMs) / smallMs);
    const whole = `${formats.count(Math.floor(durationMs / unitMs))} ${unit}`;
    return rest === 0 ? whole : `${whole} ${formats.count(rest)} ${small}`;
  };
  return {
    duration: (durationMs) => {
      if (durationMs >= days(1)) return inTwo(durationMs, days(1), day, hours(1), hour);
      if (durationMs >= hours(1)) return inTwo(durationMs, hours(1), hour, minutes(1), minute);
      if (durationMs >= minutes(1)) return inTwo(durationMs, minutes(1), minute, seconds(1), second);
      if (durationMs >= seconds(1)) return `${formats.decimal(durationMs / seconds(1))} ${second}`;
      return `${durationMs < 10 ? fine.format(durationMs) : formats.count(durationMs)} ms`;
    },
    bitRate: formats.bitRate,
    size: formats.size,
    percent: formats.percent,
    number: formats.decimal,
  };
}
