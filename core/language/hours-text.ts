import { countText } from './count-text.ts';

const MS_PER_HOUR = 3_600_000n;

/** Time in hours with one decimal, cut off: `1.204,5`. The exact value has a point and no other sign. */
export function hoursText(ms: number): { readonly text: string; readonly value: string } {
  const tenths = (BigInt(ms) * 10n) / MS_PER_HOUR;
  return { text: `${countText(tenths / 10n)},${tenths % 10n}`, value: `${tenths / 10n}.${tenths % 10n}` };
}
