/** Microseconds and thousandths of a bit are finer than any probe; the digits behind them only cost disk. */
export function roundThousandths(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1_000) / 1_000;
}
