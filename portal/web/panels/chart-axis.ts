import type { Formats } from '../../../core/language/formats.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import { days, hours } from '../../../core/time/units.ts';
import { createZone } from '../../../core/time/zone.ts';
import type { Quantity } from '../../city/chart-plan.ts';

/** The upright axis, from 0 to `top`. */
export interface ValueAxis {
  readonly top: number;
  readonly unit: string;
  readonly ticks: readonly Tick[];
}

/** Where it stands, in the unit of what is drawn, and what is written there. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

const MOST_STEPS = 4;
/** What is small is not blown up to look like much. */
const LEAST_TOP: Readonly<Record<Quantity, number>> = {
  ...{ milliseconds: 1, share: 0.1, bitRate: 1_000, count: 4, age: days(1) },
};
const BIT_RATES = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'] as const;

export function buildValueAxis(
  quantity: Quantity,
  most: number,
  { formats, daysWord }: { readonly formats: Pick<Formats, 'decimal'>; readonly daysWord: string },
): ValueAxis {
  const reach = Math.max(quantity === 'share' ? Math.min(1, most) : most, LEAST_TOP[quantity]);
  const { scale, unit } = unitOf(quantity, reach, daysWord);
  const step = niceStep(reach / scale / MOST_STEPS);
  // What is 1,000 times a third is not quite a whole number.
  const steps = Math.ceil(reach / scale / step - 1e-9);
  return {
    unit,
    top: steps * step * scale,
    ticks: Array.from({ length: steps + 1 }, (_, index) => ({
      at: index * step * scale,
      label: formats.decimal(index * step),
    })),
  };
}

function unitOf(quantity: Quantity, reach: number, daysWord: string): { scale: number; unit: string } {
  switch (quantity) {
    case 'milliseconds':
      return { scale: 1, unit: 'ms' };
    case 'share':
      return { scale: 0.01, unit: '%' };
    case 'count':
      return { scale: 1, unit: '' };
    case 'age':
      return { scale: days(1), unit: daysWord };
    case 'bitRate': {
      const place = Math.min(Math.floor(Math.log10(reach) / 3), BIT_RATES.length - 1);
      return { scale: 1_000 ** place, unit: BIT_RATES[place] ?? '' };
    }
  }
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const times = [1, 2, 5].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return times * power;
}

export const SPANS = ['6h', 'day', 'week', 'month'] as const;
export type Span = (typeof SPANS)[number];

/** How long it is, how wide a point is at least, and how far apart times are written. */
export const SPAN_OF: Readonly<
  Record<Span, { readonly lengthMs: number; readonly leastStepMs: number; readonly every: number }>
> = {
  '6h': { lengthMs: hours(6), leastStepMs: hours(1) / 30, every: 1 },
  day: { lengthMs: days(1), leastStepMs: hours(1) / 12, every: 3 },
  week: { lengthMs: days(7), leastStepMs: hours(1) / 2, every: 1 },
  month: { lengthMs: days(31), leastStepMs: hours(2), every: 5 },
};

/** Whole hours of the city for a day, beginnings of its days for more. */
export function timeTicks(span: Span, { fromMs, toMs }: Interval, formats: Formats): readonly Tick[] {
  const { every } = SPAN_OF[span];
  if (span === 'week' || span === 'month') {
    const zone = createZone(formats.timeZone);
    const begins: number[] = [];
    for (let atMs = zone.dayAt(toMs).fromMs; atMs >= fromMs; atMs = zone.dayAt(atMs - 1).fromMs)
      begins.push(atMs);
    return begins
      .filter((_, index) => index % every === 0)
      .map((at) => ({ at, label: formats.date(at).slice(0, 5) }))
      .toReversed();
  }
  const first = Math.ceil(fromMs / hours(1)) * hours(1);
  return Array.from(
    { length: Math.floor((toMs - first) / hours(1)) + 1 },
    (_, index) => first + index * hours(1),
  )
    .map((at) => ({ at, label: formats.time(at).slice(0, 5) }))
    .filter(({ label }) => Number(label.slice(0, 2)) % every === 0);
}
