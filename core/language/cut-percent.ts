/** A percentage as it is printed and as a machine reads it. */
export interface CutPercent {
  /** `98,73 %`. */
  readonly text: string;
  /** `98.73`. */
  readonly value: string;
}

/**
 * A part of a whole in percent, cut off and never rounded up, so that 100 % is printed only where nothing is missing.
 * `undefined` where the whole is 0: there is nothing to be a part of. Exact for all safe integers.
 */
export function cutPercent(part: number, whole: number, decimals = 2): CutPercent | undefined {
  if (whole === 0) return undefined;
  const scale = 10n ** BigInt(decimals);
  const scaled = (BigInt(part) * 100n * scale) / BigInt(whole);
  const rest = decimals > 0 ? `.${`${scaled % scale}`.padStart(decimals, '0')}` : '';
  const value = `${scaled / scale}${rest}`;
  return { text: `${value.replace('.', ',')}\u00a0%`, value };
}
